#include "formats/dpkg/dpkg.h"

#include <doctest/doctest.h>

#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

Result<Inventory> read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  return read_dpkg(*stream, "var/lib/dpkg/status", limits);
}

std::string stanza(std::string_view name, std::string_view more) {
  return "Package: " + std::string(name) + "\nStatus: install ok installed\n" + std::string(more) + "\n";
}

/// "name version = source version" of each component, "line: code" of each refused row, or the error's code and line.
std::string summary(const Result<Inventory>& result) {
  if (!result) return std::string(result.error().code.name()) + "@" + std::to_string(result.error().place.line);
  std::string out;
  for (const auto& c : result->components)
    out += c.name + " " + c.version + " = " + c.source.name + " " + c.source.version + "; ";
  for (const auto& row : result->refused)
    out += std::to_string(row.line) + ": " + std::string(row.reason.code.name()) + "; ";
  return out;
}

bool recognised(std::string_view head, std::string_view path = "status") {
  return looks_like_dpkg({.path = path, .head = head});
}

}  // namespace

TEST_CASE("a package has its own name and version, and its source's") {
  const auto inventory =
      read(stanza("libc6", "Architecture: amd64\nSource: glibc\nVersion: 2.36-9+deb12u4\n") +
           stanza("libgcc-s1", "Architecture: amd64\nSource: gcc-12 (12.2.0-14)\nVersion: 1:12.2.0-14+b2\n") +
           stanza("adduser", "Architecture: all\nVersion: 3.134\nDescription: add users\n more Package: text\n"));
  CHECK(summary(inventory) ==
        "libc6 2.36-9+deb12u4 = glibc 2.36-9+deb12u4; libgcc-s1 1:12.2.0-14+b2 = gcc-12 12.2.0-14; "
        "adduser 3.134 = adduser 3.134; ");
  CHECK(inventory->kind == "dpkg");
  CHECK(inventory->components[0].arch == "amd64");
  CHECK(inventory->components[0].purl.empty());
  CHECK(inventory->components[0].ecosystem.empty());
}

TEST_CASE("the mark of a rebuild is no part of the source version, unless the source says so") {
  CHECK(source_of_deb("", "a", "1.2-3+b1") == SourcePackage{"a", "1.2-3"});
  CHECK(source_of_deb("src", "a", "1.2-3+b12") == SourcePackage{"src", "1.2-3"});
  CHECK(source_of_deb("src (1.2-3+b1)", "a", "1.2-3+b1") == SourcePackage{"src", "1.2-3+b1"});
  CHECK(source_of_deb("", "a", "1.2-3+beta1") == SourcePackage{"a", "1.2-3+beta1"});
  CHECK(source_of_deb("", "a", "1.2-3+b") == SourcePackage{"a", "1.2-3+b"});
  CHECK(source_of_deb("", "a", "1.2-3+deb12u1~bpo11+1") == SourcePackage{"a", "1.2-3+deb12u1~bpo11+1"});
  CHECK(source_of_deb("src (", "a", "1") == SourcePackage{"src", "1"});
  CHECK(source_of_deb("(2)", "a", "1") == SourcePackage{"a", "2"});
}

TEST_CASE("what has files on the disk counts, on hold or half configured; what was removed does not") {
  const auto with = [](std::string_view status) {
    return read("Package: p\nStatus: " + std::string(status) + "\nVersion: 1\n\n")->components.size();
  };
  for (const auto* there : {"install ok installed", "hold ok installed", "deinstall ok installed",
                            "install reinstreq half-installed", "install ok unpacked", "install ok half-configured",
                            "install ok triggers-awaited", "install ok triggers-pending"}) {
    CAPTURE(there);
    CHECK(with(there) == 1);
  }
  CHECK(with("deinstall ok config-files") == 0);
  CHECK(with("unknown ok not-installed") == 0);
}

TEST_CASE("a state that dpkg does not know is refused with its line, not taken for removed") {
  CHECK(summary(read("\nPackage: p\nStatus: install ok whatever\nVersion: 1\n\n")) == "2: dpkg_unknown_state; ");
}

TEST_CASE("a stanza of status.d needs no Status, and its Origin tells the distribution") {
  const std::string text = "Package: tzdata\nVersion: 2024a-0+deb12u1\nArchitecture: all\nOrigin: Debian\n";
  REQUIRE(recognised(text, "var/lib/dpkg/status.d/tzdata"));
  const auto inventory = read(text);
  CHECK(summary(inventory) == "tzdata 2024a-0+deb12u1 = tzdata 2024a-0+deb12u1; ");
  CHECK(inventory->components[0].ecosystem == "Debian");
}

TEST_CASE("rows that can't be used are listed with their line, the rest is read") {
  CHECK(
      summary(read(stanza("a", "") + "Status: install ok installed\nVersion: 1\n\n" + stanza("b", "Version: 1\n") +
                   "Package: c\nVersion: 2\n!!!\n\n" + stanza("d", "Version: 1 2\n") + stanza("e", "Version: 3\n"))) ==
      "b 1 = b 1; e 3 = e 3; 1: package_without_version; 4: stanza_without_name; 13: stanza_broken; "
      "15: package_not_readable; ");
}

TEST_CASE("a database that was cut off is refused whole, wherever the cut is") {
  const auto whole = stanza("a", "Version: 1\n") + stanza("b", "Architecture: all\nVersion: 2.36\n");
  REQUIRE(summary(read(whole)) == "a 1 = a 1; b 2.36 = b 2.36; ");
  const auto second = whole.find("Package: b");
  for (auto end = second + 1; end < whole.size() - 2; ++end) {
    CAPTURE(whole.substr(0, end));
    CHECK(summary(read(whole.substr(0, end))) == "dpkg_truncated@5");
  }
}

TEST_CASE("what is no status database is refused and not recognised") {
  CHECK(summary(read("")) == "dpkg_not_status@0");
  CHECK(summary(read("\x7f"
                     "ELF\x02\x01 garbage\nmore\n")) == "dpkg_not_status@1");
  CHECK(summary(read("Name: x\nValue: y\n\n")) == "dpkg_not_status@0");
  CHECK_FALSE(recognised("{\"Package\": 1}"));
  CHECK_FALSE(recognised("Package: a\nVersion: 1\nFilename: pool/a.deb\nSHA256: 00\n\n", "x_Packages"));
  CHECK_FALSE(recognised("Package: a\nArchitecture: any\nDescription: x\n\n", "debian/control"));
  CHECK(recognised(stanza("a", "Version: 1\n"), ""));
}

TEST_CASE("fixtures: each is named for its defect") {
  const auto fixture = [](const char* name) {
    return io::read_file(std::string(MANARA_TESTDATA "/") + name).value_or("");
  };
  CHECK(summary(read(fixture("valid.status"))) ==
        "openssl 3.0.11-1~deb12u2 = openssl 3.0.11-1~deb12u2; libssl3 3.0.11-1~deb12u2 = openssl 3.0.11-1~deb12u2; "
        "linux-image-amd64 6.1.76-1 = linux-signed-amd64 6.1.76+1; ");
  CHECK(summary(read(fixture("truncated_in_stanza.status"))) == "dpkg_truncated@7");
}

TEST_CASE("a million stanzas are read in one pass; components and refused rows are bounded") {
  std::string text;
  constexpr int count = 1'000'000;
  for (int i = 0; i < count; ++i)
    text += "Package: p\nVersion: 1\n\n";
  const auto inventory = read(text);
  REQUIRE(inventory);
  CHECK(inventory->components.size() == count);
  CHECK(summary(read(text, {.components = 1000})) == "too_many_components@0");
  std::string bad = stanza("a", "Version: 1\n");
  for (int i = 0; i < 100; ++i)
    bad += "Package: p\n\n";
  const auto refused = read(bad, {.refused_listed = 10});
  REQUIRE(refused);
  CHECK(refused->refused.size() == 10);
  CHECK(refused->refused_unlisted == 90);
}
