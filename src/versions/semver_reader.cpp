#include "versions/semver_reader.h"

namespace manara::versions {
namespace {

bool take_identifiers(std::string_view& text, char until) {
  for (;;) {
    std::size_t count = 0;
    while (count < text.size() && (is_alnum(text[count]) || text[count] == '-'))
      ++count;
    if (count == 0) return false;
    text.remove_prefix(count);
    if (text.empty() || text.front() == until) return true;
    if (text.front() != '.') return false;
    text.remove_prefix(1);
  }
}

bool take_numbers(std::string_view& text, unsigned most) {
  for (unsigned count = 1;; ++count) {
    if (count > most || take_digits(text).empty()) return false;
    if (!take_char(text, '.')) return true;
  }
}

}  // namespace

bool is_semver(std::string_view text, SemverDialect dialect) {
  if (text.size() > max_version_bytes || !take_numbers(text, dialect.numbers)) return false;
  if (take_char(text, '-') && !take_identifiers(text, '+')) return false;
  if (take_char(text, '+') && !take_identifiers(text, '\0')) return false;
  return text.empty();
}

}  // namespace manara::versions
