#include "formats/go_mod/go_mod.h"

#include <doctest/doctest.h>

#include "formats/locked_summary.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string read_mod(std::string_view text, const Limits& limits = {}) {
  return summary_of(go_mod, "Go", text, limits);
}

std::string read_sum(std::string_view text, const Limits& limits = {}) {
  return summary_of(go_sum, "Go", text, limits);
}

std::string fixture(const char* name) {
  return io::read_file(std::string(MANARA_TESTDATA "/") + name).value_or("");
}

const std::string hash = " h1:" + std::string(43, 'A') + "=\n";

}  // namespace

TEST_CASE("go.mod: required modules as their replacements say, paths and versions as written") {
  CHECK(read_mod(fixture("valid.mod")) ==
        "cloud.google.com/go v0.110.0; github.com/BurntSushi/toml v1.2.1; github.com/json-iterator/go v1.1.12; "
        "golang.org/x/net v0.7.0; github.com/docker/docker v20.10.7+incompatible; example.org/fork v1.0.1; "
        "example.org/one-version v1.0.5; example.org/other-version v1.1.0; stdlib 1.21.3; "
        "30: lock_from_folder example.org/ours; 31: lock_from_folder example.org/outside; ");
}

TEST_CASE("go.mod: only a toolchain line names the standard library; a module called go is none") {
  CHECK(read_mod("module a\ngo 1.18\n") == "");
  CHECK(read_mod("module a\ngo 1.21.0\ntoolchain default\n") == "");
  CHECK(read_mod("module a\ngo 1.21.0\ntoolchain go1.22rc1\n") == "stdlib 1.22.0-rc.1; ");
  CHECK(read_mod("module a\nrequire example.org/go v1.0.0\n") == "example.org/go v1.0.0; ");
}

TEST_CASE("go.mod: lines that name no version are listed; brackets and comments close up to words") {
  CHECK(read_mod("module a\nrequire(\nb v1.0.0// c\n)\nrequire d\nrequire ()\nrequire e v1.0.0 // )\n") ==
        "b v1.0.0; e v1.0.0; 5: package_without_version d; ");
  CHECK(read_mod("module a\nreplace b\nreplace b => \nreplace => c v1\nrequire b v2.0.0\n") == "b v2.0.0; ");
  CHECK(read_mod("module a\r\nrequire `b` v1.0.0\r\n") == "b v1.0.0; ");
}

TEST_CASE("go.mod: a file that was cut off has no line break at its end or an open block") {
  const auto whole = fixture("valid.mod");
  REQUIRE(whole.size() > 500);
  for (std::size_t end = whole.find("require ("); end < whole.size(); ++end) {
    const auto text = whole.substr(0, end);
    CAPTURE(text);
    if (!text.ends_with('\n')) CHECK(read_mod(text).starts_with("go_mod_truncated"));
  }
  CHECK(read_mod(whole.substr(0, whole.find("github.com/json"))) == "go_mod_truncated@11");
}

TEST_CASE("go.mod: what is none is refused; number and size are bounded") {
  CHECK(read_mod("") == "go_mod_not");
  CHECK(read_mod("go 1.21\n\nuse ./a\n") == "go_mod_not");
  CHECK(read_mod(std::string(100'000, '(')) == "go_mod_not");
  std::string many = "module a\nrequire (\n";
  for (int i = 0; i < 100'000; ++i)
    many += "p" + std::to_string(i) + " v1.0.0\n";
  CHECK(read_mod(many + ")\n", {.components = 1000}) == "too_many_components");
  CHECK(read_mod(many, {.document_bytes = 1000}) == "input_too_large");
}

TEST_CASE("go.sum: modules whose content is hashed, not those of which only the go.mod is") {
  CHECK(read_sum(fixture("valid.sum")) ==
        "cloud.google.com/go v0.110.0; github.com/BurntSushi/toml v1.2.1; golang.org/x/net v0.7.0; ");
  CHECK(go_sum.gives_way_to == "go.mod");
}

TEST_CASE("go.sum: lines that are no module are listed, a last line that was cut off refuses the file") {
  CHECK(read_sum("a v1.0.0" + hash + "b 1.0.0" + hash + "c v1.0.0 h1:short\n\nd v1.0.0" + hash) ==
        "a v1.0.0; d v1.0.0; 2: go_sum_unreadable; 3: go_sum_unreadable; ");
  const auto whole = fixture("valid.sum");
  REQUIRE(whole.size() > 100);
  for (auto end = whole.find('\n') + 2; end < whole.size(); ++end) {
    CAPTURE(end);
    if (whole[end - 1] != '\n') CHECK(read_sum(whole.substr(0, end)).starts_with("go_sum_truncated"));
  }
  CHECK(read_sum("") == "go_sum_not");
  CHECK(read_sum("a v1.0.0 h1:") == "go_sum_not");
  CHECK(read_sum("# comment\n") == "go_sum_not");
}

TEST_CASE("go.sum: number and length are bounded") {
  std::string many;
  for (int i = 0; i < 100'000; ++i)
    many += "p" + std::to_string(i) + " v1.0.0" + hash;
  CHECK(read_sum(many, {.components = 1000}) == "too_many_components");
  CHECK(read_sum(std::string(5000, 'a'), {.record_bytes = 1000}) == "record_too_large@1");
}

TEST_CASE("they are recognised by their names, or by their first lines on standard input") {
  const auto mod = fixture("valid.mod"), sum = fixture("valid.sum");
  CHECK(looks_like_go_mod({.path = "a/go.mod", .head = "module a\n"}));
  CHECK(looks_like_go_mod({.path = "", .head = mod}));
  CHECK_FALSE(looks_like_go_mod({.path = "", .head = "module a\n"}));
  CHECK_FALSE(looks_like_go_mod({.path = "", .head = "// nothing\n"}));
  CHECK_FALSE(looks_like_go_mod({.path = "go.work", .head = mod}));
  CHECK_FALSE(looks_like_go_mod({.path = "go.mod", .head = ""}));
  CHECK(looks_like_go_sum({.path = "go.sum", .head = sum}));
  CHECK(looks_like_go_sum({.path = "", .head = sum}));
  CHECK_FALSE(looks_like_go_sum({.path = "", .head = mod}));
  CHECK_FALSE(looks_like_go_sum({.path = "go.work.sum", .head = sum}));
}
