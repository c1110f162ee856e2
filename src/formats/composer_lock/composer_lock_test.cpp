#include "formats/composer_lock/composer_lock.h"

#include <doctest/doctest.h>

#include "formats/locked_summary.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  return summary_of(composer_lock, "Packagist", text, limits);
}

std::string valid() {
  return io::read_file(MANARA_TESTDATA "/valid.lock").value_or("");
}

}  // namespace

TEST_CASE("packages of both lists are read, versions as written; the project's own folders are passed over") {
  CHECK(read(valid()) ==
        "laravel/framework v9.45.0; symfony/console 6.2.3; harbour/branch dev-main; phpunit/phpunit 9.5.27; "
        "0: lock_from_folder harbour/outside; ");
}

TEST_CASE("what names no package is listed; what is no lockfile is refused") {
  CHECK(read(R"({"packages":[{"name":"a/b"},{"version":"1"},7,{"name":"c/d","version":"1 2"}],"packages-dev":null})") ==
        "0: package_without_version a/b; 0: stanza_without_name; 0: stanza_without_name; 0: package_not_readable; ");
  CHECK(read(R"({"packages":[]})").empty());
  CHECK(read(R"({"require":{"a/b":"^1"}})") == "composer_lock_not");
  CHECK(read(R"({"packages":{"":{}}})") == "composer_lock_not");
}

TEST_CASE("a lockfile that was cut off is refused, wherever the cut is") {
  const auto whole = valid();
  REQUIRE(whole.size() > 100);
  for (std::size_t end = 1; end < whole.rfind('}'); end += 3) {
    CAPTURE(end);
    CHECK(read(whole.substr(0, end)).starts_with("json_truncated"));
  }
}

TEST_CASE("depth and number of packages are bounded") {
  CHECK(read(R"({"packages":)" + std::string(100'000, '[')).starts_with("json_t"));
  std::string many;
  for (int i = 0; i < 100'000; ++i)
    many += (i == 0 ? "" : ",") + (R"({"name":"a/p)" + std::to_string(i) + R"(","version":"v1"})");
  CHECK(read(R"({"packages":[)" + many + "]}", {.components = 1000}) == "too_many_components");
}

TEST_CASE("it is recognised by its name, or by its content on standard input") {
  const auto head = valid();
  CHECK(looks_like_composer_lock({.path = "app/composer.lock", .head = "{"}));
  CHECK(looks_like_composer_lock({.path = "", .head = head}));
  CHECK_FALSE(looks_like_composer_lock({.path = "composer.json", .head = head}));
  CHECK_FALSE(looks_like_composer_lock({.path = "composer.lock", .head = ""}));
  CHECK_FALSE(looks_like_composer_lock({.path = "", .head = R"({"lockfileVersion":3,"packages":{}})"}));
}
