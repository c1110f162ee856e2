#include "formats/requirements/requirements.h"

#include <doctest/doctest.h>

#include "formats/locked_summary.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  return summary_of(requirements, "PyPI", text, limits);
}

std::string fixture(const char* name) {
  return io::read_file(std::string(MANARA_TESTDATA "/") + name).value_or("");
}

bool recognised(std::string_view path, std::string_view head) {
  return looks_like_requirements({.path = path, .head = head});
}

std::string utf16le(std::string_view text) {
  std::string out = "\xff\xfe";
  for (const char c : text) {
    out += c;
    out += '\0';
  }
  return out;
}

}  // namespace

TEST_CASE("pinned requirements with hashes, extras, markers and joined lines") {
  CHECK(read(fixture("hashed.txt")) == "certifi 2022.12.7; requests 2.28.1; ");
}

TEST_CASE("what is not pinned or comes from elsewhere is listed with its line, the rest is read") {
  CHECK(read(fixture("mixed.txt")) ==
        "Django 4.1.3; Zope.Interface 5.0.1; numpy 1.24.4; legacy 2004d; 8: lock_not_pinned flask; "
        "9: lock_not_pinned celery; 10: lock_not_pinned wild; 11: lock_not_pinned variable; "
        "13: lock_from_repository from-git; 14: lock_from_folder ../outside; 15: lock_from_address from-address; "
        "16: lock_from_address ?; 17: lock_from_folder ./libs/packed-1.0-py3-none-any.whl; "
        "19: requirement_unreadable; 20: requirement_unreadable; ");
}

TEST_CASE("an address never shows in a reason: it may hold a password") {
  CHECK(fixture("mixed.txt").find("secret") != std::string::npos);
  CHECK(read(fixture("mixed.txt")).find("secret") == std::string::npos);
}

TEST_CASE("UTF-16 as PowerShell writes it, byte order marks and line ends of Windows") {
  CHECK(read(utf16le("certifi==2022.12.7\r\nflask==2.2.2\r\n")) == "certifi 2022.12.7; flask 2.2.2; ");
  CHECK(read("\xEF\xBB\xBF"
             "a==1\r\nb==2 \\\r\n  ; python_version > '3'\r\n") == "a 1; b 2; ");
}

TEST_CASE("a comment ends a joined line, as it does for pip") {
  CHECK(read("a==1 \\\n# b==2 \\\nc==3\n") == "a 1; c 3; ");
  CHECK(read("a#b==1\n") == "requirements_nothing");
}

TEST_CASE("a list without an end to its last line is read, unless a program wrote it") {
  CHECK(read("a==1\nb==2") == "a 1; b 2; ");
  CHECK(read("") == "");
  CHECK(read("# nothing yet\n") == "");
}

TEST_CASE("a generated list that was cut off inside a line is refused") {
  const auto whole = fixture("hashed.txt");
  const auto first = whole.find(" \\\n") + 3;
  REQUIRE(first < whole.size());
  CHECK(read(whole.substr(0, first)) == "requirements_truncated@5");
  for (auto end = first; end < whole.size(); ++end) {
    const auto text = whole.substr(0, end);
    if (text.ends_with("\n") && !text.ends_with("\\\n")) continue;
    CAPTURE(text);
    CHECK(read(text).starts_with("requirements_truncated"));
  }
}

TEST_CASE("what is no list of requirements is refused") {
  CHECK(read("The quick brown fox\njumps over\n") == "requirements_nothing");
  CHECK(read("\x7f"
             "ELF\x02\x01\n") == "requirements_nothing");
  CHECK(read("a==\nb[==1\n-==1 c\n") == "1: requirement_unreadable; 2: requirement_unreadable; ");
  CHECK(read("a==1 2\na== 1,, ==1\n") == "a 1; 1: requirement_unreadable; ");
}

TEST_CASE("length and number are bounded") {
  CHECK(read(std::string(5000, 'a') + "==1\n", {.record_bytes = 1000}) == "record_too_large@1");
  std::string joined, many;
  for (int i = 0; i < 100'000; ++i) {
    joined += "\\\n";
    many += "p" + std::to_string(i) + "==1\n";
  }
  CHECK(read("a==1 " + joined) == "requirements_truncated@1");
  CHECK(read(many, {.components = 1000}) == "too_many_components");
}

TEST_CASE("it is recognised by its name, or where all is pinned") {
  for (const auto* path : {"requirements.txt", "app/Requirements-dev.txt", "dev-requirements.txt",
                           "requirements/base.txt", "app/requirements/prod.txt", "a.pip"}) {
    CAPTURE(path);
    CHECK(recognised(path, "flask\n"));
  }
  for (const auto* path : {"notes.txt", "requirements.in", "requirements.md", ""}) {
    CAPTURE(path);
    CHECK_FALSE(recognised(path, "flask\n"));
  }
  CHECK(recognised("", "# frozen\na==1\nb==2\n"));
  CHECK(recognised("frozen.txt", "a==1\n"));
  CHECK_FALSE(recognised("frozen.txt", "a==1\nb\n"));
  CHECK_FALSE(recognised("a.csv", "a==1\n"));
  CHECK_FALSE(recognised("", "# only a comment\n"));
  CHECK_FALSE(recognised("requirements.txt", ""));
  std::string long_list;
  while (long_list.size() < probe_bytes)
    long_list += "package==1.0\n";
  CHECK(recognised("", std::string_view(long_list).substr(0, probe_bytes)));
}
