#include "formats/rpm/rpm.h"

#include <doctest/doctest.h>

#include "formats/rpm/header.h"
#include "formats/rpm/made_database.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string summary(const Result<Inventory>& result) {
  if (!result) return std::string(result.error().code.name()) + "@" + std::to_string(result.error().place.line);
  std::string out;
  for (const auto& c : result->components) {
    out += c.name + " " + c.version + " " + c.arch;
    if (!c.source.name.empty()) out += " = " + c.source.name + " " + c.source.version;
    if (!c.module.empty()) out += " in " + c.module;
    if (!c.vendor.empty()) out += " by " + c.vendor;
    out += "; ";
  }
  for (const auto& row : result->refused)
    out += std::to_string(row.line) + ": " + std::string(row.reason.code.name()) + "; ";
  return out;
}

std::string read(std::string_view bytes, const Limits& limits = {}) {
  const auto stream = io::from_memory(bytes);
  return summary(read_rpm(*stream, "rpmdb.sqlite", limits));
}

std::string read_list(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  return summary(read_rpm_list(*stream, "packages.txt", limits));
}

std::string openssl() {
  return made::package("openssl-libs", "3.0.7", "24.el9", "openssl-3.0.7-24.el9.src.rpm")
      .number(1003, 1)
      .string(1011, "AlmaLinux")
      .strings(1117, {"libssl.so.3", "METADATA", "lost"})
      .numbers(1116, {0, 1, 7})
      .strings(1118, {"/usr/lib64/", "/usr/lib/python3.9/site-packages/x.dist-info/"})
      .blob();
}

}  // namespace

TEST_CASE("a database in write-ahead mode gives packages with epoch, source, module and vendor; keys are no packages") {
  const auto bytes = made::database(
      {openssl(), made::package("gpg-pubkey", "fd431d51", "4ae0493b").blob(),
       made::package("nodejs", "18.12.1", "2.module_el8.7.0+3370+ab07c86d", "nodejs-18.12.1-2.module_el8.7.0.src.rpm")
           .number(1003, 0)
           .string(5096, "nodejs:18:8070020221116123012:bd1311ed")
           .blob()});
  CHECK(read(bytes) ==
        "openssl-libs 1:3.0.7-24.el9 x86_64 = openssl 3.0.7-24.el9 by AlmaLinux; "
        "nodejs 18.12.1-2.module_el8.7.0+3370+ab07c86d x86_64 = nodejs 18.12.1-2.module_el8.7.0 in nodejs:18; ");
  CHECK(looks_like_rpm({.path = "var/lib/rpm/rpmdb.sqlite", .head = std::string_view(bytes).substr(0, 4096)}));
  CHECK(looks_like_rpm({.path = "", .head = std::string_view(bytes).substr(0, 4096)}));
}

TEST_CASE("the files of each package are told; an index beyond the folders is passed over") {
  const auto bytes = made::database({openssl()});
  std::string files;
  const auto stream = io::from_memory(bytes);
  REQUIRE(read_rpm_with_files(*stream,
                              [&](std::string_view package, std::string_view folder, std::string_view file) {
                                files += std::string(package) + ":" + std::string(folder) + std::string(file) + " ";
                              },
                              {}));
  CHECK(files ==
        "openssl-libs:/usr/lib64/libssl.so.3 openssl-libs:/usr/lib/python3.9/site-packages/x.dist-info/METADATA ");
}

TEST_CASE("headers that can't be used are listed with their row, the rest is read") {
  const auto good = made::package("bash", "5.1.8", "6.el9").blob();
  CHECK(read(made::database({good, "", "abc", made::Header().string(1000, "x").blob(), made::Header().blob(),
                             made::Header().string(1001, "1").blob(), made::package("a b", "1", "2").blob(), good})) ==
        "bash 5.1.8-6.el9 x86_64; bash 5.1.8-6.el9 x86_64; 2: rpm_header_damaged; 3: rpm_header_damaged; "
        "4: package_without_version; 5: rpm_header_damaged; 6: stanza_without_name; 7: package_not_readable; ");
}

TEST_CASE("a header whose sizes and offsets lie is never followed out of its bytes") {
  auto blob = openssl();
  REQUIRE(RpmHeader::parse(blob));
  CHECK_FALSE(RpmHeader::parse(blob.substr(0, blob.size() - 1)));
  for (std::size_t at = 0; at < blob.size(); ++at) {
    for (const char value : {'\x00', '\x7f', '\xff'}) {
      auto changed = blob;
      changed[at] = value;
      const auto header = RpmHeader::parse(changed);
      if (!header) continue;
      std::size_t length = header->string(RpmTag::source_rpm).size();
      header->for_each_file(
          [&](std::string_view folder, std::string_view file) { length += folder.size() + file.size(); });
      CHECK(length < 2 * blob.size());
    }
  }
  const auto many = made::big_endian(0xffffffff) + made::big_endian(0xffffffff);
  CHECK_FALSE(RpmHeader::parse(many));
}

TEST_CASE("a text without its end, and a number cut short, are not there") {
  const auto header_of = [](std::uint32_t tag, std::uint32_t type, const std::string& data) {
    return made::Header().add(tag, type, 1, data).blob();
  };
  const auto unended = header_of(1000, 6, "name");
  CHECK(RpmHeader::parse(unended)->string(RpmTag::name).empty());
  const auto cut_number = header_of(1003, 4, "\x01\x02\x03");
  CHECK_FALSE(RpmHeader::parse(cut_number)->number(RpmTag::epoch));
  const auto other_type = header_of(1003, 6, std::string("1234\0", 5));
  CHECK_FALSE(RpmHeader::parse(other_type)->number(RpmTag::epoch));
}

TEST_CASE("a database that was cut off is refused, wherever the cut is") {
  std::vector<std::string> blobs;
  for (int i = 0; i < 200; ++i)
    blobs.push_back(made::package("package-" + std::to_string(i), "1", "1").string(1044, std::string(300, 'x')).blob());
  const auto bytes = made::database(blobs);
  REQUIRE(bytes.size() > 5 * 4096);
  for (const auto size : {std::size_t{50}, std::size_t{101}, bytes.size() / 2, bytes.size() / 2 / 4096 * 4096,
                          bytes.size() - 4096, bytes.size() - 1}) {
    CAPTURE(size);
    CHECK(read(std::string_view(bytes).substr(0, size)) == "rpm_database_truncated@0");
  }
  CHECK(read(bytes).find("package-199 1-1") != std::string::npos);
}

TEST_CASE("damaged pages are an error, not a shorter inventory") {
  std::vector<std::string> blobs(200, made::package("a", "1", "1").string(1044, std::string(300, 'x')).blob());
  auto bytes = made::database(blobs);
  std::memset(bytes.data() + 3 * 4096, 0xee, 4096);
  CHECK(read(bytes).starts_with("rpm_database_damaged"));
}

TEST_CASE("another database, a view or a virtual table by that name are no package table") {
  CHECK(read(made::database({}, "CREATE TABLE Other(a)")) == "rpm_no_packages_table@0");
  CHECK(read(made::database({},
                            "CREATE VIEW Packages(hnum, blob) AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
                            "i + 1 FROM n) SELECT i, x'00' FROM n")) == "rpm_no_packages_table@0");
  CHECK(read(made::database({}, "CREATE VIRTUAL TABLE Packages USING fts5(blob)")) == "rpm_no_packages_table@0");
  CHECK(read("SQLite format 4") == "rpm_not_sqlite@0");
  CHECK(read("") == "rpm_not_sqlite@0");
}

TEST_CASE("a column that would compute does not run") {
  CHECK(read(made::database({},
                            "CREATE TABLE Packages(hnum INTEGER PRIMARY KEY, blob AS (zeroblob(1000000000)));"
                            "INSERT INTO Packages(hnum) VALUES (1)"))
            .starts_with("rpm_database_damaged"));
}

TEST_CASE("packages of a database are bounded in number and size") {
  const auto bytes = made::database(std::vector<std::string>(20, made::package("a", "1", "1").blob()));
  CHECK(read(bytes, {.components = 10}) == "too_many_components@0");
  const auto big = made::database({made::package("a", "1", std::string(100'000, 'x')).blob()});
  CHECK(read(big, {.record_bytes = 10'000}).starts_with("rpm_database_damaged"));
}

TEST_CASE("rpm -qa: names with dashes, with and without epoch and architecture") {
  CHECK(read_list("openssl-libs-3.0.7-24.el9.x86_64\ngpg-pubkey-fd431d51-4ae0493b\nglibc-2.34-60.el9.i686\n"
                  "bind-libs-32:9.16.23-11.el9.x86_64\n1:dbus-1.12.20-8.el9.aarch64\ntzdata-0:2023c-1.el9.noarch\n"
                  "local-tool-1.0-1.custom\n") ==
        "openssl-libs 3.0.7-24.el9 x86_64; glibc 2.34-60.el9 i686; bind-libs 32:9.16.23-11.el9 x86_64; "
        "dbus 1:1.12.20-8.el9 aarch64; tzdata 2023c-1.el9 noarch; local-tool 1.0-1.custom ; ");
}

TEST_CASE("rpm -qa --qf with tabs tells source, module and vendor too") {
  CHECK(read_list("bind-libs\t32:9.16.23-11.el9\tx86_64\tbind-9.16.23-11.el9.src.rpm\t(none)\tAlmaLinux\n"
                  "nodejs\t1:18.12-2.el8\tx86_64\tnodejs-18.12-2.el8.src.rpm\tnodejs:18:807:bd\n"
                  "gpg-pubkey\t0:fd431d51-4ae0493b\t(none)\t(none)\n"
                  "bash\t(none):5.1.8-6.el9\tx86_64\n") ==
        "bind-libs 32:9.16.23-11.el9 x86_64 = bind 9.16.23-11.el9 by AlmaLinux; "
        "nodejs 1:18.12-2.el8 x86_64 = nodejs 18.12-2.el8 in nodejs:18; bash 5.1.8-6.el9 x86_64; ");
}

TEST_CASE("lines that name no package are listed with their number") {
  CHECK(read_list("\nnonsense\nbash-5.1.8-6.el9.x86_64\r\na b-1-2.noarch\nx-:1-2.noarch\na\tb\nb-1:2:3-4.noarch\n") ==
        "bash 5.1.8-6.el9 x86_64; 2: rpm_list_no_package; 4: rpm_list_no_package; 5: rpm_list_no_package; "
        "6: rpm_list_no_package; 7: rpm_list_no_package; ");
  CHECK(read_list("") == "rpm_list_nothing@0");
  CHECK(read_list("\x7f"
                  "ELF\n\x01\x02\n") == "rpm_list_nothing@0");
}

TEST_CASE("a list whose last line has no end was cut off") {
  CHECK(read_list("bash-5.1.8-6.el9.x86_64\nopenssl-libs-3.0.7-2") == "rpm_list_truncated@2");
  CHECK(read_list("openssl-libs-3.0.7-2") == "rpm_list_truncated@1");
}

TEST_CASE("a list is recognised by its architectures; other text is not") {
  const auto recognised = [](std::string_view head) { return looks_like_rpm_list({.path = "x.txt", .head = head}); };
  CHECK(recognised("openssl-libs-3.0.7-24.el9.x86_64\nbash-5.1.8-6.el9.x86_64\n"));
  CHECK(recognised("gpg-pubkey-fd431d51-4ae0493b\nhalf-of-a-li"));
  CHECK(recognised("bash\t0:5.1.8-6.el9\tx86_64\n"));
  CHECK_FALSE(recognised("django==4.2\nsome-package-1-2\n"));
  CHECK_FALSE(recognised("name\tversion\tx86_64\n"));
  CHECK_FALSE(recognised(""));
  CHECK_FALSE(recognised("bash-5.1.8-6.el9.x86_64\nand\nother\ntext\n"));
}

TEST_CASE("a list says by its release package which system it is of; without one it says nothing") {
  const auto system = [](std::string_view text) {
    const auto stream = io::from_memory(text);
    const auto read = read_rpm_list(*stream, "packages.txt", {});
    REQUIRE(read);
    const auto& bash = read->components.front();
    return read->os.id + " " + read->os.version + " = " + bash.ecosystem + " " + bash.release;
  };
  const std::string bash = "bash-5.1.8-6.el9.x86_64\n";
  CHECK(system(bash + "almalinux-release-9.3-1.el9.x86_64\n") == "almalinux 9.3 = AlmaLinux 9");
  CHECK(system(bash + "rocky-release-8.9-1.6.el8.noarch\n") == "rocky 8.9 = Rocky Linux 8");
  CHECK(system(bash + "redhat-release-server-7.9-6.el7.x86_64\n").starts_with("rhel 7.9 = "));
  CHECK(system(bash + "centos-release-7-9.2009.1.el7.centos.x86_64\n").starts_with("centos 7 = "));
  CHECK(system(bash + "oraclelinux-release\t8:9.3-1.0.5.el9\tx86_64\n").starts_with("ol 9.3 = "));
  CHECK(system(bash + "system-release-2-14.amzn2.x86_64\n").starts_with("amzn 2 = "));
  CHECK(system(bash + "system-release-38-5.noarch\n") == "  =  ");
  CHECK(system(bash + "almalinux-release-like-9.3-1.el9.x86_64\n") == "  =  ");
  CHECK(system(bash) == "  =  ");
}

TEST_CASE("the plain form leaves the epoch away, which is not to have none") {
  const auto unknown = [](std::string_view line) {
    const auto stream = io::from_memory(line);
    const auto read = read_rpm_list(*stream, "packages.txt", {});
    REQUIRE(read);
    return read->components.front().epoch_unknown;
  };
  CHECK(unknown("openssl-libs-3.0.7-24.el9.x86_64\n"));
  CHECK_FALSE(unknown("openssl-libs-1:3.0.7-24.el9.x86_64\n"));
  CHECK_FALSE(unknown("1:openssl-libs-3.0.7-24.el9.x86_64\n"));
  CHECK_FALSE(unknown("bash\t0:5.1.8-6.el9\tx86_64\n"));
}

TEST_CASE("a million lines are read in one pass") {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i)
    text += "a-1-2.noarch\n";
  CHECK(read_list(text, {.components = 999'999}) == "too_many_components@0");
}
