/// Comma-separated values (RFC 4180) as a stream of rows: quoted fields, line ends inside them, any one-byte separator.
/// A quote opens a field only at its head: `24" screen` is a text with a quote in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "io/stream.h"

namespace manara::csv {

/// What a quote that is never closed means. A feed made by a program is then not whole: an error. A list made by hand
/// lacks a quote somewhere: that row is broken, and the next line begins the next row.
enum class OpenQuote : std::uint8_t { is_error, breaks_row };

enum class Defect : std::uint8_t {
  none,
  open_quote,  ///< a quoted field doesn't end, or goes on over lines to a quote that belongs to another field
  cut_off,     ///< the same in the text's last line, which has no end: the text was cut off
};

/// A quoted field may go on over lines for this long where a row may be broken: four times what a cell of Excel holds.
inline constexpr std::size_t max_quoted_bytes = 128 << 10;

class Rows {
 public:
  /// Expects UTF-8; a byte order mark is passed over.
  Rows(io::Stream& stream, char separator, const Limits& limits, OpenQuote open_quote = OpenQuote::is_error);

  /// The next row's fields, without their quotes; nullopt at the end. Views live until the next call. Blank lines are
  /// passed over. Errors: csv_quote_open (the text ends inside a quoted field), record_too_large (a row), and the
  /// stream's.
  Result<std::optional<std::span<const std::string_view>>> next();
  [[nodiscard]] std::uint64_t line() const { return first_line_; }  ///< on which the row last returned begins, from 1
  /// The line of a broken row, as it stands there.
  [[nodiscard]] std::string_view broken_line() const { return std::string_view(row_).substr(0, row_.find('\n')); }
  [[nodiscard]] Defect defect() const { return defect_; }  ///< of the row last returned; a broken one has no fields
  /// Whether the line last read had its end: the last one of a text that was cut off has none.
  [[nodiscard]] bool line_ended() const { return lines_.line_ended(); }

 private:
  Result<std::optional<std::string_view>> next_line();
  Result<bool> read_row();
  bool scan(std::string_view text);
  void break_row(bool at_end);
  void take_fields();

  io::Lines lines_;
  char separator_;
  std::uint64_t max_row_;
  OpenQuote open_quote_;
  std::string row_{};    // the row's text, quotes and all
  std::string again_{};  // lines that a broken row had taken, each with its end
  std::size_t again_at_ = 0;
  std::uint64_t number_ = 0;  // of the line last taken
  bool quoted_ = false;       // the scan stands in a quoted field
  bool spans_lines_ = false;  // that quoted field began on an earlier line
  Defect defect_ = Defect::none;
  std::string fields_{};  // unquoted, one behind the other
  std::vector<std::size_t> ends_{};
  std::vector<std::string_view> views_{};
  std::uint64_t first_line_ = 0;
};

}  // namespace manara::csv
