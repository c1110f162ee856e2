#include "formats/os_release/os_release.h"

#include "base/strings.h"
#include "base/utf8.h"

namespace manara::formats {
namespace {

/// The value of an assignment: quotes off, escapes undone. What follows the closing quote is passed over, as an
/// unquoted value ends at the first blank.
std::string unquoted(std::string_view text) {
  text = trim(text);
  if (text.empty()) return {};
  const char quote = text.front() == '"' || text.front() == '\'' ? text.front() : '\0';
  if (quote != '\0') text.remove_prefix(1);
  std::string value;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote == '\0' ? is_space(c) : c == quote) break;
    if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      value += text[++i];
    } else {
      value += c;
    }
  }
  return value;
}

/// A text that is shown: control characters and bytes that are no UTF-8 would be an attack or a damage.
bool is_clean(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') return false;
  }
  return is_utf8(text);
}

}  // namespace

Result<OperatingSystem> read_os_release(io::Stream& stream, const Limits& limits) {
  OperatingSystem os;
  std::string name;
  bool known = false;
  io::Lines lines(stream, limits.record_bytes);
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) break;
    const auto text = trim(*line);
    const auto halves = cut(text, '=');
    if (text.starts_with('#') || !halves) continue;
    auto value = unquoted(halves->tail);
    if (!is_clean(value)) continue;
    const auto key = halves->head;
    const auto field = key == "ID"            ? &os.id
                       : key == "ID_LIKE"     ? &os.id_like
                       : key == "VERSION_ID"  ? &os.version
                       : key == "PRETTY_NAME" ? &os.name
                       : key == "NAME"        ? &name
                                              : nullptr;
    if (field == nullptr) continue;
    *field = std::move(value);
    known = true;
  }
  if (!known) return fail(Code{"os_release_nothing"});
  if (os.id.empty()) os.id = "linux";
  if (os.name.empty()) os.name = name;
  return os;
}

}  // namespace manara::formats
