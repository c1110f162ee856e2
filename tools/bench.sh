#!/usr/bin/env bash
# Measures again what docs/benchmarks.md tells: import, scans, a nation's estate, the pieces they are made of, the server, a
# nation's lists, its ledger, its start;
# one after the other, so that they don't disturb each other. Names of programs (import scan estate pieces server lists ledger start) choose
# some of them; import comes first, as the others work on what it leaves in build/bench-data.
#
# Takes the reference advisories and SBOMs from MANARA_DATA (default .cache/data). OSV_SCANNER=/path/to/osv-scanner
# measures this peer in the same run, with the same advisories; GRYPE and TRIVY name two more, with the databases that their own
# variables say.
set -euo pipefail
cd "$(dirname "$0")/.."

data=${MANARA_DATA:-$PWD/.cache/data}
if [ ! -d "$data/advisories" ] || [ ! -d "$data/sboms" ]; then
  echo "no reference data in $data (MANARA_DATA names another place): nothing is measured"
  exit 0
fi
out=build/bench-data
mkdir -p "$out"
wanted() { [ -z "$programs" ] || [[ " $programs " == *" $1 "* ]]; }
programs=$*

echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), load $(cut -d ' ' -f 1 /proc/loadavg) before"
if wanted import || [ ! -e "$out/data/CURRENT" ]; then
  echo "== import"
  build/bench/bench_import build/manara "$data/advisories" "$out/data"
fi
[ -e "$out/inputs/nation.estate" ] && ! wanted import || build/make_inputs "$out/data" "$out/inputs"
if wanted scan; then
  echo "== scan"
  if [ -n "${OSV_SCANNER:-}" ]; then
    export OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY=$PWD/$out/peer-db
    [ -d "$OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY" ] || build/make_peer_db "$data/advisories" "$out/peer-db"
    "$OSV_SCANNER" --version
  fi
  build/bench/bench_scan build/manara "$out/data" "$out/inputs" "$data/sboms"
fi
if wanted estate; then
  echo "== estate"
  build/bench/bench_estate "$out/data" "$out/inputs"
fi
if wanted pieces; then
  echo "== pieces"
  build/bench/bench_pieces "$out/data" "$out/inputs" --benchmark_min_time=0.2
fi
if wanted server; then
  echo "== server"
  build/bench/bench_server
fi
if wanted lists; then
  echo "== lists"
  build/bench/bench_lists "$out/lists"
fi
if wanted ledger; then
  echo "== ledger"
  build/bench/bench_ledger "$out/ledger"
fi
if wanted start; then
  echo "== start"
  build/bench/bench_start build/manara "$out/start"
fi
