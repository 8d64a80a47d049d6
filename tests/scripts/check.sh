#!/bin/sh
# Tests and lints the pages' scripts where node is there; says so where it is not.
set -eu
if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
  echo "Node 20 or newer and npm are not there: the pages' scripts are not checked on their own."
  exit 0
fi
node --test --test-reporter=dot tests/scripts/*.test.js
if [ ! -e node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
  npm ci --silent || { echo "Biome could not be installed: the pages' scripts are not linted."; exit 0; }
  touch node_modules/.installed
fi
npx --no-install biome check
