#include "formats/spdx/spdx.h"

#include <doctest/doctest.h>

#include "formats/spdx/tag_value.h"

using namespace manara;
using namespace manara::formats;

namespace {

Result<Inventory> read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  return spdx.read(*stream, "inventory.spdx", limits);
}

std::string names(const Inventory& inventory) {
  std::string out;
  for (const auto& component : inventory.components)
    out += component.name + "@" + component.version + " ";
  return out;
}

constexpr std::string_view trivy_like = R"J({"SPDXID":"SPDXRef-DOCUMENT","documentDescribes":["SPDXRef-Image"],"files":[
 {"SPDXID":"SPDXRef-File-1","fileName":"srv/portal/portal.gemspec"}],"packages":[
 {"SPDXID":"SPDXRef-Image","name":"registry.example.org/clinic","filesAnalyzed":false},
 {"SPDXID":"SPDXRef-OperatingSystem-9","name":"debian","versionInfo":"11.6"},
 {"SPDXID":"SPDXRef-Application-7","name":"cargo","sourceInfo":"opt/tools/Cargo.lock"},
 {"SPDXID":"SPDXRef-Package-1","name":"libk5crypto3","versionInfo":"1.18.3-6+deb11u3",
  "sourceInfo":"built package from: krb5 1.18.3-6+deb11u3","supplier":"Organization: Debian (team@example.org)",
  "externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl",
   "referenceLocator":"pkg:deb/debian/libk5crypto3@1.18.3-6+deb11u3?distro=debian-11.6"}]},
 {"SPDXID":"SPDXRef-Package-2","name":"shlex","versionInfo":"1.1.0","externalRefs":[
  {"referenceCategory":"PACKAGE_MANAGER","referenceType":"http://spdx.org/rdf/references/purl","referenceLocator":"pkg:cargo/shlex@1.1.0"},
  {"referenceCategory":"SECURITY","referenceType":"cpe23Type","referenceLocator":"cpe:2.3:a:shlex:shlex:1.1.0:*:*:*:*:*:*:*"}]},
 {"SPDXID":"SPDXRef-Package-3","name":"portal","versionInfo":"NOASSERTION","hasFiles":["SPDXRef-File-1"]}],
 "relationships":[{"spdxElementId":"SPDXRef-Application-7","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-Package-2"}],
 "spdxVersion":"SPDX-2.2"})J";

constexpr std::string_view tag_value = R"(# written by hand
SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: laboratory
DocumentNamespace: https://example.org/laboratory
Creator: Tool: pen
Created: 2030-01-01T00:00:00Z
DocumentComment: <text>PackageName: not a package
PackageName: nor this</text>

PackageName: analyser
SPDXID: SPDXRef-analyser
PackageVersion: 2.1
PackageSupplier: Person: Amina Benali (amina@example.org)
PackageDownloadLocation: NOASSERTION
ExternalRef: PACKAGE-MANAGER purl pkg:pypi/analyser@2.1
ExternalRef: SECURITY cpe23Type cpe:2.3:a:example:analyser:2.1:*:*:*:*:*:*:*
PackageComment: <text>several
lines</text>

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-analyser

FileName: ./bin/analyser
SPDXID: SPDXRef-file
PackageVersion: 9.9

PackageName: openssl-libs
SPDXID: SPDXRef-openssl
PackageVersion: 3.0.7-24.el9
PackageDownloadLocation: NOASSERTION
ExternalRef: PACKAGE-MANAGER purl pkg:rpm/almalinux/openssl-libs@3.0.7-24.el9?arch=x86_64&upstream=openssl-3.0.7-24.el9.src.rpm&distro=almalinux-9.3
PackageSourceInfo: acquired package info from RPM DB: /var/lib/rpm/rpmdb.sqlite
)";

}  // namespace

TEST_CASE("JSON: every package is a component, with source, place, system and supplier as the document says them") {
  const auto inventory = read(trivy_like);
  REQUIRE(inventory);
  CHECK(names(*inventory) ==
        "registry.example.org/clinic@ debian@11.6 cargo@ libk5crypto3@1.18.3-6+deb11u3 shlex@1.1.0 portal@ ");
  const auto& krb5 = inventory->components[3];
  CHECK(krb5.source == SourcePackage{"krb5", "1.18.3-6+deb11u3"});
  CHECK(krb5.purl == "pkg:deb/debian/libk5crypto3@1.18.3-6+deb11u3?distro=debian-11.6");
  CHECK(krb5.vendor == "Debian");
  CHECK(krb5.reference == "SPDXRef-Package-1");
  const auto& shlex = inventory->components[4];
  CHECK(shlex.purl == "pkg:cargo/shlex@1.1.0");
  CHECK(shlex.cpes.size() == 1);
  CHECK(shlex.found_in == "opt/tools/Cargo.lock");
  CHECK(inventory->components[5].found_in == "srv/portal/portal.gemspec");
  CHECK(inventory->os.id == "debian");
  CHECK(inventory->os.version == "11.6");
}

TEST_CASE("tag-value: sections, texts over several lines, references and the source package of the purl") {
  const auto inventory = read(tag_value);
  REQUIRE(inventory);
  CHECK(names(*inventory) == "analyser@2.1 openssl-libs@3.0.7-24.el9 ");
  CHECK(inventory->components[0].purl == "pkg:pypi/analyser@2.1");
  CHECK(inventory->components[0].cpes.size() == 1);
  CHECK(inventory->components[0].vendor == "Amina Benali");
  CHECK(inventory->components[1].source == SourcePackage{"openssl", "3.0.7-24.el9"});
  CHECK(inventory->components[1].found_in == "/var/lib/rpm/rpmdb.sqlite");
  CHECK(inventory->os.id == "almalinux");
  CHECK(inventory->os.version == "9.3");
  std::string windows;
  for (const char c : tag_value)
    windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  REQUIRE(read(windows));
  CHECK(names(*read(windows)) == names(*inventory));
}

TEST_CASE("Syft's ownership by overlap says which distribution package brought a language package along") {
  const auto inventory = read(R"({"spdxVersion":"SPDX-2.3","packages":[
    {"SPDXID":"SPDXRef-d","name":"python3-yaml","externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:deb/debian/python3-yaml@5"}]},
    {"SPDXID":"SPDXRef-p","name":"PyYAML","externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:pypi/pyyaml@5"}]}],
    "relationships":[{"spdxElementId":"SPDXRef-d","relationshipType":"OTHER","relatedSpdxElement":"SPDXRef-p",
     "comment":"ownership-by-file-overlap: indicates that the parent package claims ownership of a child package"}]})");
  REQUIRE(inventory);
  CHECK(inventory->components[0].owned_by.empty());
  CHECK(inventory->components[1].owned_by == "python3-yaml");
}

TEST_CASE("a JSON document that was cut off anywhere is refused") {
  for (std::size_t length = 0; length < trivy_like.size(); ++length)
    REQUIRE_FALSE(read(trivy_like.substr(0, length)));
}

TEST_CASE("a tag-value document that was cut off inside a line is refused, wherever that is") {
  for (std::size_t length = 0; length < tag_value.size(); ++length) {
    if (length > 0 && tag_value[length - 1] == '\n') continue;
    REQUIRE_FALSE(read(tag_value.substr(0, length)));
  }
  CHECK(read(tag_value.substr(0, tag_value.size() / 2)).error().code == Code{"spdx_truncated"});
}

TEST_CASE(
    "a tag-value document that was cut off between two lines is refused where something that must come is missing") {
  for (const auto last :
       {"Creator: Tool: pen\n", "not a package\n", "PackageName: analyser\n", "2.1\n", "several\n", "3.0.7-24.el9\n"}) {
    const auto end = tag_value.find(last) + std::string_view(last).size();
    const auto cut_off = read(tag_value.substr(0, end));
    REQUIRE_MESSAGE(!cut_off, last);
    CHECK(cut_off.error().code == Code{"spdx_truncated"});
  }
  CHECK(read("SPDXVersion: SPDX-2.3\nCreated: 2030-01-01T00:00:00Z\n"
             "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-never-comes\n")
            .error()
            .code == Code{"spdx_truncated"});
}

TEST_CASE("SPDX 3 is recognised and refused with its own reason; what is not SPDX at all as such") {
  CHECK(read(R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]})").error().code ==
        Code{"spdx3_later"});
  CHECK(read(R"({"spdxVersion":"SPDX-3.0","packages":[]})").error().code == Code{"spdx3_later"});
  CHECK(read("SPDXVersion: SPDX-3.0\nCreated: x\n").error().code == Code{"spdx3_later"});
  CHECK(read(R"({"bomFormat":"CycloneDX"})").error().code == Code{"spdx_not_a_document"});
  CHECK(read("hello: world\n").error().code == Code{"spdx_not_a_document"});
  CHECK(read("").error().code == Code{"spdx_not_a_document"});
}

TEST_CASE("what can't be used is said and the rest is read") {
  const auto inventory = read(
      R"({"spdxVersion":"SPDX-2.3","packages":[5,{"SPDXID":"a"},{"name":"b","versionInfo":7,"externalRefs":{}},null],"files":3})");
  REQUIRE(inventory);
  CHECK(names(*inventory) == "b@ ");
  REQUIRE(inventory->refused.size() == 4);
  CHECK(inventory->refused[1].reason == Message{Code{"component_without_name"}, {"packages/1"}});
  CHECK(inventory->refused[2].reason == Message{Code{"component_field_not_text"}, {"packages/2", "versionInfo"}});
  const auto lines = read("SPDXVersion: SPDX-2.3\nCreated: 2030-01-01T00:00:00Z\nno tag here\n");
  REQUIRE(lines);
  REQUIRE(lines->refused.size() == 1);
  CHECK(lines->refused[0].line == 3);
}

TEST_CASE("wrong types, duplicate keys and self-containing packages do no harm") {
  for (const auto* text :
       {R"({"spdxVersion":"SPDX-2.3","packages":{}})",
        R"({"spdxVersion":"SPDX-2.3","packages":[[]],"relationships":[1]})",
        R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"a","name":"b","externalRefs":[1,{"referenceType":1}]}]})",
        R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"a","SPDXID":"SPDXRef-Application-1","sourceInfo":"x/y"}],
            "relationships":[{"spdxElementId":"SPDXRef-Application-1","relationshipType":"CONTAINS",
            "relatedSpdxElement":"SPDXRef-Application-1"}]})"}) {
    CHECK(read(text));
  }
  CHECK(read(R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"a"},{"name":"b"}]})", {.components = 1}).error().code ==
        Code{"too_many_components"});
}

TEST_CASE("recognition looks at the head only") {
  CHECK(looks_like_spdx({.head = trivy_like}));
  CHECK(looks_like_spdx({.head = tag_value}));
  CHECK(looks_like_spdx({.head = R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld")"}));
  CHECK_FALSE(looks_like_spdx({.head = R"({"bomFormat":"CycloneDX"})"}));
  CHECK_FALSE(looks_like_spdx({.head = "plain text"}));
}

TEST_CASE("a line of tag-value has its number, also behind a text over several lines") {
  TagLines lines("A: 1\n\n# no\nB: <text>x\ny</text>\nC: 3\n");
  CHECK(lines.next()->line == 1);
  const auto text = lines.next();
  CHECK(text->line == 4);
  CHECK(text->value == "x\ny");
  CHECK(lines.next()->line == 6);
  CHECK_FALSE(lines.next());
  CHECK_FALSE(lines.cut_off());
}
