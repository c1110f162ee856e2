#include "formats/npm_package/npm_package.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text) {
  json::Document document;
  const auto component = read_npm_package(text, document, {});
  if (!component) return std::string(component.error().code.name());
  return component->ecosystem + " " + component->name + " " + component->version;
}

}  // namespace

TEST_CASE("only a package's own package.json in node_modules counts, scoped and nested too") {
  CHECK(is_npm_package_path("app/node_modules/lodash/package.json"));
  CHECK(is_npm_package_path("node_modules/@babel/core/package.json"));
  CHECK(is_npm_package_path("app/node_modules/a/node_modules/b/package.json"));
  CHECK_FALSE(is_npm_package_path("app/package.json"));
  CHECK_FALSE(is_npm_package_path("app/node_modules/a/dist/package.json"));
  CHECK_FALSE(is_npm_package_path("app/node_modules/package.json"));
  CHECK_FALSE(is_npm_package_path("my_node_modules/a/package.json"));
  CHECK_FALSE(is_npm_package_path("node_modules/a/x-package.json"));
  CHECK_FALSE(is_npm_package_path(""));
}

TEST_CASE("name and version are read; without them, or cut off, it is refused") {
  CHECK(read(R"({"name":"@scope/lantern","version":"1.2.3","dependencies":{"a":"^1"}})") == "npm @scope/lantern 1.2.3");
  CHECK(read(R"({"type":"module"})") == "npm_package_not");
  CHECK(read(R"({"name":"a","version":3})") == "npm_package_not");
  CHECK(read(R"({"name":"a b","version":"1"})") == "npm_package_not");
  CHECK(read(R"({"name":"a","version":"1.)") == "json_truncated");
  CHECK(read("") == "json_empty");
  CHECK(read(std::string(100'000, '[')) == "json_truncated");
}
