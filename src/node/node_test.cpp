#include "node/node.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/strings.h"
#include "crypto/phrase.h"
#include "io/file.h"
#include "ledger/checkpoint.h"
#include "ledger/tiles.h"
#include "node/made_site.h"

using namespace manara;
using namespace manara::node;
using made::cheap;
using made::Site;

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
  CHECK(make_key_file(site.key()).error().code == Code{"key_file_exists"});
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
