#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <map>
#include <set>

#include "cpp_code.h"
#include "tree.h"

using namespace manara::house;

namespace {

constexpr std::array<std::string_view, 3> assertions{"CHECK", "REQUIRE", "FAIL"};

bool asserts(std::string_view body) {
  return std::ranges::any_of(assertions, [body](std::string_view name) {
    for (auto at = body.find(name); at != std::string_view::npos; at = body.find(name, at + 1)) {
      const auto rest = body.substr(at);
      const auto paren = rest.find('(');
      const auto macro = rest.substr(0, paren);
      const bool whole = at == 0 || !(body[at - 1] == '_' || (body[at - 1] >= 'A' && body[at - 1] <= 'Z'));
      if (whole && paren != std::string_view::npos && macro.find_first_of(" ;\n.") == std::string_view::npos)
        return true;
    }
    return false;
  });
}

/// Assertions that can't fail.
bool is_tautology(std::string_view code) {
  constexpr std::array<std::string_view, 6> always{"CHECK(true)", "REQUIRE(true)",      "CHECK(1)",
                                                   "REQUIRE(1)",  "CHECK_FALSE(false)", "REQUIRE_FALSE(false)"};
  return std::ranges::any_of(always, [code](auto text) { return code.find(text) != std::string_view::npos; });
}

bool calls_any(std::string_view body, const std::set<std::string>& names) {
  return std::ranges::any_of(names, [body](const auto& name) { return has_word(body, name); });
}

/// Functions of a folder's tests, or of any header, that assert, themselves or through each other: a test that calls
/// one asserts too.
std::set<std::string> asserting_functions(const std::string& folder) {
  std::multimap<std::string, std::string> bodies;
  for (const auto* file : cpp_files()) {
    if (!file->text.contains("doctest.h") || (file->folder() != folder && !file->ends_with(".h"))) continue;
    const auto stripped = strip(file->text, Strip::comments_and_strings);
    for (const auto& function : functions(stripped, file->text)) {
      if (!function.name.starts_with("TEST_CASE")) bodies.emplace(function.name, function.body);
    }
  }
  std::set<std::string> names;
  for (std::size_t known = 1; known != names.size();) {
    known = names.size();
    for (const auto& [name, body] : bodies) {
      if (asserts(body) || calls_any(body, names)) names.insert(name);
    }
  }
  return names;
}

}  // namespace

TEST_CASE("every test asserts something that can fail") {
  std::map<std::string, std::set<std::string>> helpers;  // by folder
  std::map<std::string, std::string> found;
  std::size_t count = 0;
  for (const auto* file : cpp_files()) {
    if (!file->ends_with("_test.cpp")) continue;
    const auto folder = file->folder();
    if (!helpers.contains(folder)) helpers[folder] = asserting_functions(folder);
    const auto stripped = strip(file->text, Strip::comments_and_strings);
    for (const auto& function : functions(stripped, file->text)) {
      if (!function.name.starts_with("TEST_CASE")) continue;
      ++count;
      const auto subject = file->path + ":" + function.name;
      if (!calls_any(function.body, helpers[folder]) && !asserts(function.body)) found[subject] = "asserts nothing";
      if (is_tautology(function.body)) found[subject] = "asserts what is always true";
    }
  }
  check_rule("asserts_nothing", found);
  CHECK(count > 50);
}

TEST_CASE("an assertion is told from a word that looks like one") {
  CHECK(asserts("{ CHECK(x); }"));
  CHECK(asserts("{ REQUIRE_FALSE(x); }"));
  CHECK(asserts("{ CHECK_MESSAGE(x, y); }"));
  CHECK_FALSE(asserts("{ MANARA_CHECK(x); }"));
  CHECK_FALSE(asserts("{ CHECKED; f(x); }"));
  CHECK_FALSE(asserts("{ f(x); }"));
}
