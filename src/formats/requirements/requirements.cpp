#include "formats/requirements/requirements.h"

#include <optional>

#include "base/strings.h"
#include "formats/locked.h"
#include "formats/requirements/line.h"
#include "text/encoding.h"

namespace manara::formats {
namespace {

/// "#" begins a comment at the start of a line or behind a blank.
std::string_view without_comment(std::string_view line) {
  for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || is_space(line[at - 1])) return line.substr(0, at);
  }
  return line;
}

/// Lines joined where they end in a backslash, without comments. A comment ends the joining, as it does for pip.
class JoinedLines {
 public:
  explicit JoinedLines(std::string_view text) : rest_(text) {}

  /// The next line that says something; nullopt at the end. The view lives until the next call.
  std::optional<std::string_view> next() {
    for (;;) {
      if (rest_.empty()) return std::nullopt;
      const auto line = trim(without_comment(joined()));
      if (!line.empty()) return line;
    }
  }
  [[nodiscard]] std::uint64_t number() const { return number_; }  ///< of its first line, from 1
  [[nodiscard]] bool continues() const { return continues_; }     ///< it ended with a backslash and nothing followed
  [[nodiscard]] bool any_joined() const { return any_joined_; }   ///< some line so far was more than one

 private:
  std::string_view physical() {
    ++read_;
    const auto end = rest_.find('\n');
    auto line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    take_suffix(line, "\r");
    return line;
  }

  std::string_view joined() {
    number_ = read_ + 1;
    auto line = physical();
    continues_ = line.ends_with('\\') && !trim(line).starts_with('#');
    if (!continues_) return line;
    any_joined_ = true;
    buffer_.clear();
    for (;;) {
      take_suffix(line, "\\");
      buffer_ += line;
      if (rest_.empty()) return buffer_;
      line = physical();
      const bool comment = trim(line).starts_with('#');
      continues_ = line.ends_with('\\') && !comment;
      if (comment) buffer_ += ' ';
      if (!continues_) return buffer_ += line;
    }
  }

  std::string_view rest_;
  std::string buffer_{};
  std::uint64_t read_ = 0, number_ = 0;
  bool continues_ = false, any_joined_ = false;
};

std::string as_utf8(std::string_view bytes) {
  const auto encoding = text::detect_encoding(bytes.substr(0, probe_bytes));
  const bool wide = encoding == text::Encoding::utf16le || encoding == text::Encoding::utf16be;
  take_prefix(bytes, "\xEF\xBB\xBF");
  return wide ? text::to_utf8(bytes, encoding) : std::string(bytes);
}

bool has_name(const Probe& probe) {
  const auto file = to_lower(probe.file_name());
  if (file.ends_with(".pip")) return true;
  if (!file.ends_with(".txt")) return false;
  const std::string_view stem = std::string_view(file).substr(0, file.size() - 4);
  const auto folder = cut_last(probe.path, '/');
  return stem.starts_with("requirements") || stem.ends_with("requirements") ||
         (folder && (folder->head == "requirements" || folder->head.ends_with("/requirements")));
}

bool all_pinned(std::string_view head) {
  // The last line of a full head is not whole.
  if (head.size() >= probe_bytes) head = head.substr(0, std::min(head.rfind('\n'), head.size()));
  const auto text = as_utf8(head);
  JoinedLines lines(text);
  bool any = false;
  while (const auto line = lines.next()) {
    const auto kind = pip::parse_requirement(*line).kind;
    if (kind != pip::Kind::pinned && kind != pip::Kind::passed) return false;
    any = any || kind == pip::Kind::pinned;
  }
  return any;
}

Status take(const pip::Requirement& requirement, std::uint64_t line, LockedPackages& out) {
  const auto name = requirement.name;
  switch (requirement.kind) {
    case pip::Kind::pinned: return out.add(name, requirement.version, line);
    case pip::Kind::unpinned: out.refuse(Code{"lock_not_pinned"}, name, line); break;
    case pip::Kind::repository: out.refuse(Code{"lock_from_repository"}, name, line); break;
    case pip::Kind::address: out.refuse(Code{"lock_from_address"}, name, line); break;
    case pip::Kind::folder: out.refuse(Code{"lock_from_folder"}, name, line); break;
    case pip::Kind::unreadable: out.refuse(Message{Code{"requirement_unreadable"}}, line); break;
    case pip::Kind::passed: break;
  }
  return {};
}

}  // namespace

bool looks_like_requirements(const Probe& probe) {
  if (probe.head.empty()) return false;
  if (has_name(probe)) return true;
  const auto file = probe.file_name();
  return (file.empty() || file.ends_with(".txt")) && all_pinned(probe.head);
}

Result<Inventory> read_requirements(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  const auto text = as_utf8(input.bytes());
  LockedPackages out(requirements.name, "PyPI", limits);
  JoinedLines lines(text);
  bool readable = false, unreadable = false, hashes = false, whole = true;
  while (const auto line = lines.next()) {
    if (line->size() > limits.record_bytes)
      return fail(Code{"record_too_large"}, {std::to_string(limits.record_bytes)}, {.line = lines.number()});
    const auto requirement = pip::parse_requirement(*line);
    (requirement.kind == pip::Kind::unreadable ? unreadable : readable) = true;
    hashes = hashes || line->find("--hash") != std::string_view::npos;
    whole = pip::hashes_are_whole(*line) && !lines.continues();
    MANARA_CHECK(take(requirement, lines.number(), out));
  }
  if (unreadable && !readable) return fail(Code{"requirements_nothing"});
  const bool generated = hashes || lines.any_joined();
  if (!whole || (generated && !text.ends_with('\n')))
    return fail(Code{"requirements_truncated"}, {}, {.line = lines.number()});
  return std::move(out).take();
}

}  // namespace manara::formats
