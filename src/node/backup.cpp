// A backup is copied out of the database in one reading transaction, so that nobody who writes waits; checked as a
// copy; written; and read back from the medium, byte for byte what was checked. Only then has it its name: a backup
// that lies there is one that can be restored.
#include "node/backup.h"

#include "ledger/checkpoint.h"
#include "node/work_folder.h"
#include "store/whole.h"

namespace manara::node {
namespace {

/// Checks the copy and signs for what it holds.
Result<BackedUp> check_copy(const BackUpOf& node, const std::string& copy) {
  MANARA_CHECK(store::check_database(copy, node.around.vfs));
  const auto all = with_own(node.practices);
  MANARA_TRY(store, store::Store::open(copy, all, node.around));
  MANARA_TRY(checked, store::check_ledger(store, {}));
  const auto& origin = store.identity().origin;
  MANARA_TRY(note, ledger::sign_checkpoint({.origin = origin, .head = checked.head}, {origin, node.secrets.signing}));
  return BackedUp{.entries = checked.head.size, .checkpoint = std::move(note)};
}

/// Reads the whole file again: each member must be what was put into it.
Status read_back(const std::string& path, const crypto::SealingKey& master, const crypto::Digest& database,
                 const crypto::Digest& checkpoint) {
  MANARA_TRY(reader, BackupReader::open(path));
  MANARA_CHECK(reader.unlock(master));
  int same = 0;
  for (;;) {
    MANARA_TRY(member, reader.next());
    if (!member) break;
    crypto::Sha256 digest;
    for (;;) {
      MANARA_TRY(bytes, reader.read());
      if (bytes.empty()) break;
      digest.update(bytes);
    }
    same += digest.finish() == (member->name == database_member ? database : checkpoint) ? 1 : 0;
  }
  if (same != 2) return fail(Code{"backup_changed"}, {"0"});
  return {};
}

}  // namespace

Result<BackedUp> back_up(const BackUpOf& node, const std::string& file, Sealing sealing) {
  MANARA_TRY(keys, io::read_file(node.folder + "/keys"));
  MANARA_TRY(work, WorkFolder::begin(node.folder + "/backup.new"));
  const auto copy = work.at(database_member);
  MANARA_CHECK(store::copy_database(node.folder + "/manara.db", copy, node.around.vfs));
  MANARA_TRY(done, check_copy(node, copy));
  MANARA_CHECK(node.keep_checkpoint(done.entries, done.checkpoint));
  MANARA_TRY(to, io::NewFile::begin(file, io::Readers::owner));
  MANARA_TRY(writer, BackupWriter::begin(to, sealing, keys, node.secrets.master));
  MANARA_TRY(database, writer.add_file(database_member, copy));
  MANARA_TRY(checkpoint, writer.add(checkpoint_member, done.checkpoint));
  MANARA_CHECK(writer.end());
  MANARA_CHECK(to.sync());
  auto read = read_back(to.temporary(), node.secrets.master, database, checkpoint);
  if (!read) return std::unexpected(std::move(read).error().in(file));
  MANARA_CHECK(to.commit());
  return std::move(done);
}

}  // namespace manara::node
