#include "exposure/pool.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace manara::exposure {
namespace {

std::uint32_t hash_of(std::string_view text) {
  const auto hash = std::hash<std::string_view>{}(text);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

/// The first eight bytes as a number that orders as they do: most comparisons of a sort end here.
std::uint64_t head_of(std::string_view text) {
  std::uint64_t head = 0;
  std::memcpy(&head, text.data(), std::min<std::size_t>(text.size(), sizeof head));
  return __builtin_bswap64(head);
}

}  // namespace

static_assert(std::endian::native == std::endian::little, "the index file is little-endian");

Pool::Pool() : table_(1024, no_ref) {}

void Pool::grow() {
  std::vector<std::uint32_t> larger(table_.size() * 2, no_ref);
  const auto mask = larger.size() - 1;
  for (std::uint32_t number = 0; number < texts_.size(); ++number) {
    auto at = texts_[number].hash & mask;
    while (larger[at] != no_ref)
      at = (at + 1) & mask;
    larger[at] = number;
  }
  table_ = std::move(larger);
}

std::uint32_t Pool::intern(std::string_view text) {
  const auto hash = hash_of(text);
  const auto mask = table_.size() - 1;
  auto at = hash & mask;
  for (; table_[at] != no_ref; at = (at + 1) & mask) {
    const auto& known = texts_[table_[at]];
    if (known.hash == hash && (*this)[table_[at]] == text) return table_[at];
  }
  const auto number = static_cast<std::uint32_t>(texts_.size());
  table_[at] = number;
  texts_.push_back({arena_.size(), static_cast<std::uint32_t>(text.size()), hash});
  arena_.append(text);
  if (texts_.size() * 2 > table_.size()) grow();
  return number;
}

void Pool::seal() {
  struct Entry {
    std::uint64_t head;
    std::uint32_t number;
  };
  std::vector<Entry> order(texts_.size());
  for (std::uint32_t number = 0; number < order.size(); ++number)
    order[number] = {head_of((*this)[number]), number};
  std::ranges::sort(order, [this](const Entry& a, const Entry& b) {
    return a.head != b.head ? a.head < b.head : (*this)[a.number] < (*this)[b.number];
  });
  ranks_.resize(order.size());
  refs_.resize(order.size());
  bytes_.clear();
  bytes_.reserve(arena_.size() + order.size() * sizeof(std::uint32_t));
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    const auto number = order[rank].number;
    const auto text = (*this)[number];
    ranks_[number] = rank;
    refs_[number] = static_cast<Ref>(bytes_.size());
    const auto length = static_cast<std::uint32_t>(text.size());
    bytes_.append(reinterpret_cast<const char*>(&length), sizeof length);
    bytes_.append(text);
  }
}

}  // namespace manara::exposure
