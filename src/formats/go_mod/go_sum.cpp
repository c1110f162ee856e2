#include <algorithm>
#include <optional>

#include "base/strings.h"
#include "formats/go_mod/go_mod.h"
#include "formats/locked.h"

namespace manara::formats {
namespace {

struct Sum {
  std::string_view path{}, version{};
};

/// "h1:" and 32 bytes in base64.
bool is_hash(std::string_view text) {
  return take_prefix(text, "h1:") && text.size() == 44 && text.ends_with('=') &&
         std::all_of(text.begin(), text.end() - 1, [](char c) { return is_alnum(c) || c == '+' || c == '/'; });
}

std::optional<Sum> sum_of(std::string_view line) {
  const auto path = cut(trim(line), ' ');
  const auto version = path ? cut(path->tail, ' ') : std::nullopt;
  if (!version || path->head.empty() || !version->head.starts_with('v') || !is_hash(version->tail)) return std::nullopt;
  return Sum{path->head, version->head};
}

}  // namespace

bool looks_like_go_sum(const Probe& probe) {
  if (probe.file_name() == "go.sum") return !probe.head.empty();
  return probe.file_name().empty() && sum_of(probe.head.substr(0, probe.head.find('\n'))).has_value();
}

Result<Inventory> read_go_sum(io::Stream& stream, std::string_view, const Limits& limits) {
  LockedPackages out(go_sum.name, "Go", limits);
  io::Lines lines(stream, limits.record_bytes);
  bool any = false;
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) break;
    if (trim(*line).empty()) continue;
    const auto sum = sum_of(*line);
    any = any || sum;
    if (any && !lines.line_ended()) return fail(Code{"go_sum_truncated"}, {}, {.line = lines.number()});
    if (!sum) {
      out.refuse(Message{Code{"go_sum_unreadable"}}, lines.number());
    } else if (!sum->version.ends_with("/go.mod")) {
      MANARA_CHECK(out.add(sum->path, sum->version, lines.number()));
    }
  }
  if (!any) return fail(Code{"go_sum_not"});
  return std::move(out).take();
}

}  // namespace manara::formats
