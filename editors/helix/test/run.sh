#!/usr/bin/env bash
# Types into a real Helix, with what the README says as its configuration.
#
# Needs tmux, and cargo unless CFGLINT names the program to be tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../test.sh"
helix=$root/target/newer-hx
[ -x "$helix/hx" ] || { rm -rf "$helix" && "$root/tests/newer" hx "$helix"; }
readme=$here/../README.md

# configure N...: writes the files of the person, with these blocks of the README as languages.toml.
configure() {
  mkdir -p "$HOME/.config/helix"
  block "$readme" toml 2 >"$HOME/.config/helix/config.toml"
  for it in "$@"; do block "$readme" toml "$it"; done >"$HOME/.config/helix/languages.toml"
}

# choose TITLE: takes it from the menu, whose first line is chosen already.
choose() {
  keys Space a
  until_true "the menu has: $1" shows "$1"
  local first wanted
  first=$(screen | grep -nE 'Replace `?"?[A-Za-z]' | tail -1 | cut -d: -f1)
  wanted=$(screen | grep -nF "$1" | tail -1 | cut -d: -f1)
  for _ in $(seq $((wanted - first))); do keys Down; done
  keys Enter
}

person ada
configure 1 3
"$helix/hx" --version
"$helix/hx" --health nix | grep -qF "$HOME/bin/cfglint" || fail "the health check does not find cfglint"
editor "$helix/hx" module.nix
until_true "a warning is at the end of its line" shows 'syslog"; +StandardOutput = '
until_true "and another" shows 'syslog\+console"; +StandardError = '
until_true "and an information" shows 'private"; +use PrivateMounts'
screen | sed -n '4,8s/^/  | /p'
keys ']' d
keys Space k
until_true "the explanation is shown" shows 'Why'
keys Escape
until_true "and goes" shows_no 'Why'
choose 'Replace "syslog" by "journal"'
until_true "the fix is in the text" shows 'StandardOutput = "journal"'
until_true "its finding is gone" shows_no 'journal"; +StandardOutput = '
keys ':7' Enter ']' d
choose 'Allow `mount-flags-private` on this line'
until_true "the comment is in the text" shows '# cfglint: allow'
until_true "its finding is gone as well" shows_no 'private"; +use PrivateMounts'
keys ':w' Enter
until_true "saving has fixed the rest" saved
keys ':q' Enter
until_true "Helix has ended well" ended

person grace
configure 1 4
editor "$helix/hx" module.nix
until_true "a warning is there" shows 'syslog"; +StandardOutput = '
until_true "and another one" shows 'syslog\+console"; +StandardError = '
until_true "what the person ignores is not" shows_no 'use PrivateMounts'
keys ':q' Enter
until_true "Helix has ended well again" ended
echo "PASS Helix"
