#include "node/making.h"

#include <filesystem>
#include <sys/stat.h>

#include "crypto/phrase.h"
#include "io/file.h"
#include "json/writer.h"
#include "ledger/checkpoint.h"
#include "node/backup.h"

namespace manara::node {
namespace {

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

bool is_there(const std::string& folder, io::Disk& disk) {
  return disk.exists(folder + "/manara.db") || disk.exists(folder + "/keys") || disk.exists(folder + "/restored");
}

}  // namespace

std::string Making::folder() const {
  return data_folder_ + "/init.new";
}

Making::Making(Making&& other) noexcept
    : data_folder_(std::move(other.data_folder_)),
      key_file_(std::move(other.key_file_)),
      disk_(other.disk_),
      held_(std::move(other.held_)),
      made_folder_(other.made_folder_),
      has_key_file_(other.has_key_file_),
      key_(std::move(other.key_)),
      sheet_(std::move(other.sheet_)) {}

Result<Making> Making::begin(const std::string& folder, const std::string& key_file, const NewNode& about,
                             std::span<const store::Practice> practices, store::Surroundings around,
                             const crypto::PhraseCost& cost) {
  if (is_there(folder, around.disk)) return fail(Code{"node_exists"}, {folder});
  MANARA_CHECK(check_key_place(key_file, folder));
  Making making(folder, key_file, around.disk);
  MANARA_CHECK(making.take_folder());
  making.has_key_file_ = io::exists(key_file);
  if (making.has_key_file_) {
    MANARA_TRY(key, read_key_file(key_file));
    making.key_ = key;
  } else {
    making.key_.key = crypto::make_sealing_key();
  }
  MANARA_CHECK(making.make(about, practices, around, cost));
  return making;
}

Status Making::take_folder() {
  const bool was_there = disk_->exists(data_folder_);
  MANARA_CHECK(io::make_folders(data_folder_, io::Readers::owner, *disk_));
  auto held = disk_->hold(data_folder_, io::Holding::alone);
  if (!held && held.error().code == Code{"file_held"}) return fail(Code{"node_in_use"}, {data_folder_});
  if (!held) return std::unexpected(std::move(held).error());
  // Whoever had it until now may have made one.
  if (is_there(data_folder_, *disk_)) return fail(Code{"node_exists"}, {data_folder_});
  held_ = std::move(*held);
  made_folder_ = !was_there;
  // Others could look into it until now, where it has been a folder of advisories.
  ::chmod(data_folder_.c_str(), 0700);
  return disk_->remove_all(folder());
}

Status Making::make(const NewNode& about, std::span<const store::Practice> practices, store::Surroundings around,
                    const crypto::PhraseCost& cost) {
  const auto secrets = make_secrets();
  sheet_.phrase = crypto::make_phrase(around.random);
  MANARA_TRY(keys, write_keys(secrets, key_, sheet_.phrase, cost));
  const auto home = around.random.make_id<ledger::NodeId>();
  // A name that nobody else has and that claims no domain of anybody's.
  const auto origin = "manara/" + to_string(home).substr(0, 16);
  sheet_.verifier = to_string(ledger::verifier_of(ledger::NoteSigner{origin, secrets.signing}));
  MANARA_CHECK(io::make_folders(folder(), io::Readers::owner, *disk_));
  MANARA_CHECK(io::replace_file(folder() + "/keys", keys, io::Readers::owner, *disk_));
  {
    const auto all = with_own(practices);
    MANARA_CHECK(store::Store::create(folder() + "/manara.db", all,
                                      {.home = home, .origin = origin, .verifier = sheet_.verifier}, around));
  }
  MANARA_TRY(node, Node::open(folder(), key_, practices, around));
  const store::Draft first{.id = around.random.make_id<ledger::DraftId>(),
                           .kind = "node_opened",
                           .subject = ledger::SubjectId{home.bytes},
                           .parts = {profile_of(about)}};
  MANARA_CHECK(node.store().commit({&first, 1}).front());
  MANARA_TRY(note, node.checkpoint());
  sheet_.checkpoint = std::move(note);
  return {};
}

Status Making::finish() {
  // Whoever had it open last has moved its log into the database; where that failed, the database alone is not whole.
  if (disk_->exists(folder() + "/manara.db-wal")) return fail(Code{"store_busy"});
  MANARA_CHECK(disk_->sync_file(folder() + "/manara.db"));
  MANARA_CHECK(disk_->sync_folder(folder()));
  if (!has_key_file_) MANARA_CHECK(write_key_file(key_file_, key_));
  if (const auto decided = decide(); !decided) {
    std::error_code ignored;
    if (!has_key_file_) std::filesystem::remove(key_file_, ignored);
    return decided;
  }
  MANARA_CHECK(finish_restore(data_folder_, *disk_));
  held_ = nullptr;
  return {};
}

/// As a restore is decided: whoever opens the node next finishes what is left to do.
Status Making::decide() {
  const auto whole = data_folder_ + "/restored";
  MANARA_CHECK(disk_->rename(folder(), whole));
  const auto safe = disk_->sync_folder(data_folder_);
  if (safe) return {};
  // It is not said to be there, so it must not be: nobody would have its sheet.
  MANARA_CHECK(disk_->rename(whole, folder()));
  return safe;
}

Making::~Making() {
  if (!held_) return;
  // What can't be removed now is removed by the next one.
  static_cast<void>(disk_->remove_all(folder()).has_value());
  const auto left = disk_->names(data_folder_);
  if (made_folder_ && left && left->empty()) static_cast<void>(disk_->remove_all(data_folder_).has_value());
}

}  // namespace manara::node
