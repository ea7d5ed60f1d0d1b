#!/usr/bin/env bash
# bundle.sh TARGET PROGRAM: packs an extension for one kind of machine (linux-x64, darwin-arm64, win32-x64, …) that
# brings the program along, so that nothing else has to be installed. The result is cfglint-TARGET.vsix.
set -euo pipefail
cd "$(dirname "$0")"
target=$1 program=$2
trap 'rm -rf server' EXIT
mkdir -p server
case $target in
  win32-*) install -m 755 "$program" server/cfglint.exe ;;
  *) install -m 755 "$program" server/cfglint ;;
esac
npm run --silent build
npx vsce package --no-dependencies --target "$target" --out "cfglint-$target.vsix"
