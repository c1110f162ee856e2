/// A day of a small node on a simulated disk: what it is told is durable is written down elsewhere, and held against
/// what the disk has once the power is back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/made_random.h"
#include "store/made_practice.h"
#include "store/store.h"
#include "vfs.h"

namespace manara::sim {

/// What the node said was done.
struct Acknowledged {
  std::map<ledger::DraftId, store::Outcome> drafts{};
  std::optional<std::string> checkpoint{};
  std::vector<std::string> errors{};  ///< names of what it said instead
};

/// How much the day holds: `whole`: a log that is moved into the database because it has grown long, too.
enum class Day : std::uint8_t { brief, whole };

class Player {
 public:
  /// On a disk where `make_node` was before.
  Player(Disk& disk, std::uint64_t seed) : vfs_(disk), disk_(disk), random_(seed) {}

  bool create();
  bool open();
  void close() { store_.reset(); }
  void commit(const std::vector<store::Draft>& drafts);
  void keep_checkpoint();
  void rebuild();
  /// Everything above; after an error what a person would do: once more.
  void play(Day day);

  [[nodiscard]] const Acknowledged& said() const { return said_; }
  store::Store* store() { return store_ ? &*store_ : nullptr; }
  [[nodiscard]] const char* vfs() const { return vfs_.name(); }
  [[nodiscard]] Disk& disk() { return disk_; }

 private:
  store::Surroundings around() { return {clock_, random_, vfs_.name()}; }
  void note(const Error& error) { said_.errors.emplace_back(error.code.name()); }

  Vfs vfs_;
  Disk& disk_;
  store::made::FixedClock clock_{};
  access::made::SeededRandom random_;
  std::optional<store::Store> store_{};
  Acknowledged said_{};
};

/// A disk with a node and its first entry, everything safe; and what was said of it.
struct Begun {
  Disk disk;
  Acknowledged said;
};
Begun begin(bool lies_about_syncs = false);

/// What is wrong with the disk after the cut; "" where everything that was acknowledged is there, once, as it was said,
/// the ledger checks, what follows from it is what a rebuild makes, and work goes on.
std::string wrong_with(Disk disk, const Acknowledged& said);

}  // namespace manara::sim
