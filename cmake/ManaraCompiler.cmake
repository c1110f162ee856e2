# How every target is compiled: C++23, warnings as errors, assertions of the standard library on, one sanitizer a build.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

option(MANARA_CORE_ONLY "Build only what parses foreign bytes: base, text, model, io, versions, formats, index" OFF)
option(MANARA_FUZZ "Build the libFuzzer targets (clang)" OFF)
option(MANARA_COVERAGE "Count the lines that fuzzing reaches (tools/fuzz_coverage.sh)" OFF)
option(MANARA_TOGETHER "Compile a folder's sources eight at a time; clang-tidy wants them one by one" ON)
set(MANARA_SANITIZE "" CACHE STRING "address, address-cheap or thread")

# Headers that all include are compiled once, but where sources have to show that they include what they use. Of what is
# optimised g++ 12 then warns in its own standard library: libraries have them in the address sanitizer's builds alone.
set(MANARA_PRECOMPILED ON)
if(MANARA_FUZZ OR MANARA_SANITIZE STREQUAL "thread")
  set(MANARA_PRECOMPILED OFF)
endif()
find_program(CCACHE ccache)
if(CCACHE AND MANARA_PRECOMPILED)
  # ccache's manual, "Precompiled headers": without these two it passes everything by.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
elseif(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND NOT MANARA_FUZZ)
  # g++ 12 and clang 19 both know it; links are a third of a small rebuild otherwise.
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
add_compile_definitions(_GLIBCXX_ASSERTIONS)
if(MANARA_PRECOMPILED)
  add_compile_options(-fpch-preprocess)
endif()
add_link_options(-Wl,--as-needed)
# `make dist` lays the libraries beside the program, in lib/. The old tag (DT_RPATH) counts for the libraries of libraries
# too; where there is no lib/ the system's are used.
set(CMAKE_BUILD_RPATH "$ORIGIN/lib")
add_link_options(-Wl,--disable-new-dtags)

if(MANARA_SANITIZE STREQUAL "address")
  # Every check; unoptimised, since these checks double the compile time of optimised code (8.6 s a file against 4.5).
  add_compile_options(-O0 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
elseif(MANARA_SANITIZE STREQUAL "address-cheap")
  # These four checks cost two thirds of the compile time and found nothing that the others did not (measured);
  # alignment comes back for the index reader, which maps foreign bytes. All of them are on in `make test-all`.
  add_compile_options(-O1 -g0 -fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-sanitize=null,object-size,vptr,alignment)
  add_link_options(-fsanitize=address,undefined)
elseif(MANARA_SANITIZE STREQUAL "thread")
  add_compile_options(-O1 -g1 -fsanitize=thread)
  add_link_options(-fsanitize=thread)
endif()
if(MANARA_SANITIZE)
  # g++ 12 warns of its own standard library's inlined code once sanitizers are on.
  add_compile_options(-Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
endif()
if(MANARA_FUZZ)
  if(MANARA_COVERAGE)
    # Counts lines only: what the sanitizers see, the campaign has seen; without them it compiles in half the time.
    add_compile_options(-O0 -fsanitize=fuzzer-no-link -fprofile-instr-generate -fcoverage-mapping)
    add_link_options(-fprofile-instr-generate)
  else()
    add_compile_options(-O1 -g1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
  endif()
  # clang warns of std::stable_sort: the library of g++ 12 calls a function of its own that it has marked deprecated.
  add_compile_options(-Wno-deprecated-declarations)
endif()

find_package(fmt REQUIRED)
