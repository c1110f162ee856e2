#include "formats/composer_installed/composer_installed.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  const auto inventory = read_composer_installed(*stream, "installed.json", limits);
  if (!inventory) return std::string(inventory.error().code.name());
  std::string out;
  for (const auto& c : inventory->components)
    out += c.ecosystem + " " + c.name + " " + c.version + "; ";
  for (const auto& row : inventory->refused)
    out += std::to_string(row.line) + ": " + std::string(row.reason.code.name()) + "; ";
  return out;
}

}  // namespace

TEST_CASE("both forms are read, versions as written") {
  CHECK(read(R"({"packages":[{"name":"laravel/framework","version":"v9.45.0"},{"name":"own/x","version":"dev-main"}],)"
             R"("dev":true})") == "Packagist laravel/framework v9.45.0; Packagist own/x dev-main; ");
  CHECK(read(R"([{"name":"a/b","version":"1.0"}])") == "Packagist a/b 1.0; ");
  CHECK(read(R"({"packages":[]})").empty());
}

TEST_CASE("entries without name or version are listed with their number; another or a cut-off document is refused") {
  CHECK(read(R"([{"version":"1"},{"name":"a/b"},{"name":"c/d","version":"1"}])") ==
        "Packagist c/d 1; 1: stanza_without_name; 2: package_without_version; ");
  CHECK(read(R"({"other":1})") == "composer_installed_not");
  CHECK(read(R"({"packages":[{"name":"a/b","version":"1.)") == "json_truncated");
  CHECK(read("") == "json_empty");
  CHECK(read(R"([{"name":"a/b","version":"1"},{"name":"a/c","version":"1"}])", {.components = 1}) ==
        "too_many_components");
}

TEST_CASE("it is recognised by its name and beginning") {
  CHECK(looks_like_composer_installed({.path = "vendor/composer/installed.json", .head = "{\n \"packages\": ["}));
  CHECK_FALSE(looks_like_composer_installed({.path = "vendor/composer/installed.json", .head = "{\"a\":1}"}));
  CHECK_FALSE(looks_like_composer_installed({.path = "package-lock.json", .head = "{\"packages\": {}}"}));
}
