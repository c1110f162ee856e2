/// What one compressed file or archive may still unpack to, over all that is nested in it.
#pragma once

#include <cstdint>
#include <functional>

#include "base/limits.h"
#include "base/result.h"

namespace manara::io {

class Budget {
 public:
  /// `packed` says how large the outermost file is; of a pipe, how much of it has come.
  Budget(const Limits& limits, std::function<std::uint64_t()> packed) : limits_(limits), packed_(std::move(packed)) {}

  /// Counts a member. Error: archive_bomb.
  Status member();
  /// Counts `more` unpacked bytes, of a decoder that made `out` bytes of `in` so far. Error: archive_bomb, and again
  /// from then on: a visitor that passes over the refused member doesn't get the archive going again.
  Status unpacked(std::uint64_t more, std::uint64_t in, std::uint64_t out);
  /// Whether a member that says it has `size` bytes could still be unpacked.
  Status expect(std::uint64_t size) const;

 private:
  [[nodiscard]] Status bomb() const;

  Limits limits_;
  std::function<std::uint64_t()> packed_;
  std::uint64_t members_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace manara::io
