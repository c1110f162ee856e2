// A restore works in a folder of its own beside what is there. When all has been checked, that folder is renamed to
// `restored`: from this moment on it is decided, and whoever opens the node next finishes it (finish_restore). So the
// power may be cut at any time, and there is always one whole node: the old one or the new one.
#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "crypto/base64.h"
#include "crypto/phrase.h"
#include "json/writer.h"
#include "ledger/checkpoint.h"
#include "ledger/epoch.h"
#include "node/backup.h"
#include "node/work_folder.h"
#include "store/erasing.h"
#include "store/whole.h"

namespace manara::node {
namespace {

constexpr std::size_t most_checkpoint_bytes = 1 << 20;

std::string database_in(const std::string& folder) {
  return folder + "/" + std::string(database_member);
}

/// A checkpoint of this node that was seen elsewhere.
struct Seen {
  ledger::Epoch epoch{};
  ledger::Head head{};
};

Result<Seen> read_seen(std::string_view note, const Secrets& secrets, const std::string& origin) {
  MANARA_TRY(read, ledger::read_note(note));
  MANARA_TRY(told, ledger::read_checkpoint(read.text));
  const auto epoch = ledger::read_epoch(told.origin);
  if (epoch.node != ledger::read_epoch(origin).node) return fail(Code{"backup_of_another"}, {origin, told.origin});
  MANARA_TRY(checkpoint, ledger::verify_checkpoint(note, {told.origin, crypto::verifying_key_of(secrets.signing)}));
  return Seen{.epoch = epoch, .head = checkpoint.head};
}

std::string epoch_part(const ledger::Checkpoint& from, const Seen& seen) {
  json::Writer out;
  out.begin_object().member("origin", from.origin).member("size", from.head.size);
  out.member("root", crypto::base64(from.head.root)).key("seen").begin_object();
  out.member("origin", to_string(seen.epoch)).member("size", seen.head.size);
  out.member("root", crypto::base64(seen.head.root)).end_object().end_object();
  return out.take();
}

struct Opened {
  Secrets secrets{};
  bool by_key_file = false;
};

Result<Opened> open_secrets(std::string_view keys, const RestoreFrom& from) {
  if (io::exists(from.key_file)) {  // never on the node's own disk
    MANARA_TRY(file, read_key_file(from.key_file));
    auto secrets = read_keys(keys, file);
    if (secrets) return Opened{.secrets = *secrets, .by_key_file = true};
    if (secrets.error().code != Code{"seal_wrong"}) return std::unexpected(std::move(secrets).error());
  }
  if (!from.phrase) return fail(Code{"restore_phrase"}, {from.key_file});
  MANARA_TRY(secrets, read_keys(keys, *from.phrase));
  return Opened{.secrets = secrets};
}

class Restoring {
 public:
  Restoring(const RestoreFrom& from, WorkFolder work)
      : from_(from),
        disk_(from.around.disk),
        practices_(with_own(from.practices)),
        work_(std::move(work)),
        path_(work_.at(database_member)) {}

  Result<Restored> run() {
    MANARA_TRY(reader, BackupReader::open(from_.file, disk_));
    restored_.was_plain = !reader.is_sealed();
    MANARA_TRY(opened, open_secrets(reader.keys(), from_));
    opened_ = opened;
    MANARA_CHECK(reader.unlock(opened_.secrets.master));
    MANARA_CHECK(unpack(reader));
    MANARA_CHECK(store::check_database(path_, from_.around.vfs));
    MANARA_CHECK(open_store());
    MANARA_CHECK(check_own());
    MANARA_CHECK(check_blobs());
    MANARA_CHECK(meet_witnesses());
    MANARA_CHECK(go_on());
    MANARA_CHECK(erase_again());
    if (from_.end_what_opens) MANARA_CHECK(store_->operate(from_.end_what_opens));
    MANARA_CHECK(store_->sign_head());
    MANARA_CHECK(close_store());
    MANARA_CHECK(put_keys(reader.keys()));
    MANARA_CHECK(change_over());
    return std::move(restored_);
  }

 private:
  Status unpack(BackupReader& reader);
  Status open_store();
  Status check_own();
  Status check_blobs();
  Status meet_witnesses();
  Status meet(std::string_view note);
  Status go_on();
  Status begin_epoch();
  Status erase_again();
  Status close_store();
  Status put_keys(std::string_view keys);
  Status change_over();
  [[nodiscard]] ledger::NoteSigner signer() const { return {store_->identity().origin, opened_.secrets.signing}; }

  const RestoreFrom& from_;
  io::Disk& disk_;
  std::vector<store::Practice> practices_;
  WorkFolder work_;
  std::string path_;  // of the new database
  std::string checkpoint_{};
  std::set<store::BlobName> blobs_{};  // that the ledger refers to
  Opened opened_{};
  std::optional<store::Store> store_{};
  std::optional<Seen> ahead_{};  // the furthest checkpoint that the backup is behind
  Restored restored_{};
};

Status Restoring::unpack(BackupReader& reader) {
  bool has_database = false;
  MANARA_CHECK(disk_.make_folder(work_.at("blobs")));
  for (;;) {
    MANARA_TRY(member, reader.next());
    if (!member) break;
    const bool is_database = member->name == database_member;
    const bool is_checkpoint = member->name == checkpoint_member;
    if (is_checkpoint && member->size > most_checkpoint_bytes) return fail(Code{"backup_member"}, {member->name});
    if (is_checkpoint ? !checkpoint_.empty() : disk_.exists(work_.at(member->name)))
      return fail(Code{"backup_member"}, {member->name});
    std::optional<io::NewFile> to;
    if (!is_checkpoint) {
      const auto path = work_.at(member->name);
      const auto above = std::filesystem::path(path).parent_path().string();
      MANARA_CHECK(io::make_folders(above, io::Readers::owner, disk_));
      MANARA_TRY(file, io::NewFile::begin(path, io::Readers::owner, disk_));
      to.emplace(std::move(file));
    }
    for (;;) {
      MANARA_TRY(bytes, reader.read());
      if (bytes.empty()) break;
      if (to) MANARA_CHECK(to->write(bytes));
      if (!to) checkpoint_ += bytes;
    }
    if (to) MANARA_CHECK(to->commit());
    has_database = has_database || is_database;
  }
  if (!has_database) return fail(Code{"backup_incomplete"}, {std::string(database_member)});
  if (checkpoint_.empty()) return fail(Code{"backup_incomplete"}, {std::string(checkpoint_member)});
  return {};
}

Status Restoring::open_store() {
  MANARA_TRY(store, store::Store::open(path_, practices_, from_.around));
  store_.emplace(std::move(store));
  store_->sign_with(signer());
  return {};
}

/// The ledger is signed by the key that lies beside it, and is what its checkpoint says.
Status Restoring::check_own() {
  const auto verifier = ledger::verifier_of(signer());
  if (store_->identity().verifier != to_string(verifier)) return fail(Code{"backup_key"});
  MANARA_TRY(checkpoint, ledger::verify_checkpoint(checkpoint_, verifier));
  MANARA_TRY(checked, store::check_ledger(*store_, {}));
  if (checkpoint.head != checked.head) return fail(Code{"backup_checkpoint"});
  restored_.entries = checked.head.size;
  blobs_ = std::move(checked.blobs);
  // What is derived is not signed: somebody may have given himself a role there.
  MANARA_CHECK(store_->rebuild());
  return {};
}

/// Each file of an entry is there and what its name says.
Status Restoring::check_blobs() {
  store::Blobs blobs(work_.at("blobs"), opened_.secrets.master, disk_);
  for (const auto& name : blobs_) {
    const auto checked = blobs.check(name);
    if (checked) continue;
    const auto code = checked.error().code;
    if (code == Code{"blob_missing"} || code == Code{"blob_corrupt"})
      return fail(Code{"backup_blob"}, {to_string(name)});
    return checked;
  }
  return disk_.sync_folder(blobs.folder());
}

Status Restoring::meet_witnesses() {
  if (from_.witness) MANARA_CHECK(meet(*from_.witness));
  const auto present = database_in(from_.folder);
  if (!disk_.exists(present)) return {};
  const auto label = store::label_of(present, from_.around.vfs);
  // One that can't be read any more may be why there is a restore. But then nobody knows what it had signed for.
  if (!label && !from_.witness && !from_.unreadable) return fail(Code{"restore_unreadable"}, {from_.folder});
  restored_.present_unreadable = !label;
  if (!label) return {};
  if (label->identity.home != store_->identity().home)
    return fail(Code{"backup_of_another"}, {store_->identity().origin, label->identity.origin});
  return label->checkpoint ? meet(*label->checkpoint) : Status();
}

Status Restoring::meet(std::string_view note) {
  const auto own = ledger::read_epoch(store_->identity().origin);
  const auto size = store_->head().size;
  MANARA_TRY(seen, read_seen(note, opened_.secrets, store_->identity().origin));
  restored_.was_witnessed = true;
  if (seen.epoch.number > own.number || (seen.epoch == own && seen.head.size > size)) {
    const auto further = [](const Seen& a, const Seen& b) {
      return std::pair(a.epoch.number, a.head.size) > std::pair(b.epoch.number, b.head.size);
    };
    if (!ahead_ || further(seen, *ahead_)) ahead_ = seen;
    return {};
  }
  if (seen.epoch != own) return {};  // what an earlier epoch had beyond this one's beginning was lost long ago
  MANARA_TRY(root, ledger::root_of(seen.head.size, store_->node_hash()));
  if (root != seen.head.root) return fail(Code{"root_changed"}, {std::to_string(seen.head.size)});
  return {};
}

/// Under another name where this one has signed more than the backup holds.
Status Restoring::go_on() {
  if (ahead_) {
    MANARA_CHECK(begin_epoch());
  } else {
    MANARA_CHECK(store_->keep_checkpoint(restored_.entries, checkpoint_));
    restored_.checkpoint = checkpoint_;
  }
  restored_.verifier = store_->identity().verifier;
  return {};
}

namespace {

/// Of the entry's parts those that are there.
std::vector<std::uint32_t> parts_there(const store::StoredEntry& entry, const std::vector<std::uint32_t>& parts) {
  std::vector<std::uint32_t> there;
  for (const auto n : parts) {
    if (n < entry.parts.size() && entry.parts[n]) there.push_back(n);
  }
  return there;
}

}  // namespace

/// What was erased since the backup was made goes once more, and is said once more in the ledger that goes on.
Status Restoring::erase_again() {
  std::vector<store::Erasing> all = from_.erasures;
  const auto present = database_in(from_.folder);
  if (disk_.exists(present) && !restored_.present_unreadable) {
    const auto of_present = store::erasures_in(present, from_.around.vfs);
    // Its first pages could be read, and these could not.
    if (!of_present && !from_.unreadable) return fail(Code{"restore_unreadable"}, {from_.folder});
    restored_.present_unreadable = !of_present;
    if (of_present) all.insert(all.end(), of_present->begin(), of_present->end());
  }
  std::vector<store::Erasing> again;
  std::set<ledger::EntryId> seen;
  for (auto& one : all) {
    const auto entry = store_->entry(one.entry);
    if (!entry || !seen.insert(ledger::EntryId{one.draft.bytes}).second) continue;
    one.parts = parts_there(*entry, one.parts);
    if (!one.parts.empty()) again.push_back(std::move(one));
  }
  if (again.empty()) return {};
  store::Blobs blobs(work_.at("blobs"), opened_.secrets.master, disk_);
  store_->use_blobs(blobs);
  MANARA_TRY(erased, store_->erase(again));
  restored_.erased = erased.entries.size();
  MANARA_TRY(note, store_->checkpoint());
  restored_.checkpoint = std::move(note);
  return {};
}

Status Restoring::close_store() {
  store_.reset();
  // The last connection has moved the log into the database and removed it.
  if (disk_.exists(path_ + "-wal")) return fail(Code{"store_busy"});
  return disk_.sync_file(path_);
}

Status Restoring::begin_epoch() {
  const ledger::Checkpoint before{.origin = store_->identity().origin, .head = store_->head()};
  auto epoch = ledger::read_epoch(before.origin);
  restored_.behind = ahead_->epoch == epoch ? ahead_->head.size - before.head.size : 0;
  epoch.number = std::max(epoch.number, ahead_->epoch.number) + 1;
  const ledger::NoteSigner next{to_string(epoch), opened_.secrets.signing};
  store_.reset();
  MANARA_CHECK(store::rename_log(path_, next.name, to_string(ledger::verifier_of(next)), from_.around.vfs));
  MANARA_CHECK(open_store());
  const store::Draft first{.id = from_.around.random.make_id<ledger::DraftId>(),
                           .kind = "epoch_started",
                           .subject = ledger::SubjectId{store_->identity().home.bytes},
                           .parts = {epoch_part(before, *ahead_)}};
  MANARA_CHECK(store_->commit({&first, 1}).front());
  MANARA_TRY(note, store_->checkpoint());
  MANARA_CHECK(store::check_ledger(*store_, checkpoint_));
  restored_.checkpoint = std::move(note);
  return {};
}

/// As they were, or, where a phrase had to open them, for the key file that is there or is made now.
Status Restoring::put_keys(std::string_view keys) {
  if (opened_.by_key_file) return io::replace_file(work_.at("keys"), keys, io::Readers::owner, disk_);
  restored_.made_key_file = !io::exists(from_.key_file);
  MANARA_CHECK(check_key_place(from_.key_file, from_.folder));
  KeyFile file{.key = crypto::make_sealing_key()};
  if (restored_.made_key_file) {
    MANARA_CHECK(write_key_file(from_.key_file, file));
  } else {
    MANARA_TRY(there, read_key_file(from_.key_file));
    file = there;
  }
  const auto phrase = crypto::read_phrase(*from_.phrase);
  if (!phrase) return fail(Code{"phrase_wrong"});
  MANARA_TRY(sealed, write_keys(opened_.secrets, file, *phrase, from_.cost));
  return io::replace_file(work_.at("keys"), sealed, io::Readers::owner, disk_);
}

Status Restoring::change_over() {
  MANARA_TRY(held, store::is_held(database_in(from_.folder), from_.around.vfs));
  if (held) return fail(Code{"restore_in_use"}, {from_.folder});
  MANARA_CHECK(work_.become(from_.folder + "/restored"));
  MANARA_TRY(set_aside, finish_restore(from_.folder, disk_));
  restored_.set_aside = std::move(set_aside);
  return {};
}

/// With the folder held alone, from the first look at what is there.
Result<Restored> restore_held(const RestoreFrom& from) {
  auto& disk = from.around.disk;
  MANARA_CHECK(finish_restore(from.folder, disk));
  const auto present = database_in(from.folder);
  const bool is_present = disk.exists(present) || disk.exists(from.folder + "/keys");
  if (is_present && !from.replace) return fail(Code{"restore_present"}, {from.folder});
  MANARA_TRY(held, store::is_held(present, from.around.vfs));
  if (held) return fail(Code{"restore_in_use"}, {from.folder});
  MANARA_TRY(work, WorkFolder::begin(from.folder + "/restore.new", disk));
  return Restoring(from, std::move(work)).run();
}

}  // namespace

Result<Restored> restore(const RestoreFrom& from) {
  auto& disk = from.around.disk;
  const bool was_there = disk.exists(from.folder);
  MANARA_CHECK(io::make_folders(from.folder, io::Readers::owner, disk));
  const auto alone = disk.hold(from.folder, io::Holding::alone);
  if (!alone) return fail(Code{"restore_in_use"}, {from.folder});
  auto done = restore_held(from);
  if (done || was_there) return done;
  const auto left = disk.names(from.folder);
  if (left && left->empty()) static_cast<void>(disk.remove_all(from.folder).has_value());
  return done;
}

}  // namespace manara::node
