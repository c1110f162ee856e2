#include "formats/syft/syft.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

Result<Inventory> read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  return syft.read(*stream, "image.syft.json", limits);
}

constexpr std::string_view image = R"J({"artifacts":[
 {"id":"a1","name":"libssl3","version":"3.0.11-1~deb12u2","type":"deb","foundBy":"dpkg-db-cataloger",
  "locations":[{"path":"/var/lib/dpkg/status","layerID":"sha256:00"}],
  "cpes":[{"cpe":"cpe:2.3:a:libssl3:libssl3:3.0.11:*:*:*:*:*:*:*","source":"syft-generated"}],
  "purl":"pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64&distro=debian-12&upstream=openssl",
  "metadataType":"dpkg-db-entry","metadata":{"package":"libssl3","source":"openssl","sourceVersion":"","architecture":"amd64"}},
 {"id":"a2","name":"nodejs","version":"1:18.12-2.el8","type":"rpm","locations":[],"cpes":["cpe:2.3:a:nodejs:nodejs:18.12:*:*:*:*:*:*:*"],
  "metadata":{"sourceRpm":"nodejs-18.12-2.el8.src.rpm","epoch":1,"modularityLabel":"nodejs:18:807:63b3"}},
 {"id":"a3","name":"PyYAML","version":"6.0","type":"python","purl":"pkg:pypi/PyYAML@6.0","locations":["/usr/lib/python3/PyYAML"],
  "metadata":{"source":"not a distribution's"}},
 {"id":"a4","name":"left-pad","version":"1.0.0","type":"npm"}],
 "artifactRelationships":[{"parent":"a1","child":"a3","type":"ownership-by-file-overlap"},{"parent":"a1","child":"a4","type":"contains"}],
 "distro":{"prettyName":"Debian GNU/Linux 12 (bookworm)","id":"debian","versionID":"12","idLike":["linux","gnu"]},
 "descriptor":{"name":"syft","version":"1.0.0"},"schema":{"version":"16.0.0","url":"https://example.org/schema.json"}})J";

}  // namespace

TEST_CASE("artifacts are read with source, place, CPEs of both writings, module, owner and system") {
  const auto inventory = read(image);
  REQUIRE(inventory);
  REQUIRE(inventory->components.size() == 4);
  const auto& ssl = inventory->components[0];
  CHECK(ssl.source == SourcePackage{"openssl", "3.0.11-1~deb12u2"});
  CHECK(ssl.arch == "amd64");
  CHECK(ssl.found_in == "/var/lib/dpkg/status");
  CHECK(ssl.cpes == std::vector<std::string>{"cpe:2.3:a:libssl3:libssl3:3.0.11:*:*:*:*:*:*:*"});
  const auto& node = inventory->components[1];
  CHECK(node.source == SourcePackage{"nodejs", "18.12-2.el8"});
  CHECK(node.module == "nodejs:18");
  CHECK(node.cpes.size() == 1);
  const auto& yaml = inventory->components[2];
  CHECK(yaml.owned_by == "libssl3");
  CHECK(yaml.source == SourcePackage{});
  CHECK(yaml.found_in == "/usr/lib/python3/PyYAML");
  CHECK(inventory->components[3].owned_by.empty());
  CHECK(inventory->components[3].ecosystem == "npm");
  CHECK(inventory->os.id == "debian");
  CHECK(inventory->os.version == "12");
  CHECK(inventory->os.id_like == "linux gnu");
}

TEST_CASE("a document that was cut off anywhere is refused; what is not Syft's as such") {
  for (std::size_t length = 0; length < image.size(); ++length)
    REQUIRE_FALSE(read(image.substr(0, length)));
  CHECK(read(R"({"artifacts":[]})").error().code == Code{"syft_not_a_document"});
  CHECK(read(R"({"spdxVersion":"SPDX-2.3"})").error().code == Code{"syft_not_a_document"});
  CHECK(read("[1]").error().code == Code{"syft_not_a_document"});
}

TEST_CASE("wrong types are passed over, artifacts without a name are refused") {
  const auto inventory = read(
      R"({"artifacts":[3,{"name":1},{"name":"a","version":2,"cpes":{},"locations":[4],"metadata":[]}],"schema":{},
      "distro":{"id":1,"idLike":"x"},"artifactRelationships":[{"parent":1,"child":2,"type":"ownership-by-file-overlap"}]})");
  REQUIRE(inventory);
  CHECK(inventory->components.size() == 1);
  REQUIRE(inventory->refused.size() == 3);
  CHECK(inventory->refused[0].reason == Message{Code{"component_without_name"}, {"artifacts/0"}});
  CHECK(inventory->refused[2].reason == Message{Code{"component_field_not_text"}, {"artifacts/2", "version"}});
  CHECK(read(image, {.components = 2}).error().code == Code{"too_many_components"});
}

TEST_CASE("recognition looks at the head only") {
  CHECK(looks_like_syft({.head = image}));
  CHECK_FALSE(looks_like_syft({.head = R"({"artifacts":[]})"}));
  CHECK_FALSE(looks_like_syft({.head = "artifacts"}));
}
