#include "formats/spdx/tag_value.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::formats {

std::optional<TagLine> TagLines::next() {
  while (!rest_.empty()) {
    ++line_;
    const auto end = rest_.find('\n');
    // Every generator ends its last line; one that isn't may go on behind the cut.
    if (end == std::string_view::npos) cut_off_ = true;
    const auto line = trim(rest_.substr(0, end));
    TagLine out{.line = line_};
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && colon > 0) {
      out.tag = trim(line.substr(0, colon));
      out.value = trim(line.substr(colon + 1));
    }
    if (!out.tag.empty() && out.value.starts_with("<text>")) {
      const auto from = static_cast<std::size_t>(out.value.data() - rest_.data());
      const auto close = rest_.find("</text>", from);
      if (close == std::string_view::npos) {
        cut_off_ = true;
        rest_ = {};
        return out;
      }
      out.value = trim(rest_.substr(from + 6, close - from - 6));
      const auto after = rest_.find('\n', close);
      if (after == std::string_view::npos) cut_off_ = true;
      line_ += static_cast<std::uint64_t>(
          std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(close), '\n'));
      rest_ = after == std::string_view::npos ? std::string_view{} : rest_.substr(after + 1);
      return out;
    }
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    if (!line.empty() && !line.starts_with('#')) return out;
  }
  return std::nullopt;
}

}  // namespace manara::formats
