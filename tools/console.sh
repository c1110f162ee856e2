#!/usr/bin/env bash
# Builds the web console into console/dist, ready to be embedded: `tools/console.sh`. Does nothing, in a tenth of a
# second, when neither its sources nor its packages changed since. `tools/console.sh check` also runs what holds it:
# types, format, unit tests; `tools/console.sh e2e` runs the browser tests (Debian's chromium).
set -euo pipefail
cd "$(dirname "$0")/../console"

# Of the files that the build reads, in an order that is the same everywhere.
digest() {
  find . \( -path ./node_modules -o -path ./dist -o -path ./e2e \) -prune -o -type f ! -name '*_test.ts' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# By a Node that is new enough: npm leaves out, without a word, what an older one could not run. Where there is none, the
# one that the lock file names comes first, and npm is run by it.
packages() {
  local npm node=../.cache/console-node
  npm=$(readlink -f "$(command -v npm)")
  if node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 22 ? 0 : 1)'; then
    npm ci --no-progress --loglevel=error
    return
  fi
  npm ci --omit=dev --no-progress --loglevel=error || return
  mkdir -p "$node"
  cp node_modules/node-linux-*/bin/node "$node/node"
  PATH=$PWD/$node:$PATH node "$npm" ci --no-progress --loglevel=error
}

# npm writes node_modules/.package-lock.json last, so an install that was cut off is done again.
install() {
  local want have
  want=$(sha256sum <package-lock.json | cut -d' ' -f1)
  have=$(cat node_modules/.manara-lock 2>/dev/null || true)
  [[ $want == "$have" && -e node_modules/.package-lock.json ]] && return
  # Without a line to the packages the program is built without its console, and says so when it is asked for a page.
  if ! packages; then
    rm -rf node_modules
    echo "the console's packages can't be had: the console is neither built nor tested" >&2
    exit 0
  fi
  echo "$want" >node_modules/.manara-lock
}

# A script of package.json by the Node that the lock file names: `npm run` of Debian 12 would take its own, which is too
# old for what builds here.
script() { # NAME
  local line path
  path=$PWD/node_modules/.bin
  for folder in node_modules/node-linux-*/bin; do path=$PWD/$folder:$path; done
  line=$(PATH=$path:$PATH node -p "require('./package.json').scripts['$1']")
  PATH=$path:$PATH sh -c "$line"
}

build() {
  local now
  now=$(digest)
  [[ -e dist/files.tsv && $(cat dist/.digest 2>/dev/null || true) == "$now" ]] && return
  install
  script build
  echo "$now" >dist/.digest
}

case "${1:-build}" in
  build) build ;;
  check) install && script lint && script test ;;
  e2e) build && install && script e2e ;;
  *) echo "usage: tools/console.sh [build|check|e2e]" >&2 && exit 2 ;;
esac
