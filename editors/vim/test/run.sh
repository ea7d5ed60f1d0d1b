#!/usr/bin/env bash
# Types into a real Vim with ALE, installed and configured as the README says.
#
# Needs cargo unless CFGLINT names the program to be tested; Vim, ALE and tmux come from Debian.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../test.sh"
"$root/tests/tools" vim
readme=$here/../README.md

# configure N...: installs the folder, and takes these blocks of the README as .vimrc.
configure() {
  block "$readme" sh 2 >"$HOME/install"
  (cd "$here/.." && sh -e "$HOME/install")
  {
    # Debian has ALE among the packages that are loaded when they are asked for.
    echo 'packadd! ale | filetype plugin on | set nomore laststatus=2 shortmess+=I'
    echo 'let g:ale_virtualtext_cursor = "all"'
    for it in "$@"; do block "$readme" vim "$it"; done
  } >"$HOME/.vimrc"
}

# choose TITLE: takes it from the menu by its number.
choose() {
  keys ':ALECodeAction' Enter
  until_true "the menu has: $1" shows "^[0-9]+\) $1"
  keys "$(screen | sed -nE "s/^([0-9]+)\) $1.*/\1/p" | head -1)" Enter
}

person ada
configure 1
vim --version | head -1
editor vim -n module.nix
until_true "a warning is at the end of its line" shows 'syslog"; > StandardOutput = '
until_true "and another" shows 'syslog\+console"; > StandardError = '
until_true "and an information" shows 'private"; > use PrivateMounts'
screen | sed -n '4,8s/^/  | /p'
keys ':ALENext' Enter
until_true "the cursor is on the first finding" shows ' 5,52'
keys ':ALEHover' Enter
until_true "the explanation is shown" shows 'StandardOutput=. in '
keys ':pclose' Enter
until_true "and goes" shows_no 'ALEPreview'
choose 'Replace "syslog" by "journal"'
until_true "the fix is in the text, behind an umlaut" shows 'StandardOutput = "journal";'
until_true "its finding is gone" shows_no 'journal"; > StandardOutput = '
keys ':7' Enter ':ALENextWrap' Enter
until_true "the cursor is on the last finding" shows ' 7,19'
choose 'Allow `mount-flags-private` on this line'
until_true "the comment is in the text" shows '# cfglint: allow'
until_true "its finding is gone as well" shows_no 'private"; > use PrivateMounts'
keys ':w' Enter
until_true "saving has fixed the rest" saved
keys ':q' Enter
until_true "Vim has ended well" ended

person grace
configure 1 2
editor vim -n module.nix
until_true "a warning is there" shows 'syslog"; > StandardOutput = '
until_true "and another one" shows 'syslog\+console"; > StandardError = '
until_true "what the person ignores is not" shows_no 'use PrivateMounts'
keys ':q!' Enter
until_true "Vim has ended well again" ended
echo "PASS Vim"
