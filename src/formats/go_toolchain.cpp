#include "formats/go_toolchain.h"

#include "base/strings.h"

namespace manara::formats {
namespace {

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count]))
    ++count;
  const auto digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

}  // namespace

std::string go_library_version(std::string_view toolchain) {
  toolchain = trim(toolchain);
  if (toolchain.starts_with("devel")) return "(devel)";
  auto rest = toolchain.substr(0, toolchain.find(' '));
  if (!take_prefix(rest, "go")) return {};
  std::string out(take_digits(rest));
  if (out.empty()) return {};
  int numbers = 1;
  for (; numbers < 3 && rest.size() > 1 && rest[0] == '.' && is_digit(rest[1]); ++numbers) {
    rest.remove_prefix(1);
    out.append(1, '.').append(take_digits(rest));
  }
  for (const std::string_view stage : {"rc", "beta"}) {
    auto number = rest;
    if (!take_prefix(number, stage)) continue;
    const auto digits = take_digits(number);
    for (; numbers < 3; ++numbers)
      out += ".0";
    return out.append(1, '-').append(stage).append(1, '.').append(digits);
  }
  return out;
}

}  // namespace manara::formats
