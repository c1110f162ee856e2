// Parser: tiles.cpp
// The first line is a path; the rest is what stands there.
#include <cstdint>
#include <cstdlib>

#include "base/strings.h"
#include "ledger/tiles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const auto halves = cut(std::string_view(reinterpret_cast<const char*>(data), size), '\n');
  const auto tile = halves ? ledger::read_tile_path(halves->head) : std::nullopt;
  if (!tile) return 0;
  if (ledger::path_of(*tile) != halves->head) std::abort();
  const auto hashes = ledger::read_tile(*tile, halves->tail);
  const auto first = tile->number * ledger::tile_width;
  const auto hash_of = [&](ledger::Node node) -> Result<ledger::Hash> { return hashes->at(node.number - first); };
  if (hashes && ledger::write_tile(*tile, hash_of) != halves->tail) std::abort();
  // A small tree's tiles have all of them a path that leads back.
  for (const auto& one : ledger::tiles_of(tile->number % 100'000)) {
    if (ledger::read_tile_path(ledger::path_of(one)) != one) std::abort();
  }
  const auto entries = ledger::read_entries(*tile, halves->tail);
  if (entries && ledger::write_entries(*entries) != halves->tail) std::abort();
  return 0;
}
