#include "formats/pom_properties/pom_properties.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  const auto inventory = read_pom_properties(*stream, "pom.properties", limits);
  if (!inventory) return std::string(inventory.error().code.name());
  REQUIRE(inventory->components.size() == 1);
  const auto& component = inventory->components.front();
  return component.ecosystem + " " + component.name + " " + component.version;
}

}  // namespace

TEST_CASE("group, artifact and version make a Maven component, in any order and writing of properties") {
  CHECK(read("#Created by us\n#Mon\nversion=2.14.1\ngroupId=org.example.log\nartifactId=lantern-core\n") ==
        "Maven org.example.log:lantern-core 2.14.1");
  CHECK(read("artifactId : a\r\n  groupId\tg\r\nversion = 1\\:2\r\n! version=9\r\n") == "Maven g:a 1:2");
  CHECK(read("version=1\nartifactId=a\ngroupId=g") == "Maven g:a 1");
}

TEST_CASE("what lacks one of them is refused") {
  CHECK(read("") == "pom_properties_not");
  CHECK(read("groupId=g\nartifactId=a\n") == "pom_properties_not");
  CHECK(read("groupId=g\nartifactId=a\nversion=\n") == "pom_properties_not");
  CHECK(read("groupId=g\nartifactId=a\nversion=1 2\n") == "pom_properties_not");
  CHECK(read("\\\n=\n:\n \n\x01") == "pom_properties_not");
  CHECK(read("groupId=" + std::string(500, 'a'), {.record_bytes = 100}) == "record_too_large");
}

TEST_CASE("it is recognised by name and content") {
  CHECK(looks_like_pom_properties({.path = "META-INF/maven/g/a/pom.properties", .head = "artifactId=a\n"}));
  CHECK_FALSE(looks_like_pom_properties({.path = "META-INF/maven/g/a/pom.properties", .head = "x=1\n"}));
  CHECK_FALSE(looks_like_pom_properties({.path = "app.properties", .head = "artifactId=a\n"}));
}
