// The catalogue as a whole: what the code says has words in all three languages, and what has words is said.
#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <map>
#include <set>

#include "base/strings.h"
#include "base/utf8.h"
#include "cpp_code.h"
#include "text/catalogue.h"
#include "text/texts.h"
#include "tree.h"

using namespace manara;
using namespace manara::house;
using text::Language;

namespace {

struct Entry {
  std::string area{};  ///< the file's name
  bool has_forms = false;
  std::map<std::size_t, std::string> forms{};
};
using Texts = std::map<std::string, Entry>;

struct Catalogue {
  std::map<Language, Texts> texts{};
  std::vector<std::string> complaints{};
};

void read_area(const File& file, Language language, Catalogue& out) {
  std::string_view rest = file.text;
  while (const auto line = text::take_text_line(rest)) {
    if (line->name.empty()) {
      out.complaints.push_back(file.path + ": not `name = sentence`: " + std::string(line->sentence));
      continue;
    }
    auto& entry = out.texts[language][std::string(line->name)];
    const auto area = file.path.substr(file.path.rfind('/') + 1);
    const bool new_form = entry.forms.emplace(line->form, line->sentence).second;
    const bool mixed = entry.forms.size() > 1 && entry.has_forms != line->has_form;
    if (!new_form || mixed || (!entry.area.empty() && entry.area != area))
      out.complaints.push_back(file.path + ": given twice: " + std::string(line->name));
    entry.area = area;
    entry.has_forms = line->has_form;
  }
}

const Catalogue& catalogue() {
  static const Catalogue all = [] {
    Catalogue out;
    for (const auto language : text::languages) {
      for (const auto& file : files()) {
        if (file.folder() == "content/text/" + std::string(text::tag(language))) read_area(file, language, out);
      }
    }
    return out;
  }();
  return all;
}

const Texts& texts_in(Language language) {
  return catalogue().texts.at(language);
}

bool is_production(const File& file) {
  const bool place = file.path.starts_with("src/") || file.path.starts_with("apps/");
  return place && !file.ends_with("_test.cpp") && !file.ends_with("_fuzz.cpp");
}

/// Takes `Code{"name"}` and `Code variable{"name"}` at `at`, which is behind the word Code.
std::optional<std::string> code_literal(std::string_view code, std::size_t at) {
  const auto end = code.find_first_of("{;()=<>,", at);
  if (end == std::string_view::npos || code[end] != '{') return std::nullopt;
  auto rest = code.substr(end + 1);
  while (!rest.empty() && is_space(rest.front()))
    rest.remove_prefix(1);
  if (!take_prefix(rest, "\"")) return std::nullopt;
  return std::string(rest.substr(0, rest.find('"')));
}

/// The codes that the program can say, each with a file that says it.
std::map<std::string, std::string> spoken() {
  std::map<std::string, std::string> out;
  for (const auto* file : cpp_files()) {
    if (!is_production(*file)) continue;
    const auto code = strip(file->text, Strip::comments);
    for (auto at = find_word(code, "Code"); at != std::string_view::npos; at = find_word(code, "Code", at + 1)) {
      if (auto name = code_literal(code, at + 4)) out.emplace(std::move(*name), file->path);
    }
  }
  return out;
}

bool is_arabic(char32_t c) {
  return c >= 0x0600 && c <= 0x06FF;
}

bool has_arabic(std::string_view sentence) {
  while (!sentence.empty()) {
    const auto length = std::max<std::size_t>(1, utf8_length(sentence));
    if (utf8_length(sentence) > 0 && is_arabic(utf8_decode(sentence, length))) return true;
    sentence.remove_prefix(length);
  }
  return false;
}

std::set<std::size_t> arguments(std::string_view sentence) {
  std::set<std::size_t> out;
  while (const auto piece = text::take_text_piece(sentence)) {
    if (piece->argument) out.insert(*piece->argument);
  }
  return out;
}

std::string path_of(Language language, const std::string& name) {
  return std::string(text::tag(language)) + "/" + name;
}

constexpr std::size_t zero = 0, one = 1, two = 2;

std::set<std::size_t> needed_forms(Language language) {
  if (language == Language::ar) return {0, 1, 2, 3, 4, 5};
  return {one, text::plural_other};
}

}  // namespace

TEST_CASE("text files are well-formed: each name once, in one area, the same area in every language") {
  auto complaints = catalogue().complaints;
  for (const auto language : text::languages) {
    for (const auto& [name, entry] : texts_in(language)) {
      const auto english = texts_in(Language::en).find(name);
      if (english != texts_in(Language::en).end() && entry.area != english->second.area)
        complaints.push_back(path_of(language, name) + " stands in " + entry.area);
      for (const auto& [form, sentence] : entry.forms) {
        if (!is_utf8(sentence)) complaints.push_back(path_of(language, name) + " is not UTF-8");
      }
    }
  }
  check_none(complaints);
}

TEST_CASE("every code has its sentence in all three languages") {
  const auto codes = spoken();
  CHECK(codes.size() > 20);
  std::vector<std::string> complaints;
  for (const auto& [name, path] : codes) {
    std::string missing;
    for (const auto language : text::languages) {
      if (!texts_in(language).contains(name)) missing += " " + std::string(text::tag(language));
    }
    if (!missing.empty()) complaints.push_back(name + " (" + path + ") has no sentence in:" + missing);
  }
  check_none(complaints);
}

TEST_CASE("every sentence is said somewhere") {
  const auto codes = spoken();
  std::map<std::string, std::string> unsaid;
  for (const auto language : text::languages) {
    for (const auto& [name, entry] : texts_in(language)) {
      if (!codes.contains(name)) unsaid[entry.area + ": " + name] += " " + std::string(text::tag(language));
    }
  }
  std::vector<std::string> complaints;
  for (const auto& [name, tags] : unsaid)
    complaints.push_back(name + " is never said:" + tags);
  check_none(complaints);
}

TEST_CASE("codes are written as Code{\"…\"}, where this test can see them") {
  std::vector<std::string> complaints;
  for (const auto* file : cpp_files()) {
    if (!is_production(*file)) continue;
    const auto code = strip(file->text, Strip::comments);
    for (const char* hidden : {"fail(\"", "Message{\"", "Error{\""}) {
      if (code.find(hidden) != std::string::npos) complaints.push_back(file->path + ": " + hidden);
    }
  }
  check_none(complaints);
}

TEST_CASE("Arabic is written in Arabic letters, English and French are not") {
  std::map<std::string, std::string> found;
  for (const auto language : text::languages) {
    for (const auto& [name, entry] : texts_in(language)) {
      for (const auto& [form, sentence] : entry.forms) {
        if (has_arabic(sentence) != (language == Language::ar)) found[path_of(language, name)] = sentence;
      }
    }
  }
  check_rule("letters", found);
}

TEST_CASE("French and Arabic are not English") {
  std::map<std::string, std::string> found;
  for (const auto language : {Language::fr, Language::ar}) {
    for (const auto& [name, entry] : texts_in(language)) {
      const auto english = texts_in(Language::en).find(name);
      if (english != texts_in(Language::en).end() && english->second.forms == entry.forms)
        found[path_of(language, name)] = "equals the English";
    }
  }
  check_rule("same_text", found);
}

TEST_CASE("each language uses the same arguments; a form for 0, 1 or 2 may say its number in words") {
  std::vector<std::string> complaints;
  for (const auto& [name, english] : texts_in(Language::en)) {
    const auto other = english.forms.find(text::plural_other);
    const auto expected = arguments(other == english.forms.end() ? std::string_view() : other->second);
    for (const auto language : text::languages) {
      const auto found = texts_in(language).find(name);
      if (found == texts_in(language).end()) continue;
      for (const auto& [form, sentence] : found->second.forms) {
        const auto used = arguments(sentence);
        const bool in_words = found->second.has_forms && (form == zero || form == one || form == two) &&
                              std::ranges::includes(expected, used) && used.size() + 1 == expected.size();
        if (!in_words && used != expected) complaints.push_back(path_of(language, name) + ": " + sentence);
      }
    }
  }
  check_none(complaints);
}

TEST_CASE("where English has plural forms, each language has all of its own") {
  std::vector<std::string> complaints;
  for (const auto& [name, english] : texts_in(Language::en)) {
    for (const auto language : text::languages) {
      const auto found = texts_in(language).find(name);
      if (found == texts_in(language).end()) continue;
      const auto& entry = found->second;
      if (entry.has_forms != english.has_forms)
        complaints.push_back(path_of(language, name) + ": forms in one language only");
      if (!entry.has_forms) continue;
      for (const auto form : needed_forms(language)) {
        if (!entry.forms.contains(form))
          complaints.push_back(path_of(language, name) + " lacks [" + std::string(text::plural_forms[form]) + "]");
      }
    }
  }
  check_none(complaints);
}

TEST_CASE("code literals are found as they are written") {
  const std::string_view code =
      "Code{\"a\"}; const Code reason{\"b\"}; Code{\n    \"c\"}; Code code() { return x; } Code x = y;";
  std::vector<std::string> names;
  for (auto at = find_word(code, "Code"); at != std::string_view::npos; at = find_word(code, "Code", at + 1)) {
    if (auto name = code_literal(code, at + 4)) names.push_back(*name);
  }
  CHECK(names == std::vector<std::string>{"a", "b", "c"});
}
