#include "formats/check/complaints.h"

namespace manara::formats {

std::string Complaints::path() const {
  std::string out;
  for (const auto& part : path_) {
    if (!out.empty()) out += '/';
    out += part.name.empty() ? std::to_string(part.index) : shown(part.name);
  }
  return out;
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 120;
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace manara::formats
