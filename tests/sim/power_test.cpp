// The power is cut at every step of a node's day, the disk fills up, writes short, fails a sync: nothing that was
// acknowledged is lost, and work goes on. The long forms, named "slow", run with a log that is moved while it is
// written and with more chances for each cut; make test-all runs them.
#include <cstdint>
#include <doctest/doctest.h>
#include <set>

#include "player.h"
#include "store/whole.h"

using namespace manara;
using namespace manara::sim;

namespace {

constexpr std::uint64_t never = UINT64_MAX;

struct Cuts {
  std::uint64_t steps = 0;  ///< of the whole day
  std::uint64_t cuts = 0;
  std::uint64_t wrong = 0;
  std::string first{};  ///< what was wrong
};

struct Plan {
  Day day = Day::brief;
  std::uint64_t every = 1;    ///< step
  std::uint64_t chances = 2;  ///< of each cut; the first loses everything
  bool lies = false;
  std::uint64_t enough = never;  ///< wrong ones, then it ends
};

std::uint64_t steps_of_a_day() {
  auto begun = begin();
  const auto before = begun.disk.steps();
  Player(begun.disk, 7).play(Day::brief);
  return begun.disk.steps() - before;
}

/// Plays the day once for each step, with the power cut in it.
Cuts cut_everywhere(const Plan& plan) {
  const auto begun = begin(plan.lies);
  Cuts cuts;
  for (std::uint64_t step = 0; cuts.wrong < plan.enough; step += plan.every) {
    Disk disk(begun.disk);
    disk.cut_at(step);
    Acknowledged said;
    {
      Player player(disk, 7);
      player.play(plan.day);
      said = player.said();
    }
    said.drafts.insert(begun.said.drafts.begin(), begun.said.drafts.end());
    for (std::uint64_t chance = 0; chance < plan.chances && cuts.wrong < plan.enough; ++chance) {
      const auto loss = chance == 0 ? Loss::all : Loss::some;
      const auto wrong = wrong_with(disk.after_cut(loss, step * 1000 + chance), said);
      ++cuts.cuts;
      if (wrong.empty()) continue;
      if (cuts.wrong++ == 0) cuts.first = "step " + std::to_string(step) + ": " + wrong;
    }
    if (!disk.is_off()) {
      cuts.steps = step;
      break;
    }
  }
  return cuts;
}

/// Cuts the power in every `step`th step of the day, then in every `second`th of what the node does when it is back.
Cuts cut_twice(std::uint64_t every, std::uint64_t second) {
  const auto begun = begin();
  Cuts cuts;
  const auto steps = steps_of_a_day();
  for (std::uint64_t step = 0; step < steps; step += every) {
    Disk disk(begun.disk);
    disk.cut_at(step);
    Player player(disk, 7);
    player.play(Day::brief);
    player.close();
    bool again = true;
    for (std::uint64_t next = 0; again; next += second) {
      auto back = disk.after_cut(Loss::some, step);
      back.cut_at(next);
      Player recovering(back, 8);
      if (recovering.open()) recovering.commit({store::made::lamp(100, "after the first cut")});
      recovering.close();
      again = back.is_off();
      auto said = player.said();
      said.drafts.insert(begun.said.drafts.begin(), begun.said.drafts.end());
      said.drafts.insert(recovering.said().drafts.begin(), recovering.said().drafts.end());
      const auto wrong = wrong_with(back.after_cut(Loss::some, next), said);
      ++cuts.cuts;
      if (wrong.empty()) continue;
      if (cuts.wrong++ == 0) cuts.first = std::to_string(step) + ", " + std::to_string(next) + ": " + wrong;
    }
  }
  return cuts;
}

/// Plays the day with one thing that goes wrong, then cuts the power.
std::string wrong_after(const Begun& begun, Fault fault, std::uint64_t step, bool& came) {
  Disk disk(begun.disk);
  disk.fail_at(step, fault);
  Player player(disk, 7);
  player.play(Day::brief);
  came = disk.has_failed();
  auto said = player.said();
  said.drafts.insert(begun.said.drafts.begin(), begun.said.drafts.end());
  // A fault costs no draft: whoever tried once more was served.
  if (player.store() == nullptr && said.drafts.size() < 8) return "work did not go on";
  auto wrong = wrong_with(disk.after_cut(Loss::all, step), said);
  return wrong.empty() ? wrong_with(disk.after_cut(Loss::some, step), said) : wrong;
}

}  // namespace

TEST_CASE("a day without accidents loses nothing, and its drafts are all acknowledged") {
  auto begun = begin();
  Player player(begun.disk, 7);
  player.play(Day::whole);
  CHECK(player.said().errors.empty());
  CHECK(player.said().drafts.size() == 11);
  CHECK(wrong_with(begun.disk.after_cut(Loss::all, 1), player.said()) == "");
}

TEST_CASE("the power is cut at every step of a day: nothing acknowledged is lost") {
  const auto cuts = cut_everywhere({});
  CHECK_MESSAGE(cuts.wrong == 0, cuts.first);
  CHECK(cuts.steps > 50);
}

TEST_CASE("the power is cut again while the node recovers") {
  const auto cuts = cut_twice(9, 3);
  CHECK_MESSAGE(cuts.wrong == 0, cuts.first);
  CHECK(cuts.cuts > 100);
}

TEST_CASE("the power is cut while a store is made: once it was said to be there, it is") {
  std::uint64_t made = 0;
  for (std::uint64_t step = 0; made < 20; ++step) {
    Disk disk(1);
    disk.cut_at(step);
    Player player(disk, 7);
    if (!player.create()) continue;
    ++made;
    player.commit({store::made::lamp(1, "first light")});
    player.close();
    CHECK_MESSAGE(wrong_with(disk.after_cut(Loss::all, step), player.said()) == "", "step ", step);
    CHECK_MESSAGE(wrong_with(disk.after_cut(Loss::some, step), player.said()) == "", "step ", step);
  }
}

TEST_CASE("the power is cut in the middle of a long log's move into the database") {
  const auto cuts = cut_everywhere({.day = Day::whole, .every = 523});
  CHECK_MESSAGE(cuts.wrong == 0, cuts.first);
  CHECK(cuts.steps > 2000);
}

TEST_CASE("the same test sees what a disk loses that lies about its syncs") {
  CHECK(cut_everywhere({.lies = true, .enough = 3}).wrong == 3);
}

TEST_CASE("a write that is cut short, a sync that fails, a moment without room: the next try is served") {
  const auto begun = begin();
  const auto steps = steps_of_a_day();
  for (const auto fault : {Fault::full, Fault::short_write, Fault::failed_sync}) {
    std::uint64_t came = 0;
    for (std::uint64_t step = 0; step < steps; ++step) {
      bool this_one = false;
      const auto wrong = wrong_after(begun, fault, step, this_one);
      CHECK_MESSAGE(wrong == "", "fault ", static_cast<int>(fault), " in step ", step);
      came += this_one ? 1 : 0;
    }
    CHECK(came > 5);
  }
}

TEST_CASE("a disk that is full says so; once there is room, the same node goes on") {
  const auto begun = begin();
  const auto base = begun.disk.used();
  std::uint64_t refused = 0;
  for (std::uint64_t room = 0; room < 200'000; room += 3000) {
    Disk disk(begun.disk);
    Player player(disk, 7);
    REQUIRE(player.open());
    disk.set_room(base + room);
    for (std::uint8_t i = 10; i < 20; ++i)
      player.commit({store::made::lamp(i, std::string(9000, 'x'))});
    const auto errors = std::set(player.said().errors.begin(), player.said().errors.end());
    if (!errors.empty()) CHECK(errors == std::set<std::string>{"store_full"});
    refused += errors.size();
    disk.set_room({});
    player.commit({store::made::lamp(30, "there is room")});
    CHECK(player.said().drafts.contains(store::made::lamp(30, "").id));
    CHECK(wrong_with(disk.after_cut(Loss::all, room), player.said()) == "");
  }
  CHECK(refused > 5);
}

TEST_CASE("a copy for a backup that is cut off, or finds no room, leaves the node as it was") {
  const auto begun = begin();
  std::uint64_t cuts = 0;
  for (bool cut = true; cut; ++cuts) {
    Disk disk(begun.disk);
    disk.cut_at(cuts);
    const Vfs vfs(disk);
    const auto copied = store::copy_database("/manara.db", "/copy.db", vfs.name());
    cut = disk.is_off();
    CHECK((cut || copied));
    CHECK_MESSAGE(wrong_with(disk.after_cut(Loss::some, cuts), begun.said) == "", "step ", cuts);
  }
  CHECK(cuts > 10);
  Disk disk(begun.disk);
  const Vfs vfs(disk);
  CHECK(store::copy_database("/manara.db", "/whole.db", vfs.name()));
  CHECK(store::check_database("/whole.db", vfs.name()));
  disk.set_room(disk.used() + 9000);
  CHECK(store::copy_database("/manara.db", "/copy.db", vfs.name()).error().code == Code{"store_full"});
  CHECK(wrong_with(disk.after_cut(Loss::all, 1), begun.said) == "");
}

TEST_CASE("slow: every step many times, every 17th of a day with a long log, every step of recovering" *
          doctest::skip()) {
  const auto brief = cut_everywhere({.chances = 64});
  CHECK_MESSAGE(brief.wrong == 0, brief.first);
  const auto whole = cut_everywhere({.day = Day::whole, .every = 17, .chances = 3});
  CHECK_MESSAGE(whole.wrong == 0, whole.first);
  const auto twice = cut_twice(1, 1);
  CHECK_MESSAGE(twice.wrong == 0, twice.first);
  MESSAGE("cuts ", brief.cuts, ", ", whole.cuts, " and ", twice.cuts);
}
