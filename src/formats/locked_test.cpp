#include "formats/locked.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

TEST_CASE("each name and version is kept once; what names none is listed") {
  LockedPackages packages("kind", "npm", {});
  for (const auto* version : {"1", "2", "1"})
    REQUIRE(packages.add("a", version));
  REQUIRE(packages.add("", "1", 7));
  REQUIRE(packages.add("b", ""));
  REQUIRE(packages.add("c d", "1"));
  REQUIRE(packages.add("c", "1\n2"));
  packages.refuse(Code{"lock_from_repository"}, "e\x1b[1m", 9);
  const auto inventory = std::move(packages).take();
  REQUIRE(inventory.components.size() == 2);
  CHECK(inventory.components[1].version == "2");
  CHECK(inventory.components[1].ecosystem == "npm");
  CHECK(inventory.kind == "kind");
  REQUIRE(inventory.refused.size() == 5);
  CHECK(inventory.refused[0] == Refused{7, {Code{"stanza_without_name"}}, ""});
  CHECK(inventory.refused[1].reason == Message{Code{"package_without_version"}, {"b"}});
  CHECK(inventory.refused[3].reason == Message{Code{"package_not_readable"}});
  CHECK(inventory.refused[4] == Refused{9, {Code{"lock_from_repository"}, {"?"}}, ""});
}

TEST_CASE("components and listed rows are bounded") {
  LockedPackages packages("kind", "npm", {.components = 1, .refused_listed = 1});
  REQUIRE(packages.add("a", "1"));
  CHECK(packages.add("a", "1"));
  CHECK(packages.add("b", "1").error().code == Code{"too_many_components"});
  packages.refuse(Code{"lock_not_pinned"}, "c");
  packages.refuse(Code{"lock_not_pinned"}, "d");
  CHECK(std::move(packages).take().refused_unlisted == 1);
}

TEST_CASE("a path inside the project is told from one that leads out of it") {
  for (const auto* inside : {"", ".", "./a", "packages/a", "a/../b", "a\\b"}) {
    CAPTURE(inside);
    CHECK(is_inside_project(inside));
  }
  for (const auto* outside : {"..", "../a", "a/../../b", "/a", "C:\\a", "file:///a", "..\\a"}) {
    CAPTURE(outside);
    CHECK_FALSE(is_inside_project(outside));
  }
}

TEST_CASE("addresses and repositories are told by their scheme") {
  CHECK(has_scheme("https://example.org/a.tgz"));
  CHECK(has_scheme("git+ssh://git@example.org/a"));
  CHECK(has_scheme("file:../a"));
  for (const auto* none : {"", "a", ":a", "C:\\a", "1.0:2", "a b:c"}) {
    CAPTURE(none);
    CHECK_FALSE(has_scheme(none));
  }
  CHECK(is_repository("git+https://example.org/a.git#0"));
  CHECK(is_repository("github:owner/name"));
  CHECK_FALSE(is_repository("https://example.org/a.git"));
}
