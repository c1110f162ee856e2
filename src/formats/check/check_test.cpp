#include "formats/check/check.h"

#include <doctest/doctest.h>

#include "formats/check/rules.h"

using namespace manara;
using namespace manara::formats;

namespace {

/// "components/0/name check_missing [name]", one a line; "! code" where it can't be checked.
std::string complaints(std::string_view text, const Limits& limits = {}) {
  const auto found = check(text, limits);
  if (!found) return "! " + std::string(found.error().code.name());
  std::string out;
  for (const auto& complaint : *found) {
    if (complaint.place.line > 0) out += std::to_string(complaint.place.line) + ":";
    out += complaint.place.path + " " + std::string(complaint.what.code.name());
    for (const auto& arg : complaint.what.args)
      out += " [" + arg + "]";
    out += "\n";
  }
  return out;
}

std::string bom(const std::string& version, const std::string& members) {
  return R"({"bomFormat":"CycloneDX","specVersion":"1.)" + version + R"(","version":1)" + (members.empty() ? "" : ",") +
         members + "}";
}

std::string with_component(const std::string& version, const std::string& members) {
  return complaints(bom(version, R"("components":[{"type":"library","name":"a","version":"1",)" + members + "}]"));
}

std::string xml_bom(const std::string& version, const std::string& content) {
  return complaints("<bom xmlns='http://cyclonedx.org/schema/bom/1." + version + "' version='1'>\n" + content +
                    "</bom>");
}

}  // namespace

TEST_CASE("a document without defects has no complaint, in either notation and in every version") {
  for (char minor = '2'; minor <= '7'; ++minor)
    CHECK(with_component(std::string(1, minor), R"("purl":"pkg:npm/a@1","scope":"optional")").empty());
  for (char minor = '0'; minor <= '7'; ++minor) {
    CHECK(xml_bom(std::string(1, minor),
                  "<components><component type='library'><name>a</name><version>1</version>"
                  "<modified>false</modified></component></components>")
              .empty());
  }
}

TEST_CASE("what is missing is said with its place; what is required depends on the version") {
  CHECK(complaints(bom("5", R"("components":[{"type":"library"},{"name":"a"}])")) ==
        "components/0/name check_missing [name]\ncomponents/1/type check_missing [type]\n");
  CHECK(complaints(bom("3", R"("components":[{"type":"library","name":"a"}])")) ==
        "components/0/version check_missing [version]\n");
  CHECK(complaints(R"({"bomFormat":"CycloneDX","specVersion":"1.4"})") == "version check_missing [version]\n");
  CHECK(complaints(R"({"bomFormat":"CycloneDX","specVersion":"1.5"})").empty());
  CHECK(xml_bom("4", "<components><component type='library'>\n</component></components>") ==
        "2:components/0/name check_missing [name]\n");
}

TEST_CASE("members that the version does not have, words and types that are wrong") {
  CHECK(with_component("5", R"("tags":["x"])") == "components/0/tags check_too_early [tags] [1.6]\n");
  CHECK(with_component("6", R"("colour":"red")") == "components/0/colour check_not_allowed [colour]\n");
  CHECK(with_component("6", R"("scope":"maybe")") == "components/0/scope check_word [maybe]\n");
  CHECK(complaints(bom("4", R"("components":[{"type":"data","name":"a"}])")) ==
        "components/0/type check_word_too_early [data] [1.5]\n");
  CHECK(with_component("6", R"("purl":7,"hashes":{},"modified":"no","swid":[],"pedigree":{"notes":1})") ==
        "components/0/purl check_not_text\ncomponents/0/hashes check_not_list\n"
        "components/0/modified check_not_boolean\ncomponents/0/swid check_not_object\n"
        "components/0/pedigree/notes check_not_text\n");
  CHECK(complaints(R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1.5})") == "version check_not_integer\n");
  CHECK(complaints(R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":0})") == "version check_out_of_range\n");
  CHECK(xml_bom("5", "<metadata><distribution/></metadata>") ==
        "2:metadata/distribution check_not_allowed [distribution]\n");
}

TEST_CASE("forms: serial numbers, hashes, dates, addresses, licences, package URLs and CPEs") {
  CHECK(complaints(bom("6", R"("serialNumber":"urn:uuid:3e671687-395b-41f5-a30f")")) ==
        "serialNumber check_serial [urn:uuid:3e671687-395b-41f5-a30f]\n");
  CHECK(
      with_component(
          "6",
          R"("hashes":[{"alg":"MD5","content":"xyz"},{"alg":"SHA-1","content":"00000000000000000000000000000000"}])") ==
      "components/0/hashes/0/content check_hash [xyz]\n"
      "components/0/hashes/1/content check_hash_length [SHA-1] [40]\n");
  CHECK(complaints(bom("6", R"("metadata":{"timestamp":"2030-01-31"})")) ==
        "metadata/timestamp check_date_time [2030-01-31]\n");
  CHECK(complaints(bom("6", R"("metadata":{"timestamp":"2030-01-31T08:00:00"})")) ==
        "metadata/timestamp check_date_time [2030-01-31T08:00:00]\n");
  CHECK(xml_bom("6", "<metadata><timestamp>2030-01-31T08:00:00</timestamp></metadata>").empty());
  CHECK(with_component("6", R"("licenses":[{"license":{"id":"Apache-2"}}])") ==
        "components/0/licenses/0/license/id check_license_id [Apache-2]\n");
  CHECK(with_component("6", R"("purl":"npm/a","cpe":"cpe:3:a","mime-type":"Text")") ==
        "components/0/purl check_purl [npm/a]\ncomponents/0/cpe check_cpe [cpe:3:a]\n"
        "components/0/mime-type check_media_type [Text]\n");
  CHECK(with_component("6", R"("externalReferences":[{"type":"website","url":"a b"}])") ==
        "components/0/externalReferences/0/url check_uri [a b]\n");
}

TEST_CASE("members that exclude or need each other") {
  CHECK(with_component("5", R"("licenses":[{"license":{"name":"x"},"expression":"MIT"}])") ==
        "components/0/licenses/0 check_exactly_one [license expression]\n");
  CHECK(with_component("6", R"("licenses":[{"license":{"name":"x"}},{"expression":"MIT"}])") ==
        "components/0/licenses check_alone [expression]\n");
  CHECK(with_component("7", R"("licenses":[{"license":{"name":"x"}},{"expression":"MIT"}])").empty());
  CHECK(with_component("7", R"("versionRange":"vers:npm/>=1")") ==
        "components/0 check_at_most_one [version versionRange]\n"
        "components/0/versionRange check_needs_true [versionRange] [isExternal]\n");
  CHECK(xml_bom("6",
                "<components><component type='library'><name>a</name><licenses><license><id>MIT</id>\n<id>MIT</id>"
                "</license></licenses></component></components>") ==
        "3:components/0/licenses/license/id check_twice [id]\n");
  CHECK(complaints(bom("7", R"("citations":[{"timestamp":"2030-01-31T08:00:00Z","pointers":[]}])")) ==
        "citations/0/pointers check_empty_list\ncitations/0 check_at_least_one [attributedTo process]\n");
}

TEST_CASE("references are unique and lead somewhere") {
  const auto two =
      R"("components":[{"type":"library","name":"a","bom-ref":"x"},{"type":"library","name":"b","bom-ref":"x"}],)";
  CHECK(complaints(bom("5", two + std::string(R"("dependencies":[{"ref":"x","dependsOn":["x","y","x"]}])"))) ==
        "components/1/bom-ref check_reference_twice [x]\n"
        "dependencies/0/dependsOn/2 check_repeated\n"
        "dependencies/0/dependsOn/1 check_reference_unknown [y]\n");
  CHECK(xml_bom("5",
                "<components><component type='library' bom-ref='x'><name>a</name></component></components>\n"
                "<dependencies><dependency ref='x'><dependency ref='y'/></dependency></dependencies>") ==
        "3:dependencies/0/dependency/0 check_reference_unknown [y]\n");
}

TEST_CASE("the same entry twice, whatever the order of its members; the same member twice") {
  CHECK(complaints(bom("5", R"("components":[{"type":"library","name":"a"},{"name":"a","type":"library"}])")) ==
        "components/1 check_repeated\n");
  CHECK(with_component("5", R"("name":"b")") == "components/0/name check_twice [name]\n");
}

TEST_CASE("foreign attributes and elements of other namespaces are no defect in XML") {
  CHECK(xml_bom("2", "<components foo='bar'><x:own xmlns:x='urn:x'/></components><x:own xmlns:x='urn:x'/>").empty());
  CHECK(complaints("<bom xmlns='http://cyclonedx.org/schema/bom/12'/>") ==
        "1: check_namespace [http://cyclonedx.org/schema/bom/12]\n");
  CHECK(complaints(R"({"bomFormat":"CycloneDX","specVersion":"2.0"})") == "specVersion check_spec_version [2.0]\n");
  CHECK(complaints(R"({"bomFormat":"Other","specVersion":"1.6"})") == "bomFormat check_word [Other]\n");
}

TEST_CASE("SPDX JSON: mandatory fields, identifiers, relationships and external references") {
  const auto good = R"({"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"n",
    "documentNamespace":"https://example.org/n","creationInfo":{"created":"2030-01-31T08:00:00Z","creators":["Tool: pen"]},
    "packages":[{"name":"a","SPDXID":"SPDXRef-a","downloadLocation":"NONE"}],
    "relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-a"}]})";
  CHECK(complaints(good).empty());
  CHECK(
      complaints(
          R"({"spdxVersion":"SPDX-2.1","SPDXID":"SPDXRef-DOCUMENT","dataLicense":"MIT","name":"","documentNamespace":"x",
    "creationInfo":{"created":"today","creators":["me"]},"packages":[{"name":"a","SPDXID":"a_b","externalRefs":[
    {"referenceCategory":"NONE","referenceType":"purl","referenceLocator":"npm/a"}]},3],
    "relationships":[{"spdxElementId":"SPDXRef-x","relationshipType":"DESCRIBE","relatedSpdxElement":"NONE"}]})") ==
      "spdxVersion check_spec_version [SPDX-2.1]\ndataLicense check_word [MIT]\nname check_empty\n"
      "creationInfo/created check_date_time [today]\ncreationInfo/creators/0 check_spdx_creator [me]\n"
      "packages/0/SPDXID check_spdx_id [a_b]\npackages/0/downloadLocation check_missing [downloadLocation]\n"
      "packages/0/externalRefs/0 check_word [NONE]\npackages/0/externalRefs/0 check_purl [npm/a]\n"
      "packages/1 check_not_object\nrelationships/0/relationshipType check_word [DESCRIBE]\n"
      "relationships/0/spdxElementId check_reference_unknown [SPDXRef-x]\n");
}

TEST_CASE("SPDX tag-value: the same, with lines") {
  const std::string head =
      "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: n\n"
      "DocumentNamespace: https://example.org/n\nCreator: Tool: pen\nCreated: 2030-01-31T08:00:00Z\n";
  CHECK(complaints(head + "PackageName: a\nSPDXID: SPDXRef-a\nPackageDownloadLocation: NONE\n"
                          "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a\n")
            .empty());
  CHECK(complaints(head +
                   "PackageName: a\nSPDXID: SPDXRef-DOCUMENT\nno tag\nRelationship: SPDXRef-a MEETS SPDXRef-b\n") ==
        "9:SPDXID check_reference_twice [SPDXRef-DOCUMENT]\n10: spdx_line_unreadable\n"
        "11:Relationship check_word [MEETS]\n8:PackageName check_missing [PackageDownloadLocation]\n"
        "11:Relationship check_reference_unknown [SPDXRef-a]\n11:Relationship check_reference_unknown [SPDXRef-b]\n");
  CHECK(complaints("SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0").find("spdx_truncated") != std::string::npos);
}

TEST_CASE("what can't be checked is an error: cut off, another format, SPDX 3") {
  CHECK(complaints(R"({"bomFormat":"CycloneDX",)") == "! json_truncated");
  CHECK(complaints("<bom xmlns='http://cyclonedx.org/schema/bom/1.5'>") == "! xml_truncated");
  CHECK(complaints("<html/>") == "! check_unknown_format");
  CHECK(complaints("{}") == "! check_unknown_format");
  CHECK(complaints("[1]") == "! check_unknown_format");
  CHECK(complaints("hello\n") == "! check_unknown_format");
  CHECK(complaints("") == "! json_empty");
  CHECK(complaints(R"({"@graph":[]})") == "! spdx3_later");
  CHECK(complaints("SPDXVersion: SPDX-3.0\n") == "! spdx3_later");
}

TEST_CASE("complaints are bounded in number and length") {
  std::string many;
  for (int i = 0; i < 5000; ++i)
    many += std::string(i == 0 ? "" : ",") + "{\"n\":" + std::to_string(i) + "}";
  const auto found = check(bom("6", "\"components\":[" + many + "]"), {});
  REQUIRE(found);
  CHECK(found->size() == max_complaints);
  CHECK(with_component("6", R"("scope":")" + std::string(1'000'000, 'x') + "\"").size() < 300);
}

TEST_CASE("the table: no shape has more rules than can be told apart, and groups name members that exist") {
  using namespace rules;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Shape::count); ++i) {
    const auto& shape = rules_of(static_cast<Shape>(i));
    CHECK_MESSAGE(!shape.rules.empty(), i);
    CHECK(shape.rules.size() <= 64);
    for (const auto& rule : shape.rules) {
      if (!rule.is_group()) continue;
      std::string_view names = rule.name;
      const auto first = names.substr(0, names.find(' '));
      bool known = false;
      for (const auto& member : shape.rules)
        known = known || (!member.is_group() && member.name == first);
      CHECK_MESSAGE(known, rule.name);
    }
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(Words::count); ++i)
    CHECK_FALSE(words(static_cast<Words>(i)).empty());
}
