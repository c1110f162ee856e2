#include "app/import_feeds.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "app/formats.h"
#include "app/made_feeds.h"
#include "app/targets.h"
#include "exposure/scan.h"

using namespace manara;
using namespace manara::app;
using namespace manara::app::made;

namespace {

/// The ids found on one PyPI package by the index in use.
std::vector<std::string> found(const DataFolder& folder, std::string_view name, std::string_view version = "1.0") {
  const auto index = folder.open_index();
  REQUIRE(index);
  Tree inventory;
  inventory.file("one.cdx.json", sbom(name, version));
  const auto read = read_targets({inventory.path("one.cdx.json")}, {});
  REQUIRE(read.targets.size() == 1);
  std::vector<std::string> ids;
  for (const auto& row : exposure::scan(*index, read.targets, {.as_of = today}).exposures)
    ids.emplace_back(row.id);
  return ids;
}

using Ids = std::vector<std::string>;

std::string name_of_feed(std::string_view head, std::string_view source, std::string_view path) {
  const auto* format = recognise_advisories({.path = path, .head = head});
  REQUIRE(format != nullptr);
  return feed_name_of(*format, source, path);
}

}  // namespace

TEST_CASE("a feed is named after its file; a single record after what holds it; KEV and EPSS always the same") {
  const auto line = osv_line("X-1", "lamp", "2");
  CHECK(name_of_feed(line, "advisories/pypi.osv.jsonl.zst", "pypi.osv.jsonl") == "pypi");
  CHECK(name_of_feed(line, "advisories", "pypi.osv.jsonl") == "pypi");
  CHECK(name_of_feed(line, "PyPI/all.zip", "X-1.json") == "PyPI");
  CHECK(name_of_feed(line, "osv/Debian.zip", "X-1.json") == "Debian");
  CHECK(name_of_feed(line, "advisories", "X-1.json") == "advisories");
  CHECK(name_of_feed(line, "all", "cve5/2024/X-1.json") == "cve5");
  CHECK(name_of_feed(line, "cves/", "2024/X-1.json") == "cves");
  CHECK(name_of_feed(line, "X-1.json", "X-1.json") == "X-1");
  CHECK(name_of_feed(line, "-", "") == "stdin");
  CHECK(name_of_feed(line, "we ird/näme.jsonl", "näme.jsonl") == "n__me");
  CHECK(name_of_feed(line, "...jsonl", "...jsonl") == "feed");
  CHECK(name_of_feed(kev_catalogue, "x/known.json", "known.json") == "kev");
  CHECK(name_of_feed(epss_scores, "epss_scores-2026-11-11.csv.gz", "epss_scores-2026-11-11.csv") == "epss");
}

TEST_CASE("an import makes an index, says what it took, and names it in CURRENT") {
  Tree tree;
  tree.file("in/pypi.osv.jsonl",
            osv_line("PYSEC-1", "lamp", "2") + "{\"id\":\"\"}\n" + osv_line("PYSEC-2", "buoy", "2"));
  tree.file("in/kev.json", kev_catalogue).file("in/epss.csv", epss_scores).file("in/README.txt", "not a feed");
  const DataFolder folder(tree.path("data"));
  const auto report = import(folder, {tree.path("in")});
  REQUIRE(report);
  REQUIRE(report->feeds.size() == 3);
  CHECK(report->feeds[2].name == "pypi");
  CHECK(report->feeds[2].records == 2);
  CHECK(report->feeds[2].unusable.at("osv_no_id") == 1);
  CHECK(report->kept_feeds == 0);
  const auto index = folder.open_index();
  REQUIRE(index);
  CHECK(index->digest_hex() == report->index_digest);
  CHECK(index->validate());
  CHECK(found(folder, "lamp") == Ids{"PYSEC-1"});
}

TEST_CASE("a feed that is imported again is replaced, whole; the files of the old one go") {
  Tree tree;
  tree.file("pypi.osv.jsonl", osv_line("PYSEC-1", "lamp", "2") + osv_line("PYSEC-2", "buoy", "2"));
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("pypi.osv.jsonl")}));
  tree.file("pypi.osv.jsonl", osv_line("PYSEC-3", "lamp", "2"));
  const auto report = import(folder, {tree.path("pypi.osv.jsonl")});
  REQUIRE(report);
  CHECK(report->kept_feeds == 0);
  CHECK(found(folder, "lamp") == Ids{"PYSEC-3"});
  CHECK(found(folder, "buoy").empty());
  const auto files = listing(folder.path());
  CHECK(std::ranges::count(files, '\n') == 4);  // CURRENT, lock, one index, one feed
}

TEST_CASE("feeds of earlier imports stay; the index is that of one import of all") {
  Tree tree;
  tree.file("a.osv.jsonl", osv_line("PYSEC-1", "lamp", "2")).file("b.osv.jsonl", osv_line("PYSEC-2", "buoy", "2"));
  tree.file("kev.json", kev_catalogue).file("epss.csv", epss_scores);
  const DataFolder apart(tree.path("apart"));
  REQUIRE(import(apart, {tree.path("epss.csv")}));
  REQUIRE(import(apart, {tree.path("b.osv.jsonl")}));
  REQUIRE(import(apart, {tree.path("kev.json")}));
  const auto last = import(apart, {tree.path("a.osv.jsonl")});
  REQUIRE(last);
  CHECK(last->kept_feeds == 3);
  const DataFolder at_once(tree.path("at-once"));
  REQUIRE(import(at_once,
                 {tree.path("a.osv.jsonl"), tree.path("b.osv.jsonl"), tree.path("kev.json"), tree.path("epss.csv")}));
  CHECK(apart.current()->index == at_once.current()->index);
  CHECK(apart.open_index()->body_hex() == at_once.open_index()->body_hex());
  CHECK(found(apart, "lamp") == Ids{"PYSEC-1"});
}

TEST_CASE("what could not be used of a feed stays known while the feed is kept, and travels with it") {
  Tree tree;
  tree.file("a.osv.jsonl", osv_line("PYSEC-1", "lamp", "2") + "{\"id\":\"\"}\n{\"id\":\"\"}\n");
  tree.file("kev.json", kev_catalogue);
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  REQUIRE(import(folder, {tree.path("kev.json")}));
  const auto index = folder.open_index();
  REQUIRE(index);
  CHECK(index->feeds()[0].unusable == 2);
  const auto counts = index->all<exposure::CountRow>(exposure::Section::counts);
  REQUIRE(counts.size() == 1);
  CHECK(index->text(counts[0].reason) == "osv_no_id");
  CHECK(counts[0].count == 2);
  const DataFolder other(tree.path("other"));
  const auto report = import(other, {folder.feed_path(folder.current()->feeds.at("a").file)});
  REQUIRE(report);
  CHECK(report->feeds.front().unusable.at("osv_no_id") == 2);
  CHECK(other.open_index()->feeds()[0].unusable == 2);
}

TEST_CASE("the same import twice changes nothing") {
  Tree tree;
  tree.file("a.osv.jsonl", osv_line("PYSEC-1", "lamp", "2"));
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  const auto before = listing(folder.path());
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  CHECK(listing(folder.path()) == before);
}

TEST_CASE("an import that fails leaves everything as it was, whatever it had read before") {
  Tree tree;
  tree.file("good.osv.jsonl", osv_line("PYSEC-1", "lamp", "2"));
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("good.osv.jsonl")}));
  const auto before = listing(folder.path());
  tree.file("other.osv.jsonl", osv_line("PYSEC-2", "lamp", "2"));
  tree.file("half.json", std::string(kev_catalogue).substr(0, kev_catalogue.size() / 2));
  tree.file("empty.jsonl", "").file("letter.txt", "Dear Sir or Madam");
  tree.file("useless.osv.jsonl", "{\"id\":\"\",\"modified\":\"2026-01-01\"}\n");
  tree.file("cut.gz", "\x1f\x8b\x08");
  tree.file("folder/letter.txt", "Dear Sir or Madam");
  const auto refusal = [&](const std::string& name) {
    const auto report = import(folder, {tree.path("other.osv.jsonl"), tree.path(name)});
    CHECK(listing(folder.path()) == before);
    return report ? "" : std::string(report.error().code.name());
  };
  CHECK(refusal("half.json") == "json_truncated");
  CHECK(refusal("empty.jsonl") == "no_advisories_in");
  CHECK(refusal("useless.osv.jsonl") == "feed_without_records");
  CHECK(refusal("letter.txt") == "no_advisories_in");
  CHECK(refusal("folder") == "no_advisories_in");
  CHECK(refusal("cut.gz") == "archive_truncated");
  CHECK(refusal("missing") == "file_not_found");
}

TEST_CASE("a feed file that CURRENT names and is gone or damaged ends an import, and the index stays in use") {
  Tree tree;
  tree.file("a.osv.jsonl", osv_line("PYSEC-1", "lamp", "2")).file("b.osv.jsonl", osv_line("PYSEC-2", "lamp", "2"));
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  const auto feed = folder.feed_path(folder.current()->feeds.at("a").file);
  std::ofstream(feed, std::ios::binary | std::ios::trunc) << "damaged";
  CHECK_FALSE(import(folder, {tree.path("b.osv.jsonl")}));
  std::filesystem::remove(feed);
  CHECK_FALSE(import(folder, {tree.path("b.osv.jsonl")}));
  CHECK(found(folder, "lamp") == Ids{"PYSEC-1"});
  // Imported anew, all is well again.
  CHECK(import(folder, {tree.path("a.osv.jsonl"), tree.path("b.osv.jsonl")}));
}

TEST_CASE("a feed's name from inside a record file is no path") {
  Tree tree;
  const auto head = [](std::string_view name) {
    return fmt::format(
        R"({{"feed":{{"name":"{}","format":"osv"}}}})"
        "\n"
        R"({{"advisory":{{"id":"PYSEC-1","affected":[{{"ecosystem":"PyPI","name":"lamp","versions":["1.0"]}}]}}}})"
        "\n",
        name);
  };
  tree.file("outside/keep", "");
  const std::vector<std::string> names{"../../outside/evil", "/etc/evil", "..", "", ".hidden", "a\\u0000b", "a\\nb",
                                       std::string(400, 'x')};
  for (const auto& name : names) {
    const DataFolder folder(tree.path("data"));
    std::filesystem::remove_all(folder.path());
    tree.file("named.jsonl", head(name));
    const auto report = import(folder, {tree.path("named.jsonl")});
    CHECK_MESSAGE(report, name);
    CHECK_MESSAGE(folder.current(), name);
    CHECK(found(folder, "lamp") == Ids{"PYSEC-1"});
    CHECK(std::filesystem::exists(folder.feed_path(folder.current()->feeds.begin()->second.file)));
  }
  CHECK(listing(tree.path("outside")).starts_with("keep 0 "));
  CHECK(std::ranges::count(listing(tree.path("outside")), '\n') == 1);
}

TEST_CASE("while one import writes, another is told so and changes nothing") {
  Tree tree;
  tree.file("a.osv.jsonl", osv_line("PYSEC-1", "lamp", "2"));
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  const auto before = listing(folder.path());
  tree.file("a.osv.jsonl", osv_line("PYSEC-2", "lamp", "2"));
  {
    const auto lock = FolderLock::take(folder);
    REQUIRE(lock);
    const auto report = import(folder, {tree.path("a.osv.jsonl")});
    REQUIRE_FALSE(report);
    CHECK(report.error().code == Code{"data_in_use"});
    CHECK(listing(folder.path()) == before);
  }
  CHECK(import(folder, {tree.path("a.osv.jsonl")}));
}

TEST_CASE("an index that a scan has open stays readable while another takes its place") {
  Tree tree;
  tree.file("a.osv.jsonl", osv_line("PYSEC-1", "lamp", "2"));
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  const auto open = folder.open_index();
  REQUIRE(open);
  tree.file("a.osv.jsonl", osv_line("PYSEC-2", "lamp", "2"));
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  CHECK(open->validate());
  CHECK(open->find_cluster("PYSEC-1").has_value());
  CHECK(folder.open_index()->find_cluster("PYSEC-2").has_value());
}

TEST_CASE("dates in the year 1 and in 9999 are taken as they come; a feed is no younger than today") {
  Tree tree;
  auto far = osv_line("PYSEC-1", "lamp", "2");
  far.replace(far.find("2026-11-01"), 10, "9999-12-31");
  auto early = osv_line("PYSEC-2", "lamp", "2");
  early.replace(early.find("2026-11-01"), 10, "0001-01-01");
  tree.file("a.osv.jsonl", far + early);
  const DataFolder folder(tree.path("data"));
  REQUIRE(import(folder, {tree.path("a.osv.jsonl")}));
  CHECK(found(folder, "lamp").size() == 2);
  CHECK(folder.open_index()->feeds()[0].as_of == exposure::no_date);
}
