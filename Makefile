# The ways into this repository. Each target first installs what it lacks (tools/packages.txt); with everything there
# that costs nothing.
SHELL := /bin/bash
.DEFAULT_GOAL := build
.PHONY: run test test-all build lint bench fuzz dist clean install data

JOBS ?= $(shell nproc)
# Reference data for conformance tests and benchmarks; without it their tests show as "Skipped".
export MANARA_DATA ?= $(CURDIR)/.cache/data

CONFIGURE = cmake --log-level=WARNING --preset
CTEST = ctest --output-on-failure --timeout 300 -j $(JOBS) --test-dir

# Imports the starter advisories, scans this machine and three sample organisations, says what to fix first, and serves
# the console of a sample nation on loopback.
run: install
	tools/console.sh
	$(CONFIGURE) release
	cmake --build build -j $(JOBS) --target manara
	tools/run.sh

build: install
	tools/console.sh
	$(CONFIGURE) release
	cmake --build build -j $(JOBS)

# The sanitizers see everything that parses foreign bytes; the release build sees everything. CTest's lines come last.
test: build data
	tools/console.sh check
	$(CONFIGURE) asan-core
	cmake --build build-asan-core -j $(JOBS)
	$(CTEST) build-asan-core
	$(CTEST) build -LE slow

# What is too slow for every change: all lint, the full sanitizers, thread checks, a minute of each fuzzer.
test-all: test
	ALL=1 $(MAKE) lint
	tools/install.sh build browser
	tools/console.sh e2e
	$(CONFIGURE) asan
	cmake --build build-asan -j $(JOBS)
	$(CTEST) build-asan -LE slow
	$(CONFIGURE) tsan
	cmake --build build-tsan -j $(JOBS)
	$(CTEST) build-tsan -LE slow
	$(MAKE) fuzz
	$(CTEST) build -L slow --no-tests=ignore

lint:
	tools/install.sh build lint
	tools/lint.sh

bench: build data
	cmake --build build -j $(JOBS) --target benches
	tools/bench.sh

# FUZZ_SECONDS of each fuzzer (60); FUZZ="osv apk" for some of them.
fuzz:
	tools/install.sh build fuzz
	$(CONFIGURE) fuzz
	cmake --build build-fuzz -j $(JOBS)
	tools/fuzz.sh

# dist/manara-<version>-linux-x86_64.tar.gz: runs on a bare Debian 12 without compiler or network.
dist: build
	tools/dist.sh

install:
	@tools/install.sh build

data:
	@tools/data.sh

clean:
	rm -rf build build-asan build-asan-core build-debug build-fuzz build-fuzz-coverage build-tsan .cache/run-data .cache/lint .cache/tidy
