/// Tables in text: any encoding, any usual separator. Inside formats/table only.
#pragma once

#include <memory>
#include <string>

#include "csv/csv.h"
#include "formats/table/headings.h"
#include "formats/table/row_source.h"

namespace manara::formats::table {

/// A stream of bytes as UTF-8.
class Decoded final : public io::Stream {
 public:
  /// `bytes` must outlive it.
  Decoded(io::Stream& bytes, text::Encoding encoding);
  Result<std::size_t> read(std::span<char> buffer) override;
  /// Text that is whole in memory and well-formed UTF-8 already.
  std::optional<std::string_view> whole() override { return whole_; }

 private:
  io::Stream& bytes_;
  text::Decoder decoder_;
  std::optional<std::string_view> whole_{};
  std::string raw_{}, text_{};
  std::size_t at_ = 0;
  bool at_end_ = false;
};

class TextRows final : public RowSource {
 public:
  /// `text` must outlive it and be UTF-8.
  TextRows(io::Stream& text, char separator, const Limits& limits);
  Result<const RawRow*> next() override;
  [[nodiscard]] Form form() const override { return Form::text; }
  [[nodiscard]] bool maybe_cut() const override { return !rows_.line_ended(); }

 private:
  csv::Rows rows_;
  std::vector<Cell> cells_{};
  RawRow row_{};
  bool first_ = true;
};

/// The separator by which the head (UTF-8) has the most headings that are known; what "sep=" at its head says.
char separator_of(std::string_view head, const HeadingMatcher& headings);

}  // namespace manara::formats::table
