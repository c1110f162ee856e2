#!/usr/bin/env bash
# How many lines of its parser each fuzzer's corpus reaches (.cache/fuzz/<name>/corpus, testdata/ and corpus/ beside the
# parser): a line a fuzzer, an error where one is below FUZZ_LEAST per cent (80). The sources that count are those of the
# fuzzer's folder, without tests; where a folder has several fuzzers (src/io, src/versions, src/text), the one source
# that the fuzzer is named after.
set -euo pipefail
cd "$(dirname "$0")/.."

build=build-fuzz-coverage
least=${FUZZ_LEAST:-80}
tools/install.sh build fuzz
cmake --log-level=WARNING --preset fuzz-coverage
cmake --build "$build" -j "${JOBS:-$(nproc)}"

failed=0
for program in $(find "$build" -type f -name '*_fuzz' -perm -u+x | sort); do
  name=${program##*/}
  folder=$(dirname "${program#"$build"/}")
  if [ -n "${FUZZ:-}" ]; then
    wanted=${name%_fuzz}
    for word in $FUZZ; do case $wanted in *"_$word") wanted= ;; esac; done
    [ -z "$wanted" ] || continue
  fi
  inputs=()
  for place in ".cache/fuzz/$name/corpus" "$folder/corpus" "$folder/testdata"; do
    [ ! -d "$place" ] || inputs+=("$place")
  done
  profile=$build/$name.profraw
  LLVM_PROFILE_FILE=$profile "$program" -runs=0 -rss_limit_mb=2048 "${inputs[@]}" >/dev/null 2>&1 ||
    { echo "$name: fails on its corpus"; failed=1; continue; }
  llvm-profdata-19 merge -sparse "$profile" -o "$profile.data"
  sources=()
  for source in "$folder"/*.cpp; do
    case $source in *_test.cpp | *_fuzz.cpp) ;; *) sources+=("$source") ;; esac
  done
  stem=${name#"$(basename "$folder")_"}
  own=$folder/${stem%_fuzz}.cpp
  if [ "$(find "$folder" -maxdepth 1 -name '*_fuzz.cpp' | wc -l)" -gt 1 ] && [ -f "$own" ]; then sources=("$own"); fi
  percent=$(llvm-cov-19 report "$program" -instr-profile="$profile.data" "${sources[@]}" 2>/dev/null |
    awk '$1 == "TOTAL" { print $10 + 0 }')
  printf '%-44s %6s %% of lines\n' "$name" "${percent:-?}"
  awk -v percent="${percent:-0}" -v least="$least" 'BEGIN { exit percent + 0 < least + 0 }' || failed=1
done
exit "$failed"
