// Whether the simulated disk does what its page says: a disk that lost nothing would prove nothing.
#include "disk.h"

#include <doctest/doctest.h>
#include <set>

using namespace manara::sim;

namespace {

/// What a file may hold once the power is back, over many chances.
std::set<std::string> outcomes(const Disk& disk, const std::string& name) {
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    auto after = disk.after_cut(Loss::some, seed);
    all.insert(after.exists(name) ? after.open(name, false)->now : "no such file");
  }
  return all;
}

}  // namespace

TEST_CASE("what was synced, and its name with its folder, outlives the power") {
  Disk disk(1);
  auto file = disk.open("a", true);
  CHECK(disk.write(*file, 0, "light") == Answer::done);
  CHECK(disk.sync(*file) == Answer::done);
  CHECK(disk.sync_names() == Answer::done);
  CHECK(outcomes(disk, "a") == std::set<std::string>{"light"});
  CHECK(disk.after_cut(Loss::all, 1).exists("a"));
}

TEST_CASE("a name without a synced folder, and a write without a sync, may go or stay") {
  Disk disk(1);
  auto file = disk.open("a", true);
  disk.write(*file, 0, "light");
  disk.sync(*file);
  CHECK(outcomes(disk, "a") == std::set<std::string>{"light", "no such file"});
  CHECK_FALSE(disk.after_cut(Loss::all, 1).exists("a"));
  disk.sync_names();
  disk.write(*file, 0, "LIGHT");
  CHECK(outcomes(disk, "a") == std::set<std::string>{"light", "LIGHT"});
  disk.remove("a");
  CHECK(outcomes(disk, "a") == std::set<std::string>{"light", "LIGHT", "no such file"});
}

TEST_CASE("a long write arrives in blocks, each or none; two writes in either order") {
  Disk disk(1);
  auto file = disk.open("a", true);
  disk.sync_names();
  disk.write(*file, 0, std::string(1024, 'x'));
  const auto torn = outcomes(disk, "a");
  CHECK(torn.contains(std::string(512, 'x')));
  CHECK(torn.contains(std::string(512, '\0') + std::string(512, 'x')));
  disk.sync(*file);
  disk.write(*file, 0, "1");
  disk.write(*file, 0, "2");
  disk.truncate(*file, 1);
  CHECK(outcomes(disk, "a").contains("1"));
  CHECK(outcomes(disk, "a").contains("2"));
}

TEST_CASE("the power goes in the step that was named, and nothing works from then on") {
  Disk disk(1);
  auto file = disk.open("a", true);
  disk.cut_at(1);
  CHECK(disk.write(*file, 0, "1") == Answer::done);
  CHECK(disk.sync(*file) == Answer::failed);
  CHECK(disk.is_off());
  CHECK(disk.write(*file, 0, "2") == Answer::failed);
  CHECK(disk.open("a", false) == nullptr);
}

TEST_CASE("a disk fills up in the middle of a write; a sync fails for good") {
  Disk disk(1);
  auto file = disk.open("a", true);
  disk.set_room(3);
  CHECK(disk.write(*file, 0, "light") == Answer::full);
  CHECK(file->now == "lig");
  disk.set_room({});
  disk.sync_names();
  disk.write(*file, 0, "light");
  disk.fail_at(0, Fault::failed_sync);
  CHECK(disk.sync(*file) == Answer::failed);
  CHECK(disk.has_failed());
  CHECK(disk.sync(*file) == Answer::done);
}

TEST_CASE("a copy is another disk") {
  Disk disk(1);
  auto file = disk.open("a", true);
  Disk copy(disk);
  disk.write(*file, 0, "light");
  CHECK(copy.open("a", false)->now.empty());
}
