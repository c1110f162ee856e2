/// Stanzas of "Name: value" lines, as dpkg, apt and Python's package metadata write them (deb822(5), RFC 822): a blank
/// line ends a stanza, a line that begins with a space or tab goes on with the field above. One stanza is held at a
/// time, and of it only the fields that the reader asks for: a status database of a million stanzas costs no more
/// memory than its longest wanted field.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "io/stream.h"

namespace manara::formats {

class Stanza {
 public:
  /// The value of a wanted field without blanks around it, "" where the stanza lacks it; continuation lines follow
  /// after '\n'. Of a field that is given twice the first.
  [[nodiscard]] std::string_view operator[](std::string_view name) const;
  [[nodiscard]] std::uint64_t line() const { return line_; }  ///< of its first line, from 1
  /// The first line that is neither a field nor goes on with one; 0: none.
  [[nodiscard]] std::uint64_t broken_line() const { return broken_line_; }
  /// A blank line follows. Without it the text may have been cut off inside.
  [[nodiscard]] bool closed() const { return closed_; }
  /// The last line has its end. Without it the text was cut off inside, and the last field can't be trusted.
  [[nodiscard]] bool line_ended() const { return line_ended_; }

 private:
  friend class Stanzas;
  struct Field {
    std::string_view name;
    std::string value{};
    bool given = false;
  };
  std::vector<Field> fields_{};
  std::uint64_t line_ = 0;
  std::uint64_t broken_line_ = 0;
  bool closed_ = false;
  bool line_ended_ = true;
};

class Stanzas {
 public:
  /// `wanted`: names of fields, compared without case; literals, which outlive the reader. Uses Limits::record_bytes
  /// for one line and for one field.
  Stanzas(io::Stream& stream, std::span<const std::string_view> wanted, const Limits& limits);

  /// The next stanza, nullptr at the end; it lives until the next call. Error: record_too_large.
  Result<const Stanza*> next();

 private:
  Status take(std::string_view line);
  void begin();

  io::Lines lines_;
  std::uint64_t field_bytes_;
  Stanza stanza_{};
  Stanza::Field* current_ = nullptr;  ///< that a continuation line goes on with
  bool in_field_ = false;             ///< a field has begun in this stanza, wanted or not
};

}  // namespace manara::formats
