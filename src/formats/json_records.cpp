#include "formats/json_records.h"

#include "base/strings.h"
#include "model/advisory.h"

namespace manara::formats {

Status for_each_json_record(io::Stream& stream, const Limits& limits,
                            const std::function<void(const Result<json::Value>& record, std::uint64_t line)>& take) {
  io::Lines lines(stream, limits.record_bytes);
  json::Document document;
  std::string pretty;  // the lines of one record that is written over several
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) break;
    if (trim(*line).empty()) continue;
    if (pretty.empty() && trim(*line).ends_with('}')) {
      const auto record = document.parse(*line, limits);
      if (record || record.error().code != Code{"json_truncated"}) {
        take(record, lines.number());
        continue;
      }
    }
    pretty.append(*line).push_back('\n');
    if (pretty.size() > limits.record_bytes)
      return fail(Code{"record_too_large"}, {std::to_string(limits.record_bytes)});
  }
  if (pretty.empty()) {
    return lines.number() == 0 ? Status(fail(Code{"json_empty"})) : Status();
  }
  const auto record = document.parse(pretty, limits);
  if (!record) return std::unexpected(record.error());
  take(record, 1);
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
