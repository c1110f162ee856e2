#include "formats/json_records.h"

#include <optional>
#include <utility>

#include "base/strings.h"
#include "model/advisory.h"

namespace manara::formats {

Status for_each_json_record(io::Stream& stream, const Limits& limits,
                            const std::function<void(const Result<json::Value>& record, std::uint64_t line)>& take) {
  io::Lines lines(stream, limits.record_bytes);
  json::Document document;
  std::string pretty;  // the lines of one record that is written over several
  std::uint64_t begin = 0;
  bool a_line_each = false;
  // A line that ends too early is one bad record where others follow it; as the last it says that the file was cut off.
  std::optional<Error> cut_off;
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) break;
    if (trim(*line).empty()) continue;
    if (cut_off) take(std::unexpected(*std::exchange(cut_off, std::nullopt)), lines.number() - 1);
    if (pretty.empty() && (a_line_each || trim(*line).ends_with('}'))) {
      const auto record = document.parse(*line, limits);
      if (record || record.error().code != Code{"json_truncated"}) {
        a_line_each = a_line_each || record;
        take(record, lines.number());
        continue;
      }
      if (a_line_each) {
        cut_off = record.error();
        cut_off->place.line = lines.number();
        continue;
      }
    }
    if (pretty.empty()) begin = lines.number();
    pretty.append(*line).push_back('\n');
    if (pretty.size() > limits.record_bytes)
      return fail(Code{"record_too_large"}, {std::to_string(limits.record_bytes)});
  }
  if (cut_off) return std::unexpected(*std::move(cut_off));
  if (pretty.empty()) {
    return lines.number() == 0 ? Status(fail(Code{"json_empty"})) : Status();
  }
  auto record = document.parse(pretty, limits);
  if (!record) {
    record.error().place.line += begin - 1;
    return std::unexpected(std::move(record).error());
  }
  take(record, begin);
  return {};
}

std::string one_line(std::string_view text) {
  text = trim(text);
  text = text.substr(0, text.find('\n'));
  if (text.size() > max_summary_bytes) {
    std::size_t end = max_summary_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
      --end;
    text = text.substr(0, end);
  }
  return std::string(text);
}

}  // namespace manara::formats
