#include "formats/go_binary/go_binary.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/strings.h"
#include "formats/go_binary/executable.h"
#include "formats/go_toolchain.h"
#include "formats/locked.h"
#include "io/ahead.h"

namespace manara::formats {
namespace {

constexpr std::string_view magic = "\xff Go buildinf:";
constexpr std::size_t header_bytes = 32;
constexpr std::size_t piece = 256U << 10U;

struct BuildInfo {
  std::string_view toolchain{}, modules{};
};

/// A text behind its length (encoding/binary, "Uvarint"); nullopt where there is none.
std::optional<std::string_view> take_text(std::string_view& bytes) {
  std::uint64_t length = 0;
  for (unsigned shift = 0; shift < 63; shift += 7) {
    if (bytes.empty()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    length |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80U) != 0) continue;
    if (length > bytes.size()) return std::nullopt;
    const auto text = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return text;
  }
  return std::nullopt;
}

/// The build info at the head of `bytes`. The list of modules stands between two marks of 16 bytes; the line before the
/// last has a line break.
Result<BuildInfo> parse_build_info(std::string_view bytes) {
  constexpr unsigned inline_texts = 2;
  if (bytes.size() < header_bytes) return fail(Code{"go_binary_truncated"});
  if ((static_cast<unsigned char>(bytes[15]) & inline_texts) == 0) return fail(Code{"go_binary_too_old"});
  bytes.remove_prefix(header_bytes);
  const auto toolchain = take_text(bytes);
  const auto modules = toolchain ? take_text(bytes) : std::nullopt;
  if (!modules) return fail(Code{"go_binary_damaged"});
  constexpr std::size_t mark = 16;
  const bool marked = modules->size() > 2 * mark && (*modules)[modules->size() - mark - 1] == '\n';
  return BuildInfo{*toolchain, marked ? modules->substr(mark, modules->size() - 2 * mark) : std::string_view()};
}

/// Moves `ahead` to the mark of the build info in one of the parts; false where there is none. Parts that lie before
/// what was read already are not looked at again.
Result<bool> find_mark(io::Ahead& ahead, const std::vector<program::Part>& parts) {
  std::uint64_t searched = 0;
  for (const auto& part : parts) {
    if (part.offset < ahead.position()) continue;
    MANARA_CHECK(ahead.skip(part.offset - ahead.position()));
    if (ahead.position() < part.offset) return false;
    for (auto left = std::min(part.size, max_searched - searched); left >= magic.size();) {
      MANARA_TRY(at_hand, ahead.peek(std::min<std::uint64_t>(piece, left)));
      const auto window = at_hand.substr(0, std::min<std::uint64_t>(at_hand.size(), left));
      if (const auto at = window.find(magic); at != std::string_view::npos) {
        ahead.consume(at);
        return true;
      }
      if (window.size() < magic.size()) return false;
      // What may be the beginning of the mark stays.
      const auto passed = window.size() - (magic.size() - 1);
      ahead.consume(passed);
      left -= passed;
      searched += passed;
    }
  }
  return false;
}

/// A line of the list: "dep", path, version, sum.
struct Line {
  std::string_view kind{}, path{}, version{};
};

Line line_of(std::string_view text) {
  Line line;
  for (auto* field : {&line.kind, &line.path, &line.version}) {
    const auto end = text.find('\t');
    *field = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return line;
}

/// A replacement by a folder has a path and no version of its own.
bool is_folder(const Line& line) {
  return line.path.starts_with('.') || line.path.starts_with('/') || line.path.find(':') == 1 ||
         line.path.find('\\') != std::string_view::npos;
}

class Modules {
 public:
  explicit Modules(LockedPackages& out) : out_(out) {}

  Status read(std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      MANARA_CHECK(take(line_of(text.substr(0, end))));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return flush();
  }
  /// A program of Go itself has no main module.
  [[nodiscard]] bool is_command_of_go() const { return command_of_go_ && !main_; }

 private:
  Status take(const Line& line) {
    if (line.kind == "=>") {
      by_ = line;
      return {};
    }
    MANARA_CHECK(flush());
    command_of_go_ = command_of_go_ || (line.kind == "path" && line.path.starts_with("cmd/"));
    main_ = main_ || line.kind == "mod";
    if (line.kind == "mod" || line.kind == "dep") module_ = line;
    return {};
  }

  /// Adds the module before, once its replacement is known.
  Status flush() {
    const auto module = std::exchange(module_, {});
    const auto by = std::exchange(by_, {});
    if (module.path.empty()) return {};
    if (by.path.empty()) return out_.add(module.path, module.version);
    if (!is_folder(by)) return out_.add(by.path, by.version);
    out_.refuse(Code{"lock_from_folder"}, module.path);
    return {};
  }

  LockedPackages& out_;
  Line module_{}, by_{};
  bool command_of_go_ = false, main_ = false;
};

Status list(const BuildInfo& info, LockedPackages& out) {
  Modules modules(out);
  MANARA_CHECK(modules.read(info.modules));
  if (info.modules.empty()) out.refuse(Message{Code{"go_binary_without_modules"}});
  const auto version = go_library_version(info.toolchain);
  if (version.empty()) return {};
  MANARA_CHECK(out.add(go_standard_library, version));
  return modules.is_command_of_go() ? out.add(go_commands, version) : Status{};
}

}  // namespace

bool looks_like_go_binary(const Probe& probe) {
  const auto layout = program::layout_of(probe.head);
  return layout && !layout->parts.empty();
}

Result<Inventory> read_go_binary(io::Stream& stream, std::string_view, const Limits& limits) {
  io::Ahead ahead(stream);
  MANARA_TRY(head, ahead.peek(probe_bytes));
  const auto layout = program::layout_of(head);
  if (!layout) return fail(Code{"go_binary_none"});
  MANARA_TRY(found, find_mark(ahead, layout->parts));
  if (!found) return fail(Code{"go_binary_none"});
  MANARA_TRY(bytes, ahead.peek(max_build_info));
  MANARA_TRY(info, parse_build_info(bytes));
  LockedPackages out(go_binary.name, "Go", limits);
  MANARA_CHECK(list(info, out));
  // A program that ends too early may have been cut off while it was copied; its list of modules is whole, but nobody
  // should take the file for what runs.
  if (ahead.position() < layout->end) MANARA_CHECK(ahead.skip(layout->end - ahead.position()));
  if (ahead.position() < layout->end) return fail(Code{"go_binary_truncated"});
  return std::move(out).take();
}

}  // namespace manara::formats
