#!/usr/bin/env bash
# Writes the table of docs/fuzzing.md from what fuzz.sh and fuzz_coverage.sh keep in .cache/fuzz: a line a fuzzer, and
# what all of them make together. A fuzzer is done at FUZZ_GOAL (5000000 executions or 300 seconds).
set -euo pipefail
cd "$(dirname "$0")/.."

goal=${FUZZ_GOAL:-5000000 300} page=docs/fuzzing.md root=.cache/fuzz

rows() { # a fuzzer a line: name, executions, seconds, lines by seeds, lines by all, inputs kept, their bytes
  find src -name '*_fuzz.cpp' | sort | while read -r source; do
    folder=${source%/*} stem=${source##*/}
    name=${folder#src/}/${stem%.cpp}
    name=${name//\//_}
    kept=0 bytes=0
    if [ -d "$root/$name/corpus" ]; then
      read -r kept bytes < <(find "$root/$name/corpus" -type f -printf '%s\n' | awk '{ n += $1 } END { print NR, n + 0 }')
    fi
    read -r runs seconds < <(awk -v n="$name" '$1 == n { r += $3; s += $4 } END { print r + 0, s + 0 }' "$root/totals")
    read -r seeds all < <(awk -v n="$name" '$1 == n { print $2, $3; f = 1 } END { if (!f) print "?", "?" }' "$root/coverage")
    echo "${name%_fuzz} $runs $seconds $seeds $all $kept $bytes"
  done
}

table() {
  echo
  awk '{ dates[$2] } END { for (d in dates) print d }' "$root/totals" | sort | sed -n '1p;$p' | uniq | paste -sd ' ' |
    sed 's/ / to /; s/^/Run on /; s/$/:/'
  echo
  echo '| fuzzer | executions | seconds | | lines, seeds | lines, all | inputs kept |'
  echo '|---|---:|---:|---|---:|---:|---:|'
  rows | awk -v goal="$goal" '
    function per_cent(x) { return x == "?" ? "–" : sprintf("%.0f %%", int(x)) }
    function grouped(n, s) {
      for (s = sprintf("%d", n); match(s, /[0-9][0-9][0-9][0-9]($|,)/); ) s = substr(s, 1, RSTART) "," substr(s, RSTART + 1)
      return s
    }
    BEGIN { split(goal, most) }
    {
      done = $2 >= most[1] || $3 >= most[2] - 1
      finished += done; runs += $2; seconds += $3
      printf "| %s | %s | %.0f | %s | %s | %s | %d, %.0f KB |\n", $1, grouped($2), $3, done ? "done" : "", \
        per_cent($4), per_cent($5), $6, $7 / 1000
    }
    END {
      printf "| all %d | %s | %.0f | %d done | | | |\n", NR, grouped(runs), seconds, finished
    }'
  echo
}

table >"$root/table"
awk -v table="$root/table" '
  /<!-- table: / { print; while ((getline line < table) > 0) print line; within = 1; next }
  /<!-- end of table -->/ { within = 0 }
  !within' "$page" >"$root/page"
cp "$root/page" "$page"
