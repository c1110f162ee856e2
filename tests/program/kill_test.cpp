// Killed at any moment of an import, the old index stays whole and in use, or the new one is; nothing between.
#include <algorithm>
#include <csignal>
#include <doctest/doctest.h>
#include <map>
#include <random>

#include "app/feed_files.h"
#include "app/made_feeds.h"
#include "program.h"

using namespace manara;
using namespace manara::app;
using namespace manara::app::made;
using namespace manara::program_test;

namespace {

std::string many_records(std::string_view prefix, int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += osv_line(fmt::format("{}-{}", prefix, i), fmt::format("package-{}", i), fmt::format("1.{}", i));
  return out;
}

/// The index in use, read whole; "" where it is not as it should be.
std::string index_in_use(const DataFolder& folder) {
  const auto index = folder.open_index();
  return index && index->validate() ? index->body_hex() : "";
}

/// Every file that CURRENT names is there and can be read again.
bool feeds_are_whole(const DataFolder& folder) {
  const auto current = folder.current();
  if (!current) return false;
  exposure::IndexBuilder builder(today);
  for (const auto& [name, feed] : current->feeds) {
    if (!add_feed_file(folder.feed_path(feed.file), builder)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("killed at any moment of an import, the old index stays whole and in use, or the new one is") {
  Tree tree;
  tree.file("kept.osv.jsonl", osv_line("KEPT-1", "lamp", "2"));
  tree.file("a/feed.osv.jsonl", many_records("A", 3000)).file("b/feed.osv.jsonl", many_records("B", 3000));
  const DataFolder folder(tree.path("data"));
  const auto import_one = [&](const std::string& which, const Bounds& bounds = {}) {
    return run({"feeds", "import", tree.path(which + "/feed.osv.jsonl"), "--data", folder.path()}, bounds);
  };
  REQUIRE(run({"feeds", "import", tree.path("kept.osv.jsonl"), "--data", folder.path()}).exit_code == 0);
  std::map<std::string, std::string> whole;
  double longest = 0;
  for (const std::string which : {"a", "b"}) {
    const auto ended = import_one(which);
    REQUIRE(ended.exit_code == 0);
    longest = std::max(longest, ended.seconds);
    whole[which] = index_in_use(folder);
  }
  REQUIRE(whole["a"] != whole["b"]);

  std::mt19937 random(20261124);
  int killed = 0;
  int done = 0;
  std::string before = whole["b"];
  for (int round = 0; round < 60; ++round) {
    const std::string next = before == whole["a"] ? "b" : "a";
    const auto after = std::chrono::microseconds(static_cast<std::int64_t>(longest * 1.1e3) *
                                                 static_cast<std::int64_t>(random() % 1000));
    const auto ended = import_one(next, {.kill_after = after});
    const auto now = index_in_use(folder);
    CHECK_MESSAGE((now == before || now == whole[next]), "round ", round, " after ", after.count(), " us");
    if (ended.exit_code == 0) CHECK(now == whole[next]);
    CHECK(feeds_are_whole(folder));
    killed += ended.signal == SIGKILL ? 1 : 0;
    done += now == whole[next] ? 1 : 0;
    before = now;
  }
  MESSAGE("killed ", killed, " of 60 imports; ", done, " had switched before");
  CHECK(killed >= 10);
  CHECK(done >= 1);

  // What the killed ones left behind neither locks the folder nor stays.
  REQUIRE(import_one("a").exit_code == 0);
  CHECK(index_in_use(folder) == whole["a"]);
  const auto files = listing(folder.path());
  CHECK_MESSAGE(std::ranges::count(files, '\n') == 5, files);  // CURRENT, lock, one index, two feeds
}
