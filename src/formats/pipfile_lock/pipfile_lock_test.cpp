#include "formats/pipfile_lock/pipfile_lock.h"

#include <doctest/doctest.h>

#include "formats/locked_summary.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  return summary_of(pipfile_lock, "PyPI", text, limits);
}

std::string valid() {
  return io::read_file(MANARA_TESTDATA "/valid.lock").value_or("");
}

}  // namespace

TEST_CASE("packages of every category are read, each version once") {
  CHECK(read(valid()) ==
        "certifi 2022.12.7; Zope.Interface 5.0.1; pytest 7.2.0; sphinx 5.3.0; 0: lock_from_repository from-git; "
        "0: lock_from_address from-address; 0: lock_from_folder packed; 0: lock_from_folder outside; ");
}

TEST_CASE("what is not pinned to one version is listed") {
  CHECK(read(R"({"default":{"a":{"version":"*"},"b":{},"c":{"version":">=1"},"d":{"version":"==1.*"},)"
             R"("e":{"version":"===1.0"},"f":7,"":{"version":"==1"}}})") ==
        "e 1.0; 0: lock_not_pinned a; 0: lock_not_pinned b; 0: lock_not_pinned c; 0: lock_not_pinned d; "
        "0: lock_not_pinned f; 0: stanza_without_name; ");
}

TEST_CASE("what is no lockfile, or was cut off, is refused") {
  CHECK(read("{}") == "pipfile_lock_not");
  CHECK(read("[]") == "pipfile_lock_not");
  CHECK(read(R"({"_meta":{},"default":{}})").empty());
  const auto whole = valid();
  REQUIRE(whole.size() > 100);
  for (std::size_t end = 1; end < whole.rfind('}'); end += 3) {
    CAPTURE(end);
    CHECK(read(whole.substr(0, end)).starts_with("json_truncated"));
  }
}

TEST_CASE("depth and number of packages are bounded") {
  CHECK(read(R"({"default":)" + std::string(100'000, '[')).starts_with("json_t"));
  std::string many;
  for (int i = 0; i < 100'000; ++i)
    many += (i == 0 ? "" : ",") + ("\"p" + std::to_string(i) + R"(":{"version":"==1"})");
  CHECK(read(R"({"default":{)" + many + "}}", {.components = 1000}) == "too_many_components");
}

TEST_CASE("it is recognised by its name, or by its content on standard input") {
  const auto head = valid();
  CHECK(looks_like_pipfile_lock({.path = "app/Pipfile.lock", .head = "{"}));
  CHECK(looks_like_pipfile_lock({.path = "", .head = head}));
  CHECK_FALSE(looks_like_pipfile_lock({.path = "Pipfile", .head = "[packages]"}));
  CHECK_FALSE(looks_like_pipfile_lock({.path = "", .head = R"({"default":{}})"}));
}
