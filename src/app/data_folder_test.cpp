#include "app/data_folder.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>

#include "app/made_feeds.h"

using namespace manara;
using namespace manara::app;
using namespace manara::app::made;

namespace {

std::string refusal_of(const std::string& current) {
  Tree tree;
  tree.file("CURRENT", current);
  const auto read = DataFolder(tree.path()).current();
  return read ? "" : std::string(read.error().code.name());
}

}  // namespace

TEST_CASE("a folder without CURRENT is one before the first import") {
  Tree tree;
  const DataFolder folder(tree.path("none"));
  REQUIRE(folder.current());
  CHECK(folder.current()->index.empty());
  CHECK(folder.open_index().error().code == Code{"no_index"});
}

TEST_CASE("what is switched to is read back") {
  Tree tree;
  const DataFolder folder(tree.path("data"));
  REQUIRE(folder.make());
  Current next{.index = "0123.idx", .exported = 7};
  next.feeds["osv"] = {"osv-0123.zst", "F00D", 12, "2026-08-07"};
  next.feeds["a \"b\""] = {"x.zst", "", 0, ""};
  REQUIRE(folder.switch_to(next));
  const auto read = folder.current();
  REQUIRE(read);
  CHECK(read->index == "0123.idx");
  CHECK(read->exported == 7);
  REQUIRE(read->feeds.size() == 2);
  CHECK(read->feeds.at("osv").signed_by == "F00D");
  CHECK(read->feeds.at("osv").sequence == 12);
  CHECK(read->feeds.at("a \"b\"").file == "x.zst");
}

TEST_CASE("a CURRENT that was edited is refused: names must be plain, the text whole") {
  CHECK(refusal_of(R"({"index":"0123.idx","feeds":{}})").empty());
  for (const auto* edited :
       {"", "{", "[]", "{}", R"({"index":""})", R"({"index":3})", R"({"index":"../x"})", R"({"index":"/etc/passwd"})",
        R"({"index":".."})", R"({"index":"a/b"})", R"({"index":"a.idx","feeds":{"f":{"file":"../x"}}})",
        R"({"index":"a.idx","feeds":{"f":{}}})", R"({"index":"a.idx","feeds":{"f":{"file":".x"}}})", "\xff\xfe"}) {
    CHECK_MESSAGE(refusal_of(edited) == "data_corrupt", edited);
  }
}

TEST_CASE("numbers that no count can be are read as none") {
  Tree tree;
  tree.file("CURRENT", R"({"index":"a.idx","feeds":{"f":{"file":"x","sequence":-4}},"exported":"many"})");
  const auto read = DataFolder(tree.path()).current();
  REQUIRE(read);
  CHECK(read->feeds.at("f").sequence == 0);
  CHECK(read->exported == 0);
}

TEST_CASE("an index that CURRENT names and is not there, or is none, is an error and no empty answer") {
  Tree tree;
  tree.file("CURRENT", R"({"index":"a.idx","feeds":{}})");
  const DataFolder folder(tree.path());
  CHECK(folder.open_index().error().code == Code{"file_not_found"});
  tree.file("index/a.idx", "something else");
  CHECK(folder.open_index().error().code == Code{"index_foreign"});
  tree.file("index/a.idx", "");
  CHECK(folder.open_index().error().code == Code{"index_foreign"});
}

TEST_CASE("files that nothing names go when the folder is switched, those that are named stay") {
  Tree tree;
  tree.file("data/index/old.idx", "").file("data/index/new.idx", "").file("data/index/half.idx.new", "");
  tree.file("data/feeds/a.zst", "").file("data/feeds/b.zst", "").file("data/trusted/k.pub", "");
  const DataFolder folder(tree.path("data"));
  Current next{.index = "new.idx"};
  next.feeds["b"].file = "b.zst";
  REQUIRE(folder.switch_to(next));
  const auto files = listing(folder.path());
  for (const auto* kept : {"CURRENT ", "feeds/b.zst ", "index/new.idx ", "trusted/k.pub "})
    CHECK_MESSAGE(files.find(kept) != std::string::npos, kept);
  CHECK(std::ranges::count(files, '\n') == 4);
}

TEST_CASE("a folder is locked once, and free again when the lock goes") {
  Tree tree;
  const DataFolder folder(tree.path("data"));
  REQUIRE(folder.make());
  {
    auto first = FolderLock::take(folder);
    REQUIRE(first);
    const auto second = FolderLock::take(folder);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Code{"data_in_use"});
    const FolderLock moved(std::move(*first));
    CHECK_FALSE(FolderLock::take(folder));
  }
  CHECK(FolderLock::take(folder));
  CHECK(FolderLock::take(DataFolder(tree.path("missing"))).error().code == Code{"file_unwritable"});
}

TEST_CASE("--data counts before MANARA_HOME") {
  ::setenv("MANARA_HOME", "/nowhere/home", 1);
  CHECK(data_path("/nowhere/given") == "/nowhere/given");
  CHECK(data_path("") == "/nowhere/home");
  ::unsetenv("MANARA_HOME");
  CHECK(data_path("").ends_with("manara"));
}
