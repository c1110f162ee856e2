#include "node/node.h"

#include <filesystem>

#include "base/strings.h"
#include "crypto/base64.h"
#include "crypto/phrase.h"
#include "io/file.h"
#include "json/writer.h"
#include "ledger/checkpoint.h"
#include "ledger/tiles.h"
#include "node/backup.h"

namespace manara::node {

namespace {

Status open_node(store::Projection& rows, const store::StoredEntry& entry) {
  const auto home = store::blob(entry.header.home);
  MANARA_CHECK(rows.run("save_node_profile", {home, entry.part(0)}));
  MANARA_CHECK(rows.run("hold_scope", {home, home}));
  return {};
}

/// Says where a ledger goes on from (restore.cpp); what it says stands in its part, and nothing follows from it.
Status start_epoch(store::Projection&, const store::StoredEntry&) {
  return {};
}

constexpr store::EntryKind kinds[] = {{.name = "node_opened", .version = 1, .project = open_node},
                                      {.name = "epoch_started", .version = 1, .project = start_epoch}};

std::string database_of(const std::string& folder) {
  return folder + "/manara.db";
}
std::string keys_of(const std::string& folder) {
  return folder + "/keys";
}

std::string profile_of(const NewNode& about) {
  json::Writer out;
  out.begin_object().member("nation", about.nation).key("names").raw(about.names);
  out.member("language", about.language);
  if (!about.sectors.empty()) {
    out.key("sectors").begin_array();
    for (const auto& sector : about.sectors)
      out.value(sector);
    out.end_array();
  }
  out.member("sample", about.sample).end_object();
  return out.take();
}

}  // namespace

std::vector<store::Practice> with_own(std::span<const store::Practice> practices) {
  std::vector<store::Practice> all{{.name = "node", .kinds = kinds, .sql = node_sql}};
  all.insert(all.end(), practices.begin(), practices.end());
  return all;
}

Result<RecoverySheet> Node::create(const std::string& folder, const std::string& key_file, const NewNode& about,
                                   std::span<const store::Practice> practices, store::Surroundings around,
                                   const crypto::PhraseCost& cost) {
  if (io::exists(database_of(folder)) || io::exists(keys_of(folder))) return fail(Code{"node_exists"}, {folder});
  MANARA_TRY(key, key_file_for(key_file, folder));
  MANARA_CHECK(io::make_folders(folder));
  const auto secrets = make_secrets();
  RecoverySheet sheet{.phrase = crypto::make_phrase(around.random)};
  MANARA_TRY(keys, write_keys(secrets, key, sheet.phrase, cost));
  const auto home = around.random.make_id<ledger::NodeId>();
  // A name that nobody else has and that claims no domain of anybody's.
  const auto origin = "manara/" + to_string(home).substr(0, 16);
  const ledger::NoteSigner signer{origin, secrets.signing};
  sheet.verifier = to_string(ledger::verifier_of(signer));
  const auto all = with_own(practices);
  const auto made = [&]() -> Status {
    MANARA_CHECK(io::replace_file(keys_of(folder), keys, io::Readers::owner));
    MANARA_TRY(store, store::Store::create(database_of(folder), all,
                                           {.home = home, .origin = origin, .verifier = sheet.verifier}, around));
    const store::Draft first{.id = around.random.make_id<ledger::DraftId>(),
                             .kind = "node_opened",
                             .subject = ledger::SubjectId{home.bytes},
                             .parts = {profile_of(about)}};
    MANARA_CHECK(store.commit({&first, 1}).front());
    Node node(folder, secrets, std::make_unique<store::Store>(std::move(store)), around.disk);
    MANARA_TRY(note, node.checkpoint());
    sheet.checkpoint = std::move(note);
    return {};
  }();
  if (!made) {
    for (const auto* name : {"/keys", "/manara.db", "/manara.db-wal", "/manara.db-shm"})
      std::filesystem::remove(folder + name);
    return std::unexpected(made.error());
  }
  return sheet;
}

Result<Node> Node::open(const std::string& folder, const KeyFile& key_file, std::span<const store::Practice> practices,
                        store::Surroundings around, Use use) {
  if (!around.disk.exists(folder)) return fail(Code{"store_missing"}, {folder});
  auto held = around.disk.hold(folder, io::Holding::alone);
  if (!held && held.error().code != Code{"file_held"}) return std::unexpected(std::move(held).error());
  if (!held && use == Use::alone) return fail(Code{"node_in_use"}, {folder});
  if (held) MANARA_CHECK(finish_restore(folder));
  if (!io::exists(database_of(folder))) return fail(Code{"store_missing"}, {folder});
  MANARA_TRY(bytes, io::read_file(keys_of(folder)));
  MANARA_TRY(secrets, read_keys(bytes, key_file));
  const auto all = with_own(practices);
  MANARA_TRY(store, store::Store::open(database_of(folder), all, around));
  Node node(folder, secrets, std::make_unique<store::Store>(std::move(store)), around.disk);
  if (held) MANARA_CHECK(node.finish());
  if (use == Use::alone) node.held_ = std::move(*held);
  return node;
}

/// What a process that was killed left: nobody else is there now.
Status Node::finish() {
  MANARA_CHECK(blobs_->tidy());
  MANARA_CHECK(store_->finish_erasures());
  return {};
}

Node::Node(std::string folder, Secrets secrets, std::unique_ptr<store::Store> store, io::Disk& disk)
    : folder_(std::move(folder)),
      secrets_(std::move(secrets)),
      blobs_(std::make_unique<store::Blobs>(folder_ + "/blobs", secrets_.master, disk)),
      store_(std::move(store)) {
  store_->use_blobs(*blobs_);
}

ledger::NoteSigner Node::signer() const {
  return {store_->identity().origin, secrets_.signing};
}

Result<std::string> Node::checkpoint() {
  const auto head = store_->head();
  MANARA_TRY(note, ledger::sign_checkpoint({.origin = store_->identity().origin, .head = head}, signer()));
  MANARA_CHECK(store_->keep_checkpoint(head.size, note));
  return note;
}

Result<Node::CheckedBlobs> Node::check_blobs(const std::set<store::BlobName>& names) const {
  CheckedBlobs checked;
  for (const auto& name : names) {
    auto done = blobs_->check(name);
    if (done) {
      ++checked.whole;
    } else if (done.error().code == Code{"blob_missing"} || done.error().code == Code{"blob_corrupt"}) {
      checked.wrong.push_back(std::move(done).error());
    } else {
      return std::unexpected(std::move(done).error());
    }
  }
  return checked;
}

Result<std::string> Node::prove(const ledger::EntryId& id) {
  MANARA_TRY(entry, store_->entry(id));
  ledger::ProofFile proof{.extra = entry.header_bytes, .index = entry.index};
  MANARA_TRY(steps, ledger::prove_inclusion(entry.index, store_->head().size, store_->node_hash()));
  proof.steps = std::move(steps);
  MANARA_TRY(note, checkpoint());
  proof.checkpoint = std::move(note);
  return ledger::write_proof(proof);
}

}  // namespace manara::node
