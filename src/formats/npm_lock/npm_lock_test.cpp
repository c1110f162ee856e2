#include "formats/npm_lock/npm_lock.h"

#include <doctest/doctest.h>

#include "formats/locked_summary.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  return summary_of(npm_lock, "npm", text, limits);
}

std::string fixture(const char* name) {
  return io::read_file(std::string(MANARA_TESTDATA "/") + name).value_or("");
}

std::string version_3(std::string_view packages) {
  return R"({"name":"ward","lockfileVersion":3,"packages":{)" + std::string(packages) + "}}";
}

std::string version_1(std::string_view dependencies) {
  return R"({"name":"ward","lockfileVersion":1,"dependencies":{)" + std::string(dependencies) + "}}";
}

}  // namespace

TEST_CASE("version 3: nested and scoped places, aliases, bundled and development packages, each version once") {
  CHECK(read(fixture("version_3.json")) ==
        "lantern 4.17.20; @harbour/core 7.1.0; lantern 3.10.1; real-name 2.0.0; no-address 1.0.0; bundled 0.5.0; "
        "0: lock_from_repository from-git; 0: lock_from_folder packed; 0: lock_from_folder outside; ");
}

TEST_CASE("version 2 has the tree of version 1 beside it, and is read once") {
  CHECK(read(fixture("version_2.json")) == "lantern 4.17.20; @harbour/core 7.1.0; ");
}

TEST_CASE("version 1: nested dependencies, aliases, addresses in the place of versions") {
  CHECK(read(fixture("version_1.json")) ==
        "lantern 4.17.20; @harbour/core 7.1.0; deep 1.0.0; @harbour/real 2.0.0; 0: lock_from_repository from-git; "
        "0: lock_from_repository from-github; 0: lock_from_address from-address; 0: lock_from_folder outside; "
        "0: lock_from_folder packed; ");
}

TEST_CASE("a shrinkwrap of npm 4 has no version of its own; a package.json is none") {
  CHECK(read(R"({"name":"a","version":"1.0.0","dependencies":{"b":{"version":"2.0.0","from":"b@^2"}}})") ==
        "b 2.0.0; ");
  CHECK(read(R"({"name":"a","version":"1.0.0","dependencies":{"b":"^2.0.0"}})") == "npm_lock_not");
  CHECK(read(R"({"packages":["x"]})") == "npm_lock_not");
  CHECK(read("[]") == "npm_lock_not");
}

TEST_CASE("a project without dependencies has an empty lockfile") {
  CHECK(read(version_3(R"("":{"name":"ward"})")).empty());
  CHECK(read(R"({"name":"ward","lockfileVersion":1})").empty());
}

TEST_CASE("links and members of the workspace are the project's own") {
  CHECK(read(version_3(R"("packages/a":{"version":"1.0.0"},"node_modules/a":{"resolved":"packages/a","link":true},)"
                       R"("node_modules/b":{"version":"file:packages/b","resolved":"file:packages/b"},)"
                       R"("my_node_modules/c":{"version":"1.0.0"},"packages/a/node_modules/d":{"version":"4.0.0"})")) ==
        "d 4.0.0; ");
}

TEST_CASE("entries that name no package are listed, the rest is read") {
  CHECK(read(version_3(R"("node_modules/a":{},"node_modules/b":7,"node_modules/c":{"version":1},)"
                       R"("node_modules/d e":{"version":"1.0.0"},"node_modules/f":{"version":"1.0.0"})")) ==
        "f 1.0.0; 0: package_without_version a; 0: package_without_version b; 0: package_without_version c; "
        "0: package_not_readable; ");
  CHECK(read(version_1(R"("a":{"version":"npm:b"},"c":{"version":"npm:@s/d"},"e":"x","":{"version":"1.0.0"})")) ==
        "0: package_without_version b; 0: package_without_version @s/d; 0: package_without_version e; "
        "0: stanza_without_name; ");
}

TEST_CASE("a lockfile that was cut off is refused, wherever the cut is") {
  for (const auto* name : {"version_1.json", "version_2.json", "version_3.json"}) {
    const auto whole = fixture(name);
    REQUIRE(whole.size() > 100);
    for (std::size_t end = 1; end < whole.rfind('}'); end += 7) {
      CAPTURE(end);
      CHECK(read(whole.substr(0, end)).starts_with("json_truncated"));
    }
  }
}

TEST_CASE("depth and number of packages are bounded") {
  std::string deep, many;
  for (int i = 0; i < 100'000; ++i)
    deep += R"({"dependencies":{"a":)";
  CHECK(read(R"({"lockfileVersion":1,"dependencies":{"a":)" + deep).starts_with("json_t"));
  for (int i = 0; i < 300'000; ++i)
    many += (i == 0 ? "" : ",") + ("\"node_modules/p" + std::to_string(i) + R"(":{"version":"1.0.0"})");
  const auto text = version_3(many);
  const auto stream = io::from_memory(text);
  CHECK(read_npm_lock(*stream, "", {})->components.size() == 300'000);
  CHECK(read(text, {.components = 1000}) == "too_many_components");
  CHECK(read(text, {.document_bytes = 1000}) == "input_too_large");
}

TEST_CASE("it is recognised by its name, or by its first members on standard input") {
  const auto recognised = [](std::string_view path, std::string_view head) {
    return looks_like_npm_lock({.path = path, .head = head});
  };
  const auto head = fixture("version_3.json");
  CHECK(recognised("app/package-lock.json", "{}"));
  CHECK(recognised("npm-shrinkwrap.json", "\xEF\xBB\xBF{"));
  CHECK(recognised("", head));
  CHECK(recognised("old-lock.json", head));
  CHECK_FALSE(recognised("package-lock.json", "lockfileVersion: 9"));
  CHECK_FALSE(recognised("bun.lock", head));
  CHECK_FALSE(recognised("node_modules/.package-lock.json", head));
  CHECK_FALSE(recognised("", R"({"packages":[],"content-hash":"x"})"));
}
