#!/usr/bin/env bash
# Runs the fuzzers of build-fuzz: FUZZ_SECONDS (60) of each, or FUZZ_RUNS executions where that comes first; FUZZ names
# some of them ("osv dpkg"). Seconds are of processor time, so that a busy machine, or one that stops them for a while,
# takes nothing from the campaign. JOBS (2) at a time. Seeds are the parser's testdata/ and, where there is one, its
# corpus/; what is found anew is kept in .cache/fuzz/<name>/corpus, and what was run is added to .cache/fuzz/totals (name,
# date, executions, seconds). With FUZZ_GOAL="5000000 300" a fuzzer that has that many executions or seconds there is
# done, and those with the fewest executions begin: a campaign in rounds, which may be broken off.
# Ends with a line a fuzzer: executions, seconds, coverage, size of the corpus; a finding is an error, and its input is
# kept in .cache/fuzz/<name>. An input that takes more than 2 s of processor time alone is a finding.
set -euo pipefail
cd "$(dirname "$0")/.."

build=${FUZZ_BUILD:-build-fuzz}
export build seconds=${FUZZ_SECONDS:-60} runs=${FUZZ_RUNS:--1} root=.cache/fuzz goal=${FUZZ_GOAL:-}
ticks=$(getconf CLK_TCK)
export ticks
mkdir -p "$root"
# On a machine that has run nothing yet a campaign goes on from what the table of docs/fuzzing.md says.
[ -e "$root/totals" ] || awk -F '|' '
  /<!-- table: / { within = 1 }
  within && NF > 7 && $3 ~ /[0-9]/ && $2 !~ /^ all/ {
    gsub(/[ ,]/, "", $2); gsub(/[ ,]/, "", $3); gsub(/ /, "", $4)
    if ($3 > 0) print $2 "_fuzz", date, $3, $4
  }
  /^Run on / { split($0, words, " "); date = words[3]; sub(/:$/, "", date) }' docs/fuzzing.md >"$root/totals"

so_far() { # NAME: executions and whole seconds
  awk -v name="$1" '$1 == name { runs += $3; seconds += $4 } END { printf "%d %d\n", runs, seconds }' "$root/totals"
}

is_slow() { # PROGRAM INPUT
  local took TIMEFORMAT=%U
  took=$({ time (ulimit -t 60 && exec "$1" "$2" >/dev/null 2>&1); } 2>&1 | tail -n 1)
  awk -v took="$took" 'BEGIN { exit !(took > 2) }'
}

# Asks PROCESS to end once it has used LIMIT seconds. An input that hangs doesn't hear it, and -timeout finds that.
end_after() { # PROCESS LIMIT
  local stat fields
  while sleep 1 && read -r stat 2>/dev/null <"/proc/$1/stat"; do
    read -ra fields <<<"${stat##*) }"
    if ((fields[11] + fields[12] >= $2 * ticks)); then
      kill -USR1 "$1" 2>/dev/null || true
      return
    fi
  done
}

one() { # PROGRAM
  local name=${1##*/} folder log limit=$seconds most=$runs done_runs done_seconds
  if [ -n "$goal" ]; then
    read -r done_runs done_seconds < <(so_far "$name")
    most=$((${goal% *} - done_runs))
    ((limit <= ${goal#* } - done_seconds)) || limit=$((${goal#* } - done_seconds))
    ((most > 0 && limit > 0)) || return 0
  fi
  folder=$(dirname "${1#"$build"/}")
  mkdir -p "$root/$name/corpus"
  log=$root/$name/log
  local seeds=("$root/$name/corpus")
  for place in "$folder/corpus" "$folder/testdata"; do
    [ ! -d "$place" ] || seeds+=("$place")
  done
  local status=0 process
  nice -n 5 "$1" -runs="$most" -timeout=300 -report_slow_units=2 -rss_limit_mb=2048 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$root/$name/" "${seeds[@]}" >"$log" 2>&1 &
  process=$!
  end_after "$process" "$limit"
  wait "$process" || status=$?
  times >"$root/$name/times"  # of what has ended; a pipe would have a shell of its own, without children
  local used
  used=$(awk 'NR == 2 { split($1 $2, t, /[ms]/); print t[1] * 60 + t[2] + t[3] * 60 + t[4] }' "$root/$name/times")
  # What was slow while others had the processor need not be.
  for input in "$root/$name"/slow-unit-* "$root/$name"/timeout-*; do
    [ -f "$input" ] || continue
    if is_slow "$1" "$input"; then
      status=1
      echo "slow: $input" >>"$log"
    else
      rm "$input"
      [ "$status" -ne 70 ] || status=0
    fi
  done
  awk -v name="$name" -v status="$status" -v used="$used" -v totals="$root/totals" -v date="$(date +%F)" '
    /^#[0-9]+/ { for (i = 1; i <= NF; ++i) { if ($i == "cov:") cov = $(i + 1); if ($i == "corp:") corp = $(i + 1) } }
    /stat::number_of_executed_units/ { runs = $2 }
    END {
      printf "%s %s %d %.1f\n", name, date, runs, used >>totals
      printf "%-44s %10d runs %6.1f s  cov %6s  corpus %s%s\n", name, runs, used, cov, corp, \
        status == 0 ? "" : "  FINDING"
    }' "$log"
  [ "$status" -eq 0 ] || { tail -n 40 "$log"; return 1; }
}
export -f one so_far is_slow end_after

find "$build" -type f -name '*_fuzz' -perm -u+x | sort | while read -r program; do
  wanted=${FUZZ:+no}
  for word in ${FUZZ:-}; do
    case ${program##*/} in *"$word"_fuzz) wanted= ;; esac
  done
  [ -n "$wanted" ] || echo "$(so_far "${program##*/}") $program"
done >"$root/programs"
[ -s "$root/programs" ] || { echo "no fuzzer is built in $build${FUZZ:+ for: $FUZZ}" >&2; exit 1; }
if [ -n "$goal" ]; then sort -n -k 1,1 -o "$root/programs" "$root/programs"; fi
cut -d ' ' -f 3- "$root/programs" | xargs -P "${JOBS:-2}" -I {} bash -c 'one "$1"' one {}
