// A disk that is full, or a file that may not grow: the error is said, the old index is intact and in use.
#include <algorithm>
#include <doctest/doctest.h>

#include "app/made_feeds.h"
#include "program.h"

using namespace manara;
using namespace manara::app;
using namespace manara::app::made;
using namespace manara::program_test;

TEST_CASE("where a file may not grow, an import says so and changes nothing") {
  Tree tree;
  tree.file("old.osv.jsonl", osv_line("OLD-1", "lamp", "2"));
  std::string many;
  for (int i = 0; i < 500; ++i)
    many += osv_line(fmt::format("NEW-{}", i), fmt::format("package-{}", i), fmt::format("1.{}", i));
  tree.file("new.osv.jsonl", many);
  const DataFolder folder(tree.path("data"));
  REQUIRE(run({"feeds", "import", tree.path("old.osv.jsonl"), "--data", folder.path()}).exit_code == 0);
  const auto before = listing(folder.path());
  int refused = 0;
  for (std::uint64_t bytes = 256; bytes < 1U << 20; bytes *= 2) {
    const auto ended =
        run({"feeds", "import", tree.path("new.osv.jsonl"), "--data", folder.path()}, {.file_bytes = bytes});
    CHECK(folder.open_index()->validate());
    if (ended.exit_code == 0) break;
    ++refused;
    CHECK(ended.exit_code == 2);
    CHECK_MESSAGE(ended.says("EFBIG"), ended.output);
    CHECK(listing(folder.path()) == before);
  }
  CHECK(refused >= 4);
}

TEST_CASE("on a full disk an import says so, and the index in use stays in use") {
  // Needs a file system of its own: only where this user may mount one.
  if (run_shell("unshare -m mount -t tmpfs -o size=64k tmpfs /mnt 2>&1").exit_code != 0) {
    MESSAGE("no file system may be mounted here: the test of a full disk is left out");
    return;
  }
  Tree tree;
  tree.file("old.osv.jsonl", osv_line("OLD-1", "lamp", "2"))
      .file("one.cdx.json", sbom("lamp", "1.0"))
      .file("disk/x", "");
  std::string many;
  for (int i = 0; i < 2000; ++i)
    many += osv_line(fmt::format("NEW-{}", i), fmt::format("package-{}", i), fmt::format("1.{}", i));
  tree.file("new.osv.jsonl", many);
  const auto ended =
      run_shell("unshare -m sh -c 'cd \"" + tree.path() +
                "\" && mount -t tmpfs -o size=128k tmpfs disk && manara feeds import old.osv.jsonl --data disk && "
                "manara feeds import new.osv.jsonl --data disk; echo code $?; find disk -name \"*.new\"; "
                "manara scan one.cdx.json --data disk --as-of 2026-11-24; echo code $?'");
  CHECK_MESSAGE(ended.says("ENOSPC"), ended.output);
  CHECK(ended.says("code 2\n"));
  CHECK_FALSE(ended.says(".new"));
  CHECK(ended.says("OLD-1"));
  CHECK(ended.output.ends_with("code 0\n"));
}
