#!/usr/bin/env bash
# Runs the fuzzers of build-fuzz: FUZZ_SECONDS (60) of each, or FUZZ_RUNS executions where that comes first; FUZZ names
# some of them ("osv dpkg"). Two at a time. Seeds are the parser's testdata/ and, where there is one, its corpus/; what
# is found anew is kept in .cache/fuzz/<name>/corpus. Ends with a line a fuzzer: executions, coverage, size of the
# corpus; a finding is an error, and its input is kept in .cache/fuzz/<name>.
set -euo pipefail
cd "$(dirname "$0")/.."

build=${FUZZ_BUILD:-build-fuzz}
export build seconds=${FUZZ_SECONDS:-60} runs=${FUZZ_RUNS:--1} root=.cache/fuzz
mkdir -p "$root"

one() { # PROGRAM
  local name=${1##*/} folder log
  folder=$(dirname "${1#"$build"/}")
  mkdir -p "$root/$name/corpus"
  log=$root/$name/log
  local seeds=("$root/$name/corpus")
  for place in "$folder/corpus" "$folder/testdata"; do
    [ ! -d "$place" ] || seeds+=("$place")
  done
  local status=0
  nice -n 5 "$1" -max_total_time="$seconds" -runs="$runs" -timeout=20 -rss_limit_mb=2048 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$root/$name/" "${seeds[@]}" >"$log" 2>&1 || status=$?
  awk -v name="$name" -v status="$status" '
    /^#[0-9]+/ { for (i = 1; i <= NF; ++i) { if ($i == "cov:") cov = $(i + 1); if ($i == "corp:") corp = $(i + 1) } }
    /stat::number_of_executed_units/ { runs = $2 }
    END { printf "%-44s %10d runs  cov %6s  corpus %s%s\n", name, runs, cov, corp, status == 0 ? "" : "  FINDING" }' "$log"
  [ "$status" -eq 0 ] || { tail -n 40 "$log"; return 1; }
}
export -f one

find "$build" -type f -name '*_fuzz' -perm -u+x | sort | while read -r program; do
  if [ -z "${FUZZ:-}" ]; then echo "$program"; continue; fi
  for wanted in $FUZZ; do
    case ${program##*/} in *"$wanted"_fuzz) echo "$program" ;; esac
  done
done >"$root/programs"
[ -s "$root/programs" ] || { echo "no fuzzer is built in $build${FUZZ:+ for: $FUZZ}" >&2; exit 1; }
xargs -P "${JOBS:-2}" -I {} bash -c 'one "$1"' one {} <"$root/programs"
