/// Writes JSON as it goes, in the order it is told, so that output is the same byte for byte. Boost.JSON 1.81 writes
/// doubles as 7.5E0, which no reader of a report wants; numbers here are the shortest decimal that reads back the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manara::json {

enum class Layout : std::uint8_t { compact, indented };

class Writer {
 public:
  explicit Writer(Layout layout = Layout::compact) : layout_(layout) {}

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);
  /// Bytes that are not UTF-8 become U+FFFD: the output is always valid JSON.
  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(std::int64_t number);
  Writer& value(std::uint64_t number);
  Writer& value(int number) { return value(static_cast<std::int64_t>(number)); }
  Writer& value(double number);
  Writer& value(bool truth);
  Writer& null();
  /// A value that is JSON already.
  Writer& raw(std::string_view json);
  template <typename T>
  Writer& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  /// The text, or null where it is empty.
  Writer& member_or_null(std::string_view name, std::string_view text);

  [[nodiscard]] const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }
  /// Drops the text written so far, not the place in the document: for output that is passed on piece by piece.
  void clear() { out_.clear(); }

 private:
  void before_value();
  Writer& open(char bracket);
  Writer& close(char bracket);
  void new_line();

  Layout layout_;
  std::string out_{};
  std::size_t depth_ = 0;   // of open containers
  bool has_items_ = false;  // the innermost one; those around it have, or it would not be there
  bool after_key_ = false;
};

/// Appends `text` as a JSON string with its quotes.
void append_quoted(std::string& out, std::string_view text);

}  // namespace manara::json
