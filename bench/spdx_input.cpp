#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <unordered_set>

#include "inputs.h"
#include "json/writer.h"

namespace manara::bench {
namespace {

constexpr std::size_t package_count = 800;

/// What stands in one image: one distribution's release, and languages.
bool in_image(const KnownPackage& package) {
  constexpr std::array<std::string_view, 5> languages{"npm", "PyPI", "Go", "Maven", "RubyGems"};
  return (package.ecosystem->name == "Debian" && package.release == "11") ||
         std::ranges::find(languages, package.ecosystem->name) != languages.end();
}

struct ImagePackage {
  std::string name, version, purl, reference;
};

std::vector<ImagePackage> draw_packages(const Supply& supply, Random& random) {
  std::vector<ImagePackage> packages;
  std::unordered_set<std::string> seen;
  while (packages.size() < package_count) {
    const auto& package = supply.draw_any(random);
    if (!in_image(package)) continue;
    const auto version = Supply::draw_version(package, random);
    auto purl = purl_of(package, version);
    if (purl.empty() || !seen.insert(purl).second) continue;
    packages.push_back({package.name, version, std::move(purl), fmt::format("SPDXRef-Package-{:016x}", random.next())});
  }
  return packages;
}

void write_reference(json::Writer& out, std::string_view category, std::string_view type, std::string_view locator) {
  out.begin_object().member("referenceCategory", category).member("referenceType", type);
  out.member("referenceLocator", locator).end_object();
}

void write_package(const ImagePackage& package, json::Writer& out) {
  const bool debian = package.purl.starts_with("pkg:deb/");
  out.begin_object().member("name", package.name).member("SPDXID", package.reference);
  out.member("versionInfo", package.version).member("downloadLocation", "NOASSERTION").member("filesAnalyzed", false);
  out.member("sourceInfo", debian ? "acquired package info from DPKG DB: /var/lib/dpkg/status"
                                  : "acquired package info from installed package: /srv/app/" + package.name);
  out.member("licenseConcluded", "NOASSERTION").member("licenseDeclared", "NOASSERTION");
  out.member("copyrightText", "NOASSERTION").key("externalRefs").begin_array();
  auto product = package.name.substr(package.name.find_last_of("/:") + 1);
  std::erase_if(product, [](char c) { return c == '*' || c == '?' || c == '"' || c == ' '; });
  for (const auto* vendor : {"", "project-"})
    write_reference(out, "SECURITY", "cpe23Type",
                    fmt::format("cpe:2.3:a:{}{}:{}:*:*:*:*:*:*:*:*", vendor, product, product));
  write_reference(out, "PACKAGE-MANAGER", "purl", package.purl);
  out.end_array().end_object();
}

struct ImageFile {
  std::uint64_t number;
  std::size_t package;
  [[nodiscard]] std::string reference() const { return fmt::format("SPDXRef-File-{:016x}", number); }
};

ImageFile draw_file(std::size_t packages, Random& random) {
  const auto number = random.next();
  return {number, random.below(packages)};
}

void write_file(const ImageFile& file, json::Writer& out) {
  Random random(file.number);
  constexpr std::array<std::string_view, 4> folders{"/usr/lib/x86_64-linux-gnu", "/usr/share/doc",
                                                    "/usr/lib/python3/dist-packages", "/srv/app/node_modules"};
  const auto folder = folders[random.below(folders.size())];
  const auto below = random.below(1U << 20);
  const auto leaf = random.below(1U << 30);
  const auto head = random.next();
  const auto tail = random.next();
  out.begin_object().member("fileName", fmt::format("{}/{:x}/{:x}.so", folder, below, leaf));
  out.member("SPDXID", file.reference()).key("checksums").begin_array().begin_object().member("algorithm", "SHA1");
  out.member("checksumValue", fmt::format("{:016x}{:016x}{:08x}", head, tail, leaf));
  out.end_object().end_array().member("licenseConcluded", "NOASSERTION").member("copyrightText", "");
  out.member("comment", fmt::format("layerID: sha256:{:064x}", random.below(7))).end_object();
}

void write_relation(json::Writer& out, std::string_view from, std::string_view type, std::string_view to) {
  out.begin_object().member("spdxElementId", from).member("relatedSpdxElement", to).member("relationshipType", type);
  out.end_object();
}

std::string write_document(const std::vector<ImagePackage>& packages, const std::vector<ImageFile>& files) {
  json::Writer out(json::Layout::indented);
  out.begin_object().member("spdxVersion", "SPDX-2.3").member("dataLicense", "CC0-1.0");
  out.member("SPDXID", "SPDXRef-DOCUMENT").member("name", "registry.example/platform/console:4.2");
  out.member("documentNamespace", "https://registry.example/spdx/platform/console-4.2");
  out.key("creationInfo").begin_object().member("licenseListVersion", "3.19").key("creators").begin_array();
  out.value("Tool: make_inputs").end_array().member("created", "2026-08-07T00:00:00Z").end_object();
  out.key("packages").begin_array();
  for (const auto& package : packages)
    write_package(package, out);
  out.end_array().key("files").begin_array();
  for (const auto& file : files)
    write_file(file, out);
  out.end_array().key("relationships").begin_array();
  for (const auto& file : files)
    write_relation(out, packages[file.package].reference, "CONTAINS", file.reference());
  write_relation(out, "SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-DOCUMENT");
  out.end_array().end_object();
  return out.take() + "\n";
}

}  // namespace

std::string make_spdx(const Supply& supply, std::size_t bytes, std::uint64_t seed) {
  Random random(seed);
  const auto packages = draw_packages(supply, random);
  std::vector<ImageFile> files;
  const auto grow = [&](std::size_t count) {
    while (files.size() < count)
      files.push_back(draw_file(packages.size(), random));
    return write_document(packages, files);
  };
  // Every file takes about as much room as the next: two sizes give how many there must be.
  constexpr std::size_t trial = 1000;
  const auto none = grow(0).size();
  const auto each = (grow(trial).size() - none) / trial;
  return grow(bytes > none ? std::max(trial, (bytes - none) / each) : trial);
}

}  // namespace manara::bench
