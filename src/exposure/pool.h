/// Interned strings during a build: a number each, in the order of arrival; written sorted, so that the file does not
/// depend on that order. Half of the build's time went into a std::unordered_map of string_views; one arena, and a flat
/// table of hashes that is probed in place, took two thirds of it away.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exposure/layout.h"

namespace manara::exposure {

class Pool {
 public:
  Pool();
  std::uint32_t intern(std::string_view text);
  /// The view lives until the next intern.
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const {
    const auto& text = texts_[number];
    return std::string_view(arena_).substr(text.offset, text.length);
  }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  /// Sorts what is there: rank(number) orders numbers as their strings, and ref(number) is the place in bytes().
  void seal();
  [[nodiscard]] std::uint32_t rank(std::uint32_t number) const { return ranks_[number]; }
  [[nodiscard]] Ref ref(std::uint32_t number) const { return number == no_ref ? no_ref : refs_[number]; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  struct Text {
    std::uint64_t offset;
    std::uint32_t length;
    std::uint32_t hash;
  };
  void grow();

  std::string arena_{};
  std::vector<Text> texts_{};
  std::vector<std::uint32_t> table_{};  // numbers; no_ref: free
  std::vector<std::uint32_t> ranks_{};
  std::vector<Ref> refs_{};
  std::string bytes_{};
};

}  // namespace manara::exposure
