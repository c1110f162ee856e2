#!/usr/bin/env bash
# Runs every benchmark program of build/bench (or those named), one after the other, so that they don't disturb each
# other. How the figures in docs/benchmarks.md come about is told there.
set -euo pipefail
cd "$(dirname "$0")/.."

shopt -s nullglob
programs=(build/bench/bench_*)
[ $# -eq 0 ] || programs=("${@/#/build/bench/bench_}")
[ ${#programs[@]} -gt 0 ] || { echo "no benchmark is built (build/bench/bench_*)" >&2; exit 1; }
for program in "${programs[@]}"; do
  echo "== ${program##*/}"
  "$program"
done
