#!/usr/bin/env bash
# clang-format on every C++ file, clang-tidy on those that changed since LINT_BASE (default HEAD~20, or the first commit)
# and are not committed yet; a header that changed is checked through a source that includes it. At most LINT_MOST
# sources (120), the latest changed first; what is left out is said. ALL=1: every source, with clang-tidy's analyzer too,
# which takes two thirds of the time (4 to 14 s a file). Every fuzzer must compile. What was clean stays so until its
# preprocessed text changes (.cache/tidy).
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)}
most=${LINT_MOST:-120}
all=${ALL:-}
cache=.cache/tidy
mkdir -p "$cache"

if git rev-parse --git-dir >/dev/null 2>&1; then
  git ls-files -co --exclude-standard -- '*.cpp' '*.h'
else
  find src apps tests bench -name '*.cpp' -o -name '*.h'
fi | while read -r file; do [ ! -f "$file" ] || echo "$file"; done | sort >"$cache/files"

echo "clang-format: $(wc -l <"$cache/files") files"
failed=0
xargs -r -P "$jobs" -n 40 clang-format-19 --dry-run -Werror <"$cache/files" || failed=1

# Sources one by one, which the build compiles together.
build=.cache/lint
cmake --log-level=WARNING --preset release -B "$build" -DMANARA_TOGETHER=OFF >/dev/null

base() {
  if [ -n "${LINT_BASE:-}" ]; then
    git rev-parse --verify --quiet "$LINT_BASE^{commit}" || { echo "LINT_BASE $LINT_BASE is no commit" >&2; exit 2; }
  else
    git rev-parse --verify --quiet HEAD~20 || git rev-list --max-parents=0 HEAD | tail -n 1
  fi
}

# Changed files, the latest first: not committed, then commit by commit.
changed() {
  git ls-files -o --exclude-standard -- '*.cpp' '*.h'
  git diff --name-only HEAD -- '*.cpp' '*.h'
  git log --format= --name-only "$1..HEAD" -- '*.cpp' '*.h'
}

# The sources that show what changed: itself, or for a header the source beside it or the first that includes it.
sources() {
  while read -r file; do
    case $file in
      *.cpp) echo "$file" ;;
      *) if [ -f "${file%.h}.cpp" ]; then
           echo "${file%.h}.cpp"
         else
           grep -lF "\"${file#src/}\"" $(grep '\.cpp$' "$cache/files") | head -n 1 || true
         fi ;;
    esac
  done
}

if [ -n "$all" ]; then
  grep '\.cpp$' "$cache/files"
else
  since=$(base)
  changed "$since" | sources
fi | awk '!seen[$0]++' | while read -r file; do
  # Tests and benchmarks, where what is slow or odd is often the point, wait for ALL=1. Fuzzers are no part of this build.
  case $all$file in src/*_test.cpp | tests/* | bench/*) continue ;; esac
  if [ -f "$file" ] && grep -qF "/$file\"" "$build/compile_commands.json"; then echo "$file"; fi
done >"$cache/sources"

count=$(wc -l <"$cache/sources")
if [ -z "$all" ] && [ "$count" -gt "$most" ]; then
  echo "clang-tidy: $((count - most)) of $count changed sources are left to ALL=1 (LINT_MOST=$most)"
  head -n "$most" "$cache/sources" >"$cache/sources.most"
  mv "$cache/sources.most" "$cache/sources"
fi
echo "clang-tidy: $(wc -l <"$cache/sources") sources${all:+, with the analyzer}"

one() { # SOURCE
  local checks=-clang-analyzer-* key log
  [ -z "$all" ] || checks=
  # In tests what is slow, odd or dense on purpose is the point: there only what is wrong counts, not how it is written.
  case $1 in *_test.cpp | tests/* | bench/*)
    checks=$checks,-performance-*,-readability-*,-modernize-*,-cppcoreguidelines-*,-bugprone-narrowing-conversions
    checks=$checks,-bugprone-suspicious-missing-comma,-bugprone-unchecked-optional-access
    checks=$checks,-clang-analyzer-cplusplus.NewDeleteLeaks,-bugprone-unused-local-non-trivial-variable,-bugprone-implicit-widening-of-multiplication-result ;;
  esac
  key=$({ cat .clang-tidy; echo "$checks"
          g++-12 -std=c++23 -Isrc -Itests/house -Itests/cli -Itests/conformance -I"$build/src/cli/generated" -E "$1"
        } 2>/dev/null | sha256sum | cut -c 1-40) || key=
  [ -z "$key" ] || [ ! -e "$cache/$key" ] || return 0
  log=$(timeout 300 clang-tidy-19 -p "$build" --quiet --checks="${checks#,}" --extra-arg=-Wno-unknown-warning-option \
        --extra-arg=-Wno-deprecated-declarations "$1" 2>/dev/null) || { echo "$log"; echo "clang-tidy: $1"; return 1; }
  [ -z "$key" ] || touch "$cache/$key"
}

# Fuzzers are built by make fuzz alone; a change beside them would break one unseen.
parses() { # FUZZER
  local key
  key=fuzzer-$(g++-12 -std=c++23 -Isrc -E "$1" 2>/dev/null | sha256sum | cut -c 1-40)
  [ ! -e "$cache/$key" ] || return 0
  g++-12 -std=c++23 -Isrc -fsyntax-only "$1" || { echo "fuzzer: $1"; return 1; }
  touch "$cache/$key"
}
export -f one parses
export all build cache
grep '_fuzz\.cpp$' "$cache/files" >"$cache/fuzzers" || true
echo "fuzzers: $(wc -l <"$cache/fuzzers") compile"
xargs -r -P "$jobs" -I {} bash -c 'parses "$1"' parses {} <"$cache/fuzzers" || failed=1
xargs -r -P "$jobs" -I {} bash -c 'one "$1"' one {} <"$cache/sources" || failed=1
exit "$failed"
