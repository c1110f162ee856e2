/// The layout in which a ledger is exported, so that anybody can check it without Manara (C2SP tlog-tiles): paths,
/// tiles of hashes, bundles of entries. Pure; files are the caller's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/tree.h"

namespace manara::ledger {

constexpr unsigned tile_height = 8;
constexpr std::uint64_t tile_width = 256;

/// A tile of hashes at a level, or, `entries`, the bundle of the entries that its hashes of level 0 are of.
struct Tile {
  bool entries = false;
  unsigned level = 0;  ///< 0 to 63, in steps of 8 levels of nodes; 0 for entries
  std::uint64_t number = 0;
  std::uint64_t width = tile_width;  ///< 1 to 256; below 256: partial
  bool operator==(const Tile&) const = default;
};

/// "tile/0/x001/x234/067.p/8", "tile/entries/000"
std::string path_of(const Tile& tile);
/// The only path of a tile; nullopt for every other text.
std::optional<Tile> read_tile_path(std::string_view path);

/// Every tile and bundle of a tree of `size` leaves, by level and number, the bundles last.
std::vector<Tile> tiles_of(std::uint64_t size);

/// The hashes of a tile one behind the other. Error: of `hash_of`.
Result<std::string> write_tile(const Tile& tile, const NodeHash& hash_of);
/// Error: tile_malformed unless there are exactly `tile.width` hashes.
Result<std::vector<Hash>> read_tile(const Tile& tile, std::string_view bytes);

/// Entries one behind the other, each behind its length in two bytes, the high one first. Error: tile_malformed (one
/// entry too long, or none).
Result<std::string> write_entries(const std::vector<std::string_view>& entries);
/// Views into `bytes`. Error: tile_malformed unless there are exactly `tile.width` entries.
Result<std::vector<std::string_view>> read_entries(const Tile& tile, std::string_view bytes);

}  // namespace manara::ledger
