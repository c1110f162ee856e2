#include "json/json.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>

namespace manara::json {
namespace {

namespace dom = simdjson::dom;

// A Value is (document, index on simdjson's tape). The tape's layout is documented (simdjson, doc/tape.md): a word
// whose top byte is the type; containers hold the index behind their end in the low 32 bits, strings their offset in
// the string buffer; numbers take a second word.
const dom::document& document_of(const void* pointer) {
  return *static_cast<const dom::document*>(pointer);
}

std::uint64_t word(const void* document, std::size_t at) {
  return document_of(document).tape[at];
}

char type_at(const void* document, std::size_t at) {
  return static_cast<char>(word(document, at) >> 56);
}

std::size_t after(const void* document, std::size_t at) {
  switch (type_at(document, at)) {
    case '{':
    case '[': return word(document, at) & 0xffffffffU;
    case 'l':
    case 'u':
    case 'd': return at + 2;
    default: return at + 1;
  }
}

std::string_view string_at(const void* document, std::size_t at) {
  const auto* start =
      document_of(document).string_buf.get() + (word(document, at) & simdjson::internal::JSON_VALUE_MASK);
  std::uint32_t length = 0;
  std::memcpy(&length, start, sizeof length);
  return {reinterpret_cast<const char*>(start + sizeof length), length};
}

}  // namespace

Kind Value::kind() const {
  if (document_ == nullptr) return Kind::missing;
  switch (type_at(document_, at_)) {
    case '{': return Kind::object;
    case '[': return Kind::array;
    case '"': return Kind::string;
    case 'l':
    case 'u':
    case 'd': return Kind::number;
    case 't':
    case 'f': return Kind::boolean;
    default: return Kind::null;
  }
}

Value Value::operator[](std::string_view name) const {
  if (kind() != Kind::object) return {};
  const std::size_t end = after(document_, at_) - 1;
  for (std::size_t at = at_ + 1; at < end; at = after(document_, at + 1)) {
    if (string_at(document_, at) == name) return {document_, at + 1};
  }
  return {};
}

std::string_view Value::string() const {
  return kind() == Kind::string ? string_at(document_, at_) : std::string_view{};
}

std::optional<std::int64_t> Value::integer() const {
  if (kind() != Kind::number || type_at(document_, at_) == 'd') return std::nullopt;
  const auto bits = word(document_, at_ + 1);
  if (type_at(document_, at_) == 'u' && bits > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(bits);
}

std::optional<double> Value::number() const {
  if (kind() != Kind::number) return std::nullopt;
  const auto bits = word(document_, at_ + 1);
  switch (type_at(document_, at_)) {
    case 'l': return static_cast<double>(static_cast<std::int64_t>(bits));
    case 'u': return static_cast<double>(bits);
    default: break;
  }
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::optional<bool> Value::boolean() const {
  if (kind() != Kind::boolean) return std::nullopt;
  return type_at(document_, at_) == 't';
}

Elements Value::elements() const {
  Elements range;
  if (kind() != Kind::array) return range;
  range.document_ = document_;
  range.first_ = at_ + 1;
  range.end_ = after(document_, at_) - 1;
  return range;
}

Members Value::members() const {
  Members range;
  if (kind() != Kind::object) return range;
  range.document_ = document_;
  range.first_ = at_ + 1;
  range.end_ = after(document_, at_) - 1;
  return range;
}

std::size_t Value::size() const {
  const auto type = kind();
  if (type != Kind::array && type != Kind::object) return 0;
  std::size_t count = 0;
  const std::size_t end = after(document_, at_) - 1;
  for (std::size_t at = at_ + 1; at < end; at = after(document_, at)) {
    if (type == Kind::object) at = at + 1;
    ++count;
  }
  return count;
}

Elements::iterator& Elements::iterator::operator++() {
  at_ = after(document_, at_);
  return *this;
}

Member Members::iterator::operator*() const {
  return {string_at(document_, at_), Value(document_, at_ + 1)};
}

Members::iterator& Members::iterator::operator++() {
  at_ = after(document_, at_ + 1);
  return *this;
}

struct Document::Parser {
  dom::parser parser;
  simdjson::padded_string padded{};
};

Document::Document() : parser_(std::make_unique<Parser>()) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

namespace {

// The parser stops at the first error but doesn't say where; a text whose brackets and quotes are still open at its end
// was cut off, which is the commonest damage and deserves its own sentence.
bool ends_inside(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return in_string || depth > 0;
}

std::unexpected<Error> syntax_error(simdjson::error_code code, std::string_view text, const Limits& limits) {
  switch (code) {
    case simdjson::EMPTY: return fail(Code{"json_empty"});
    case simdjson::DEPTH_ERROR: return fail(Code{"json_too_deep"}, {std::to_string(limits.depth)});
    case simdjson::UTF8_ERROR: return fail(Code{"json_encoding"});
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC: return fail(Code{"json_too_large"}, {std::to_string(limits.document_bytes)});
    default: break;
  }
  if (ends_inside(text)) {
    const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    return fail(Code{"json_truncated"}, {}, {.line = lines});
  }
  return fail(Code{"json_syntax"}, {simdjson::error_message(code)});
}

}  // namespace

Result<Value> Document::parse(std::string_view text, const Limits& limits) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.size() > limits.document_bytes) return fail(Code{"json_too_large"}, {std::to_string(limits.document_bytes)});
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return fail(Code{"json_empty"});
  auto& parser = parser_->parser;
  if (parser.capacity() < text.size() || parser.max_depth() != limits.depth) {
    if (const auto error = parser.allocate(std::max<std::size_t>(text.size(), 4096), limits.depth)) {
      return syntax_error(error, text, limits);
    }
  }
  // simdjson reads up to SIMDJSON_PADDING bytes behind the text, so it parses a padded copy.
  const auto parsed = parser.parse(text.data(), text.size(), true);
  if (parsed.error() != simdjson::SUCCESS) return syntax_error(parsed.error(), text, limits);
  return Value(&parser.doc, 1);
}

}  // namespace manara::json
