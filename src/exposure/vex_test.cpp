#include "exposure/vex.h"

#include <doctest/doctest.h>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

VexStatement says(VexStatus status, std::string product, std::string justification = "",
                  std::string id = "CVE-2030-0001") {
  return {.vulnerabilities = {std::move(id)},
          .products = {std::move(product)},
          .status = status,
          .justification = std::move(justification)};
}

Feed lamp_feed() {
  return {.advisories = {
              advisory("PYSEC-2030-1", {package("PyPI", "lamp", {introduced("0"), fixed("2")})}, {"CVE-2030-0001"})}};
}

constexpr auto none = VexStatus::not_affected;

/// One row's state and note, with statements from three places.
struct Said {
  std::vector<VexStatement> own_document{}, other{}, imported{};
};
std::string verdict(const Said& said, std::string purl = "pkg:pypi/lamp@1.0") {
  auto feed = lamp_feed();
  const MadeIndex index({feed, Feed{.name = "vex", .format = "openvex", .vex = said.imported}});
  Inventory inventory;
  inventory.components = {by_purl("lamp", "1.0", std::move(purl))};
  inventory.components.front().reference = "ref-1";
  inventory.vex = said.own_document;
  const std::vector<Target> targets{{"host", inventory}};
  const auto result = scan(*index, targets, {.as_of = today, .vex = said.other});
  if (result.exposures.size() != 1) return fmt::format("{} rows", result.exposures.size());
  const auto& row = result.exposures.front();
  return fmt::format("{} {}", name_of(row.state), row.note);
}

}  // namespace

TEST_CASE("a purl in a statement means what it says, and any of what it leaves out") {
  auto component = by_purl("harbour", "1.0", "pkg:deb/debian/harbour@1.0?arch=amd64&distro=debian-12");
  component.cpes = {"cpe:2.3:a:sea:harbour:1.0:*:*:*:*:*:*:*"};
  for (const auto* product :
       {"pkg:deb/debian/harbour@1.0?arch=amd64&distro=debian-12", "pkg:deb/debian/harbour",
        "pkg:deb/debian/harbour@1.0", "pkg:deb/debian/harbour?distro=debian-12",
        "cpe:2.3:a:sea:harbour:1.0:*:*:*:*:*:*:*", "cpe:/a:sea:harbour:1.0", "cpe:2.3:a:Sea:Harbour:*:*:*:*:*:*:*:*"}) {
    CHECK_MESSAGE(means(product, component), product);
  }
  for (const auto* product : {"", "harbour", "pkg:deb/debian/harbour@1.1", "pkg:deb/debian/harbour?distro=debian-11",
                              "pkg:deb/ubuntu/harbour", "pkg:deb/debian/harbour-data", "pkg:deb/debian/harbour#lib",
                              "cpe:2.3:a:sea:harbour:1.1:*:*:*:*:*:*:*", "pkg:not a purl"}) {
    CHECK_MESSAGE(!means(product, component), product);
  }
  CHECK_FALSE(means("pkg:pypi/lamp", {.name = "lamp", .version = "1.0"}));
}

TEST_CASE("a statement takes a row out, with its justification kept") {
  const auto statement = says(none, "pkg:pypi/lamp@1.0", "vulnerable_code_not_present");
  CHECK(verdict({}) == "affected ");
  CHECK(verdict({.own_document = {statement}}) == "not_affected vulnerable_code_not_present");
  CHECK(verdict({.other = {statement}}) == "not_affected vulnerable_code_not_present");
  CHECK(verdict({.imported = {statement}}) == "not_affected vulnerable_code_not_present");
  CHECK(verdict({.other = {says(VexStatus::fixed, "pkg:pypi/lamp")}}) == "not_affected fixed");
}

TEST_CASE("a statement without a justification is told without one, and a fix as a fix") {
  const MadeIndex index({advisory("X-1", {package("PyPI", "lamp", {introduced("0")})})});
  const auto told = [&](VexStatus status) {
    Inventory inventory;
    inventory.components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0")};
    const std::vector<Target> targets{{"host", inventory}};
    const std::vector<VexStatement> own{{.vulnerabilities = {"X-1"}, .products = {"pkg:pypi/lamp"}, .status = status}};
    const auto result = scan(*index, targets, {.as_of = today, .vex = own});
    return std::string(why(result, result.exposures.front()).code.name());
  };
  CHECK(told(VexStatus::not_affected) == "why_vex_alone");
  CHECK(told(VexStatus::fixed) == "why_vex_fixed");
}

TEST_CASE("any id of the vulnerability will do, another vulnerability's will not") {
  CHECK(verdict({.other = {says(none, "pkg:pypi/lamp", "x", "PYSEC-2030-1")}}) == "not_affected x");
  CHECK(verdict({.other = {says(none, "pkg:pypi/lamp", "x", "CVE-2030-0002")}}) == "affected ");
}

TEST_CASE("a component's reference counts in its own document only") {
  CHECK(verdict({.own_document = {says(none, "ref-1", "x")}}) == "not_affected x");
  CHECK(verdict({.other = {says(none, "ref-1", "x")}}) == "affected ");
}

TEST_CASE("of two that contradict each other the more careful is followed, in any order") {
  const auto safe = says(none, "pkg:pypi/lamp", "component_not_present");
  const auto unsafe = says(VexStatus::affected, "pkg:pypi/lamp");
  CHECK(verdict({.other = {safe, unsafe}}) == "affected ");
  CHECK(verdict({.other = {unsafe, safe}}) == "affected ");
  CHECK(verdict({.own_document = {safe}, .imported = {unsafe}}) == "affected ");
}

TEST_CASE("an investigation under way decides nothing") {
  CHECK(verdict({.other = {says(VexStatus::under_investigation, "pkg:pypi/lamp")}}) == "affected ");
  CHECK(verdict({.other = {says(VexStatus::under_investigation, "pkg:pypi/lamp"), says(none, "pkg:pypi/lamp", "x")}}) ==
        "not_affected x");
}

TEST_CASE("a statement that it is affected decides what could not be") {
  CHECK(verdict({}, "pkg:pypi/lamp@legacy") == "undecided ");
  CHECK(verdict({.other = {says(VexStatus::affected, "pkg:pypi/lamp")}}, "pkg:pypi/lamp@legacy") == "affected ");
}

TEST_CASE("the statements of one inventory count for another by purl") {
  const MadeIndex index({lamp_feed()});
  Inventory silent;
  silent.components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0")};
  Inventory speaking;
  speaking.vex = {says(none, "pkg:pypi/lamp@1.0", "x")};
  const std::vector<Target> targets{{"a", silent}, {"b", speaking}};
  CHECK(outcome_of(scan(*index, targets, as_of_today())).rows ==
        Lines{"not_affected PYSEC-2030-1 lamp 1.0 fixed 2 go 2"});
}
