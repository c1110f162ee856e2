#include "app/previous_scan.h"

#include <doctest/doctest.h>

#include "app/made_feeds.h"

using namespace manara;
using namespace manara::app;
using made::Tree;

namespace {

Result<PreviousScan> open(std::string_view text) {
  Tree tree;
  tree.file("previous.json", text);
  return PreviousScan::open(tree.path("previous.json"));
}

}  // namespace

TEST_CASE("a row is as old as the earlier scan says, or at least as old as that scan") {
  const auto scan = open(R"({"schema":"manara.scan/1","as_of":"2026-05-01","exposures":[
    {"target":"a","name":"lamp","id":"X-1","first_seen":"2026-01-01"},{"target":"a","name":"lamp","id":"X-2"},
    {"target":"a","name":"lamp","id":"X-3","first_seen":"someday"}]})");
  REQUIRE(scan);
  CHECK(scan->first_seen("a", "lamp", "X-1") == parse_date("2026-01-01"));
  CHECK(scan->first_seen("a", "lamp", "X-2") == parse_date("2026-05-01"));
  CHECK(scan->first_seen("a", "lamp", "X-3") == parse_date("2026-05-01"));
  CHECK_FALSE(scan->first_seen("b", "lamp", "X-1"));
  CHECK_FALSE(scan->first_seen("a", "buoy", "X-1"));
  CHECK_FALSE(scan->first_seen("a", "lamp", "X-4"));
}

TEST_CASE("what is no scan is refused") {
  CHECK(open(R"({"schema":"manara.scan/2","as_of":"2026-05-01"})").error().code == Code{"previous_not_a_scan"});
  CHECK(open(R"({"schema":"manara.scan/1","as_of":"soon"})").error().code == Code{"previous_not_a_scan"});
  CHECK(open("[]").error().code == Code{"previous_not_a_scan"});
  CHECK(open("{\"schema\":\"manara.scan/1\",").error().code == Code{"json_truncated"});
  CHECK(open("").error().code == Code{"json_empty"});
  CHECK(PreviousScan::open("/nonexistent/previous.json").error().code == Code{"file_not_found"});
}
