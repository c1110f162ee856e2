#include "exposure/pool.h"

#include <algorithm>
#include <numeric>

namespace manara::exposure {

std::uint32_t Pool::intern(std::string_view text) {
  const auto found = numbers_.find(text);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(texts_.size());
  texts_.emplace_back(text);
  numbers_.emplace(texts_.back(), number);
  return number;
}

void Pool::seal() {
  std::vector<std::uint32_t> order(texts_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [this](std::uint32_t number) { return std::string_view(texts_[number]); });
  ranks_.resize(order.size());
  refs_.resize(order.size());
  bytes_.clear();
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    const auto number = order[rank];
    const auto& text = texts_[number];
    ranks_[number] = rank;
    refs_[number] = static_cast<Ref>(bytes_.size());
    const auto length = static_cast<std::uint32_t>(text.size());
    bytes_.append(reinterpret_cast<const char*>(&length), sizeof length);
    bytes_.append(text);
  }
}

}  // namespace manara::exposure
