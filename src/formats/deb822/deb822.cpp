#include "formats/deb822/deb822.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::formats {
namespace {

/// Field names are printable ASCII without colon and blank (deb822(5)); more than any of them is long is no name.
bool is_field_name(std::string_view name) {
  constexpr std::size_t longest = 256;
  return !name.empty() && name.size() <= longest &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

std::string_view Stanza::operator[](std::string_view name) const {
  for (const auto& field : fields_) {
    if (iequals(field.name, name)) return field.value;
  }
  return {};
}

Stanzas::Stanzas(io::Stream& stream, std::span<const std::string_view> wanted, const Limits& limits)
    : lines_(stream, limits.record_bytes), field_bytes_(limits.record_bytes) {
  for (const auto name : wanted)
    stanza_.fields_.push_back({.name = name});
}

void Stanzas::begin() {
  for (auto& field : stanza_.fields_) {
    field.value.clear();
    field.given = false;
  }
  stanza_.line_ = 0;
  stanza_.broken_line_ = 0;
  stanza_.closed_ = false;
  current_ = nullptr;
  in_field_ = false;
}

Status Stanzas::take(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') {
    if (!in_field_ && stanza_.broken_line_ == 0) stanza_.broken_line_ = lines_.number();
    if (current_ == nullptr) return {};
    const auto rest = trim(line);
    if (current_->value.size() + rest.size() >= field_bytes_)
      return fail(Code{"record_too_large"}, {std::to_string(field_bytes_)}, {.line = lines_.number()});
    current_->value.append("\n").append(rest);
    return {};
  }
  const auto colon = line.substr(0, std::min<std::size_t>(line.size(), 300)).find(':');
  if (colon == std::string_view::npos || !is_field_name(line.substr(0, colon))) {
    if (stanza_.broken_line_ == 0) stanza_.broken_line_ = lines_.number();
    current_ = nullptr;
    return {};
  }
  in_field_ = true;
  const auto name = line.substr(0, colon);
  const auto found =
      std::ranges::find_if(stanza_.fields_, [&](const auto& field) { return iequals(field.name, name); });
  const bool wanted = found != stanza_.fields_.end() && !found->given;
  current_ = wanted ? &*found : nullptr;
  if (wanted) {
    found->given = true;
    found->value = trim(line.substr(colon + 1));
  }
  return {};
}

Result<const Stanza*> Stanzas::next() {
  begin();
  for (;;) {
    MANARA_TRY(line, lines_.next());
    if (!line) break;
    // dpkg ends a stanza at a line of blanks too (deb822(5): "consisting only of spaces and tabs").
    if (trim(*line).empty()) {
      if (stanza_.line_ == 0) continue;
      stanza_.closed_ = true;
      return &stanza_;
    }
    if (stanza_.line_ == 0) stanza_.line_ = lines_.number();
    stanza_.line_ended_ = lines_.line_ended();
    MANARA_CHECK(take(*line));
  }
  return stanza_.line_ == 0 ? nullptr : &stanza_;
}

}  // namespace manara::formats
