#include "ledger/tiles.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/strings.h"

namespace manara::ledger {
namespace {

constexpr std::size_t hash_bytes = 32;
constexpr std::size_t most_entry_bytes = 65'535;

/// 1234067 as "x001/x234/067".
std::string number_path(std::uint64_t number) {
  std::string path = fmt::format("{:03}", number % 1000);
  for (number /= 1000; number > 0; number /= 1000)
    path.insert(0, fmt::format("x{:03}/", number % 1000));
  return path;
}

std::optional<std::uint64_t> read_part(std::string_view part) {
  if (part.size() != 3 || !std::ranges::all_of(part, is_digit)) return std::nullopt;
  return parse_unsigned(part);
}

/// What number_path wrote, taken off the head of `path`.
std::optional<std::uint64_t> take_number(std::string_view& path) {
  std::uint64_t number = 0;
  for (int parts = 0; parts < 6; ++parts) {  // 18 digits: more than any ledger has
    const bool more = take_prefix(path, "x");
    const auto part = read_part(path.substr(0, 3));
    if (!part) return std::nullopt;
    path.remove_prefix(3);
    number = number * 1000 + *part;
    if (!more) return number;
    if (!take_prefix(path, "/")) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> read_decimal(std::string_view text) {
  if (text.size() > 3 || (text.size() > 1 && text.starts_with('0'))) return std::nullopt;
  return parse_unsigned(text);
}

}  // namespace

std::string path_of(const Tile& tile) {
  auto path = tile.entries ? std::string("tile/entries/") : fmt::format("tile/{}/", tile.level);
  path += number_path(tile.number);
  if (tile.width < tile_width) path += fmt::format(".p/{}", tile.width);
  return path;
}

std::optional<Tile> read_tile_path(std::string_view path) {
  Tile tile;
  auto rest = path;
  if (!take_prefix(rest, "tile/")) return std::nullopt;
  if (take_prefix(rest, "entries/")) {
    tile.entries = true;
  } else {
    const auto halves = cut(rest, '/');
    const auto level = halves ? read_decimal(halves->head) : std::nullopt;
    if (!level || *level > 63) return std::nullopt;
    tile.level = static_cast<unsigned>(*level);
    rest = halves->tail;
  }
  const auto number = take_number(rest);
  if (!number) return std::nullopt;
  tile.number = *number;
  if (take_prefix(rest, ".p/")) {
    const auto width = read_decimal(rest);
    if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
    tile.width = *width;
  } else if (!rest.empty()) {
    return std::nullopt;
  }
  if (path_of(tile) != path) return std::nullopt;  // "x000/001" is another way to say "001"
  return tile;
}

std::vector<Tile> tiles_of(std::uint64_t size) {
  std::vector<Tile> tiles;
  const auto add = [&](Tile tile, std::uint64_t count) {
    for (; count > 0; ++tile.number) {
      tile.width = std::min(count, tile_width);
      tiles.push_back(tile);
      count -= tile.width;
    }
  };
  for (unsigned level = 0; level * tile_height < 64 && size >> (level * tile_height) > 0; ++level)
    add({.level = level}, size >> (level * tile_height));
  add({.entries = true}, size);
  return tiles;
}

Result<std::string> write_tile(const Tile& tile, const NodeHash& hash_of) {
  std::string bytes;
  bytes.reserve(tile.width * hash_bytes);
  for (std::uint64_t i = 0; i < tile.width; ++i) {
    MANARA_TRY(hash, hash_of({tile.level * tile_height, tile.number * tile_width + i}));
    bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  }
  return bytes;
}

Result<std::vector<Hash>> read_tile(const Tile& tile, std::string_view bytes) {
  if (bytes.size() != tile.width * hash_bytes) return fail(Code{"tile_malformed"}, {path_of(tile)});
  std::vector<Hash> hashes(tile.width);
  for (auto& hash : hashes) {
    std::copy_n(bytes.begin(), hash_bytes, hash.begin());
    bytes.remove_prefix(hash_bytes);
  }
  return hashes;
}

Result<std::string> write_entries(const std::vector<std::string_view>& entries) {
  std::string bytes;
  for (const auto entry : entries) {
    if (entry.size() > most_entry_bytes) return fail(Code{"tile_malformed"}, {"tile/entries"});
    bytes.push_back(static_cast<char>(entry.size() >> 8));
    bytes.push_back(static_cast<char>(entry.size() & 0xff));
    bytes += entry;
  }
  if (bytes.empty()) return fail(Code{"tile_malformed"}, {"tile/entries"});
  return bytes;
}

Result<std::vector<std::string_view>> read_entries(const Tile& tile, std::string_view bytes) {
  std::vector<std::string_view> entries;
  while (!bytes.empty() && entries.size() < tile.width) {
    if (bytes.size() < 2) break;
    const auto size = static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8 |
                      static_cast<std::size_t>(static_cast<unsigned char>(bytes[1]));
    if (bytes.size() - 2 < size) break;
    entries.push_back(bytes.substr(2, size));
    bytes.remove_prefix(2 + size);
  }
  if (!bytes.empty() || entries.size() != tile.width) return fail(Code{"tile_malformed"}, {path_of(tile)});
  return entries;
}

}  // namespace manara::ledger
