#include "app/targets.h"

#include <doctest/doctest.h>

#include "app/made_feeds.h"

using namespace manara;
using namespace manara::app;
using namespace manara::app::made;

namespace {

/// "name kind components" of each, then "! code" of each refusal.
std::vector<std::string> read(const std::vector<std::string>& names, const Tree& tree) {
  std::vector<std::string> paths;
  for (const auto& name : names)
    paths.push_back(tree.path(name));
  const auto targets = read_targets(paths, {});
  std::vector<std::string> out;
  for (const auto& target : targets.targets) {
    out.push_back(fmt::format("{} {} {}", target.name.substr(tree.path().size() + 1), target.inventory.kind,
                              target.inventory.components.size()));
  }
  for (const auto& error : targets.refused)
    out.push_back(fmt::format("! {}", error.code.name()));
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("each recognised file is a target; unknown files inside a folder are passed over") {
  Tree tree;
  tree.file("in/a.cdx.json", sbom("lamp", "1.0")).file("in/deep/b.cdx.json", sbom("buoy", "1.0"));
  tree.file("in/README.md", "# Read me").file("in/empty", "");
  CHECK(read({"in"}, tree) == Lines{"in/a.cdx.json cyclonedx 1", "in/deep/b.cdx.json cyclonedx 1"});
  CHECK(read_targets({tree.path("in")}, {}).passed_over == 2);
}

TEST_CASE(
    "a named file that is empty or unknown, a folder without inventory, a missing name: refused, the rest is read") {
  Tree tree;
  tree.file("a.cdx.json", sbom("lamp", "1.0")).file("letter.txt", "Dear Sir or Madam").file("empty", "");
  tree.file("none/README.md", "# Read me");
  CHECK(read({"letter.txt", "empty", "none", "missing", "a.cdx.json"}, tree) ==
        Lines{"a.cdx.json cyclonedx 1", "! target_unknown", "! target_empty", "! target_has_no_inventory",
              "! file_not_found"});
}

TEST_CASE("a document that is cut off is refused, alone and in a folder, and what stands beside it is read") {
  Tree tree;
  const auto whole = sbom("lamp", "1.0");
  tree.file("in/a.cdx.json", whole.substr(0, whole.size() - 2)).file("in/b.cdx.json", whole);
  CHECK(read({"in"}, tree) == Lines{"in/b.cdx.json cyclonedx 1", "! json_truncated"});
}

TEST_CASE("a file in a folder that can't be opened is refused by its name, and the walk goes on") {
  Tree tree;
  tree.file("in/a.cdx.json.gz", "\x1f\x8b\x08").file("in/b.cdx.json", sbom("lamp", "1.0"));
  tree.file("in/c.zip", "PK\x03\x04 and then nothing").file("in/d.cdx.json", sbom("buoy", "1.0"));
  const auto lines = read({"in"}, tree);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "in/b.cdx.json cyclonedx 1");
  CHECK(lines[1] == "in/d.cdx.json cyclonedx 1");
  CHECK(lines[2].starts_with("! archive_"));
  CHECK(lines[3].starts_with("! archive_"));
}

TEST_CASE("a root file system is one target, whatever inventories lie in it") {
  Tree tree;
  tree.file("root/etc/os-release", "ID=debian\nVERSION_ID=12\n");
  tree.file("root/var/lib/dpkg/status",
            "Package: bash\nStatus: install ok installed\nVersion: 5.2-1\nArchitecture: amd64\n\n");
  tree.file("root/opt/a.cdx.json", sbom("lamp", "1.0"));
  const auto targets = read_targets({tree.path("root")}, {});
  REQUIRE(targets.targets.size() == 1);
  CHECK(targets.targets.front().inventory.os.id == "debian");
  CHECK(targets.refused.empty());
}
