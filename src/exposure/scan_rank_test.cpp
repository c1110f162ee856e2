// What must be fixed soonest stands first: deadlines and the order of rows.
#include <algorithm>
#include <doctest/doctest.h>
#include <random>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

constexpr const char* severe = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
constexpr const char* mild = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";

/// An advisory on a package named as its id.
Advisory about(std::string id, std::string vector, std::string published, std::string cve = "") {
  auto record = advisory(id, {package("PyPI", id, {introduced("0"), fixed("2")})});
  if (!vector.empty()) record.cvss = {std::move(vector)};
  if (!published.empty()) record.published = day(published);
  if (!cve.empty()) record.aliases = {std::move(cve)};
  return record;
}

Component installed(const std::string& name) {
  return by_purl(name, "1", "pkg:pypi/" + name + "@1");
}

struct Ranked {
  MadeIndex index;
  std::vector<Target> targets{{"host", {}}};
  ScanResult result{};
  explicit Ranked(const Feed& feed, Options options = as_of_today()) : index({feed}) {
    for (const auto& record : feed.advisories) {
      if (!record.affected.empty()) targets.front().inventory.components.push_back(installed(record.id));
    }
    result = scan(*index, targets, options);
  }
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const auto& row : result.exposures)
      out.emplace_back(row.id);
    return out;
  }
  /// "14 days from published: 2026-03-15, assumed automatable"
  [[nodiscard]] std::string due(std::size_t at = 0) const {
    const auto& due = result.exposures.at(at).due;
    auto text = fmt::format("{} from {}: {}", due.label, to_string(due.from), due.date ? to_string(*due.date) : "-");
    for (const auto name : due.assumed.names())
      text += fmt::format(", assumed {}", name);
    return text;
  }
};

Feed one(std::string published, std::vector<KevEntry> kev = {}, std::optional<SsvcPoints> ssvc = std::nullopt,
         std::string vector = severe) {
  auto cve = advisory("CVE-2030-0001", {});
  cve.ssvc = std::move(ssvc);
  return {.advisories = {about("x-1", std::move(vector), std::move(published), "CVE-2030-0001"), cve},
          .kev = std::move(kev)};
}

}  // namespace

TEST_CASE("days count from the latest of KEV's day, publication and the day it was first seen") {
  const std::vector<KevEntry> listed{{"CVE-2030-0001", "Harbour", "Lamp", day("2026-03-10"), false}};
  CHECK(Ranked(one("2026-03-01", listed)).due().find("from kev_added: 2026-03-") != std::string::npos);
  CHECK(Ranked(one("2026-04-01", listed)).due().find("from published: 2026-04-") != std::string::npos);
  const auto seen = [](std::string_view, std::string_view, std::string_view) {
    return std::optional(day("2026-05-01"));
  };
  CHECK(
      Ranked(one("2026-04-01", listed), {.as_of = today, .first_seen = seen}).due().find("from first_seen: 2026-05-") !=
      std::string::npos);
}

TEST_CASE("a row that an earlier scan did not have is first seen on the day of this one") {
  const auto never = [](std::string_view, std::string_view, std::string_view) -> std::optional<Date> {
    return std::nullopt;
  };
  const Ranked ranked(one("2026-04-01"), {.as_of = today, .first_seen = never});
  CHECK(ranked.result.exposures.front().first_seen == today);
  CHECK(ranked.result.exposures.front().due.from == scoring::DueFrom::first_seen);
}

TEST_CASE("without an earlier scan nothing is known of when a row was first seen") {
  const Ranked ranked(one("2026-04-01"));
  CHECK_FALSE(ranked.result.exposures.front().first_seen);
}

TEST_CASE("what CISA says of automation and impact counts, in any case; what it does not say is assumed and listed") {
  CHECK(Ranked(one("2026-03-01", {}, SsvcPoints{"none", "No", "Partial"})).due().find("assumed") == std::string::npos);
  CHECK(Ranked(one("2026-03-01")).due().ends_with(", assumed automatable, assumed technical_impact"));
  CHECK(Ranked(one("2026-03-01", {}, SsvcPoints{"none", "yes", ""}))
            .due()
            .ends_with(": 2026-04-30, assumed technical_impact"));
}

TEST_CASE("a target that can be reached from the Internet has the shorter deadline") {
  const auto inside = Ranked(one("2026-03-01")).result.exposures.front().due;
  const auto outside = Ranked(one("2026-03-01"), {.as_of = today, .exposed = true}).result.exposures.front().due;
  CHECK(inside.label != outside.label);
  REQUIRE(outside.days);
  CHECK((!inside.days || *outside.days < *inside.days));
}

TEST_CASE("rows sort by due date, none last; then KEV, EPSS, CVSS, id") {
  Feed feed{.advisories = {about("f-none", mild, "2026-01-01"), about("e-low", mild, "2026-02-01"),
                           about("a-early", severe, "2026-01-01"), about("b-late", severe, "2026-06-01"),
                           about("c-undated", severe, ""), about("d-likely", mild, "2026-03-01", "CVE-2030-0004"),
                           about("g-kev", mild, "2026-01-01", "CVE-2030-0007"),
                           about("d-scored", "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:H/I:N/A:N", "2026-03-01")},
            .kev = {{"CVE-2030-0007", "Harbour", "Lamp", day("2026-02-01"), false}},
            .epss = {{"CVE-2030-0004", 0.3, 0.9}}};
  const Ranked ranked(feed);
  const auto dates = [&] {
    std::vector<std::optional<Date>> out;
    for (const auto& row : ranked.result.exposures)
      out.push_back(row.due.date);
    return out;
  }();
  const auto first_undated = std::ranges::find(dates, std::optional<Date>{});
  CHECK(std::is_sorted(dates.begin(), first_undated));
  CHECK(std::all_of(first_undated, dates.end(), [](const auto& date) { return !date; }));
  const auto ids = ranked.ids();
  const auto place = [&](std::string_view id) { return std::ranges::find(ids, id) - ids.begin(); };
  CHECK(place("a-early") < place("b-late"));
  CHECK(place("b-late") < place("f-none"));
  CHECK(place("d-likely") < place("d-scored"));
  CHECK(place("d-scored") < place("e-low"));
  CHECK(place("e-low") < place("f-none"));
}

TEST_CASE("rows come in one order, whatever order the components came in") {
  const MadeIndex index(some_of_everything());
  std::vector<Component> components{installed("lamp"), by_product("Harbour", "Lamp Desk", "4.0"),
                                    by_product("Harbour", "Buoy", "1"),
                                    by_purl("gull", "1.0.0", "pkg:npm/%40sea/gull@1.0.0")};
  const auto rows = scan_all(*index, components).rows;
  CHECK(rows.size() == 4);
  for (unsigned seed = 1; seed <= 10; ++seed) {
    std::mt19937 random(seed);
    std::ranges::shuffle(components, random);
    CHECK(scan_all(*index, components).rows == rows);
  }
}
