// A backup is copied out of the database in one reading transaction, so that nobody who writes waits; checked as a
// copy; written; and read back from the medium, byte for byte what was checked. Only then has it its name: a backup
// that lies there is one that can be restored.
#include "node/backup.h"

#include <set>

#include "ledger/checkpoint.h"
#include "node/work_folder.h"
#include "store/whole.h"

namespace manara::node {
namespace {

constexpr std::uint64_t most_keys_bytes = 64 << 10;

struct Copy {
  BackedUp told{};
  std::set<store::BlobName> blobs{};
};

/// Checks the copy and signs for what it holds.
Result<Copy> check_copy(const BackUpOf& node, const std::string& copy) {
  MANARA_CHECK(store::check_database(copy, node.around.vfs));
  const auto all = with_own(node.practices);
  MANARA_TRY(store, store::Store::open(copy, all, node.around));
  MANARA_TRY(checked, store::check_ledger(store, {}));
  const auto& origin = store.identity().origin;
  MANARA_TRY(note, ledger::sign_checkpoint({.origin = origin, .head = checked.head}, {origin, node.secrets.signing}));
  return Copy{.told = {.entries = checked.head.size, .checkpoint = std::move(note), .blobs = checked.blobs.size()},
              .blobs = std::move(checked.blobs)};
}

/// As they lie there, sealed; each one read to its end first.
Status add_blobs(BackupWriter& writer, store::Blobs& blobs, const std::set<store::BlobName>& names, io::Disk& disk) {
  for (const auto& name : names) {
    MANARA_CHECK(blobs.check(name));
    const auto file = blobs.file_of(name);
    MANARA_CHECK(writer.add_file(std::string(blobs_folder) + file, blobs.folder() + "/" + file, disk));
  }
  return {};
}

/// Reads the whole file again: it must be what was put into it.
Status read_back(const std::string& path, const crypto::SealingKey& master, const crypto::Digest& put, io::Disk& disk) {
  MANARA_TRY(reader, BackupReader::open(path, disk));
  MANARA_CHECK(reader.unlock(master));
  for (;;) {
    MANARA_TRY(member, reader.next());
    if (!member) break;
    for (;;) {
      MANARA_TRY(bytes, reader.read());
      if (bytes.empty()) break;
    }
  }
  if (reader.digest() != put) return fail(Code{"backup_changed"}, {"0"});
  return {};
}

}  // namespace

Result<BackedUp> back_up(const BackUpOf& node, const std::string& file, Sealing sealing) {
  auto& disk = node.around.disk;
  MANARA_TRY(keys, io::read_file(node.folder + "/keys", most_keys_bytes, disk));
  MANARA_TRY(work, WorkFolder::begin(node.folder + "/backup.new", disk));
  // Until it is written, no blob is removed that the copy refers to.
  const auto held = node.blobs.hold();
  if (!held) return std::unexpected(held.error());
  const auto copy = work.at(database_member);
  MANARA_CHECK(store::copy_database(node.folder + "/manara.db", copy, node.around.vfs));
  MANARA_TRY(done, check_copy(node, copy));
  // The last connection moves the copy's log into it; where the disk had no room for that, the copy alone is not whole.
  if (disk.exists(copy + "-wal")) return fail(Code{"store_failed"}, {"WAL"});
  MANARA_CHECK(node.keep_checkpoint(done.told.entries, done.told.checkpoint));
  MANARA_TRY(to, io::NewFile::begin(file, io::Readers::owner, disk));
  MANARA_TRY(writer, BackupWriter::begin(to, sealing, keys, node.secrets.master));
  MANARA_CHECK(writer.add_file(database_member, copy, disk));
  MANARA_CHECK(writer.add(checkpoint_member, done.told.checkpoint));
  MANARA_CHECK(add_blobs(writer, node.blobs, done.blobs, disk));
  MANARA_TRY(put, writer.end());
  MANARA_CHECK(to.sync());
  auto read = read_back(to.temporary(), node.secrets.master, put, disk);
  if (!read) return std::unexpected(std::move(read).error().in(file));
  MANARA_CHECK(to.commit());
  return std::move(done.told);
}

}  // namespace manara::node
