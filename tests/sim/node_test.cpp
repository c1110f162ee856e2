// The power is cut at every step of making a node, of a restore in place of another one, of an erasure: there is always
// one whole node, the old one or the new one.
#include <doctest/doctest.h>
#include <filesystem>
#include <functional>
#include <unistd.h>

#include "access/made_random.h"
#include "files.h"
#include "io/file.h"
#include "node/backup.h"
#include "store/made_practice.h"
#include "vfs.h"

using namespace manara;
using namespace manara::sim;

namespace {

constexpr std::string_view secret = "Mole of the third keeper";
constexpr std::uint64_t most_steps = 5000;

/// The key file is not on the disk that loses power.
class KeyPlace {
 public:
  KeyPlace() {
    auto name = (std::filesystem::temp_directory_path() / "manara-sim-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    REQUIRE(node::write_key_file(path(), {.key = crypto::make_sealing_key()}));
  }
  KeyPlace(const KeyPlace&) = delete;
  KeyPlace& operator=(const KeyPlace&) = delete;
  ~KeyPlace() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string path() const { return folder_ + "/node.key"; }

 private:
  std::string folder_;
};

/// A machine with this disk, from its start to its end.
class Machine {
  Vfs vfs_;  // first: what stands on it goes before it
  Files files_;
  store::made::FixedClock clock_{};
  access::made::SeededRandom random_;
  const KeyPlace& key_;

 public:
  /// `seed`: another for each life, or its ids come again.
  Machine(Disk& disk, const KeyPlace& key, std::uint64_t seed) : vfs_(disk), files_(disk), random_(seed), key_(key) {}

  store::Surroundings around() { return {clock_, random_, vfs_.name(), files_}; }
  bool make() {
    return node::Node::create("/node", key_.path(), {.nation = "XX", .names = R"({"en":"Harbour"})", .language = "en"},
                              store::made::practices, around(), {.passes = 1, .bytes = 8192})
        .has_value();
  }
  Result<node::Node> open() {
    return node::Node::open("/node", *node::read_key_file(key_.path()), store::made::practices, around());
  }
  /// A lamp with a file.
  static ledger::EntryId attach(node::Node& node, std::uint8_t number, const std::string& text) {
    auto draft = store::made::lamp(number, text);
    draft.blobs = {*node.blobs().put("a file of " + text)};
    return node.store().commit(std::vector{draft}).front()->id;
  }
  Status back_up(node::Node& node) {
    const auto keep = [&](std::uint64_t size, std::string_view note) {
      return node.store().keep_checkpoint(size, note);
    };
    MANARA_CHECK(node::back_up({.folder = "/node",
                                .secrets = node.secrets(),
                                .blobs = node.blobs(),
                                .practices = store::made::practices,
                                .around = around(),
                                .keep_checkpoint = keep},
                               "/medium/backup", node::Sealing::sealed));
    return {};
  }
  bool restore() {
    return node::restore({.file = "/medium/backup",
                          .folder = "/node",
                          .key_file = key_.path(),
                          .replace = true,
                          .practices = store::made::practices,
                          .around = around()})
        .has_value();
  }
  Files& files() { return files_; }
};

/// What is wrong with it; else its number of entries in `entries`.
std::string wrong_with(node::Node& node, std::uint64_t& entries) {
  const auto checked = node.check({});
  if (!checked) return "the ledger does not check: " + std::string(checked.error().code.name());
  const auto files = node.check_blobs(checked->blobs);
  if (!files || !files->wrong.empty()) return "an entry lacks its file";
  if (!node.store().commit(std::vector{store::made::lamp(200, "afterwards")}).front()) return "work does not go on";
  if (!node.check({})) return "what is written afterwards does not check";
  entries = checked->head.size;
  return "";
}

struct Tally {
  std::uint64_t steps = 0;
  std::uint64_t wrong = 0;
  std::string first{};
};

/// Runs `round` with the power cut in each step, until it stays on, and `after` on what the disk has then.
Tally cut_everywhere(const Disk& from, std::uint64_t every, const std::function<bool(Disk&)>& round,
                     const std::function<std::string(Disk&, bool done)>& after) {
  Tally tally;
  for (std::uint64_t step = 0; step < most_steps; step += every) {
    Disk disk(from);
    disk.cut_at(step);
    const bool done = round(disk);
    for (const auto loss : {Loss::all, Loss::some}) {
      auto then = disk.after_cut(loss, step);
      const auto wrong = after(then, done);
      if (!wrong.empty() && tally.wrong++ == 0) tally.first = "step " + std::to_string(step) + ": " + wrong;
    }
    tally.steps = step;
    if (!disk.is_off()) break;
  }
  return tally;
}

/// Whether the bytes stand anywhere on the disk.
bool holds(const Disk& disk, std::string_view bytes) {
  for (const auto& [name, file] : disk.names()) {
    if (file->now.find(bytes) != std::string::npos) return true;
  }
  return false;
}

/// A node with two entries more in it than its backup has, of which a checkpoint has left.
Disk restorable(const KeyPlace& key) {
  Disk disk(1);
  Machine machine(disk, key, 1);
  REQUIRE(machine.make());
  REQUIRE(machine.files().make_folder("/medium"));
  REQUIRE(machine.files().sync_folder("/"));
  auto node = machine.open();
  REQUIRE(node);
  Machine::attach(*node, 1, "pier");
  REQUIRE(machine.back_up(*node));
  Machine::attach(*node, 2, "quay");
  Machine::attach(*node, 3, "lock");
  REQUIRE(node->checkpoint());
  return disk;
}

Tally cut_in_restore(const KeyPlace& key, const Disk& from, std::uint64_t every) {
  const auto round = [&](Disk& disk) { return Machine(disk, key, 2).restore(); };
  return cut_everywhere(from, every, round, [&](Disk& disk, bool done) -> std::string {
    Machine machine(disk, key, 3);
    auto node = machine.open();
    if (!node) return "can't be opened: " + std::string(node.error().code.name());
    std::uint64_t entries = 0;
    if (auto wrong = wrong_with(*node, entries); !wrong.empty()) return wrong;
    const bool is_new = node->store().identity().origin.ends_with("/2");
    if (entries != (is_new ? 3 : 4)) return "half of the one and half of the other";
    return done && !is_new ? "the restored node is lost" : "";
  });
}

}  // namespace

TEST_CASE("the power is cut while a node is made: there is a whole one, or one can be made") {
  const KeyPlace key;
  const auto round = [&](Disk& disk) { return Machine(disk, key, 1).make(); };
  const auto tally = cut_everywhere(Disk(1), 3, round, [&](Disk& disk, bool done) -> std::string {
    Machine machine(disk, key, 2);
    auto node = machine.open();
    if (!node && node.error().code != Code{"store_missing"}) return std::string(node.error().code.name());
    if (!node && done) return "lost";
    if (!node && !machine.make()) return "can't be made";
    if (!node) node = machine.open();
    std::uint64_t entries = 0;
    return node ? wrong_with(*node, entries) : "can't be opened";
  });
  CHECK_MESSAGE(tally.wrong == 0, tally.first);
  CHECK(tally.steps > 40);
}

TEST_CASE(
    "the power is cut at every step of a restore in place of another node: there is the old one or the new one, "
    "whole") {
  const KeyPlace key;
  const auto tally = cut_in_restore(key, restorable(key), 1);
  CHECK_MESSAGE(tally.wrong == 0, tally.first);
  CHECK(tally.steps > 100);
}

TEST_CASE("the power is cut at every step of an erasure: nothing of it is gone, or nothing of it is left") {
  const KeyPlace key;
  Disk made(1);
  ledger::EntryId entry;
  {
    Machine machine(made, key, 1);
    REQUIRE(machine.make());
    auto node = machine.open();
    entry = Machine::attach(*node, 1, std::string(secret));
    Machine::attach(*node, 2, "quay");
  }
  REQUIRE(holds(made, secret));
  const auto round = [&](Disk& disk) {
    Machine machine(disk, key, 2);
    auto node = machine.open();
    const store::Erasing what{.draft = {{90}}, .entry = entry, .reason = "asked for"};
    const auto erased = node ? node->store().erase({&what, 1}) : Result<store::Erased>(store::Erased{});
    return erased && erased->is_complete;
  };
  const auto tally = cut_everywhere(made, 1, round, [&](Disk& disk, bool done) -> std::string {
    if (done && holds(disk, secret)) return "said to be gone, and there";
    Machine machine(disk, key, 3);
    auto node = machine.open();
    if (!node) return "can't be opened: " + std::string(node.error().code.name());
    const auto found = node->store().entry(entry);
    if (!found) return "the entry is lost";
    const bool is_there = found->parts.front().has_value();
    std::uint64_t entries = 0;
    if (auto wrong = wrong_with(*node, entries); !wrong.empty()) return wrong;
    if (entries != (is_there ? 3 : 4)) return "erased without a word, or said and not erased";
    if (done && is_there) return "the erasure is lost";
    return !is_there && holds(disk, secret) ? "something of it is left" : "";
  });
  CHECK_MESSAGE(tally.wrong == 0, tally.first);
  CHECK(tally.steps > 30);
}

TEST_CASE("the same tests see what a disk loses that lies about its syncs") {
  const KeyPlace key;
  auto lying = restorable(key);
  lying.lie_about_syncs();
  CHECK(cut_in_restore(key, lying, 101).wrong > 0);
}
