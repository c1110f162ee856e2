// A rebuild that the disk has no room for: it ends with the disk's own words, and what was there is there.
#include <doctest/doctest.h>

#include "player.h"
#include "rows.h"

using namespace manara;
using namespace manara::sim;

TEST_CASE("a rebuild for which there is no room changes nothing, however far it came") {
  const auto begun = begin();
  Disk disk(begun.disk);
  Player player(disk, 7);
  REQUIRE(player.open());
  // More than SQLite keeps in memory: it writes long before the end.
  constexpr std::size_t page = 16'000;
  for (std::uint8_t again = 1; again <= 2; ++again) {
    std::vector<store::Draft> drafts;
    for (std::uint8_t i = 1; i <= 250; ++i)
      drafts.push_back(store::made::lamp(i, std::to_string(again) + std::string(page, 'x'), again));
    player.commit(drafts);
  }
  // The log that is left would be room enough: whoever closes the database last takes it away.
  player.close();
  REQUIRE(player.open());
  const auto before = rows_of("/manara.db", player.vfs());
  int full = 0;
  bool is_done = false;
  constexpr std::uint64_t step = 1 << 20;
  for (std::uint64_t room = 0; room < 64 && !is_done; ++room) {
    disk.set_room(disk.used() + room * step / 4);
    const auto rebuilt = player.store()->rebuild();
    disk.set_room({});
    is_done = rebuilt.has_value();
    if (rebuilt) {
      CHECK(rebuilt->refused == 0);
    } else {
      ++full;
      CHECK(rebuilt.error().code == Code{"store_full"});
    }
    CHECK(rows_of("/manara.db", player.vfs()) == before);
  }
  CHECK(is_done);
  CHECK(full > 2);
}
