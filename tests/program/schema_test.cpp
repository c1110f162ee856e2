// docs/formats/scan.schema.json, held against what the program writes: others build on it.
#include "schema.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "app/made_feeds.h"
#include "program.h"

using namespace manara;
using namespace manara::app::made;
using namespace manara::program_test;

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A parsed text with the document that it lives in.
struct Parsed {
  std::string text;
  json::Document document{};
  json::Value root{};
  explicit Parsed(std::string from) : text(std::move(from)) {
    const auto parsed = document.parse(text);
    REQUIRE_MESSAGE(parsed, text.substr(0, 300));
    root = *parsed;
  }
};

const json::Value& schema() {
  static const Parsed parsed(text_of(MANARA_SOURCE_DIR "/docs/formats/scan.schema.json"));
  return parsed.root;
}

using Texts = std::vector<std::string>;

/// What a changed copy of a row is accused of.
Texts accused(std::string_view row) {
  const Parsed value(
      fmt::format(R"({{"schema":"manara.scan/1","as_of":"2026-01-01","index":{{"digest":"{}","feeds":[]}},)"
                  R"("targets":[],"exposures":[{}],"not_assessed":[]}})",
                  std::string(64, 'a'), row));
  return complaints(schema(), value.root);
}

constexpr std::string_view good_row =
    R"({"id":"X","aliases":[],"cves":[],"target":"t","purl":null,"vendor":null,"name":"n","version":"1","found_in":"",)"
    R"("fixed_in":null,"go_to":null,"state":"affected","confidence":"package","cvss":null,"kev":null,"epss":null,)"
    R"("ssvc":null,"owned_by":null,"due":{"label":"x","days":null,"from":"published","date":null,"assumed":[]},)"
    R"("why":{"code":"c","args":[],"text":"t"}})";

std::string changed(std::string_view from, std::string_view to) {
  std::string row(good_row);
  const auto at = row.find(from);
  REQUIRE(at != std::string::npos);
  return row.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the checker finds what does not fit: a type, a word, a day, what lacks and what is too much") {
  CHECK(accused(good_row).empty());
  CHECK(accused(changed(R"("version":"1")", R"("version":1)")) == Texts{"/exposures/0/version: is integer"});
  CHECK(accused(changed(R"("affected")", R"("maybe")")) == Texts{R"(/exposures/0/state: is "maybe")"});
  CHECK(accused(changed(R"("days":null)", R"("days":1.5)")) == Texts{"/exposures/0/due/days: is number"});
  CHECK(accused(changed(R"("date":null)", R"("date":"tomorrow")")) == Texts{R"(/exposures/0/due/date: is "tomorrow")"});
  CHECK(accused(changed(R"("date":null)", R"("date":"2026-1-1")")).size() == 1);
  CHECK(accused(changed(R"("date":null)", R"("date":"2026-01-01T")")).size() == 1);
  CHECK(accused(changed(R"("go_to":null,)", "")) == Texts{R"(/exposures/0: lacks "go_to")"});
  CHECK(accused(changed(R"("go_to":null)", R"("go_to":null,"more":1)")) == Texts{R"(/exposures/0: has "more")"});
  CHECK(accused(changed(R"("kev":null)", R"("kev":{"added":"2026-01-01"})")) ==
        Texts{R"(/exposures/0/kev: lacks "ransomware")"});
  CHECK(accused(changed(R"("assumed":[])", R"("assumed":["luck"])")) ==
        Texts{R"(/exposures/0/due/assumed/0: is "luck")"});
}

TEST_CASE("the schema has each member that users were promised") {
  const std::map<std::string, std::set<std::string>> promised{
      {"exposure",
       {"id",    "aliases", "cves",       "target", "purl", "vendor", "name", "version",  "found_in", "fixed_in",
        "go_to", "state",   "confidence", "cvss",   "kev",  "epss",   "ssvc", "owned_by", "due",      "why"}},
      {"feed", {"name", "as_of", "count", "digest"}},
      {"target", {"name", "kind", "components"}},
      {"gap", {"reason", "target", "name", "count"}}};
  for (const auto& [name, members] : promised) {
    std::set<std::string> required;
    for (const auto member : schema()["$defs"][name]["required"].elements())
      required.insert(member.text());
    CHECK_MESSAGE(required == members, name);
  }
}

TEST_CASE("what scan writes fits the schema, member by member, whatever it finds") {
  Tree tree;
  const std::string fixtures = MANARA_SOURCE_DIR "/tests/cli/fixtures/";
  tree.file(
      "more/more.jsonl",
      R"({"feed":{"name":"more","format":"osv"}})"
      "\n"
      R"({"advisory":{"id":"CVE-2024-90001","published":"2024-01-01","ssvc":{"exploitation":"poc","automatable":"yes"}}})"
      "\n"
      R"({"kev":{"cve":"CVE-2024-90009","vendor":"Harbour","product":"Buoy","added":"2024-02-01","ransomware":false}})"
      "\n");
  tree.file("windows.csv",
            "DisplayName,Publisher,DisplayVersion,host\nMozilla Firefox (x64 fr),Mozilla,50.0,pc-1\n,,,pc-2\n"
            "Microsoft Windows 7 Professional,Microsoft,6.1.7601,pc-3\n");
  tree.file("kev.csv", "Vendor,Product,Version\nHarbour,Buoy,1\n");
  const auto data = tree.path("data");
  REQUIRE(run({"feeds", "import", fixtures + "feeds", tree.path("more"), "--data", data}).exit_code == 0);
  std::set<std::string> states;
  std::string previous;
  for (const std::string language : {"en", "fr", "ar"}) {
    std::vector<std::string> arguments{"scan",
                                       fixtures + "port.cdx.json",
                                       fixtures + "odd-names.cdx.json",
                                       fixtures + "estate.csv",
                                       tree.path("windows.csv"),
                                       tree.path("kev.csv"),
                                       "--json",
                                       "--vex",
                                       fixtures + "own.openvex.json",
                                       "--as-of",
                                       "2024-06-01",
                                       "--lang",
                                       language,
                                       "--data",
                                       data};
    if (!previous.empty()) arguments.insert(arguments.end(), {"--since", tree.path("previous.json")});
    const auto ended = run(arguments);
    REQUIRE_MESSAGE(ended.exit_code == 0, ended.output);
    const Parsed result(ended.output);
    const auto found = complaints(schema(), result.root);
    CHECK_MESSAGE(found.empty(), (found.empty() ? "" : found.front()));
    for (const auto row : result.root["exposures"].elements())
      states.insert(row["state"].text());
    CHECK(result.root["exposures"].size() > 15);
    CHECK(result.root["not_assessed"].size() > 2);
    previous = ended.output;
    tree.file("previous.json", previous);
  }
  CHECK(states == std::set<std::string>{"affected", "not_affected", "out_of_support", "undecided"});
}
