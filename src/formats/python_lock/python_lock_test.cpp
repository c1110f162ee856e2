#include "formats/python_lock/python_lock.h"

#include <doctest/doctest.h>

#include "formats/locked_summary.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string poetry(std::string_view text, const Limits& limits = {}) {
  return summary_of(poetry_lock, "PyPI", text, limits);
}

std::string uv(std::string_view text, const Limits& limits = {}) {
  return summary_of(uv_lock, "PyPI", text, limits);
}

std::string fixture(const char* name) {
  return io::read_file(std::string(MANARA_TESTDATA "/") + name).value_or("");
}

constexpr std::string_view poetry_end = "\n[metadata]\ncontent-hash = \"0\"\n";
constexpr std::string_view uv_head = "version = 1\nrequires-python = \">=3.9\"\n";
constexpr std::string_view uv_project = "[[package]]\nname = \"p\"\nversion = \"1\"\nsource = { editable = \".\" }\n";

}  // namespace

TEST_CASE("poetry: packages of every group and index, two versions of one name; others are listed with their line") {
  CHECK(poetry(fixture("poetry.lock")) ==
        "certifi 2022.12.7; numpy 1.24.4; numpy 1.26.0; private-index 3.1.0; 42: lock_from_repository from-git; "
        "52: lock_from_address from-address; 57: lock_from_folder packed; 67: lock_from_folder outside; ");
}

TEST_CASE("uv: packages of registries; the project itself is passed over, others are listed with their line") {
  CHECK(uv(fixture("uv.lock")) ==
        "certifi 2022.12.7; zeta 1.0; zulu 2.0; 17: lock_from_address from-address; 22: lock_from_repository from-git; "
        "27: lock_from_folder outside; 32: lock_from_folder packed; ");
}

TEST_CASE("poetry: a file that was cut off has no content-hash, wherever the cut is") {
  const auto whole = fixture("poetry.lock");
  REQUIRE(whole.size() > 1000);
  for (std::size_t end = 100; end < whole.find("content-hash"); end += 7) {
    CAPTURE(whole.substr(0, end));
    const auto text = poetry(whole.substr(0, end));
    CHECK((text == "python_lock_truncated" || text.starts_with("toml_") || text == "poetry_lock_not"));
  }
}

TEST_CASE("uv: a file that was cut off inside a line or between packages lacks the project or what it depends on") {
  const auto whole = fixture("uv.lock");
  REQUIRE(whole.size() > 1000);
  const auto last = whole.find("name = \"zulu\"\n");
  for (std::size_t end = 50; end < last; ++end) {
    const bool at_line = whole[end - 1] == '\n';
    const bool at_package = whole.substr(end).starts_with("[[package]]");
    if ((at_line && !at_package) || (!at_line && end % 5 != 0)) continue;
    const auto text = uv(whole.substr(0, end));
    CAPTURE(whole.substr(0, end));
    CHECK((text.starts_with("python_lock_truncated") || text.starts_with("toml_")));
  }
}

TEST_CASE("uv: members of a workspace and scripts") {
  const std::string head(uv_head);
  CHECK(uv(head + std::string(uv_project)).empty());
  CHECK(uv(head) == "python_lock_truncated");
  CHECK(uv(head + "[manifest]\nmembers = [\"p\", \"q\"]\n" + std::string(uv_project)) == "python_lock_truncated");
  CHECK(uv(head + "[manifest]\nmembers = [\"p\"]\n" + std::string(uv_project)).empty());
  CHECK(uv(head + "[manifest]\nrequirements = [{ name = \"a\" }]\n[[package]]\nname = \"a\"\nversion = \"1\"\n"
                  "source = { registry = \"https://packages.example.org/simple\" }\n") == "a 1; ");
}

TEST_CASE("what names no package is listed; what is no lockfile is refused") {
  CHECK(poetry("[[package]]\nversion = \"1\"\n[[package]]\nname = \"a\"\n[[package]]\nname = \"b\"\nversion = 1\n" +
               std::string(poetry_end)) ==
        "1: stanza_without_name; 3: package_without_version a; 5: package_without_version b; ");
  CHECK(poetry("package = []\n" + std::string(poetry_end)).empty());
  CHECK(poetry("package = [1, \"a\"]\n" + std::string(poetry_end)) ==
        "1: stanza_without_name; 1: stanza_without_name; ");
  CHECK(poetry("[tool.poetry]\nname = \"a\"\n") == "poetry_lock_not");
  CHECK(poetry("") == "poetry_lock_not");
  CHECK(poetry("{\"package\": []}") == "toml_syntax@1");
  CHECK(uv("[[package]]\nname = \"a\"\n") == "uv_lock_not");
  CHECK(uv("version = 1\n") == "uv_lock_not");
}

TEST_CASE("depth and number of packages are bounded") {
  CHECK(poetry("a = " + std::string(100'000, '[')) == "toml_too_deep@1");
  std::string many;
  for (int i = 0; i < 50'000; ++i)
    many += "[[package]]\nname = \"p" + std::to_string(i) + "\"\nversion = \"1\"\n";
  CHECK(poetry(many + std::string(poetry_end), {.components = 1000}) == "too_many_components");
  CHECK(poetry(many, {.document_bytes = 1000}) == "input_too_large");
}

TEST_CASE("they are recognised by their names, or by their first lines on standard input") {
  const auto poetry_head = fixture("poetry.lock"), uv_text = fixture("uv.lock");
  CHECK(looks_like_poetry_lock({.path = "app/poetry.lock", .head = "#"}));
  CHECK(looks_like_poetry_lock({.path = "", .head = poetry_head}));
  CHECK_FALSE(looks_like_poetry_lock({.path = "pdm.lock", .head = poetry_head}));
  CHECK_FALSE(looks_like_poetry_lock({.path = "poetry.lock", .head = ""}));
  CHECK_FALSE(looks_like_poetry_lock({.path = "", .head = uv_text}));
  CHECK(looks_like_uv_lock({.path = "uv.lock", .head = "version = 1"}));
  CHECK(looks_like_uv_lock({.path = "", .head = uv_text}));
  CHECK_FALSE(looks_like_uv_lock({.path = "Cargo.lock", .head = uv_text}));
  CHECK_FALSE(looks_like_uv_lock({.path = "", .head = "version = 3\n\n[[package]]\nname = \"a\"\n"}));
}
