#include "formats/deb822/deb822.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

constexpr std::string_view wanted[] = {"Package", "Version", "Description"};

/// One line a stanza: "line: package version description broken closed".
std::string read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  Stanzas stanzas(*stream, wanted, limits);
  std::string out;
  for (;;) {
    const auto stanza = stanzas.next();
    if (!stanza) return out + std::string(stanza.error().code.name());
    if (*stanza == nullptr) return out;
    const auto& s = **stanza;
    out += std::to_string(s.line()) + ":" + std::string(s["Package"]) + "|" + std::string(s["version"]) + "|" +
           std::string(s["Description"]) + "|" + std::to_string(s.broken_line()) + (s.closed() ? "|closed" : "|open") +
           (s.line_ended() ? ";" : " cut;");
  }
}

}  // namespace

TEST_CASE("stanzas are read one by one, with only the wanted fields, names without case") {
  CHECK(read("Package: a\nArchitecture: x\nVERSION:  1 \n\n\nPackage:b\n") == "1:a|1||0|closed;6:b|||0|open;");
  CHECK(read("\n\n") == "");
  CHECK(read("") == "");
}

TEST_CASE("a field goes on over lines that begin with a blank; a field that is not wanted is passed over whole") {
  CHECK(read("Description: one\n two\n\t.\nOther: x\n y\nVersion: 1\n") == "1:|1|one\ntwo\n.|0|open;");
}

TEST_CASE("the first of a field given twice counts") {
  CHECK(read("Version: 1\nVersion: 2\n three\n") == "1:|1||0|open;");
}

TEST_CASE("a line that is no field is named, and the next stanza is read") {
  CHECK(read("Package: a\nnonsense\nVersion: 1\n\nPackage: b\n") == "1:a|1||2|closed;5:b|||0|open;");
  CHECK(read(" begins inside\nPackage: a\n") == "1:a|||1|open;");
  CHECK(read("\x01\x02: x\nPackage: a\n") == "1:a|||1|open;");
}

TEST_CASE("a text that ends inside a line is seen as cut") {
  CHECK(read("Package: a\n\nPackage: b\nVersion: 1.") == "1:a|||0|closed;3:b|1.||0|open cut;");
}

TEST_CASE("a field and a line are bounded, whatever their number of lines") {
  std::string endless = "Description: x\n";
  for (int i = 0; i < 100; ++i)
    endless += " goes on\n";
  CHECK(read(endless, {.record_bytes = 200}) == "record_too_large");
  CHECK(read("Package: " + std::string(300, 'a'), {.record_bytes = 200}) == "record_too_large");
  CHECK(read(std::string(500, 'a') + ": x\nPackage: a\n") == "1:a|||1|open;");
}
