// The power is cut at every step of putting files of entries, of a backup and of replacing a file whole; the disk fills
// up, writes short, fails a sync.
#include "files.h"

#include <doctest/doctest.h>
#include <functional>
#include <set>

#include "io/file.h"
#include "node/backup.h"
#include "player.h"
#include "store/blobs.h"
#include "store/check.h"

using namespace manara;
using namespace manara::sim;

namespace {

constexpr std::uint64_t most_steps = 5000;

/// Of the node that player.cpp makes.
node::Secrets secrets() {
  node::Secrets all{.signing = crypto::signing_key_of({3})};
  all.master.bytes.fill(9);
  return all;
}

struct Said {
  std::map<store::BlobName, std::string> blobs{};  ///< put, and acknowledged
  std::vector<store::BlobName> entries{};          ///< that acknowledged entries refer to
  std::vector<std::string> errors{};
};

std::string text_of(int number, std::size_t size) {
  return std::string(size, static_cast<char>('a' + number)) + std::to_string(number);
}

/// A node with files on a disk.
class Yard {
  Vfs vfs_;  // first: what stands on it goes before it
  store::made::FixedClock clock_{};
  access::made::SeededRandom random_;

 public:
  /// `seed`: another for each life of the node, or its ids come again.
  Yard(Disk& disk, std::uint64_t seed) : vfs_(disk), random_(seed), files(disk) {
    auto opened = store::Store::open("/manara.db", store::made::practices, around());
    if (!opened) opened = store::Store::open("/manara.db", store::made::practices, around());
    if (!opened) return;
    store.emplace(std::move(*opened));
    store->use_blobs(blobs);
  }
  store::Surroundings around() { return {clock_, random_, vfs_.name(), files}; }

  /// Puts the file, then writes an entry that refers to it; after an error once more.
  void attach(std::uint8_t number, const std::string& text, Said& said) {
    for (int tries = 0; tries < 2 && store; ++tries) {
      const auto put = blobs.put(text);
      if (put) said.blobs[put->name] = text;
      if (!put) said.errors.emplace_back(put.error().code.name());
      if (!put) continue;
      auto draft = store::made::lamp(number, "pier");
      draft.blobs = {*put};
      const auto written = store->commit(std::vector{draft}).front();
      if (written) said.entries.push_back(put->name);
      if (written) return;
      said.errors.emplace_back(written.error().code.name());
    }
  }
  Result<node::BackedUp> back_up() {
    if (!store) return fail(Code{"store_failed"});
    const auto keep = [this](std::uint64_t size, std::string_view note) { return store->keep_checkpoint(size, note); };
    const auto own = secrets();
    return node::back_up({.folder = "",
                          .secrets = own,
                          .blobs = blobs,
                          .practices = store::made::practices,
                          .around = around(),
                          .keep_checkpoint = keep},
                         "/medium/backup", node::Sealing::sealed);
  }

  Files files;
  store::Blobs blobs{"/blobs", secrets().master, files};
  std::optional<store::Store> store{};
};

/// Another file, one that is there already, a long one, an empty one.
Said play(Disk& disk) {
  Said said;
  Yard yard(disk, 11);
  yard.attach(10, text_of(0, 900), said);
  yard.attach(11, text_of(0, 900), said);
  yard.attach(12, text_of(1, 150'000), said);
  yard.attach(13, "", said);
  return said;
}

std::string wrong_with_files(Disk disk, const Said& said) {
  Yard yard(disk, 12);
  if (!yard.store) return "can't be opened";
  for (const auto& [name, text] : said.blobs) {
    const auto read = yard.blobs.bytes(name);
    if (!read) return "lost: " + std::string(read.error().code.name());
    if (*read != text) return "another";
  }
  const auto checked = store::check_ledger(*yard.store, {});
  if (!checked) return "the ledger does not check";
  for (const auto& name : said.entries) {
    if (!checked->blobs.contains(name)) return "an entry is lost";
  }
  for (const auto& name : checked->blobs) {
    if (!yard.blobs.check(name)) return "an entry without its file";
  }
  if (!yard.blobs.tidy()) return "can't be tidied";
  Said after;
  yard.attach(20, text_of(7, 70'000), after);
  return after.errors.empty() ? "" : "work does not go on: " + after.errors.front();
}

/// The number of entries in the backup that lies there; nullopt where it is not whole.
std::optional<std::uint64_t> entries_in_backup(Disk& disk) {
  Files files(disk);
  const auto own = secrets();
  auto reader = node::BackupReader::open("/medium/backup", files);
  if (!reader || !reader->unlock(own.master)) return std::nullopt;
  for (const auto* folder : {"/r", "/r/blobs"})
    REQUIRE(files.make_folder(folder));
  for (;;) {
    const auto member = reader->next();
    if (!member) return std::nullopt;
    if (!*member) break;
    const auto path = "/r/" + (*member)->name;
    REQUIRE(files.make_folder(path.substr(0, path.rfind('/'))));
    auto to = io::NewFile::begin(path, io::Readers::owner, files);
    for (;;) {
      const auto bytes = reader->read();
      if (!bytes) return std::nullopt;
      if (bytes->empty()) break;
      REQUIRE(to->write(*bytes));
    }
    REQUIRE(to->commit());
  }
  const Vfs vfs(disk);
  store::made::FixedClock clock;
  access::made::SeededRandom random(12);
  auto store = store::Store::open("/r/manara.db", store::made::practices, {clock, random, vfs.name(), files});
  if (!store) return std::nullopt;
  const auto checked = store::check_ledger(*store, {});
  if (!checked) return std::nullopt;
  store::Blobs blobs("/r/blobs", own.master, files);
  for (const auto& name : checked->blobs) {
    if (!blobs.check(name)) return std::nullopt;
  }
  return checked->head.size;
}

/// A node with a file, a first backup of it, and a second file since.
struct Backed {
  Disk disk;
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};
Backed backed() {
  auto begun = begin();
  Backed made{std::move(begun.disk)};
  Yard yard(made.disk, 13);
  Said said;
  REQUIRE(io::replace_file("/keys", "keys", io::Readers::owner, yard.files));
  REQUIRE(yard.files.make_folder("/medium"));
  REQUIRE(yard.files.sync_folder("/"));
  yard.attach(10, text_of(0, 3000), said);
  made.first = yard.back_up()->entries;
  yard.attach(11, text_of(1, 80'000), said);
  made.second = yard.store->head().size;
  return made;
}

struct Tally {
  std::uint64_t steps = 0;
  std::uint64_t wrong = 0;
  std::string first{};

  void count(std::uint64_t step, const std::string& complaint) {
    if (complaint.empty()) return;
    if (wrong++ == 0) first = "step " + std::to_string(step) + ": " + complaint;
  }
};

/// Runs `round` for each step with the power cut in it, until the power stays on.
Tally cut_everywhere(const Disk& from, const std::function<std::string(Disk&, std::uint64_t)>& round) {
  Tally tally;
  for (std::uint64_t step = 0; step < most_steps; ++step) {
    Disk disk(from);
    disk.cut_at(step);
    tally.count(step, round(disk, step));
    if (disk.is_off()) continue;
    tally.steps = step;
    break;
  }
  return tally;
}

std::string round_of_files(Disk& disk, std::uint64_t step) {
  const auto said = play(disk);
  const auto wrong = wrong_with_files(disk.after_cut(Loss::all, step), said);
  return wrong.empty() ? wrong_with_files(disk.after_cut(Loss::some, step), said) : wrong;
}

std::string wrong_with_backup(Disk disk, const Backed& made, bool is_acknowledged) {
  const auto entries = entries_in_backup(disk);
  if (!entries) return "the backup is not whole";
  if (is_acknowledged && *entries != made.second) return "the new backup is lost";
  return *entries == made.first || *entries == made.second ? "" : "another backup";
}

}  // namespace

TEST_CASE(
    "the power is cut at every step of putting files: what was acknowledged is there, and no entry lacks its file") {
  const auto tally = cut_everywhere(begin().disk, round_of_files);
  CHECK_MESSAGE(tally.wrong == 0, tally.first);
  CHECK(tally.steps > 40);
}

TEST_CASE("the power is cut at every step of a backup: there is the last one or the new one, and the node as it was") {
  const auto made = backed();
  const auto tally = cut_everywhere(made.disk, [&](Disk& disk, std::uint64_t step) {
    const bool done = Yard(disk, 14).back_up().has_value();
    auto wrong = wrong_with_backup(disk.after_cut(Loss::all, step), made, done);
    if (wrong.empty()) wrong = wrong_with_backup(disk.after_cut(Loss::some, step), made, done);
    return wrong.empty() ? wrong_with_files(disk.after_cut(Loss::some, step), {}) : wrong;
  });
  CHECK_MESSAGE(tally.wrong == 0, tally.first);
  CHECK(tally.steps > 40);
}

TEST_CASE(
    "the power is cut at every step of replacing a file, as an index of advisories is: the old one or the new one") {
  Disk disk(1);
  Files files(disk);
  REQUIRE(io::replace_file("/index", "old", io::Readers::all, files));
  const auto tally = cut_everywhere(disk, [](Disk& now, std::uint64_t step) -> std::string {
    Files changing(now);
    const auto done = io::replace_file("/index", text_of(1, 200'000), io::Readers::all, changing);
    for (const auto loss : {Loss::all, Loss::some}) {
      auto after = now.after_cut(loss, step);
      Files reading(after);
      const auto read = io::read_file("/index", 1 << 20, reading);
      if (!read || (*read != "old" && *read != text_of(1, 200'000))) return "neither";
      if (done && *read == "old") return "lost";
    }
    return "";
  });
  CHECK_MESSAGE(tally.wrong == 0, tally.first);
  CHECK(tally.steps >= 4);
}

TEST_CASE("the power is cut at every step of making folders: what was put into them afterwards is found") {
  const auto tally = cut_everywhere(Disk(1), [](Disk& now, std::uint64_t step) -> std::string {
    Files files(now);
    const auto done = io::make_folders("/a/b/c", io::Readers::owner, files) &&
                      io::replace_file("/a/b/c/file", "safe", io::Readers::owner, files);
    auto after = now.after_cut(Loss::all, step);
    Files reading(after);
    return done && !io::read_file("/a/b/c/file", 1 << 20, reading) ? "lost" : "";
  });
  CHECK_MESSAGE(tally.wrong == 0, tally.first);
  CHECK(tally.steps >= 8);
}

TEST_CASE("the same tests see what a disk loses that lies about its syncs") {
  auto lying = begin().disk;
  lying.lie_about_syncs();
  CHECK(cut_everywhere(lying, round_of_files).wrong > 3);
  auto made = backed();
  made.disk.lie_about_syncs();
  const auto tally = cut_everywhere(made.disk, [&](Disk& disk, std::uint64_t step) {
    const bool done = Yard(disk, 14).back_up().has_value();
    return wrong_with_backup(disk.after_cut(Loss::all, step), made, done);
  });
  CHECK(tally.wrong > 0);
}

TEST_CASE(
    "a write that is cut short, a sync that fails, a moment without room: it is said, and the next try is served") {
  const auto begun = begin();
  const auto made = backed();
  for (const auto fault : {Fault::full, Fault::short_write, Fault::failed_sync, Fault::failed_folder_sync}) {
    std::uint64_t came = 0;
    Tally tally;
    for (std::uint64_t step = 0, idle = 0; idle < 4; step += 2) {
      Disk disk(begun.disk);
      disk.fail_at(step, fault);
      const auto before = disk.steps();
      const auto said = play(disk);
      came += disk.has_failed() ? 1U : 0U;
      idle = disk.steps() - before < step ? idle + 1 : 0;
      if (said.entries.size() < 4) tally.count(step, "work did not go on");
      tally.count(step, wrong_with_files(disk.after_cut(Loss::all, step), said));
    }
    for (std::uint64_t step = 0, idle = 0; idle < 4; step += 3) {
      Disk disk(made.disk);
      disk.fail_at(step, fault);
      const auto before = disk.steps();
      Yard yard(disk, 14);
      const bool done = yard.store && yard.back_up();
      came += disk.has_failed() ? 1U : 0U;
      idle = disk.steps() - before < step ? idle + 1 : 0;
      tally.count(step, wrong_with_backup(disk.after_cut(Loss::all, step), made, done));
      if (!done && !(yard.store && yard.back_up())) tally.count(step, "the next backup is not made");
    }
    CHECK_MESSAGE(tally.wrong == 0, "fault ", static_cast<int>(fault), ": ", tally.first);
    CHECK(came > (fault == Fault::failed_folder_sync ? 2 : 8));
  }
}

TEST_CASE("a disk that is full says so for a file and a backup; once there is room, both are written") {
  const auto made = backed();
  std::set<std::string> errors;
  std::uint64_t refused = 0;
  for (std::uint64_t room = 0; room < 400'000; room += 20'000) {
    Disk disk(made.disk);
    Yard yard(disk, 14);
    REQUIRE(yard.store);
    disk.set_room(disk.used() + room);
    const auto backed_up = yard.back_up();
    if (!backed_up) errors.insert(std::string(backed_up.error().code.name()));
    const auto put = yard.blobs.put(text_of(3, 100'000));
    if (!put) errors.insert(std::string(put.error().code.name()));
    refused += (backed_up ? 0U : 1U) + (put ? 0U : 1U);
    CHECK(wrong_with_backup(disk.after_cut(Loss::all, room), made, backed_up.has_value()) == "");
    disk.set_room({});
    CHECK(yard.back_up());
    CHECK(yard.blobs.put(text_of(3, 100'000)));
  }
  CHECK(refused > 5);
  CHECK(errors == std::set<std::string>{"file_unwritable", "store_full"});
}
