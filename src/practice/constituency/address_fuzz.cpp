// Parser: address.cpp
// What a network is written as has one form, and lies within each of those that hold it.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "practice/constituency/address.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::constituency;
  const auto network = read_network({reinterpret_cast<const char*>(data), size});
  if (!network) return 0;
  const auto again = read_network(network->text);
  require(again && again->text == network->text && again->keys == network->keys && again->kind == network->kind);
  require(network->keys.first <= network->keys.last);
  require(network_format.canonical(network->text) == network->text);
  const auto all = holders(*network);
  require(!all.empty() && all.size() <= 129 && all.front() == network->keys);
  require(std::ranges::all_of(all, [&](const KeyRange& range) {
    return range.first <= network->keys.first && network->keys.last <= range.last;
  }));
  return 0;
}
