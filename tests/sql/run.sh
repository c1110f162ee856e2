#!/usr/bin/env bash
# Holds every *.sql file of src/ against PostgreSQL's parser. Without npm: skipped (77).
# usage: run.sh SOURCE BUILD
set -euo pipefail
source=$1
build=$2/sql-test
command -v npm >/dev/null && command -v node >/dev/null || { echo "npm is not there: skipped"; exit 77; }
mkdir -p "$build"
if ! cmp -s "$source/tests/sql/package-lock.json" "$build/package-lock.json"; then
  cp "$source"/tests/sql/{package.json,package-lock.json,.npmrc} "$build"
  (cd "$build" && npm ci --silent --no-audit --no-fund) ||
    { rm -f "$build/package-lock.json"; echo "PostgreSQL's parser can't be had: skipped"; exit 77; }
fi
cp "$source/tests/sql/parse.mjs" "$build"
find "$source/src" -name '*.sql' -print0 | sort -z | xargs -0 node "$build/parse.mjs"
