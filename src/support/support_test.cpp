#include "support/support.h"

#include <doctest/doctest.h>

#include "base/strings.h"
#include "products/products.h"
#include "text/content.h"
#include "versions/purl.h"

using namespace manara;
using support::support_of_os;
using support::support_of_product;

namespace {

const products::Catalogue& catalogue() {
  static const auto parsed = [] {
    static std::string text;
    for (const auto& file : text::content_files()) {
      if (file.path.starts_with("products/")) text.append(file.bytes).push_back('\n');
    }
    return products::Catalogue::parse(text);
  }();
  REQUIRE(parsed);
  return *parsed;
}

std::vector<std::string> pieces(std::string_view example) {
  std::vector<std::string> out;
  for (const auto piece : split(example, '|'))
    out.emplace_back(trim(piece));
  out.resize(3);
  return out;
}

std::optional<support::SupportEnd> of_installed(const std::vector<std::string>& entry) {
  const auto found = catalogue().recognise(entry[0], entry[1], entry[2]);
  if (!found) return std::nullopt;
  const auto& version = found->version().empty() ? entry[2] : found->version();
  for (const auto& name : found->names()) {
    if (auto end = support_of_product(name.vendor, name.product, version)) return end;
  }
  return std::nullopt;
}

/// What the example of a row is looked up as.
std::optional<support::SupportEnd> of_example(const support::Table::Row& row) {
  auto example = row.example;
  const auto parts = pieces(example);
  if (row.keys.starts_with("os:")) return support_of_os({.id = parts[0], .version = parts[1], .name = parts[2]});
  if (example.starts_with("pkg:")) {
    const auto purl = versions::parse_purl(example);
    REQUIRE(purl);
    const auto package = versions::identify(*purl);
    REQUIRE(package);
    return support::support_of_package(*package->ecosystem, package->name, package->version);
  }
  if (take_prefix(example, "= ")) {
    const auto given = pieces(example);
    return support_of_product(given[0], given[1], given[2]);
  }
  return of_installed(parts);
}

std::string id_of(const std::optional<support::SupportEnd>& end) {
  return end ? std::string(end->id) : "-";
}

std::string os(std::string id, std::string version, std::string name = "") {
  return id_of(support_of_os({.id = std::move(id), .version = std::move(version), .name = std::move(name)}));
}

std::string refusal(const std::string& tsv) {
  const auto table = support::Table::parse(tsv);
  return table ? "accepted" : std::string(table.error().code.name()) + "@" + std::to_string(table.error().place.line);
}

}  // namespace

TEST_CASE("support: the tables of content are read, and every row's example is found by that row") {
  const auto& rows = support::content_table().rows();
  CHECK(rows.size() > 450);
  for (const auto& row : rows) {
    CAPTURE(row.end.id);
    CAPTURE(row.example);
    const auto found = of_example(row);
    REQUIRE(found);
    CHECK(found->id == row.end.id);
    CHECK(to_string(found->end) == to_string(row.end.end));
  }
}

TEST_CASE("support: dates are plausible, and each has the maker's page") {
  for (const auto& row : support::content_table().rows()) {
    CAPTURE(row.end.id);
    CHECK(row.end.end > *parse_date("2000-01-01"));
    CHECK(row.end.end < *parse_date("2040-01-01"));
    CHECK((!row.end.extended_end || *row.end.extended_end < *parse_date("2040-01-01")));
    CHECK(row.end.source.starts_with("https://"));
    CHECK(row.end.source.find(' ') == std::string_view::npos);
    CHECK(row.end.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos);
  }
}

TEST_CASE("support: of one build the edition and the kind of Windows decide") {
  CHECK(os("windows", "10.0.17763.5206", "Microsoft Windows Server 2019 Standard") == "windows-server-2019");
  CHECK(os("windows", "10.0.17763.5206", "Microsoft Windows 10 Enterprise LTSC") == "windows-10-ltsc-2019");
  CHECK(os("windows", "10.0.17763.5206", "Microsoft Windows 10 Pro") == "windows-10-1809");
  CHECK(os("windows", "10.0.19045.3803") == "windows-10-22h2");
  const auto home = support_of_os({.id = "windows", .version = "10.0.22631", .name = "Microsoft Windows 11 Home"});
  const auto school =
      support_of_os({.id = "windows", .version = "10.0.22631", .name = "Microsoft Windows 11 Éducation"});
  CHECK(to_string(home->end) == "2025-11-11");
  CHECK(to_string(school->end) == "2026-11-10");
  CHECK(to_string(*support_of_os({.id = "windows", .version = "10.0.19045"})->extended_end) == "2028-10-10");
}

TEST_CASE("support: releases match by whole numbers; point releases belong to theirs") {
  CHECK(os("debian", "10") == "debian-10");
  CHECK(os("debian", "11.2") == "debian-11");
  CHECK(os("debian", "1") == "-");
  CHECK(os("debian", "100") == "-");
  CHECK(os("almalinux", "8.10") == "almalinux-8");
  CHECK(os("alpine", "3.18.4") == "alpine-3.18");
  CHECK(os("alpine", "3.1.4") == "alpine-3.1");
  CHECK(os("sles", "15") == "sles-15.0");
  CHECK(os("sles", "15.8") == "-");
  CHECK(os("amzn", "2") == "amazon-linux-2");
  CHECK(os("amzn", "2018.03") == "amazon-linux-1");
  CHECK(os("centos", "8", "CentOS Linux 8") == "centos-8");
  CHECK(os("centos", "8", "CentOS Stream 8") == "centos-stream-8");
}

TEST_CASE("support: a distribution's release, by the ecosystem that its packages belong to") {
  const auto of = [](std::string_view ecosystem, std::string_view release) {
    const auto* found = versions::find_ecosystem(ecosystem);
    REQUIRE(found != nullptr);
    return id_of(support::support_of_release(*found, versions::normal_release(*found, release)));
  };
  CHECK(of("Debian", "buster") == "debian-10");
  CHECK(of("Ubuntu", "bionic") == "ubuntu-18.04");
  CHECK(of("Alpine", "v3.13") == "alpine-3.13");
  CHECK(of("Red Hat", "6.10") == "rhel-6");
  CHECK(of("Rocky Linux", "8.9") == "rocky-8");
  CHECK(of("SUSE", "Linux Enterprise Server 15 SP4") == "sles-15.4");
  CHECK(of("openSUSE", "Leap 15.4") == "opensuse-leap-15.4");
  CHECK(of("Amazon Linux", "2018.03") == "amazon-linux-1");
  CHECK(of("Azure Linux", "2.0") == "azure-linux-2");
  CHECK(of("Debian", "sid") == "-");
  CHECK(of("Wolfi", "") == "-");
}

TEST_CASE("support: versions of products, with a leading v, letters and builds behind the number") {
  CHECK(id_of(support_of_product("oracle", "jre", "8u361")) == "java-8");
  CHECK(id_of(support_of_product("Oracle", "JRE", "18.0.1")) == "java-18");
  CHECK(id_of(support_of_product("openssl", "openssl", "1.0.2zg")) == "openssl-1.0.2");
  CHECK(id_of(support_of_product("nginx", "nginx", "v1.18.0")) == "nginx-1.18");
  CHECK(id_of(support_of_product("nginx", "nginx", "1.180")) == "-");
  CHECK(id_of(support_of_product("microsoft", "Microsoft SQL Server 2019 (CU 25)", "")) == "sql-server-2019");
  CHECK(id_of(support_of_product("adobe", "acrobat_reader", "20.005.30524")) == "acrobat-2020");
  CHECK(id_of(support_of_product("adobe", "acrobat_reader", "20.005.20100")) == "-");
  // The Subscription Edition counts on from 2019.
  CHECK(id_of(support_of_product("microsoft", "Exchange Server", "15.2.2562.17")) == "exchange-se");
  CHECK(id_of(support_of_product("microsoft", "Exchange Server", "15.2.9999.1")) == "-");
}

TEST_CASE("support: what nobody said anything about is unknown, not supported and not ended") {
  CHECK(os("harbouros", "1") == "-");
  CHECK(os("windows", "10.0.99999") == "-");
  CHECK(os("", "") == "-");
  CHECK(id_of(support_of_product("harbour", "lamp", "1")) == "-");
  CHECK(id_of(support_of_product("php", "php", "")) == "-");
  CHECK(id_of(support_of_product("php", "php", "99.1")) == "-");
  CHECK(id_of(support_of_product("", "", "")) == "-");
  CHECK(id_of(support::support_of_package(*versions::find_ecosystem("PyPI"), "lamp", "1")) == "-");
  CHECK(id_of(support::support_of_package(*versions::find_ecosystem("Hex"), "django", "3.2")) == "-");
  CHECK(id_of(support_of_product(std::string(1 << 20, 'x'), "|;:", std::string(1 << 20, '1'))) == "-");
}

TEST_CASE("support: a broken table is refused with its line") {
  const std::string head = "# c\nid\tkeys\tcycle\tedition\tend\textended\tsource\texample\n";
  CHECK(refusal("") == "accepted");
  CHECK(refusal(head + "a-1\ta|b; |c; os:d; PyPI:e\t1\t\t2020-01-01\t\thttps://x\ty\n") == "accepted");
  CHECK(refusal("a-1\ta|b\t1\t\t2020-01-01\t\thttps://x\ty\n") == "support_heading@1");
  CHECK(refusal(head + "a-1\ta|b\t1\t2020-01-01\t\thttps://x\ty\n") == "support_columns@3");
  for (const auto* row : {"a\t\"\t1\t\t2020-01-01\t\thttps://x\ty", "a\tb\t1\t\t2020-01-01\t\thttps://x\ty",
                          "a\t|b\t1\t\t2020-01-01\t\thttps://x\ty", "a\tb|\t1\t\t2020-01-01\t\thttps://x\ty",
                          "a\tNowhere:b\t1\t\t2020-01-01\t\thttps://x\ty", "a\ta|b\t1\t\tsoon\t\thttps://x\ty",
                          "a\ta|b\t1\t\t2020-01-01\tlater\thttps://x\ty",
                          "a\ta|b\t1\t\t2020-01-01\t2019-01-01\thttps://x\ty", "\ta|b\t1\t\t2020-01-01\t\thttps://x\ty",
                          "a\ta|b\t1\t\t2020-01-01\t\t\ty", "a\ta|b\t1\t\t2020-01-01\t\thttps://x\t"}) {
    CAPTURE(row);
    CHECK(refusal(head + row + "\n") == "support_cell@3");
  }
}
