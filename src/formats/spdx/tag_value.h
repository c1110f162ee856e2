/// The lines of SPDX tag-value (SPDX 2.3, clause 4.4 and annex H): "Tag: value", values over several lines in
/// <text>…</text>, comments after "#".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace manara::formats {

struct TagLine {
  std::string_view tag{};    ///< "" for a line that is none
  std::string_view value{};  ///< without <text> and surrounding white space
  std::uint64_t line = 0;    ///< its first
};

class TagLines {
 public:
  explicit TagLines(std::string_view text) : rest_(text) {}
  /// The next line that is neither empty nor a comment; nullopt at the end.
  std::optional<TagLine> next();
  /// After the last: whether the text ended inside a line or a <text>.
  [[nodiscard]] bool cut_off() const { return cut_off_; }

 private:
  std::string_view rest_;
  std::uint64_t line_ = 0;
  bool cut_off_ = false;
};

}  // namespace manara::formats
