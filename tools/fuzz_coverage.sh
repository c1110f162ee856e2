#!/usr/bin/env bash
# How many lines of its parser each fuzzer's inputs reach: the seeds in corpus/ and testdata/ beside the parser, and all,
# with what was found (.cache/fuzz/<name>/corpus). A line a fuzzer, kept in .cache/fuzz/coverage (name, per cent by the
# seeds, by all); an error where all reach less than FUZZ_LEAST per cent (80). FUZZ names some fuzzers. With REPORT=1 the
# lines that no seed reaches are in build-fuzz-coverage/<name>.txt. The sources that count are those of the fuzzer's
# folder, without tests; where not all of them are the parser, those that a line of the fuzzer names, as in
# `// Parser: purl.cpp purl_types.cpp`.
set -euo pipefail
cd "$(dirname "$0")/.."

build=build-fuzz-coverage
least=${FUZZ_LEAST:-80}
tools/install.sh build fuzz
cmake --log-level=WARNING --preset fuzz-coverage
cmake --build "$build" -j "${JOBS:-$(nproc)}"

target_of() { # src/formats/osv -> formats_osv
  local path=${1#src/}
  echo "${path//\//_}"
}

reached() { # FOLDER…: the per cent of the lines of "${sources[@]}" that the inputs in these folders reach
  local place places=()
  for place in "$@"; do
    [ ! -d "$place" ] || places+=("$place")
  done
  : >"$build/$name.nothing"
  [ ${#places[@]} -gt 0 ] || places=("$build/$name.nothing")
  LLVM_PROFILE_FILE=$build/$name.profraw "$program" -runs=0 -rss_limit_mb=2048 "${places[@]}" >/dev/null 2>&1 || return 1
  llvm-profdata-19 merge -sparse "$build/$name.profraw" -o "$profile" || return 1
  llvm-cov-19 report "$program" -instr-profile="$profile" "${sources[@]}" 2>/dev/null |
    awk '$1 == "TOTAL" { lines = $10 } END { print lines + 0 }'
}

failed=0
touch .cache/fuzz/coverage
for program in $(find "$build" -type f -name '*_fuzz' -perm -u+x | sort); do
  name=${program##*/}
  folder=$(dirname "${program#"$build"/}")
  if [ -n "${FUZZ:-}" ]; then
    wanted=no
    for word in $FUZZ; do case $name in *"$word"_fuzz) wanted= ;; esac; done
    [ -z "$wanted" ] || continue
  fi
  sources=()
  named=$(sed -n 's|^// Parser: ||p' "$folder/${name#"$(target_of "$folder")_"}.cpp")
  for source in ${named:-$(cd "$folder" && echo *.cpp)}; do
    case $source in *_test.cpp | *_fuzz.cpp) ;; *) sources+=("$folder/$source") ;; esac
  done
  profile=$build/$name.profdata
  percent=$(reached "$folder/corpus" "$folder/testdata" ".cache/fuzz/$name/corpus") &&
    seeds=$(reached "$folder/corpus" "$folder/testdata") || { echo "$name: fails on its corpus"; failed=1; continue; }
  printf '%-44s %6s %% of lines by its seeds, %6s %% by all\n' "$name" "$seeds" "$percent"
  sed -i "/^$name /d" .cache/fuzz/coverage
  echo "$name $seeds $percent" >>.cache/fuzz/coverage
  if [ -n "${REPORT:-}" ]; then
    llvm-cov-19 show "$program" -instr-profile="$profile" -show-regions=0 "${sources[@]}" 2>/dev/null |
      awk '/^\/.*:$/ || / 0\|/' >"$build/$name.txt"
  fi
  awk -v percent="$percent" -v least="$least" 'BEGIN { exit percent + 0 < least + 0 }' || failed=1
done
exit "$failed"
