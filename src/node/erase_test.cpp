// Erasing in a node: what a restore of an older backup, an export, or another program does with it.
#include <doctest/doctest.h>

#include "node/made_harbour.h"

using namespace manara;
using namespace manara::node;
using made::Harbour;
using made::Site;

namespace {

constexpr std::string_view secret = "Mole of the third keeper";

/// Whether these bytes stand in a file below the folder.
bool holds(const std::string& folder, std::string_view bytes) {
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.is_regular_file() && io::read_file(file.path().string())->find(bytes) != std::string::npos) return true;
  }
  return false;
}

class Erasing {
 public:
  Erasing() {
    auto draft = lamp(30, std::string(secret));
    {
      auto node = harbour.site.open();
      draft.blobs = {*node->blobs().put("an inventory of the third keeper")};
      entry = node->store().commit(std::vector{draft})[0]->id;
    }
    blob = draft.blobs.front();
    REQUIRE(harbour.back_up("old"));
  }
  void erase() {
    auto node = harbour.site.open();
    const store::Erasing what{.draft = {{90}}, .entry = entry, .actor = {{4}}, .reason = "asked for"};
    REQUIRE(node->store().erase({&what, 1})->is_complete);
    CHECK_FALSE(node->blobs().holds(blob.name));
  }
  using Lamp = store::Draft;
  static Lamp lamp(std::uint8_t number, std::string place) { return store::made::lamp(number, std::move(place)); }

  Harbour harbour{};
  ledger::EntryId entry{};
  store::BlobRef blob{};
};

}  // namespace

TEST_CASE("a backup from before an erasure is restored without what was erased since") {
  Erasing made;
  auto& harbour = made.harbour;
  made.erase();
  harbour.light(40, 41);
  CHECK_FALSE(holds(harbour.site.data(), secret));
  const auto restored = harbour.restore("old");
  REQUIRE(restored);
  CHECK(restored->erased == 1);
  CHECK_FALSE(holds(harbour.site.data(), secret));
  auto node = harbour.site.open();
  CHECK_FALSE(node->blobs().holds(made.blob.name));
  const auto checked = node->check(restored->checkpoint);
  REQUIRE(checked);
  CHECK(checked->erased_parts == 2);
  CHECK(node->check(harbour.sheet.checkpoint));
  CHECK(store::made::Made::lamps(node->store()) == "pier;pier;");
  // Said again in the ledger that goes on, by whom it was said first.
  const auto again = *store::erasures_in(harbour.site.data() + "/manara.db", nullptr);
  REQUIRE(again.size() == 1);
  CHECK(again.front().actor == ledger::ActorId{{4}});
  CHECK(again.front().reason == "asked for");
}

TEST_CASE("where the machine is lost, the list of a later export says what is to be erased again") {
  Erasing made;
  auto& harbour = made.harbour;
  made.erase();
  REQUIRE(harbour.site.open()->export_to(harbour.site.at("export"), true));
  REQUIRE(harbour.site.open()->export_to(harbour.site.at("headers"), false));
  CHECK(harbour.bytes("export/erasures").find("asked for") != std::string::npos);
  CHECK(harbour.bytes("headers/erasures").find("asked for") == std::string::npos);
  CHECK_FALSE(holds(harbour.site.at("export"), secret));
  Site elsewhere;
  auto from = harbour.from("old");
  from.folder = elsewhere.data();
  from.erasures = *read_erasures(harbour.bytes("headers/erasures"));
  const auto restored = node::restore(from);
  REQUIRE(restored);
  CHECK(restored->erased == 1);
  CHECK_FALSE(holds(elsewhere.data(), secret));
  for (const auto* text : {"x", "{}", R"({"entry":"00000000000000000000000000000001","parts":[0]})"})
    CHECK(read_erasures(text).error().code == Code{"erasures_malformed"});
  CHECK(read_erasures("")->empty());
}

TEST_CASE("one program at a time has a node alone; a backup or a check works beside it") {
  Harbour harbour;
  const auto open = [&](Use use) {
    return Node::open(harbour.site.data(), *read_key_file(harbour.site.key()), store::made::practices,
                      harbour.site.around(), use);
  };
  auto node = open(Use::alone);
  REQUIRE(node);
  const auto second = open(Use::alone);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Code{"node_in_use"});
  CHECK(second.error().args == std::vector{harbour.site.data()});
  auto beside = open(Use::beside);
  REQUIRE(beside);
  CHECK(beside->check({}));
  CHECK(harbour.back_up(*beside, "backup"));
  CHECK(harbour.restore().error().code == Code{"restore_in_use"});
}

TEST_CASE("copies that a killed program left go when the node is opened; those that stay are named by an erasure") {
  Erasing made;
  auto& harbour = made.harbour;
  REQUIRE(harbour.restore("old"));  // sets the present one aside
  for (const auto* name : {"/backup.new", "/verify.new", "/restore.new"}) {
    REQUIRE(io::make_folders(harbour.site.data() + name));
    REQUIRE(io::replace_file(harbour.site.data() + name + "/manara.db", secret));
  }
  auto node = harbour.site.open();
  CHECK(harbour.names() == "blobs keys manara.db manara.db-shm manara.db-wal replaced-1 ");
  const store::Erasing what{.draft = {{90}}, .entry = made.entry, .reason = "asked for"};
  const auto erased = node->store().erase({&what, 1});
  REQUIRE(erased);
  CHECK_FALSE(erased->is_complete);
  CHECK(erased->copies == std::vector{harbour.site.data() + "/replaced-1"});
}
