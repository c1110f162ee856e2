#include "text/catalogue.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "text/content.h"
#include "text/texts.h"

using namespace manara;
using namespace manara::text;

namespace {

std::string in(Language language, std::string_view file, const Message& message) {
  Texts texts(language);
  texts.add(file);
  return texts.sentence(message);
}

Message files(const char* number) {
  return {Code{"files"}, {number}};
}

}  // namespace

TEST_CASE("a language is known by its tag or locale; any other has no texts") {
  CHECK(parse_language("fr") == Language::fr);
  CHECK(parse_language("fr_TN.UTF-8") == Language::fr);
  CHECK(parse_language("AR-EG") == Language::ar);
  CHECK(parse_language("en@latin") == Language::en);
  for (const char* other : {"", "C", "C.UTF-8", "POSIX", "de_DE", "fra", "f", "english"})
    CHECK_MESSAGE(!parse_language(other), other);
  for (const auto language : languages)
    CHECK(parse_language(tag(language)) == language);
}

TEST_CASE("arguments go where the sentence names them, as often as it does") {
  const std::string_view file = "moved = {1} was {0}, now {1}\n";
  CHECK(in(Language::en, file, {Code{"moved"}, {"old", "new"}}) == "new was old, now new");
  CHECK(in(Language::en, file, {Code{"moved"}, {"{1}", "x"}}) == "x was {1}, now x");  // not replaced again
  CHECK(in(Language::en, file, {Code{"moved"}, {"old"}}) == "{1} was old, now {1}");
  CHECK(in(Language::en, "brace = {} {a} {0 {123} }{\n", {Code{"brace"}, {"x"}}) == "{} {a} {0 {123} }{");
}

TEST_CASE("plural forms follow CLDR") {
  const std::string_view english = "files[one] = {0} file\nfiles[other] = {0} files\n";
  CHECK(in(Language::en, english, files("1")) == "1 file");
  CHECK(in(Language::en, english, files("0")) == "0 files");
  CHECK(in(Language::en, english, files("18446744073709551615")) == "18446744073709551615 files");

  const std::string_view french =
      "files[one] = {0} fichier\nfiles[many] = {0} de fichiers\nfiles[other] = {0} fichiers";
  CHECK(in(Language::fr, french, files("0")) == "0 fichier");
  CHECK(in(Language::fr, french, files("2")) == "2 fichiers");
  CHECK(in(Language::fr, french, files("3000000")) == "3000000 de fichiers");

  const std::string_view arabic =
      "files[zero] = z{0}\nfiles[one] = o{0}\nfiles[two] = t{0}\nfiles[few] = f{0}\nfiles[many] = m{0}\n"
      "files[other] = x{0}\n";
  const std::pair<const char*, const char*> expected[] = {{"0", "z0"},   {"1", "o1"},     {"2", "t2"},
                                                          {"3", "f3"},   {"10", "f10"},   {"11", "m11"},
                                                          {"99", "m99"}, {"100", "x100"}, {"1000003", "f1000003"}};
  for (const auto& [number, text] : expected)
    CHECK(in(Language::ar, arabic, files(number)) == text);
}

TEST_CASE("the first argument that is a number chooses the form; without one it is `other`") {
  const std::string_view file = "files[one] = {0}: {1} file\nfiles[other] = {0}: {1} files\n";
  CHECK(in(Language::en, file, {Code{"files"}, {"a.json", "1"}}) == "a.json: 1 file");
  CHECK(in(Language::en, file, {Code{"files"}, {"a.json", "x"}}) == "a.json: x files");
  CHECK(in(Language::en, "files[other] = all\n", files("1")) == "all");
}

TEST_CASE("a code without a text is said all the same") {
  CHECK(sentence(Language::fr, Message{Code{"no_such_text_anywhere"}, {"a", "b"}}) == "no_such_text_anywhere: a, b");
  CHECK(sentence(Language::en, Message{}) == "");
}

TEST_CASE("an error says what is known of its place") {
  const Error error{Code{"no_such_text_anywhere"}, {}, {"bom.json", 41, "components/3"}};
  CHECK(sentence(Language::en, error) == "bom.json:41: components/3: no_such_text_anywhere");
  CHECK(sentence(Language::en, Error{Code{"no_such_text_anywhere"}}) == "no_such_text_anywhere");
  CHECK(sentence(Language::en, Error{Code{"no_such_text_anywhere"}, {}, {"", 7, ""}}) == "7: no_such_text_anywhere");
}

TEST_CASE("lines of a text file: comments and blanks are passed over, a malformed one is kept as such") {
  std::string_view file = "# about\n\n  a_1 = x = y \r\nb[few]=z\nno sentence\nB = x\nc[some] = x\nd =\ne = last";
  const auto first = take_text_line(file);
  REQUIRE(first);
  CHECK(first->name == "a_1");
  CHECK(first->sentence == "x = y");
  CHECK_FALSE(first->has_form);
  const auto second = take_text_line(file);
  REQUIRE(second);
  CHECK(plural_forms[second->form] == "few");
  for (const char* malformed : {"no sentence", "B = x", "c[some] = x", "d ="}) {
    const auto line = take_text_line(file);
    REQUIRE(line);
    CHECK(line->name.empty());
    CHECK(line->sentence == malformed);
  }
  CHECK(take_text_line(file)->name == "e");
  CHECK_FALSE(take_text_line(file));
}

TEST_CASE("embedded content is found by its path, and is sorted for it") {
  const auto files = content_files();
  REQUIRE_FALSE(files.empty());
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (i > 0) CHECK(files[i - 1].path < files[i].path);
    CHECK(content(files[i].path).data() == files[i].bytes.data());
  }
  for (const char* folder : {"text/en/", "text/fr/", "text/ar/"})
    CHECK(std::ranges::any_of(files, [folder](const ContentFile& file) { return file.path.starts_with(folder); }));
  CHECK(content("text/en/").empty());
  CHECK(content("zzz").empty());
}
