// Backups of nodes whose entries have files.
#include <doctest/doctest.h>

#include "node/made_harbour.h"
#include "store/whole.h"

using namespace manara;
using namespace manara::node;
using made::Harbour;
using made::Site;

namespace {

constexpr auto both = {Sealing::sealed, Sealing::plain};

}  // namespace

TEST_CASE("the files of entries are in the backup and there again, sealed as they were; without them it is refused") {
  for (const auto sealing : both) {
    Harbour harbour;
    const std::string text(200'000, 'q');
    const auto blob = harbour.attach(10, text);
    const auto small = harbour.attach(11, "");
    REQUIRE(harbour.back_up("backup", sealing)->blobs == 2);
    CHECK(harbour.bytes("backup").find("qqqqqqqq") == std::string::npos);
    const auto lost = harbour.attach(12, "after the backup");
    REQUIRE(harbour.restore());
    auto node = harbour.site.open();
    const auto checked = node->check({});
    REQUIRE(checked);
    CHECK(checked->blobs == std::set{blob.name, small.name});
    CHECK(node->check_blobs(checked->blobs)->whole == 2);
    CHECK(node->blobs().bytes(blob.name) == text);
    CHECK_FALSE(node->blobs().holds(lost.name));
    CHECK(io::exists(harbour.site.data() + "/replaced-1/blobs/" + node->blobs().file_of(lost.name)));
  }
}

TEST_CASE("a missing or changed file of an entry is named, and no backup is made that lacks it") {
  Harbour harbour;
  const auto missing = harbour.attach(10, "missing");
  const auto changed = harbour.attach(11, "changed");
  const auto whole = harbour.attach(12, "whole");
  REQUIRE(harbour.back_up());
  const auto good = harbour.bytes("backup");
  auto node = harbour.site.open();
  const auto path = [&](const store::BlobRef& blob) {
    return node->blobs().folder() + "/" + node->blobs().file_of(blob.name);
  };
  std::filesystem::remove(path(missing));
  REQUIRE(io::replace_file(path(changed), *io::read_file(path(whole))));
  const auto checked = *node->check_blobs(node->check({})->blobs);
  CHECK(checked.whole == 1);
  REQUIRE(checked.wrong.size() == 2);
  for (const auto& error : checked.wrong) {
    const bool is_missing = error.args.front() == to_string(missing.name);
    CHECK(is_missing == (error.code == Code{"blob_missing"}));
    CHECK((is_missing || error.args.front() == to_string(changed.name)));
  }
  CHECK_FALSE(harbour.back_up(*node, "backup"));
  CHECK(harbour.bytes("backup") == good);
}

TEST_CASE("a plain backup from which a file of an entry was taken, or in which it was exchanged, is refused") {
  Harbour harbour;
  const auto blob = harbour.attach(10, "an inventory");
  const auto other = harbour.attach(11, "another");
  const auto forged = [&](const store::BlobRef* in_its_place) {
    auto node = harbour.site.open();
    const auto file = [&](const store::BlobRef& one) { return node->blobs().file_of(one.name); };
    auto to = io::NewFile::begin(harbour.site.at("forged"));
    auto writer = BackupWriter::begin(*to, Sealing::plain, harbour.bytes("data/keys"), node->secrets().master);
    REQUIRE(writer->add(checkpoint_member, *node->checkpoint()));
    REQUIRE(store::copy_database(harbour.site.data() + "/manara.db", harbour.site.at("copy.db"), nullptr));
    REQUIRE(writer->add_file(database_member, harbour.site.at("copy.db")));
    REQUIRE(writer->add_file("blobs/" + file(other), node->blobs().folder() + "/" + file(other)));
    if (in_its_place != nullptr)
      REQUIRE(writer->add_file("blobs/" + file(blob), node->blobs().folder() + "/" + file(*in_its_place)));
    REQUIRE(writer->end());
    REQUIRE(to->commit());
    Site elsewhere;
    auto from = harbour.from("forged");
    from.folder = elsewhere.data();
    auto restored = node::restore(from);
    return restored ? "restored" : std::string(restored.error().code.name());
  };
  CHECK(forged(nullptr) == "backup_blob");
  CHECK(forged(&other) == "backup_blob");
  CHECK(forged(&blob) == "restored");
  CHECK(is_blob_member("blobs/" + harbour.site.open()->blobs().file_of(blob.name)));
  for (const auto* name : {"blobs/", "blobs/../../etc/passwd", "blobs/ab/cd", "keys", "blobs//aa"})
    CHECK_FALSE(is_blob_member(name));
}

TEST_CASE("what is put while a backup is made stays, and nothing that it needs is removed") {
  Harbour harbour;
  auto node = harbour.site.open();
  const auto blob = *node->blobs().put("not referred to yet");
  {
    const auto held = node->blobs().hold();
    CHECK(node->store().collect_blobs(INT64_MAX).error().code == Code{"file_held"});
    CHECK(node->blobs().put("more"));
  }
  CHECK(node->store().collect_blobs(INT64_MAX) == 2);
  CHECK_FALSE(node->blobs().holds(blob.name));
}
