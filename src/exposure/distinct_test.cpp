#include "exposure/distinct.h"

#include <doctest/doctest.h>
#include <string>

using namespace manara;
using namespace manara::exposure;

namespace {

Component lamp() {
  return {.name = "lamp", .version = "1.0", .purl = "pkg:pypi/lamp@1.0"};
}

}  // namespace

TEST_CASE("what stands in several places is one component; the first counts") {
  auto elsewhere = lamp();
  elsewhere.found_in = "srv/other/METADATA";
  elsewhere.reference = "SPDXRef-2";
  CHECK(distinct_components(std::vector{lamp(), elsewhere, lamp()}) == std::vector<std::uint32_t>{0});
  CHECK(distinct_components({}).empty());
}

TEST_CASE("components that differ in anything that a verdict depends on are all kept") {
  std::vector<Component> components{lamp()};
  for (const auto member :
       {&Component::name, &Component::version, &Component::purl, &Component::vendor, &Component::product,
        &Component::product_version, &Component::ecosystem, &Component::release, &Component::arch, &Component::module,
        &Component::host, &Component::owned_by}) {
    components.push_back(lamp());
    components.back().*member = "other";
  }
  components.push_back(lamp());
  components.back().source.version = "2";
  components.push_back(lamp());
  components.back().cpes = {"cpe:2.3:a:harbour:lamp:1.0:*:*:*:*:*:*:*"};
  const auto distinct = distinct_components(components);
  CHECK(distinct.size() == components.size());
  auto twice = components;
  twice.insert(twice.end(), components.begin(), components.end());
  CHECK(distinct_components(twice) == distinct);
}

TEST_CASE("where statements name references, components that differ in them alone are kept") {
  auto second = lamp();
  second.reference = "lamp-2";
  CHECK(distinct_components(std::vector{lamp(), second, second}, References::count) ==
        std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("a hundred thousand components are told apart without comparing each with each") {
  std::vector<Component> components;
  for (int i = 0; i < 100'000; ++i)
    components.push_back({.name = "buoy", .version = std::to_string(i % 50'000)});
  CHECK(distinct_components(components).size() == 50'000);
}
