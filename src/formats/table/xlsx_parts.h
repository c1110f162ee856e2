/// The parts of a workbook. Inside formats/table only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table/row_source.h"
#include "xml/xml.h"

namespace manara::formats::table {

/// One XML part, as events.
class XmlPart {
 public:
  XmlPart(std::unique_ptr<io::Stream> stream, std::string path, const Limits& limits);
  /// As xml::Reader::next; errors name the part.
  Result<const xml::Event*> next();

 private:
  std::unique_ptr<io::Stream> stream_;
  std::string path_;
  xml::Reader reader_;
};

/// The value of an attribute; "" where there is none.
std::string_view attribute(const xml::Event& event, std::string_view name);

/// The characters of a text, with Excel's "_x000D_" for those that XML can't hold.
void append_text(std::string_view text, std::string& out);

/// What cells with t="s" refer to, by index, in one piece of memory.
class SharedStrings {
 public:
  /// Errors: xlsx_strings_too_large, and the part's.
  Status read(XmlPart part, const Limits& limits);
  /// nullopt: there is no such string.
  [[nodiscard]] std::optional<std::string_view> at(std::uint64_t index) const;

 private:
  std::string texts_{};
  std::vector<std::uint32_t> ends_{};
};

/// How a number is shown, by the index of its cell's format.
class Styles {
 public:
  Status read(XmlPart part);
  void set_epoch_1904() { epoch_1904_ = true; }
  /// A stored number as it is shown: a date, fixed decimals, or the shortest text of the number.
  [[nodiscard]] CellKind show(std::string_view stored, std::uint64_t format, std::string& out) const;

 private:
  struct Format {
    bool date = false;
    int decimals = -1;  // fixed; -1: as many as there are
  };
  static Format parse(std::string_view code);
  static Format built_in(std::uint64_t id);

  std::vector<Format> formats_{};
  bool epoch_1904_ = false;
};

/// The rows of one sheet as they stream by.
class SheetRows final : public RowSource {
 public:
  SheetRows(XmlPart part, const SharedStrings& strings, const Styles& styles);
  Result<const RawRow*> next() override;
  [[nodiscard]] Form form() const override { return Form::sheet; }

 private:
  enum class Value : std::uint8_t { none, stored, text };
  struct Range {
    std::size_t begin = 0, size = 0;
    CellKind kind = CellKind::text;
  };
  void start(const xml::Event& event);
  void end(std::string_view name);
  void start_row(const xml::Event& event);
  void start_cell(const xml::Event& event);
  void end_cell();
  void put(std::string_view text, CellKind kind);
  const RawRow* finish_row();

  XmlPart part_;
  const SharedStrings& strings_;
  const Styles& styles_;
  bool in_row_ = false, in_cell_ = false, in_phonetic_ = false, in_inline_ = false;
  bool row_done_ = false, too_many_ = false, too_large_ = false;
  Value value_ = Value::none;  // of which element the text is being taken
  bool formula_ = false, has_value_ = false;
  std::size_t column_ = 0;
  std::string type_{}, stored_{}, shown_{};
  std::uint64_t format_ = 0;
  std::uint64_t line_ = 0;
  std::string texts_{};
  std::vector<Range> ranges_{};
  std::vector<Cell> cells_{};
  RawRow row_{};
};

}  // namespace manara::formats::table
