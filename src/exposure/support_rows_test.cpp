#include "exposure/support_rows.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::exposure;

namespace {

constexpr std::string_view today = "2026-01-15";

std::string ended(const Component& component, std::string_view as_of = today, const OperatingSystem& os = {}) {
  const auto end = ended_support(component, identify(component, os), *parse_date(as_of));
  return end ? std::string(end->id) : "-";
}

Component program(std::string vendor, std::string product, std::string version) {
  Component component;
  component.name = vendor + " " + product;
  component.vendor = std::move(vendor);
  component.product = std::move(product);
  component.version = std::move(version);
  return component;
}

Component package(std::string purl) {
  Component component;
  component.purl = std::move(purl);
  return component;
}

}  // namespace

TEST_CASE("support rows: a product, by any of its names, its CPE, and the version that its advisories use") {
  CHECK(ended(program("adobe", "flash player", "32.0.0.465")) == "flash-player");
  auto renamed = program("lighthouse", "browser plug-in", "32.0");
  renamed.other_names = {{"harbour", "lamp"}, {"adobe", "flash_player"}};
  CHECK(ended(renamed) == "flash-player");
  Component by_cpe;
  by_cpe.cpes = {"nonsense", "cpe:2.3:a:openssl:openssl:1.0.2u:*:*:*:*:*:*:*"};
  CHECK(ended(by_cpe) == "openssl-1.0.2");
  auto java = program("oracle", "jre", "18.0.2.0");
  java.product_version = "18.0.2";
  CHECK(ended(java) == "java-18");
  auto line = program("adobe", "coldfusion", "2018.0");
  line.product_version = "?";
  CHECK(ended(line) == "coldfusion-2018");
  CHECK(ended(program("harbour", "lamp", "1")) == "-");
}

TEST_CASE("support rows: the day of the scan decides; the last day still counts as supported") {
  CHECK(ended(package("pkg:pypi/django@3.2.1"), "2024-04-01") == "-");
  CHECK(ended(package("pkg:pypi/django@3.2.1"), "2024-04-02") == "django-3.2");
  CHECK(ended(package("pkg:pypi/Django@3.2.1"), "2024-04-02") == "django-3.2");
  CHECK(ended(package("pkg:golang/stdlib@1.20.3")) == "go-1.20");
}

TEST_CASE("support rows: a distribution's package ends with its release, not for itself") {
  CHECK(ended(package("pkg:deb/debian/openssl@1.0.2u-1?distro=debian-9")) == "-");
  const auto of = [&](const char* purl) {
    const auto identity = identify(package(purl), {});
    return release_ended(identity, *parse_date(today));
  };
  CHECK(of("pkg:deb/debian/openssl@1?distro=debian-10"));
  CHECK(of("pkg:deb/debian/bash@1?distro=debian-10"));
  CHECK_FALSE(of("pkg:deb/debian/bash@1?distro=debian-12"));
  CHECK(of("pkg:rpm/redhat/bash@1?distro=rhel-6.10"));
  CHECK_FALSE(of("pkg:deb/debian/bash@1"));
}

TEST_CASE("support rows: Windows in an estate's list, by build and caption; programs that begin alike are none") {
  auto windows = program("microsoft", "Windows 10 Version 1809", "10.0.17763.5206");
  windows.name = "Microsoft Windows 10 Enterprise LTSC";
  CHECK(ended(windows) == "-");
  windows.name = "Microsoft Windows 10 Pro";
  CHECK(ended(windows) == "windows-10-1809");
  windows.other_names = {{"microsoft", "Internet Explorer"}, {"microsoft", "XML Core Services"}};
  windows.version = "10.0.20348.1";
  CHECK(ended(windows) == "-");
  Component old;
  old.name = "Microsoft Windows XP Professional";
  old.version = "5.1.2600";
  CHECK(ended(old) == "windows-xp");
  old.name = "Windows Driver Kit";
  old.version = "10.0.19041.685";
  CHECK(ended(old) == "-");
  CHECK(ended(program("microsoft", "Windows Admin Center", "10.0.19041")) == "-");
}

TEST_CASE("support rows: the target's system") {
  CHECK(ended_support(OperatingSystem{.id = "debian", .version = "10"}, *parse_date("2024-06-30")) == std::nullopt);
  CHECK(ended_support(OperatingSystem{.id = "debian", .version = "10"}, *parse_date("2024-07-01"))->id == "debian-10");
  CHECK(ended_support(OperatingSystem{}, *parse_date(today)) == std::nullopt);
}

TEST_CASE("support rows: the reason names the day, the page, and until when those who pay get updates") {
  const support::SupportEnd end{"x-1", *parse_date("2025-10-14"), parse_date("2028-10-10"), "https://example.org/x"};
  CHECK(support_note(end, *parse_date(today)) == "2025-10-14/2028-10-10 (https://example.org/x)");
  CHECK(why_out_of_support(support_note(end, *parse_date(today))) ==
        Message{Code{"why_support_paid"}, {"2025-10-14", "2028-10-10", "https://example.org/x"}});
  const auto over = support_note(end, *parse_date("2028-10-11"));
  CHECK(over == "2025-10-14 (https://example.org/x)");
  CHECK(why_out_of_support(over) == Message{Code{"why_out_of_support"}, {over}});
  CHECK(why_out_of_support("") == Message{Code{"why_out_of_support"}, {""}});
}
