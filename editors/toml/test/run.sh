#!/usr/bin/env bash
# Does what editors/toml/README.md says, with the schema of this tree in place of the published one, in Tombi's server
# and in Taplo. Both come as Python packages; needs `tests/tools python`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
venv=$root/target/tools/venv
"$venv/bin/pip" install --quiet --disable-pip-version-check tombi==1.9.6 taplo==0.9.3
schema=$root/editors/cfglint.schema.json
published=https://raw.githubusercontent.com/cfglint/cfglint/main/editors/cfglint.schema.json

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# block N: the N-th block of code of the README.
block() {
  awk -v wanted="$1" '
    $1 == "```" { inside = 0 }
    inside { print; any = 1 }
    $1 == "```toml" { inside = ++seen == wanted }
    END { exit !any }' "$here/../README.md"
}
block 1 | sed "s|$published|$schema|" >tombi.toml
block 2 | sed "s|$published|file://$schema|" >.taplo.toml
grep -qF "$schema" tombi.toml && grep -qF "$schema" .taplo.toml

python3 "$here/tombi.py" "$venv/bin/tombi" "$work"

printf 'release = "25.05"\nselect = ["acme"]\n[severity]\ntimer-target-unit = "error"\n' >cfglint.toml
"$venv/bin/taplo" check cfglint.toml 2>taplo.log || { cat taplo.log >&2; exit 1; }
echo "ok Taplo takes good settings"
printf 'relase = "25.05"\n' >cfglint.toml
if "$venv/bin/taplo" check cfglint.toml 2>taplo.log; then
  echo "FAIL: Taplo takes bad settings" >&2
  exit 1
fi
grep -qF "'relase' was unexpected" taplo.log || { cat taplo.log >&2; exit 1; }
echo "ok Taplo refuses bad settings"
