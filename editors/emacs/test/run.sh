#!/usr/bin/env bash
# Opens a bad module in a real Emacs, without a window, with what the README says as init.el, and mends it.
#
# Needs cargo unless CFGLINT names the program to be tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../test.sh"
emacs=$root/target/newer-emacs
[ -x "$emacs/emacs" ] || { rm -rf "$emacs" && "$root/tests/newer" emacs "$emacs"; }
readme=$here/../README.md

# pass NAME TEST N...: runs the test, with these blocks of the README as init.el.
pass() {
  local test=$2 it
  person "$1"
  for it in "${@:3}"; do block "$readme" elisp "$it"; done >"$HOME/init.el"
  TEST=$test INIT=$HOME/init.el TEST_FILE=$module timeout 300 "$emacs/emacs" --batch -Q -l "$here/e2e.el"
}

pass ada mend 1 2
saved || fail "the file on disk is not as expected"
pass grace ignore-one 1 3
