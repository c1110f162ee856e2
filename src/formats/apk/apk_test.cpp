#include "formats/apk/apk.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

Result<Inventory> read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  return read_apk(*stream, "lib/apk/db/installed", limits);
}

std::string summary(const Result<Inventory>& result) {
  if (!result) return std::string(result.error().code.name()) + "@" + std::to_string(result.error().place.line);
  std::string out;
  for (const auto& c : result->components)
    out += c.name + " " + c.version + " " + c.arch + " = " + c.source.name + " " + c.source.version + "; ";
  for (const auto& row : result->refused)
    out += std::to_string(row.line) + ": " + std::string(row.reason.code.name()) + "; ";
  return out;
}

constexpr std::string_view two =
    "C:Q1abcdefghijklmnopqrstuvwxyz0=\nP:libcrypto3\nV:3.1.4-r1\nA:x86_64\nS:1\nT:Crypto library\no:openssl\n"
    "F:lib\nR:libcrypto.so.3\na:0:0:755\nZ:Q1x=\nF:usr/lib/engines-3\nR:afalg.so\n\n"
    "C:Q1zzz=\nP:musl\nV:1.2.4-r2\nA:x86_64\nF:lib\nR:ld-musl-x86_64.so.1\n\n";

}  // namespace

TEST_CASE("a package has its name, version and architecture; its source is the origin, else itself") {
  CHECK(summary(read(two)) == "libcrypto3 3.1.4-r1 x86_64 = openssl 3.1.4-r1; musl 1.2.4-r2 x86_64 = musl 1.2.4-r2; ");
  CHECK(read(two)->kind == "apk");
}

TEST_CASE("the files of each package are told with their folder") {
  std::string files;
  const auto stream = io::from_memory(two);
  const auto inventory =
      read_apk_with_files(*stream,
                          [&](std::string_view package, std::string_view folder, std::string_view file) {
                            files += std::string(package) + ":" + std::string(folder) + "/" + std::string(file) + " ";
                          },
                          {});
  REQUIRE(inventory);
  CHECK(files == "libcrypto3:lib/libcrypto.so.3 libcrypto3:usr/lib/engines-3/afalg.so musl:lib/ld-musl-x86_64.so.1 ");
}

TEST_CASE("packages that can't be used are listed with their line") {
  CHECK(summary(read("P:a\nA:x\n\nV:1\n\nP:b\nV:1\nbroken\n\nP:c d\nV:1\n\nP:e\nV:2\n\n")) ==
        "e 2  = e 2; 1: package_without_version; 4: stanza_without_name; 8: stanza_broken; 10: package_not_readable; ");
}

TEST_CASE("a database that was cut off is refused whole, wherever the cut is") {
  const std::string whole = "P:a\nV:1\n\nP:b\nA:noarch\nV:1.22\n\n";
  REQUIRE(summary(read(whole)) == "a 1  = a 1; b 1.22 noarch = b 1.22; ");
  for (auto end = whole.find("P:b") + 1; end < whole.size() - 2; ++end) {
    CAPTURE(whole.substr(0, end));
    CHECK(summary(read(whole.substr(0, end))) == "apk_truncated@4");
  }
}

TEST_CASE("what is no such database is refused and not recognised") {
  CHECK(summary(read("")) == "apk_not_installed@0");
  CHECK(summary(read("\x7f"
                     "ELF\nmore\n")) == "apk_not_installed@0");
  CHECK(looks_like_apk({.path = "installed", .head = two}));
  CHECK(looks_like_apk({.path = "", .head = "P:a\nV:1\n"}));
  CHECK_FALSE(looks_like_apk({.path = "installed", .head = "P:a\n\nV:1\n"}));
  CHECK_FALSE(looks_like_apk({.path = "installed", .head = "Package: a\nVersion: 1\n"}));
  CHECK_FALSE(looks_like_apk({.path = "installed", .head = ""}));
}

TEST_CASE("the number of packages is bounded, the number of files costs no memory") {
  std::string text;
  for (int i = 0; i < 1000; ++i)
    text += "P:a\nV:1\n\n";
  CHECK(summary(read(text, {.components = 10})) == "too_many_components@0");
  std::string many = "P:a\nV:1\nF:usr\n";
  for (int i = 0; i < 1'000'000; ++i)
    many += "R:f\n";
  CHECK(summary(read(many)) == "a 1  = a 1; ");
}
