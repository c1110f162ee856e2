#include "ledger/tiles.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace manara;
using namespace manara::ledger;

TEST_CASE("a tile's path is read as it is written, and in no other way") {
  for (const auto& [tile, path] : {std::pair{Tile{}, "tile/0/000"},
                                   {Tile{.level = 2, .number = 1'234'067}, "tile/2/x001/x234/067"},
                                   {Tile{.level = 63, .number = 999, .width = 255}, "tile/63/999.p/255"},
                                   {Tile{.entries = true, .number = 1000, .width = 1}, "tile/entries/x001/000.p/1"}}) {
    CHECK(path_of(tile) == path);
    CHECK(read_tile_path(path) == tile);
  }
  for (const auto* path :
       {"", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/00/000", "tile/64/000", "tile/0/x000/001", "tile/0/x001",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000/", "tile/0/001/234",
        "tile/entries/../000", "/tile/0/000", "tile/0/x999/x999/x999/x999/x999/x999/x999/000", "tile/-1/000"})
    CHECK_FALSE(read_tile_path(path));
}

TEST_CASE("a tree of 70,000 has the tiles that the specification counts, and a small one what it needs") {
  const auto tiles = tiles_of(70'000);
  const auto count = [&](bool entries, unsigned level, bool partial) {
    return std::ranges::count_if(tiles, [&](const Tile& tile) {
      return tile.entries == entries && tile.level == level && (tile.width < tile_width) == partial;
    });
  };
  CHECK(count(false, 0, false) == 273);
  CHECK(count(false, 0, true) == 1);
  CHECK(count(false, 1, false) == 1);
  CHECK(count(false, 1, true) == 1);
  CHECK(count(false, 2, true) == 1);
  CHECK(count(true, 0, false) == 273);
  CHECK(count(true, 0, true) == 1);
  CHECK(tiles.size() == 273 + 1 + 2 + 1 + 274);
  CHECK(tiles_of(0).empty());
  CHECK(tiles_of(256) == std::vector<Tile>{{}, {.level = 1, .width = 1}, {.entries = true}});
}

TEST_CASE("tiles and bundles read back, and not when a byte is missing or too many") {
  const Tile tile{.width = 3};
  std::string bytes;
  for (std::uint64_t i = 0; i < 3; ++i) {
    const auto hash = leaf_hash(std::to_string(i));
    bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  }
  const auto written =
      write_tile(tile, [](Node node) -> Result<Hash> { return leaf_hash(std::to_string(node.number)); });
  CHECK(written == bytes);
  CHECK(read_tile(tile, bytes)->at(2) == leaf_hash("2"));
  CHECK_FALSE(read_tile(tile, bytes.substr(1)));
  CHECK_FALSE(read_tile({.width = 2}, bytes));

  const std::string large(65'535, 'x');
  const auto bundle = write_entries({"a", "", large});
  REQUIRE(bundle);
  CHECK(read_entries(tile, *bundle) == std::vector<std::string_view>{"a", "", large});
  CHECK_FALSE(read_entries(tile, std::string_view(*bundle).substr(0, bundle->size() - 1)));
  CHECK_FALSE(read_entries(tile, *bundle + "x"));
  CHECK_FALSE(read_entries({.width = 4}, *bundle));
  CHECK_FALSE(write_entries({large + "x"}));
  CHECK_FALSE(write_entries({}));
}
