#include "ledger/erasure.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::ledger;

TEST_CASE("what an erased entry says is these bytes, for ever") {
  const Erasure erasure{.entry = {{0xab, 1}}, .parts = {0, 2}};
  const auto* bytes = R"({"entry":"ab010000000000000000000000000000","parts":[0,2]})";
  CHECK(write_erasure(erasure) == bytes);
  CHECK(read_erasure(bytes) == erasure);
}

TEST_CASE("what is no erasure is refused") {
  for (const auto* text :
       {"", "{}", R"({"entry":"ab"})", R"({"entry":"ab010000000000000000000000000000","parts":[-1]})",
        R"({"entry":"ab010000000000000000000000000000","parts":[256]})",
        R"({"entry":"ab010000000000000000000000000000","parts":["0"]})"})
    CHECK_MESSAGE(read_erasure(text).error().code == Code{"entry_malformed"}, text);
}
