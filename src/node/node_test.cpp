#include "node/node.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/strings.h"
#include "crypto/phrase.h"
#include "io/file.h"
#include "ledger/checkpoint.h"
#include "ledger/tiles.h"
#include "node/made_site.h"
#include "node/making.h"
#include "store/sqlite/database.h"
#include "store/whole.h"

using namespace manara;
using namespace manara::node;
using made::cheap;
using made::Site;

namespace {

/// As somebody does who can write the database and has no key.
void tamper(const Site& site, const std::string& sql) {
  REQUIRE(store::sqlite::Database::open(site.data() + "/manara.db", {})->execute(sql));
}

mode_t mode_of(const std::string& path) {
  struct ::stat state{};
  ::stat(path.c_str(), &state);
  return state.st_mode & 0777;
}

Result<Making> begin(Site& site) {
  return Making::begin(site.data(), site.key(), {.nation = "XX", .names = "{}", .language = "en"},
                       store::made::practices, site.around(), cheap);
}

}  // namespace

TEST_CASE("a node is made with its first entry, a key outside and a sheet; opened, it signs what the sheet verifies") {
  Site site;
  const auto sheet = site.create();
  REQUIRE(sheet);
  const auto verifier = ledger::read_note_verifier(sheet->verifier);
  REQUIRE(verifier);
  CHECK(ledger::verify_checkpoint(sheet->checkpoint, *verifier)->head.size == 1);
  auto node = site.open();
  REQUIRE(node);
  CHECK(node->store().head().size == 1);
  REQUIRE(node->store().commit(std::vector{store::made::lamp(1, "pier")})[0]);
  const auto later = node->checkpoint();
  CHECK(ledger::verify_checkpoint(*later, *verifier)->head.size == 2);
  const auto checked = node->check(sheet->checkpoint);
  REQUIRE(checked);
  CHECK(checked->grown_from->size == 1);
  struct ::stat state{};
  ::stat(site.key().c_str(), &state);
  CHECK((state.st_mode & 0777) == 0600);
}

TEST_CASE("secrets open with the key file or the phrase, and with no other") {
  Site site;
  const auto sheet = site.create();
  REQUIRE(sheet);
  const auto keys = io::read_file(site.data() + "/keys");
  const auto file = read_key_file(site.key());
  const auto by_file = read_keys(*keys, *file);
  const auto by_phrase = read_keys(*keys, to_lower(sheet->phrase));
  REQUIRE(by_file);
  REQUIRE(by_phrase);
  CHECK(by_file->signing.bytes == by_phrase->signing.bytes);
  CHECK(read_keys(*keys, KeyFile{crypto::make_sealing_key()}).error().code == Code{"seal_wrong"});
  crypto::SystemRandom random;
  CHECK(read_keys(*keys, crypto::make_phrase(random)).error().code == Code{"phrase_wrong"});
  CHECK(read_keys(*keys, "nonsense").error().code == Code{"phrase_wrong"});
  CHECK(read_keys("{}", *file).error().code == Code{"keys_malformed"});
  CHECK(read_keys(std::string_view(*keys).substr(0, 50), *file).error().code == Code{"keys_malformed"});
}

TEST_CASE("a node that is there is not made again, nor is a key file put into the data folder") {
  Site site;
  REQUIRE(site.create());
  CHECK(site.create().error().code == Code{"node_exists"});
  Site other;
  const auto inside =
      Node::create(other.data(), other.data() + "/node.key", {.names = "{}"}, {}, other.around(), cheap);
  CHECK(inside.error().code == Code{"key_file_inside"});
  CHECK_FALSE(io::exists(other.data()));
}

TEST_CASE("a key file that others may read, or that is none, is refused") {
  Site site;
  REQUIRE(site.create());
  ::chmod(site.key().c_str(), 0644);
  CHECK(read_key_file(site.key()).error().code == Code{"key_file_open"});
  REQUIRE(io::replace_file(site.key(), "short\n", io::Readers::owner));
  CHECK(read_key_file(site.key()).error().code == Code{"key_file_malformed"});
  CHECK(write_key_file(site.key(), {}).error().code == Code{"key_file_exists"});
}

TEST_CASE("a proof shows its entry to whoever has the sheet") {
  Site site;
  const auto sheet = site.create();
  auto node = site.open();
  const auto outcome = node->store().commit(std::vector{store::made::lamp(1, "pier")})[0];
  const auto text = node->prove(outcome->id);
  REQUIRE(text);
  const auto proof = ledger::read_proof(*text);
  CHECK(ledger::verify_proof(*proof, *proof->extra, *ledger::read_note_verifier(sheet->verifier)));
  CHECK(node->prove({}).error().code == Code{"entry_unknown"});
}

TEST_CASE("an export is checked from its files alone") {
  Site site;
  const auto sheet = site.create();
  auto node = site.open();
  std::vector<store::Draft> drafts;
  for (std::uint8_t i = 0; i < 200; ++i)
    drafts.push_back(store::made::lamp(i, "pier"));
  REQUIRE(node->store().commit(drafts).back());
  for (auto& draft : drafts)
    draft.id.bytes[1] = 1;
  REQUIRE(node->store().commit(drafts).back());
  auto with_file = store::made::lamp(200, "pier");
  with_file.blobs = {*node->blobs().put("an inventory")};
  REQUIRE(node->store().commit(std::vector{with_file})[0]);
  const auto exported = node->export_to(site.at("export"), true);
  REQUIRE(exported);
  CHECK(exported->entries == 402);
  CHECK(exported->blobs == 1);
  CHECK(io::read_file(site.at("export/blobs/") + to_string(with_file.blobs.front().name)) == "an inventory");
  REQUIRE(node->export_to(site.at("headers"), false));
  CHECK_FALSE(io::exists(site.at("headers/blobs")));
  CHECK_FALSE(io::exists(site.at("headers/parts")));

  const auto note = io::read_file(site.at("export/checkpoint"));
  const auto checkpoint = ledger::verify_checkpoint(*note, *ledger::read_note_verifier(sheet->verifier));
  ledger::Edge edge;
  for (const auto& tile : ledger::tiles_of(checkpoint->head.size)) {
    const auto bytes = io::read_file(site.at("export/") + ledger::path_of(tile));
    REQUIRE(bytes);
    if (!tile.entries) continue;
    const auto headers = ledger::read_entries(tile, *bytes);
    REQUIRE(headers);
    for (const auto header : *headers)
      edge.append(ledger::leaf_hash(header));
  }
  CHECK(ledger::Head{edge.size(), edge.root()} == checkpoint->head);
  CHECK(io::read_file(site.at("export/parts/400.json")));
  CHECK(node->export_to(site.at("export"), true).error().code == Code{"export_exists"});
}

TEST_CASE("what is written is signed with the node's own key, and a database that says otherwise is found out") {
  Site site;
  REQUIRE(site.create());
  REQUIRE(site.open()->store().commit(std::vector{store::made::lamp(1, "pier")})[0]);
  CHECK(site.open()->check({}));
  const auto code = [&] {
    const auto checked = site.open()->check({});
    return checked ? std::string() : std::string(checked.error().code.name()) + " " + checked.error().args.front();
  };
  // By a program that has the practices and no key.
  {
    auto store = store::Store::open(site.data() + "/manara.db", with_own(store::made::practices), site.around());
    REQUIRE(store->commit(std::vector{store::made::lamp(2, "forged")})[0]);
  }
  CHECK(code() == "ledger_unsigned 1");
  // The node signs no more over it, whatever it does, until somebody says that it is to.
  {
    auto node = site.open();
    REQUIRE(node->store().commit(std::vector{store::made::lamp(3, "quay")})[0]);
    REQUIRE(node->checkpoint());
  }
  CHECK(code() == "ledger_unsigned 2");
  REQUIRE(site.open()->store().sign_head());
  CHECK(code() == "");
  REQUIRE(site.open()->store().commit(std::vector{store::made::lamp(4, "lock")})[0]);
  CHECK(code() == "");
  tamper(site, "DELETE FROM checkpoint; DELETE FROM signed_head");
  CHECK(code() == "ledger_unsigned 5");
}

TEST_CASE("a ledger under another key than the node's is refused, though it is signed and fits itself") {
  Site site;
  REQUIRE(site.create());
  const auto origin = site.open()->store().identity().origin;
  const ledger::NoteSigner forger{origin, crypto::signing_key_of({3})};
  const auto head = site.open()->store().head();
  const auto note = *ledger::sign_checkpoint({.origin = origin, .head = head}, forger);
  tamper(site, "UPDATE node_identity SET verifier = '" + to_string(ledger::verifier_of(forger)) +
                   "'; DELETE FROM checkpoint; UPDATE signed_head SET note = '" + note + "'");
  auto node = site.open();
  CHECK(store::check_ledger(node->store(), {}));
  CHECK(node->check({}).error().code == Code{"ledger_other_key"});
}

TEST_CASE("while a node is made nobody else makes or opens one there, and one that is not finished leaves nothing") {
  Site site;
  {
    auto making = begin(site);
    REQUIRE(making);
    CHECK(begin(site).error().code == Code{"node_in_use"});
    CHECK(site.create().error().code == Code{"node_in_use"});
    const auto opened = Node::open(site.data(), making->key(), store::made::practices, site.around());
    CHECK(opened.error().code == Code{"node_in_use"});
    CHECK_FALSE(io::exists(site.key()));
    REQUIRE(Node::open(making->folder(), making->key(), store::made::practices, site.around()));
  }
  CHECK_FALSE(io::exists(site.data()));
  CHECK_FALSE(io::exists(site.key()));
  auto making = begin(site);
  REQUIRE(making->finish());
  CHECK(site.open()->store().head().size == 1);
  CHECK(site.create().error().code == Code{"node_exists"});
  CHECK(site.open()->check(making->sheet().checkpoint));
}

TEST_CASE("what a killed one left of a node does not stand in the way of the next") {
  Site site;
  REQUIRE(io::make_folders(site.data() + "/init.new"));
  REQUIRE(io::replace_file(site.data() + "/init.new/keys", "half"));
  REQUIRE(site.create());
  CHECK(site.open()->check({}));
  CHECK_FALSE(io::exists(site.data() + "/init.new"));
}

TEST_CASE("nobody but its owner reads a node, its copies or its exports, whatever the process's mask") {
  Site site;
  const auto before = ::umask(0);
  REQUIRE(io::make_folders(site.data()));
  REQUIRE(site.create());
  {
    auto node = site.open();
    REQUIRE(node->store().commit(std::vector{store::made::lamp(1, "pier")})[0]);
    CHECK(mode_of(site.data() + "/manara.db-wal") == 0600);
    REQUIRE(node->export_to(site.at("export"), true));
  }
  ::umask(before);
  CHECK(mode_of(site.data()) == 0700);
  CHECK(mode_of(site.data() + "/manara.db") == 0600);
  CHECK(mode_of(site.at("export")) == 0700);
  for (const auto& one : std::filesystem::recursive_directory_iterator(site.at("export")))
    CHECK_MESSAGE((mode_of(one.path().string()) & 077) == 0, one.path().string());
}

TEST_CASE("the recovery phrase opens a node that has no key file on its machine") {
  Site site;
  const auto sheet = site.create();
  std::filesystem::remove(site.key());
  const auto open = [&](const std::string& phrase) {
    return Node::open(site.data(), Phrase{phrase}, store::made::practices, site.around());
  };
  CHECK(open(sheet->phrase)->check(sheet->checkpoint));
  CHECK(open("nonsense").error().code == Code{"phrase_wrong"});
}

TEST_CASE("who works beside a server does not bring its database to another version") {
  Site site;
  REQUIRE(site.create());
  const auto server = site.open();
  tamper(site, "UPDATE node_identity SET layout = 'of another version'");
  const auto beside =
      Node::open(site.data(), *read_key_file(site.key()), store::made::practices, site.around(), Use::beside);
  REQUIRE_FALSE(beside);
  CHECK(beside.error().code == Code{"store_other_version"});
  CHECK(store::label_of(site.data() + "/manara.db", nullptr));
  auto database = store::sqlite::Database::open(site.data() + "/manara.db", {});
  std::string layout;
  REQUIRE(database->query("SELECT layout FROM node_identity", {}, [&](const store::Row& row) {
    layout = row.text(0);
    return false;
  }));
  CHECK(layout == "of another version");
}

TEST_CASE("parts of a large ledger are exported in folders of at most a thousand") {
  Site site;
  REQUIRE(site.create());
  auto node = site.open();
  std::vector<store::Draft> drafts;
  for (int i = 0; i < 1100; ++i) {
    drafts.push_back(store::made::lamp(static_cast<std::uint8_t>(i % 200), "pier"));
    drafts.back().id.bytes[1] = static_cast<std::uint8_t>(i / 200);
  }
  REQUIRE(node->store().commit(drafts).back());
  REQUIRE(node->export_to(site.at("export"), true)->entries == 1101);
  CHECK(io::exists(site.at("export/parts/000.json")));
  CHECK(io::exists(site.at("export/parts/999.json")));
  CHECK(io::exists(site.at("export/parts/x001/100.json")));
}
