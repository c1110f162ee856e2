#include "scoring/ssvc.h"

#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

using namespace manara::scoring;

namespace {

using Values = std::vector<std::string_view>;

std::string evaluate(std::string_view table_name, const Values& values) {
  const auto* table = find_decision_table(table_name);
  REQUIRE_MESSAGE(table != nullptr, table_name);
  return std::string(table->evaluate(values).value_or("(none)"));
}

}  // namespace

TEST_CASE("SSVC: all sixteen tables are there, with 1,574 rows between them") {
  std::size_t rows = 0;
  std::set<std::string_view> names;
  for (const auto& table : decision_tables()) {
    rows += table.outcomes.size();
    names.insert(table.name);
    CHECK(find_decision_table(table.name) == &table);
  }
  CHECK(names.size() == 16);
  CHECK(rows == 1574);
}

TEST_CASE("SSVC: a table is found by its name, with or without its version") {
  CHECK(find_decision_table("cisa_coordinator") != nullptr);
  CHECK(find_decision_table("cisa_coordinator_2_0_3") == find_decision_table("CISA_Coordinator"));
  CHECK(find_decision_table("cisa_coordinator_2_0_4") == nullptr);
  CHECK(find_decision_table("") == nullptr);
}

TEST_CASE("SSVC: decisions of CISA, of CERT/CC and of the CVSS tables") {
  CHECK(evaluate("cisa_coordinator", {"none", "no", "partial", "low"}) == "track");
  CHECK(evaluate("cisa_coordinator", {"active", "yes", "total", "high"}) == "act");
  CHECK(evaluate("cisa_coordinator", {"public poc", "yes", "total", "high"}) == "attend");
  CHECK(evaluate("deployer_patch_application_priority", {"active", "open", "yes", "very high"}) == "immediate");
  CHECK(evaluate("human_impact", {"negligible", "mission failure"}) == "very high");
  CHECK(evaluate("utility", {"yes", "concentrated"}) == "super effective");
  CHECK(evaluate("coordinator_publish_decision_table", {"uncooperative/unresponsive", "active", "precedence"}) ==
        "publish");
  CHECK(evaluate("cvss_v4_equivalence_set_2", {"low", "none"}) == "high");
  CHECK(evaluate("cvss_v4_0_qualitative_severity_ratings", {"low", "low", "low", "low", "low", "low"}) == "low");
}

TEST_CASE("SSVC: case doesn't matter, and CVE records may say poc") {
  CHECK(evaluate("cisa_coordinator", {"Active", "YES", "Total", "High"}) == "act");
  CHECK(evaluate("cisa_coordinator", {"poc", "yes", "total", "high"}) ==
        evaluate("cisa_coordinator", {"public poc", "yes", "total", "high"}));
}

TEST_CASE("SSVC: an unknown value, one too few or too many has no outcome") {
  CHECK(evaluate("cisa_coordinator", {"active", "maybe", "total", "high"}) == "(none)");
  CHECK(evaluate("cisa_coordinator", {"active", "", "total", "high"}) == "(none)");
  CHECK(evaluate("cisa_coordinator", {"active", "yes", "total"}) == "(none)");
  CHECK(evaluate("cisa_coordinator", {"active", "yes", "total", "high", "high"}) == "(none)");
  CHECK(evaluate("cisa_coordinator", {}) == "(none)");
}

// The directive's table, all of it: in KEV, exposed, automatable, total.
TEST_CASE("BOD 26-04: label and days of every combination") {
  struct Row {
    Bod2604Facts facts;
    std::string_view label;
    std::optional<std::int32_t> days;
  };
  const Row rows[] = {
      {{false, false, false, false}, "fix on system upgrade", {}},
      {{true, false, false, false}, "14 days", 14},
      {{false, true, false, false}, "60 days", 60},
      {{false, false, true, false}, "60 days", 60},
      {{false, false, false, true}, "fix on system upgrade", {}},
      {{true, true, false, false}, "14 days", 14},
      {{true, false, true, false}, "14 days", 14},
      {{false, true, true, false}, "14 days", 14},
      {{true, false, false, true}, "14 days", 14},
      {{false, true, false, true}, "14 days", 14},
      {{false, false, true, true}, "60 days", 60},
      {{true, true, true, false}, "3 days", 3},
      {{true, true, false, true}, "3 days & forensic investigation", 3},
      {{true, false, true, true}, "3 days & forensic investigation", 3},
      {{false, true, true, true}, "3 days", 3},
      {{true, true, true, true}, "3 days & forensic investigation", 3},
  };
  for (const auto& row : rows) {
    const auto timeline = bod_26_04_timeline(row.facts);
    CHECK(timeline.label == row.label);
    CHECK_MESSAGE(timeline.days == row.days, row.label);
  }
}
