// expat pushes; our readers want to pull. Each chunk of bytes is parsed into a queue of events whose texts are kept in
// one buffer: no coroutine, no suspended parser, and the queue is bounded by the chunk.
#include <algorithm>
#include <expat.h>
#include <optional>

#include "base/strings.h"
#include "xml/xml.h"

namespace manara::xml {
namespace {

constexpr std::size_t first_chunk = 64 << 10;
constexpr char separator = '\x01';  // between namespace and name; no character of XML

}  // namespace

struct Reader::Parser {
  struct Range {
    std::size_t begin = 0, size = 0;
  };
  struct Queued {
    EventKind kind = EventKind::end;
    Range space{}, name{}, text{};
    std::size_t first_attribute = 0, attribute_count = 0;
    std::uint64_t line = 0;
  };

  Source source{};
  Limits limits{};
  XML_Parser expat = nullptr;
  std::size_t chunk = first_chunk;
  std::uint64_t fed = 0;
  bool at_end = false;
  bool blank = true;  // nothing but white space so far
  std::size_t depth = 0;
  std::optional<Error> error{};

  std::string texts{};
  std::vector<Queued> queue{};
  std::vector<std::pair<Range, Range>> attribute_ranges{};
  std::vector<Attribute> attributes{};
  std::size_t next_event = 0;
  Event event{};

  ~Parser() { XML_ParserFree(expat); }

  Range keep(std::string_view text) {
    const Range range{texts.size(), text.size()};
    texts.append(text);
    return range;
  }
  [[nodiscard]] std::string_view view(Range range) const {
    return std::string_view(texts).substr(range.begin, range.size);
  }
  [[nodiscard]] std::uint64_t line() const { return XML_GetCurrentLineNumber(expat); }

  void refuse(Code code, std::vector<std::string> args = {}) {
    if (!error) error = Error{code, std::move(args), {.line = line()}};
    XML_StopParser(expat, XML_FALSE);
  }

  void name(Queued& queued, std::string_view full) {
    const auto halves = cut(full, separator);
    if (halves) queued.space = keep(halves->head);
    queued.name = keep(halves ? halves->tail : full);
  }

  static void on_start(void* user, const XML_Char* name, const XML_Char** attributes);
  static void on_end(void* user, const XML_Char* name);
  static void on_text(void* user, const XML_Char* text, int length);
  static void on_doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int);

  Result<bool> fill();
  Status feed(std::span<char> buffer, std::size_t count);
  Error failure();
};

void Reader::Parser::on_start(void* user, const XML_Char* name, const XML_Char** attributes) {
  auto& parser = *static_cast<Parser*>(user);
  if (++parser.depth > parser.limits.depth) {
    return parser.refuse(Code{"xml_too_deep"}, {std::to_string(parser.limits.depth)});
  }
  Queued queued{.kind = EventKind::start, .line = parser.line()};
  parser.name(queued, name);
  queued.first_attribute = parser.attribute_ranges.size();
  for (; attributes[0] != nullptr; attributes += 2) {
    const std::string_view full = attributes[0];
    const auto halves = cut(full, separator);
    const auto kept = parser.keep(halves ? halves->tail : full);
    parser.attribute_ranges.emplace_back(kept, parser.keep(attributes[1]));
    if (++queued.attribute_count > max_attributes) {
      return parser.refuse(Code{"xml_too_many"}, {std::to_string(max_attributes)});
    }
  }
  parser.queue.push_back(queued);
}

void Reader::Parser::on_end(void* user, const XML_Char* name) {
  auto& parser = *static_cast<Parser*>(user);
  --parser.depth;
  Queued queued{.kind = EventKind::end, .line = parser.line()};
  parser.name(queued, name);
  parser.queue.push_back(queued);
}

void Reader::Parser::on_text(void* user, const XML_Char* text, int length) {
  auto& parser = *static_cast<Parser*>(user);
  const std::string_view piece(text, static_cast<std::size_t>(length));
  // expat gives a piece for every line; joined, they are fewer events and still bounded by the chunk.
  if (!parser.queue.empty() && parser.queue.back().kind == EventKind::text) {
    parser.texts.append(piece);
    parser.queue.back().text.size += piece.size();
  } else {
    parser.queue.push_back({.kind = EventKind::text, .text = parser.keep(piece), .line = parser.line()});
  }
}

void Reader::Parser::on_doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  static_cast<Parser*>(user)->refuse(Code{"xml_entity"});
}

Reader::Reader(Source source, const Limits& limits) : parser_(std::make_unique<Parser>()) {
  parser_->source = std::move(source);
  parser_->limits = limits;
  parser_->expat = XML_ParserCreateNS(nullptr, separator);
  if (parser_->expat == nullptr) return;  // out of memory: next() says so
  XML_SetUserData(parser_->expat, parser_.get());
  XML_SetElementHandler(parser_->expat, Parser::on_start, Parser::on_end);
  XML_SetCharacterDataHandler(parser_->expat, Parser::on_text);
  XML_SetStartDoctypeDeclHandler(parser_->expat, Parser::on_doctype);
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Error Reader::Parser::failure() {
  if (error) return *std::move(error);
  const auto code = XML_GetErrorCode(expat);
  const Place place{.line = line()};
  switch (code) {
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
    case XML_ERROR_PARTIAL_CHAR:
      if (at_end && blank) return {Code{"xml_empty"}, {}, {}};
      if (at_end) return {Code{"xml_truncated"}, {}, place};
      break;
    case XML_ERROR_UNKNOWN_ENCODING:
    case XML_ERROR_INCORRECT_ENCODING: return {Code{"xml_encoding"}, {}, place};
    case XML_ERROR_UNDEFINED_ENTITY:
    case XML_ERROR_ENTITY_DECLARED_IN_PE:
    case XML_ERROR_EXTERNAL_ENTITY_HANDLING: return {Code{"xml_entity"}, {}, place};
    case XML_ERROR_NO_MEMORY: return {Code{"xml_too_large"}, {std::to_string(limits.record_bytes)}, place};
    default: break;
  }
  return {Code{"xml_syntax"}, {XML_ErrorString(code)}, place};
}

Status Reader::Parser::feed(std::span<char> buffer, std::size_t count) {
  fed += count;
  at_end = count == 0;
  const std::string_view bytes(buffer.data(), count);
  if (blank) blank = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos;
  if (XML_ParseBuffer(expat, static_cast<int>(count), at_end ? XML_TRUE : XML_FALSE) != XML_STATUS_OK) {
    return std::unexpected(failure());
  }
  // A token that does not end is scanned again with each chunk: growing chunks keep that linear, the limit ends it.
  const auto parsed = XML_GetCurrentByteIndex(expat);
  const auto pending = parsed < 0 ? fed : fed - std::min<std::uint64_t>(fed, static_cast<std::uint64_t>(parsed));
  if (!at_end && pending > limits.record_bytes) {
    return fail(Code{"xml_too_large"}, {std::to_string(limits.record_bytes)}, {.line = line()});
  }
  chunk = std::clamp<std::size_t>(static_cast<std::size_t>(pending), first_chunk, 16 << 20);
  return {};
}

/// Parses the next chunk into the queue; false behind the end.
Result<bool> Reader::Parser::fill() {
  if (at_end) return false;
  queue.clear();
  texts.clear();
  attribute_ranges.clear();
  next_event = 0;
  auto* memory = expat == nullptr ? nullptr : XML_GetBuffer(expat, static_cast<int>(chunk));
  if (memory == nullptr) return fail(Code{"xml_too_large"}, {std::to_string(limits.record_bytes)});
  const std::span buffer(static_cast<char*>(memory), chunk);
  MANARA_TRY(count, source(buffer));
  MANARA_CHECK(feed(buffer, count));
  attributes.clear();
  for (const auto& [name_range, value] : attribute_ranges)
    attributes.push_back({view(name_range), view(value)});
  return true;
}

Result<const Event*> Reader::next() {
  auto& parser = *parser_;
  while (parser.next_event == parser.queue.size()) {
    MANARA_TRY(more, parser.fill());
    if (!more) return nullptr;
  }
  const auto& queued = parser.queue[parser.next_event++];
  parser.event = {.kind = queued.kind,
                  .space = parser.view(queued.space),
                  .name = parser.view(queued.name),
                  .text = parser.view(queued.text),
                  .attributes = std::span(parser.attributes).subspan(queued.first_attribute, queued.attribute_count),
                  .line = queued.line};
  return &parser.event;
}

}  // namespace manara::xml
