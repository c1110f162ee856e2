// Input that means harm, to the program as a whole: refused or read, within bounds of time and memory. The bounds are
// those of a small machine; what was measured stands far below them.
#include <doctest/doctest.h>
#include <filesystem>

#include "app/made_feeds.h"
#include "program.h"

using namespace manara;
using namespace manara::app::made;
using namespace manara::program_test;

namespace {

constexpr std::uint64_t mb = 1ULL << 20;

/// A folder with one small feed imported, to scan against.
struct Site {
  Tree tree{};
  std::string data = tree.path("data");
  Site() {
    tree.file("feed.osv.jsonl", osv_line("PYSEC-1", "lamp", "2"));
    REQUIRE(run({"feeds", "import", tree.path("feed.osv.jsonl"), "--data", data}).exit_code == 0);
  }
  Ended scan(const std::string& name, const Input& input = {}) {
    return checked(run({"scan", name == "-" ? name : tree.path(name), "--data", data}, {}, input));
  }
  Ended import(const std::string& name, const Input& input = {}) {
    return checked(run({"feeds", "import", name == "-" ? name : tree.path(name), "--data", data}, {}, input));
  }
  /// Ended by itself, and within 350 MB: one document up to its limit of 256, and the heap that a scan asks for at
  /// once.
  static Ended checked(Ended ended) {
    CHECK_MESSAGE(ended.signal == 0, "ended by signal ", ended.signal, " after ", ended.seconds, " s");
    if (memory_counts()) CHECK_MESSAGE(ended.peak_bytes < 350 * mb, (ended.peak_bytes / mb), " MB");
    MESSAGE(ended.seconds, " s, ", (ended.peak_bytes / mb), " MB: ", ended.output.substr(0, ended.output.find('\n')));
    return ended;
  }
};

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    out += piece;
  return out;
}

/// `head`, then `byte` so many times, made as it is read.
Input long_text(std::string head, char byte, std::uint64_t count) {
  return [head = std::move(head), piece = std::string(1 << 20, byte), left = count, first = true]() mutable {
    if (std::exchange(first, false)) return std::string_view(head);
    const auto size = std::min<std::uint64_t>(left, piece.size());
    left -= size;
    return std::string_view(piece).substr(0, size);
  };
}

constexpr std::string_view cyclonedx_head =
    R"({"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[{"name":")";

}  // namespace

TEST_CASE("JSON 100,000 deep is refused, in inventories and feeds") {
  Site site;
  const auto deep = repeated("[", 100'000) + repeated("]", 100'000);
  const auto objects = repeated(R"({"a":)", 100'000) + "1" + repeated("}", 100'000);
  site.tree.file("a.cdx.json", R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":)" + deep + "}");
  site.tree.file("b.spdx.json", R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","packages":)" + objects + "}");
  site.tree.file("c.json", R"({"id":"X-1","modified":"2026-01-01T00:00:00Z","affected":)" + deep + "}");
  site.tree.file("d.cdx.json", R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[)" +
                                   repeated(R"({"name":"n","version":"1","components":[)", 100'000) +
                                   "{\"name\":\"n\"}" + repeated("]}", 100'000) + "]}");
  for (const auto* name : {"a.cdx.json", "b.spdx.json", "d.cdx.json"}) {
    const auto ended = site.scan(name);
    CHECK_MESSAGE(ended.exit_code == 2, name);
    CHECK_MESSAGE(ended.says("deep"), ended.output);
    CHECK(ended.seconds < 5);
  }
  const auto ended = site.import("c.json");
  CHECK(ended.seconds < 5);
  CHECK(ended.exit_code == 2);
  CHECK_MESSAGE(ended.says("not one record"), ended.output);
}

TEST_CASE("XML 100,000 deep, and entities that unfold, are refused") {
  Site site;
  site.tree.file("a.cdx.xml",
                 R"(<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components>)" +
                     repeated("<component>", 100'000) + repeated("</component>", 100'000) + "</components></bom>");
  site.tree.file(
      "b.cdx.xml",
      R"(<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>)"
      R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components><component><name>&b;</name></component></components></bom>)");
  CHECK(site.scan("a.cdx.xml").exit_code == 2);
  CHECK(site.scan("b.cdx.xml").exit_code == 2);
}

TEST_CASE("a string of 2 GB is refused, streamed or in a file with holes") {
  Site site;
  const auto streamed = site.scan("-", long_text(std::string(cyclonedx_head), 'a', 2048 * mb));
  CHECK(streamed.exit_code == 2);
  CHECK_MESSAGE(streamed.says("larger than"), streamed.output);
  CHECK(streamed.input_bytes < 300 * mb);
  CHECK(streamed.seconds < 10);

  site.tree.file("sparse.cdx.json", cyclonedx_head);
  std::filesystem::resize_file(site.tree.path("sparse.cdx.json"), 2048 * mb);
  // It is mapped, which takes room in addresses, not in memory.
  const auto sparse =
      Site::checked(run({"scan", site.tree.path("sparse.cdx.json"), "--data", site.data}, {.memory_bytes = 4096 * mb}));
  CHECK(sparse.exit_code == 2);
  CHECK(sparse.says("larger than"));
  CHECK(sparse.seconds < 2);

  const auto feed = site.import(
      "-",
      long_text(R"({"id":"X-1","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"name":")", 'a', 2048 * mb));
  CHECK(feed.exit_code == 2);
  CHECK(feed.says("larger than"));
  CHECK(feed.input_bytes < 300 * mb);
  CHECK(feed.seconds < 10);

  const auto status =
      site.scan("-", long_text("Package: a\nStatus: install ok installed\nVersion: 1\nDescription: ", 'a', 2048 * mb));
  CHECK(status.exit_code == 2);
  CHECK(status.seconds < 10);

  const auto table = site.scan("-", long_text("DisplayName,Publisher,DisplayVersion\n", 'a', 2048 * mb));
  CHECK(table.exit_code == 2);
  CHECK(table.seconds < 10);
}

TEST_CASE("what unpacks to gigabytes is refused, in inventories and feeds") {
  Site site;
  // A member of 1 MB of zeros, 2,000 times: 2 GB from 2 MB.
  REQUIRE(run_shell("cd '" + site.tree.path() +
                    "' && head -c 1000000 /dev/zero | gzip -9 > one.gz && for i in 1 2 3 4 5 6 7 8 9 10; do cat "
                    "one.gz; done > ten.gz && "
                    "for i in $(seq 200); do cat ten.gz; done > bomb.gz && "
                    "printf '%s' '" +
                    std::string(cyclonedx_head) +
                    "' | gzip > head.gz && cat head.gz bomb.gz > bomb.cdx.json.gz && "
                    "printf '{\"id\":\"X-1\",\"modified\":\"2026-01-01T00:00:00Z\",\"affected\":[\"' | gzip > head.gz "
                    "&& cat head.gz bomb.gz > bomb.osv.jsonl.gz && "
                    "printf 'PK' > nothing.zip")
              .exit_code == 0);
  const auto inventory = site.scan("bomb.cdx.json.gz");
  CHECK(inventory.exit_code == 2);
  CHECK(inventory.seconds < 10);
  const auto feed = site.import("bomb.osv.jsonl.gz");
  CHECK(feed.exit_code == 2);
  CHECK(feed.seconds < 10);
  CHECK(site.scan("bomb.gz").exit_code == 2);
  CHECK(site.import("bomb.gz").exit_code == 2);

  std::string inner;
  {
    std::ifstream file(site.tree.path("bomb.cdx.json.gz"), std::ios::binary);
    inner.assign(std::istreambuf_iterator<char>(file), {});
  }
  site.tree.file("bomb.zip", rootfs::made::zip({{"a.cdx.json.gz", inner}, {"b.cdx.json", sbom("lamp", "1.0")}}));
  const auto zip = site.scan("bomb.zip");
  CHECK(zip.exit_code == 2);
  CHECK(zip.seconds < 10);
  CHECK(site.import("nothing.zip").exit_code == 2);
}

TEST_CASE("an archive with a name that leads out of it is refused, and nothing is written anywhere") {
  Site site;
  for (const std::string name : {"../outside.json", "/tmp/manara-outside.json", "a/../../outside.json"}) {
    site.tree.file("x.zip", rootfs::made::zip({{"good.cdx.json", sbom("lamp", "1.0")}, {name, sbom("lamp", "1.0")}}));
    CHECK(site.scan("x.zip").exit_code == 2);
    site.tree.file("f.zip", rootfs::made::zip(
                                {{"good.json", osv_line("X-1", "lamp", "2")}, {name, osv_line("X-2", "lamp", "2")}}));
    CHECK(site.import("f.zip").exit_code == 2);
  }
  CHECK_FALSE(std::filesystem::exists("/tmp/manara-outside.json"));
  CHECK_FALSE(std::filesystem::exists(site.tree.path("outside.json")));
  CHECK(site.scan("feed.osv.jsonl").exit_code == 2);  // a feed is no inventory
}

TEST_CASE("a record with millions of aliases is refused or taken in seconds") {
  Site site;
  const auto record = [](std::size_t aliases) {
    std::string text = R"({"id":"X-1","modified":"2026-01-01T00:00:00Z","aliases":[)";
    for (std::size_t i = 0; i < aliases; ++i)
      text += fmt::format("{}\"A-{}\"", i == 0 ? "" : ",", i);
    return text + R"(],"affected":[{"package":{"ecosystem":"PyPI","name":"lamp"},"versions":["1.0"]}]})" + "\n";
  };
  site.tree.file("million.osv.jsonl", record(1'000'000 / slowness()));
  const auto taken = run({"feeds", "import", site.tree.path("million.osv.jsonl"), "--data", site.data});
  MESSAGE(taken.seconds, " s, ", (taken.peak_bytes / mb), " MB: ", taken.output);
  CHECK(taken.exit_code == 0);
  CHECK(taken.seconds < 20);
  site.tree.file("five.osv.jsonl", record(5'000'000));
  const auto refused = site.import("five.osv.jsonl");
  CHECK(refused.exit_code == 2);
  CHECK(refused.says("larger than"));
  CHECK(refused.seconds < 10);
}

TEST_CASE("a million records that name each other in a chain, closed to a ring, are one vulnerability in seconds") {
  Site site;
  const std::size_t count = 1'000'000 / slowness();
  std::string line;
  const auto chain = [&line, count, i = std::size_t{0}]() mutable -> std::string_view {
    line.clear();
    for (int batch = 0; batch < 500 && i < count; ++batch, ++i)
      line += fmt::format(R"({{"id":"X-{}","modified":"2026-01-01T00:00:00Z","aliases":["X-{}"],"affected":[]}})"
                          "\n",
                          i, (i + 1) % count);
    return line;
  };
  const auto ended =
      run({"feeds", "import", "-", "--data", site.data}, {.memory_bytes = 2048 * mb, .seconds = 60}, chain);
  MESSAGE(ended.seconds, " s, ", (ended.peak_bytes / mb), " MB: ", ended.output);
  CHECK(ended.exit_code == 0);
  CHECK(ended.seconds < 60);
  const auto known = run({"explain", fmt::format("X-{}", count / 2), "--data", site.data});
  CHECK(known.exit_code == 0);
  CHECK(known.says(fmt::format("X-{}", count - 1)));
}

TEST_CASE("references that go round in a ring end") {
  Site site;
  site.tree.file(
      "ring.cdx.json",
      R"({"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[)"
      R"({"bom-ref":"a","type":"library","name":"lamp","version":"1.0","purl":"pkg:pypi/lamp@1.0"},)"
      R"({"bom-ref":"b","type":"library","name":"b"}],"dependencies":[{"ref":"a","dependsOn":["b"]},{"ref":"b","dependsOn":["a","b"]}],)"
      R"("compositions":[{"aggregate":"complete","assemblies":["a","b"],"dependencies":["b","a"]}]})");
  site.tree.file(
      "ring.spdx.json",
      R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d","packages":[)"
      R"({"name":"lamp","SPDXID":"SPDXRef-1","versionInfo":"1.0","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:pypi/lamp@1.0"}]},)"
      R"({"name":"b","SPDXID":"SPDXRef-2","versionInfo":"1"}],"relationships":[)"
      R"({"spdxElementId":"SPDXRef-1","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-2"},)"
      R"({"spdxElementId":"SPDXRef-2","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-1"},)"
      R"({"spdxElementId":"SPDXRef-1","relationshipType":"OWNERSHIP_BY_FILE_OVERLAP","relatedSpdxElement":"SPDXRef-1"}]})");
  for (const auto* name : {"ring.cdx.json", "ring.spdx.json"}) {
    const auto ended = site.scan(name);
    CHECK(ended.exit_code == 0);
    CHECK_MESSAGE(ended.says("PYSEC-1"), ended.output);
  }
  site.tree.file("ring.osv.jsonl",
                 R"({"id":"X-1","modified":"2026-01-01T00:00:00Z","aliases":["X-2","X-1"],"related":["X-1"]})"
                 "\n"
                 R"({"id":"X-2","modified":"2026-01-01T00:00:00Z","aliases":["X-1"],"upstream":["X-1","X-2"]})"
                 "\n");
  CHECK(site.import("ring.osv.jsonl").exit_code == 0);
}

TEST_CASE("bytes that are no UTF-8 are refused by name in documents; in lines of a feed they are counted") {
  Site site;
  auto latin = sbom("l\xe9mp", "1.0");
  site.tree.file("latin.cdx.json", latin);
  const auto ended = site.scan("latin.cdx.json");
  CHECK(ended.exit_code == 2);
  CHECK(ended.says("UTF-8"));
  site.tree.file("latin.osv.jsonl", osv_line("X-1", "l\xe9mp", "2") + osv_line("X-2", "lamp", "2"));
  const auto feed = site.import("latin.osv.jsonl");
  CHECK_MESSAGE((feed.exit_code == 2 || feed.says("not used: 1")), feed.output);
  site.tree.file("surrogate.cdx.json", sbom("l\\ud800mp", "1.0"));
  CHECK(site.scan("surrogate.cdx.json").exit_code == 2);
}

TEST_CASE("dates at both ends of the calendar are reckoned with") {
  Site site;
  auto late = osv_line("LATE-1", "lamp", "2");
  late.insert(late.find("\"modified\""), R"("published":"9999-12-31T23:59:59Z","aliases":["CVE-2030-0001"],)");
  auto early = osv_line("EARLY-1", "lamp", "2");
  early.insert(early.find("\"modified\""), R"("published":"0001-01-01T00:00:00Z",)");
  auto kev = std::string(kev_catalogue);
  kev.replace(kev.find("2026-01-01"), 10, "9999-12-31");
  site.tree.file("dates/far.osv.jsonl", late + early)
      .file("dates/kev.json", kev)
      .file("a.cdx.json", sbom("lamp", "1.0"));
  CHECK(site.import("dates").exit_code == 0);
  for (const auto* day : {"0001-01-01", "2026-11-24", "9999-12-31"}) {
    const auto ended = run({"scan", site.tree.path("a.cdx.json"), "--as-of", day, "--json", "--data", site.data});
    CHECK(ended.exit_code == 0);
    CHECK(ended.says("LATE-1"));
    CHECK(ended.says("EARLY-1"));
    CHECK(run({"scan", site.tree.path("a.cdx.json"), "--as-of", day, "--fail-on", "due:36500", "--data", site.data})
              .signal == 0);
    CHECK(run({"feeds", "status", "--as-of", day, "--data", site.data}).exit_code == 0);
  }
}
