/// Comma-separated values (RFC 4180) as a stream of rows: quoted fields, line ends inside them, any one-byte separator.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "io/stream.h"

namespace manara::csv {

class Rows {
 public:
  /// Expects UTF-8; a byte order mark is passed over.
  Rows(io::Stream& stream, char separator, const Limits& limits);

  /// The next row's fields, without their quotes; nullopt at the end. Views live until the next call. Blank lines are
  /// passed over. Errors: csv_quote_open (the text ends inside a quoted field), record_too_large (a row), and the stream's.
  Result<std::optional<std::span<const std::string_view>>> next();
  [[nodiscard]] std::uint64_t line() const { return first_line_; }  ///< on which the row last returned begins, from 1

 private:
  Result<bool> read_row();
  void take_fields();

  io::Lines lines_;
  char separator_;
  std::uint64_t max_row_;
  std::string row_{};    // the row's text, quotes and all
  std::string fields_{}; // unquoted, one behind the other
  std::vector<std::size_t> ends_{};
  std::vector<std::string_view> views_{};
  std::uint64_t first_line_ = 0;
};

}  // namespace manara::csv
