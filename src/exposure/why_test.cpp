#include <doctest/doctest.h>
#include <fmt/format.h>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// What is known of the vulnerability beside its advisory.
struct Known {
  std::vector<KevEntry> kev{};
  std::vector<EpssScore> epss{};
  std::string vector{};
  std::optional<SsvcPoints> ssvc{};
};

/// "why_kev 2026-03-05"
std::string clause(const Known& known, std::string_view version = "1.0") {
  auto lamp = advisory("PYSEC-2030-1", {package("PyPI", "lamp", {introduced("0"), fixed("2")})}, {"CVE-2030-0001"});
  if (!known.vector.empty()) lamp.cvss = {known.vector};
  auto record = advisory("CVE-2030-0001", {});
  record.ssvc = known.ssvc;
  const MadeIndex index({{.advisories = {lamp, record}, .kev = known.kev, .epss = known.epss}});
  Inventory inventory;
  inventory.components = {by_purl("lamp", std::string(version), fmt::format("pkg:pypi/lamp@{}", version))};
  const std::vector<Target> targets{{"host", inventory}};
  const auto result = scan(*index, targets, as_of_today());
  REQUIRE(result.exposures.size() == 1);
  const auto message = why(result, result.exposures.front());
  return fmt::format("{} {}", message.code.name(), fmt::join(message.args, " "));
}

constexpr const char* severe = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";

}  // namespace

TEST_CASE("exploitation ranks before likelihood, likelihood before severity") {
  const KevEntry listed{"CVE-2030-0001", "Harbour", "Lamp", day("2026-03-05"), false};
  auto ransomware = listed;
  ransomware.ransomware = true;
  const EpssScore likely{"CVE-2030-0001", 0.42, 0.97};
  const EpssScore unlikely{"CVE-2030-0001", 0.02, 0.5};
  CHECK(clause({.kev = {ransomware}, .epss = {likely}, .vector = severe}) == "why_kev_ransomware 2026-03-05");
  CHECK(clause({.kev = {listed}, .epss = {likely}}) == "why_kev 2026-03-05");
  CHECK(clause({.epss = {likely}, .ssvc = SsvcPoints{"active", "yes", "total"}}) == "why_exploited ");
  CHECK(clause({.epss = {likely}, .vector = severe}) == "why_epss 42");
  CHECK(clause({.epss = {unlikely}, .vector = severe}) == "why_cvss 9.8 3.1");
  CHECK(clause({.epss = {unlikely}}) == "why_unscored ");
  CHECK(clause({}) == "why_unscored ");
}

TEST_CASE("what could not be decided says so, unless it is exploited") {
  CHECK(clause({.vector = severe}, "legacy") == "why_undecided ");
  CHECK(clause({.kev = {{"CVE-2030-0001", "Harbour", "Lamp", day("2026-03-05"), false}}}, "legacy") ==
        "why_kev 2026-03-05");
}

TEST_CASE("an attack that CISA says can be automated is the reason where it shortens the deadline") {
  CHECK(clause({.vector = severe, .ssvc = SsvcPoints{"none", "yes", "total"}}) == "why_automatable ");
  CHECK(clause({.vector = severe, .ssvc = SsvcPoints{"none", "no", "partial"}}) == "why_cvss 9.8 3.1");
}
