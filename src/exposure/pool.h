/// Interned strings during a build: a number each, in the order of arrival; written sorted, so that the file does not
/// depend on that order.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exposure/layout.h"

namespace manara::exposure {

class Pool {
 public:
  std::uint32_t intern(std::string_view text);
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const { return texts_[number]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  /// Sorts what is there: rank(number) orders numbers as their strings, and ref(number) is the place in bytes().
  void seal();
  [[nodiscard]] std::uint32_t rank(std::uint32_t number) const { return ranks_[number]; }
  [[nodiscard]] Ref ref(std::uint32_t number) const { return number == no_ref ? no_ref : refs_[number]; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_{};
  std::deque<std::string> texts_{};  // stable addresses for the map's keys
  std::vector<std::uint32_t> ranks_{};
  std::vector<Ref> refs_{};
  std::string bytes_{};
};

}  // namespace manara::exposure
