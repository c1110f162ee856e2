#include "formats/cyclonedx/cyclonedx.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

Result<Inventory> read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  return cyclonedx.read(*stream, "bom.json", limits);
}

constexpr std::string_view image = R"({"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{
  "bom-ref":"root","type":"container","name":"registry.example.org/clinic","version":"sha256:00"}},
 "components":[
  {"bom-ref":"os","type":"operating-system","name":"debian","version":"12.4"},
  {"bom-ref":"c1","type":"library","name":"libssl3","version":"3.0.11-1","publisher":"Debian OpenSSL Team",
   "purl":"pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&upstream=openssl&distro=debian-12",
   "cpe":"cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*",
   "properties":[{"name":"syft:location:0:path","value":"/var/lib/dpkg/status"}],
   "pedigree":{"ancestors":[{"type":"library","name":"ancestor"}]}},
  {"type":"application","name":"portal","components":[{"type":"library","name":"@scope/inner","version":"1.0.0"}]}],
 "services":[{"name":"billing"}]})";

}  // namespace

TEST_CASE("components are read with their identity, nested ones too; services and ancestors are not components") {
  const auto inventory = read(image);
  REQUIRE(inventory);
  CHECK(inventory->kind == "cyclonedx");
  std::string names;
  for (const auto& component : inventory->components)
    names += component.name + " ";
  CHECK(names == "registry.example.org/clinic debian libssl3 portal @scope/inner ");
  const auto& ssl = inventory->components[2];
  CHECK(ssl.version == "3.0.11-1");
  CHECK(ssl.purl == "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&upstream=openssl&distro=debian-12");
  CHECK(ssl.vendor == "Debian OpenSSL Team");
  CHECK(ssl.cpes == std::vector<std::string>{"cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*"});
  CHECK(ssl.source == SourcePackage{"openssl", "3.0.11-1"});
  CHECK(ssl.found_in == "/var/lib/dpkg/status");
  CHECK(ssl.reference == "c1");
  CHECK(inventory->os.id == "debian");
  CHECK(inventory->os.version == "12.4");
}

TEST_CASE("a document that was cut off anywhere is refused") {
  for (std::size_t length = 0; length + 1 < image.size(); ++length)
    REQUIRE_FALSE(read(image.substr(0, length)));
  CHECK(read("{\"spdxVersion\":\"SPDX-2.3\"}").error().code == Code{"cyclonedx_not_a_bom"});
}

TEST_CASE("a component without any name is refused with its place, the rest is read") {
  const auto inventory =
      read(R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[7,{"type":"library"},{"name":"a"}]})");
  REQUIRE(inventory);
  CHECK(inventory->components.size() == 1);
  REQUIRE(inventory->refused.size() == 2);
  CHECK(inventory->refused[1].reason == Message{Code{"component_without_name"}, {"components/1"}});
}

TEST_CASE("XML gives the same inventory as JSON") {
  const auto inventory = read(R"J(<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" xmlns:x="urn:x" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79">
 <metadata><component type="container" bom-ref="root"><name>clinic</name></component></metadata>
 <components>
  <x:component><x:name>of another namespace</x:name></x:component>
  <component type="operating-system" bom-ref="os"><name>debian</name><version>12.4</version></component>
  <component type="library" bom-ref="c1"><supplier><name>Debian</name></supplier><name> libssl3 </name>
   <version>3.0.11-1</version><cpe>cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*</cpe>
   <purl>pkg:deb/debian/libssl3@3.0.11-1?upstream=openssl&amp;distro=debian-12</purl>
   <pedigree><ancestors><component type="library"><name>ancestor</name></component></ancestors></pedigree>
   <components><component type="library"><name>inner</name></component></components>
   <properties><property name="aquasecurity:trivy:FilePath">var/lib/dpkg/status</property></properties></component>
 </components>
 <services><service><name>billing</name></service></services>
</bom>)J");
  REQUIRE(inventory);
  std::string names;
  for (const auto& component : inventory->components)
    names += component.name + " ";
  CHECK(names == "clinic debian libssl3 inner ");
  const auto& ssl = inventory->components[2];
  CHECK(ssl.version == "3.0.11-1");
  CHECK(ssl.vendor == "Debian");
  CHECK(ssl.source == SourcePackage{"openssl", "3.0.11-1"});
  CHECK(ssl.reference == "c1");
  CHECK(ssl.found_in == "var/lib/dpkg/status");
  CHECK(inventory->os.version == "12.4");
  CHECK(read("<bom xmlns='urn:other'/>").error().code == Code{"cyclonedx_not_a_bom"});
  CHECK(read("<bom xmlns='http://cyclonedx.org/schema/bom/1.0'/>"));
}

TEST_CASE("properties of Trivy give the source package with its epoch, the module, and the kind where no purl does") {
  const auto inventory = read(R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[
    {"type":"library","name":"bind-libs","version":"9.16.23-11.el9","properties":[
     {"name":"aquasecurity:trivy:SrcName","value":"bind"},{"name":"aquasecurity:trivy:SrcVersion","value":"9.16.23"},
     {"name":"aquasecurity:trivy:SrcRelease","value":"11.el9"},{"name":"aquasecurity:trivy:SrcEpoch","value":"32"},
     {"name":"aquasecurity:trivy:Modularitylabel","value":"bind:9:88:77"},{"name":"aquasecurity:trivy:PkgType","value":"alma"}]},
    {"type":"library","group":"@scope","name":"a","properties":[{"name":"aquasecurity:trivy:PkgType","value":"npm"}]},
    {"type":"library","name":"b","properties":[{"name":"syft:package:type","value":"npm"},{"name":"syft:cpe23","value":"cpe:x"}]},
    {"type":"operating-system","name":"AlmaLinux","version":"9","properties":[{"name":"syft:distro:id","value":"almalinux"},
     {"name":"syft:distro:versionID","value":"9.3"},{"name":"syft:distro:prettyName","value":"AlmaLinux 9.3"}]}]})");
  REQUIRE(inventory);
  CHECK(inventory->components[0].source == SourcePackage{"bind", "32:9.16.23-11.el9"});
  CHECK(inventory->components[0].module == "bind:9");
  CHECK(inventory->components[0].ecosystem == "AlmaLinux");
  CHECK(inventory->components[1].ecosystem.empty());
  CHECK(inventory->components[2].ecosystem == "npm");
  CHECK(inventory->components[2].cpes.size() == 1);
  CHECK(inventory->os == OperatingSystem{"almalinux", "", "9.3", "AlmaLinux 9.3"});
}

TEST_CASE("fields that are no texts are said, the component is kept; duplicate keys and cycles do no harm") {
  const auto inventory = read(R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[
    {"name":"a","version":1.10,"purl":null,"properties":{"name":1},"cpe":[]},{"name":"b","name":"c","bom-ref":"b"}],
    "dependencies":[{"ref":"b","dependsOn":["b"]}],"vulnerabilities":[3,{"affects":4}],"services":"none"})");
  REQUIRE(inventory);
  CHECK(inventory->components.size() == 2);
  CHECK(inventory->components[1].name == "b");
  REQUIRE(inventory->refused.size() == 2);
  CHECK(inventory->refused[0].reason == Message{Code{"component_field_not_text"}, {"components/0", "version"}});
  CHECK(inventory->refused[1].reason == Message{Code{"component_field_not_text"}, {"components/0", "cpe"}});
}

TEST_CASE("nesting and number of components are bounded; a huge name is only long") {
  std::string deep = R"({"bomFormat":"CycloneDX","specVersion":"1.5")";
  for (int i = 0; i < 60; ++i)
    deep += R"(,"components":[{"name":"n")";
  const auto open = deep;
  for (int i = 0; i < 60; ++i)
    deep += "}]";
  CHECK(read(deep + "}")->components.size() == 60);
  CHECK(read(open).error().code == Code{"json_truncated"});
  CHECK(read(std::string(100'000, '[') + std::string(100'000, ']')).error().code == Code{"json_too_deep"});
  CHECK(read(deep + "}", {.components = 59}).error().code == Code{"too_many_components"});
  const std::string name(8 << 20, 'n');
  CHECK(read(R"({"bomFormat":"CycloneDX","components":[{"name":")" + name + "\"}]}")->components[0].name.size() ==
        name.size());
  CHECK(read("{\"bomFormat\":\"CycloneDX\",\"components\":[{\"name\":\"\xff\"}]}").error().code ==
        Code{"json_encoding"});
}

TEST_CASE("recognition: both notations, the rest not") {
  CHECK(looks_like_cyclonedx({.head = image}));
  CHECK(looks_like_cyclonedx(
      {.head = "\xEF\xBB\xBF <?xml version='1.0'?><bom xmlns='http://cyclonedx.org/schema/bom/1.2'>"}));
  CHECK(looks_like_cyclonedx({.head = R"({"components":[{"bom-ref":"a")"}));
  CHECK(looks_like_cyclonedx({.head = R"({"bomFormat":"Wrong","specVersion":"1.2")"}));
  CHECK_FALSE(looks_like_cyclonedx({.head = R"({"spdxVersion":"SPDX-2.3"})"}));
  CHECK_FALSE(looks_like_cyclonedx({.head = "<html>"}));
}
