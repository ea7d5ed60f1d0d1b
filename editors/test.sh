# Sourced by the tests of editors: the program to be tested, code from a README, and a terminal to type into.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fixtures=$root/editors/fixtures
if [ -z "${CFGLINT:-}" ]; then
  "$root/tests/build"
  CFGLINT=$root/target/debug/cfglint
fi
CFGLINT=$(realpath "$CFGLINT")
echo "cfglint: $CFGLINT"

# A person of our own, who has the program on the PATH and a project with a bad module.
work=$(mktemp -d)
search_path=$PATH
terminal=(tmux -L "cfglint-$$" -f /dev/null)
clean_up() {
  "${terminal[@]}" kill-server 2>/dev/null || true
  # An editor that is still ending may write a last file.
  rm -rf "$work" 2>/dev/null || { sleep 2 && rm -rf "$work"; }
}
trap clean_up EXIT
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_CONFIG_DIRS XDG_DATA_DIRS

# person NAME: makes one, with the folder $work/NAME.
person() {
  export HOME=$work/$1 PATH=$work/$1/bin:$search_path
  module=$HOME/project/module.nix
  mkdir -p "$HOME/bin" "$HOME/project"
  ln -s "$CFGLINT" "$HOME/bin/cfglint"
  cp "$fixtures/module.nix" "$module"
  touch "$HOME/project/cfglint.toml"
}

# block README LANGUAGE N: the N-th block of code in this language.
block() {
  awk -v fence="\`\`\`$2" -v wanted="$3" '
    $1 == "```" { inside = 0 }
    inside { sub(/^   /, ""); print; any = 1 }
    $1 == fence { inside = ++seen == wanted }
    END { exit !any }' "$1"
}

fail() {
  echo "FAIL: $1" >&2
  screen | sed 's/^/| /' >&2
  exit 1
}

screen() { "${terminal[@]}" capture-pane -p 2>/dev/null || true; }

# editor PROGRAM ARGUMENT...: starts it in the terminal, in the project.
editor() {
  "${terminal[@]}" new-session -d -x 110 -y 30 -c "$HOME/project" \
    "$(printf '%q ' env TERM=xterm-256color LC_ALL=C.UTF-8 "$@"); echo \$? >'$HOME/code'"
}

keys() { "${terminal[@]}" send-keys "$@"; }

# until_true WHAT COMMAND...: waits for the command to succeed; how long that takes is not tested.
until_true() {
  local what=$1 _
  shift
  for _ in $(seq 600); do
    if "$@"; then
      echo "ok $what"
      return
    fi
    sleep 0.1
  done
  fail "waited in vain: $what"
}

shows() { screen | grep -qE -- "$1"; }
shows_no() { ! shows "$1"; }
saved() { cmp -s "$module" "$fixtures/module.expected.nix"; }
ended() { [ -e "$HOME/code" ] && [ "$(cat "$HOME/code")" = 0 ]; }
