#include "ledger/epoch.h"

#include <doctest/doctest.h>

using namespace manara::ledger;

TEST_CASE("an origin is its node's first epoch, or says which") {
  CHECK(read_epoch("manara/0f8c85d3ea0d9673") == Epoch{"manara/0f8c85d3ea0d9673", 1});
  CHECK(read_epoch("manara/0f8c85d3ea0d9673/2") == Epoch{"manara/0f8c85d3ea0d9673", 2});
  CHECK(to_string(Epoch{"manara/0f8c85d3ea0d9673", 12}) == "manara/0f8c85d3ea0d9673/12");
  CHECK(to_string(Epoch{"manara/0f8c85d3ea0d9673", 1}) == "manara/0f8c85d3ea0d9673");
}

TEST_CASE("a node's id that is all digits is no epoch, nor is what to_string never writes") {
  for (const auto* origin : {"manara/1234567890123456", "manara/x/1", "manara/x/02", "manara/x/", "harbour", ""})
    CHECK(read_epoch(origin) == Epoch{origin, 1});
}
