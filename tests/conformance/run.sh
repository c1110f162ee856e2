#!/usr/bin/env bash
# Runs one suite for CTest: `run.sh CONFORMANCE SUITE WHERE`. Passes when its last line reaches what least.txt asks for;
# 77 (skipped) where the reference data is absent.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
conformance=$1 suite=$2
path=${MANARA_DATA:-$here/../../.cache/data}/$3

[ -e "$path" ] || { echo "no reference data at $path"; exit 77; }
output=$("$conformance" "$suite" "$path") || true # fewer than all may be enough; the last line tells
echo "$output"
awk -v suite="$suite" '
  NR == FNR { if ($1 == suite) least = $2; next }
  { last = $0 }
  END {
    if (least == "") least = 100
    if (split(last, word, " ") != 4 || word[1] != "passed" || word[3] != "of" || word[4] == 0) {
      print "the last line is not \"passed N of M\""; exit 1
    }
    if (100 * word[2] < least * word[4]) { print "at least " least " % must pass"; exit 1 }
  }' "$here/least.txt" - <<<"$output"
