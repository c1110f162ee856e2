// Excel stores a version that somebody typed as 19.00 as the number 19 and shows it by the cell's format; a day is the
// number of days since 1900 (or 1904). What the sheet shows is what was meant.
#include <charconv>
#include <cmath>
#include <fmt/core.h>

#include "base/strings.h"
#include "base/time.h"
#include "formats/table/xlsx.h"

namespace manara::formats::table {
namespace {

constexpr double unix_epoch_1900 = 25'569;  // the serial number of 1970-01-01
constexpr double unix_epoch_1904 = 24'107;
constexpr double last_serial = 2'958'465;  // 9999-12-31

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (text.empty() || result.ec != std::errc{} || result.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// "2024-03-01", with a time where there is one; "" for a number that is no day.
std::string date_of(double serial, bool epoch_1904) {
  if (serial < 1 || serial >= last_serial + 1) return {};
  // Excel counts a 29 February 1900 that never was.
  if (!epoch_1904 && serial < 60) serial += 1;
  const auto day = std::floor(serial);
  auto text = to_string(Date{static_cast<std::int32_t>(day - (epoch_1904 ? unix_epoch_1904 : unix_epoch_1900))});
  const auto seconds = static_cast<int>(std::lround((serial - day) * 86'400));
  if (seconds > 0 && seconds < 86'400)
    text += fmt::format("T{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return text;
}

}  // namespace

/// The formats that need no code in the file (ECMA-376 part 1, 18.8.30).
Styles::Format Styles::built_in(std::uint64_t id) {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
    return {.date = true};
  if (id == 1 || id == 3) return {.decimals = 0};
  if (id == 2 || id == 4) return {.decimals = 2};
  return {};
}

/// A date has a letter of year, month, day, hour or second outside quotes and brackets; fixed decimals are zeros behind
/// a point and nothing else ("0.00", "#,##0.0").
Styles::Format Styles::parse(std::string_view code) {
  if (code.find_first_not_of("0#,.") == std::string_view::npos) {
    const auto point = code.rfind('.');
    const auto decimals = point == std::string_view::npos ? std::string_view{} : code.substr(point + 1);
    if (decimals.size() > 10 || decimals.find_first_not_of('0') != std::string_view::npos) return {};
    return {.decimals = static_cast<int>(decimals.size())};
  }
  bool quoted = false;
  bool bracketed = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = to_lower(code[i]);
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '[' || c == ']')) {
      bracketed = c == '[';
    } else if (!quoted && !bracketed && std::string_view("ymdhs").find(c) != std::string_view::npos) {
      return {.date = true};
    }
  }
  return {};
}

Status Styles::read(XmlPart part) {
  std::unordered_map<std::uint64_t, Format> own;
  bool in_cell_formats = false;
  for (;;) {
    MANARA_TRY(event, part.next());
    if (event == nullptr) return {};
    if (event->kind == xml::EventKind::text) continue;
    const bool is_start = event->kind == xml::EventKind::start;
    if (event->name == "cellXfs") in_cell_formats = is_start;
    if (!is_start) continue;
    const auto id = parse_unsigned(attribute(*event, "numFmtId")).value_or(0);
    if (event->name == "numFmt" && own.size() < max_cell_formats) {
      own[id] = parse(attribute(*event, "formatCode"));
    } else if (event->name == "xf" && in_cell_formats && formats_.size() < max_cell_formats) {
      const auto found = own.find(id);
      formats_.push_back(found == own.end() ? built_in(id) : found->second);
    }
  }
}

CellKind Styles::show(std::string_view stored, std::uint64_t format, std::string& out) const {
  const auto how = format < formats_.size() ? formats_[format] : Format{};
  const auto value = number_of(stored);
  if (!value) {
    out = stored;
    return CellKind::number;
  }
  if (how.date) {
    out = date_of(*value, epoch_1904_);
    if (!out.empty()) return CellKind::date;
  }
  // Beyond 15 digits Excel keeps none, and a fixed format would make hundreds.
  const bool small = std::abs(*value) < 1e15;
  if (how.decimals >= 0 && small) {
    out = fmt::format("{:.{}f}", *value, how.decimals);
  } else if (small && *value == std::floor(*value)) {
    out = fmt::format("{:.0f}", *value);
  } else {
    out = fmt::format("{}", *value);
  }
  return CellKind::number;
}

}  // namespace manara::formats::table
