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
