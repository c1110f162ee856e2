#!/usr/bin/env bash
# Unpacks the reference data for tests and benchmarks, where it lies beside the checkout, into .cache/data; what is
# unpacked already stays. With MANARA_DATA set to another place nothing is done; without data the suites are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

own=$PWD/.cache/data
[ "${MANARA_DATA:-$own}" = "$own" ] || exit 0
if [ -x ../shared/data/unpack.sh ]; then
  ../shared/data/unpack.sh "$own"
elif [ ! -d "$own" ]; then
  echo "no reference data: its test suites are skipped (MANARA_DATA names another place)"
fi
