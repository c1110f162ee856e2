#include "json/writer.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include "base/utf8.h"

namespace manara::json {

namespace {

/// Stands in a string as it is.
constexpr bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

constexpr std::uint64_t each_byte(std::uint8_t byte) {
  return 0x0101010101010101ULL * byte;
}

/// Sets the top bit of a byte that is 0, and maybe of bytes above one that is.
constexpr std::uint64_t zero_bytes(std::uint64_t eight) {
  return (eight - each_byte(0x01)) & ~eight & each_byte(0x80);
}

/// Eight bytes at once: a report is mostly text that stands as it is.
bool all_plain(std::uint64_t eight) {
  const auto low = (eight - each_byte(0x20)) & ~eight;
  const auto high = eight | (eight + each_byte(0x01));
  const auto special = zero_bytes(eight ^ each_byte('"')) | zero_bytes(eight ^ each_byte('\\'));
  return (((low | high) & each_byte(0x80)) | special) == 0;
}

/// Where from `i` on the first byte stands that does not stand as it is.
std::size_t end_of_plain(std::string_view text, std::size_t i) {
  for (std::uint64_t eight = 0; text.size() - i >= sizeof eight; i += sizeof eight) {
    std::memcpy(&eight, text.data() + i, sizeof eight);
    if (!all_plain(eight)) break;
  }
  while (i < text.size() && is_plain(text[i]))
    ++i;
  return i;
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out.push_back('"');
  for (std::size_t i = 0; i < text.size();) {
    const auto start = i;
    i = end_of_plain(text, i);
    out.append(text.substr(start, i - start));
    if (i == text.size()) break;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) {
      const auto length = utf8_length(text.substr(i));
      out.append(length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(i, length));
      i += length == 0 ? 1 : length;
      continue;
    }
    ++i;
    switch (c) {
      case '"': out.append("\\\""); break;
      case '\\': out.append("\\\\"); break;
      case '\n': out.append("\\n"); break;
      case '\r': out.append("\\r"); break;
      case '\t': out.append("\\t"); break;
      default:
        out.append("\\u00");
        out.push_back(hex[c >> 4]);
        out.push_back(hex[c & 15]);
    }
  }
  out.push_back('"');
}

void Writer::new_line() {
  if (layout_ == Layout::compact) return;
  out_.push_back('\n');
  out_.append(depth_ * 2, ' ');
}

void Writer::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (has_items_) out_.push_back(',');
  has_items_ = true;
  new_line();
}

Writer& Writer::open(char bracket) {
  before_value();
  out_.push_back(bracket);
  ++depth_;
  has_items_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  --depth_;
  if (has_items_) new_line();
  out_.push_back(bracket);
  has_items_ = true;
  return *this;
}

Writer& Writer::begin_object() {
  return open('{');
}

Writer& Writer::end_object() {
  return close('}');
}

Writer& Writer::begin_array() {
  return open('[');
}

Writer& Writer::end_array() {
  return close(']');
}

Writer& Writer::key(std::string_view name) {
  before_value();
  append_quoted(out_, name);
  out_.push_back(':');
  if (layout_ == Layout::indented) out_.push_back(' ');
  after_key_ = true;
  return *this;
}

Writer& Writer::value(std::string_view text) {
  before_value();
  append_quoted(out_, text);
  return *this;
}

namespace {
template <typename Number>
void append_number(std::string& out, Number number) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  out.append(buffer, end);
}
}  // namespace

Writer& Writer::value(std::int64_t number) {
  before_value();
  append_number(out_, number);
  return *this;
}

Writer& Writer::value(std::uint64_t number) {
  before_value();
  append_number(out_, number);
  return *this;
}

Writer& Writer::value(double number) {
  before_value();
  if (std::isfinite(number)) {
    append_number(out_, number);
  } else {
    out_.append("null");  // JSON has no infinity
  }
  return *this;
}

Writer& Writer::value(bool truth) {
  before_value();
  out_.append(truth ? "true" : "false");
  return *this;
}

Writer& Writer::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

Writer& Writer::null() {
  before_value();
  out_.append("null");
  return *this;
}

Writer& Writer::member_or_null(std::string_view name, std::string_view text) {
  key(name);
  return text.empty() ? null() : value(text);
}

}  // namespace manara::json
