#!/usr/bin/env bash
# What `make run` shows: the starter advisories imported into a data folder of this checkout, then this machine and
# three sample organisations scanned against them.
set -euo pipefail
cd "$(dirname "$0")/.."

data=.cache/run-data
manara=build/manara
"$manara" feeds import --data "$data" content/starter
exec "$manara" scan --data "$data" / samples/hospital samples/university samples/agriculture
