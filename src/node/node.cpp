#include "node/node.h"

#include <algorithm>
#include <sys/stat.h>

#include "io/file.h"
#include "ledger/checkpoint.h"
#include "node/backup.h"
#include "node/making.h"
#include "node/work_folder.h"

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

constexpr std::uint64_t most_keys_bytes = 64 << 10;
/// Where programs work on copies of all that there is.
constexpr std::string_view work_folders[] = {"backup.new", "init.new", "restore.new", "verify.new"};

/// What holds the database as it was before.
std::vector<std::string> copies_in(const std::string& folder, io::Disk& disk) {
  std::vector<std::string> all;
  const auto names = disk.names(folder);
  for (const auto& one : names ? *names : std::vector<io::Named>()) {
    const bool is_work = std::ranges::find(work_folders, one.name) != std::end(work_folders);
    if (one.is_folder && (is_work || one.name.starts_with("replaced-"))) all.push_back(folder + "/" + one.name);
  }
  std::ranges::sort(all);
  return all;
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
  MANARA_TRY(making, Making::begin(folder, key_file, about, practices, around, cost));
  MANARA_CHECK(making.finish());
  return making.sheet();
}

Result<Node> Node::open(const std::string& folder, const Key& key, std::span<const store::Practice> practices,
                        store::Surroundings around, Use use) {
  auto& disk = around.disk;
  if (!disk.exists(folder)) return fail(Code{"store_missing"}, {folder});
  auto held = disk.hold(folder, io::Holding::alone);
  if (!held && held.error().code != Code{"file_held"}) return std::unexpected(std::move(held).error());
  if (!held && use == Use::alone) return fail(Code{"node_in_use"}, {folder});
  if (held) MANARA_CHECK(finish_restore(folder, disk));
  const auto database = database_of(folder);
  if (!disk.exists(database)) return fail(Code{"store_missing"}, {folder});
  MANARA_TRY(bytes, io::read_file(keys_of(folder), most_keys_bytes, disk));
  MANARA_TRY(secrets, read_keys(bytes, key));
  // Its log and what SQLite makes beside it get the same mode. What can't be changed is somebody else's.
  if (around.vfs == nullptr) ::chmod(database.c_str(), 0600);
  const auto all = with_own(practices);
  // While another has it alone, what it reads stays as it is.
  const auto upkeep = held ? store::Upkeep::allowed : store::Upkeep::refused;
  MANARA_TRY(store, store::Store::open(database, all, around, upkeep));
  Node node(folder, secrets, std::make_unique<store::Store>(std::move(store)), disk);
  if (held) MANARA_CHECK(node.finish());
  if (use == Use::alone) node.held_ = std::move(*held);
  return node;
}

/// What a process that was killed left: nobody else is there now, but for a backup or a check beside.
Status Node::finish() {
  for (const auto name : work_folders) {
    const auto path = folder_ + "/" + std::string(name);
    if (!disk_->exists(path)) continue;
    const auto left = WorkFolder::begin(path, *disk_);  // goes at once, with what is in it
    if (!left && left.error().code != Code{"work_runs"}) return std::unexpected(left.error());
  }
  MANARA_CHECK(blobs_->tidy());
  MANARA_CHECK(store_->finish_erasures());
  return {};
}

Node::Node(std::string folder, Secrets secrets, std::unique_ptr<store::Store> store, io::Disk& disk)
    : folder_(std::move(folder)),
      disk_(&disk),
      secrets_(std::move(secrets)),
      blobs_(std::make_unique<store::Blobs>(folder_ + "/blobs", secrets_.master, disk)),
      store_(std::move(store)) {
  store_->use_blobs(*blobs_);
  store_->sign_with(signer());
  store_->look_for_copies([folder = folder_, &disk] { return copies_in(folder, disk); });
}

ledger::NoteSigner Node::signer() const {
  return {store_->identity().origin, secrets_.signing};
}

Result<store::Checked> Node::check(std::optional<std::string_view> since) {
  return check_signed(*store_, secrets_, since);
}

Result<store::Checked> check_signed(store::Store& store, const Secrets& secrets,
                                    std::optional<std::string_view> since) {
  // Not the key that the database names: whoever can write it can name another.
  const auto own = ledger::verifier_of(ledger::NoteSigner{store.identity().origin, secrets.signing});
  if (store.identity().verifier != to_string(own)) return fail(Code{"ledger_other_key"});
  MANARA_TRY(checked, store::check_ledger(store, since));
  const auto size = checked.head.size;
  MANARA_TRY(note, store.signed_head());
  if (!note) return fail(Code{"ledger_unsigned"}, {std::to_string(size)});
  MANARA_TRY(last, ledger::verify_checkpoint(*note, own));
  if (last.head.size > size)
    return fail(Code{"entries_missing"}, {std::to_string(size), std::to_string(last.head.size)});
  MANARA_TRY(root, ledger::root_of(last.head.size, store.node_hash()));
  if (root != last.head.root) return fail(Code{"root_changed"}, {std::to_string(last.head.size)});
  if (last.head.size < size) return fail(Code{"ledger_unsigned"}, {std::to_string(size - last.head.size)});
  return checked;
}

Result<std::string> Node::checkpoint() {
  return store_->checkpoint();
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
