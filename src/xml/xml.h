/// XML 1.0 with namespaces, from hostile hands: as a stream of events for large record files, and as a small tree for
/// documents. expat stands behind this header and nowhere else.
///
/// No document type declaration is accepted at all: none of our formats needs one, and with it go entities (a billion
/// laughs, files of this machine) for good. Depth, size, attributes and number of elements are bounded.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace manara::xml {

inline constexpr std::size_t max_attributes = 10'000;   ///< of one element
inline constexpr std::size_t max_elements = 8'000'000;  ///< of a tree: 56 bytes each

struct Attribute {
  std::string_view name{};  ///< without its prefix
  std::string_view value{};
};

enum class EventKind : std::uint8_t { start, text, end };

/// Views live until the next call of Reader::next.
struct Event {
  EventKind kind = EventKind::end;
  std::string_view space{};  ///< start, end: the namespace's URI, "" where there is none
  std::string_view name{};   ///< start, end: without its prefix
  std::string_view text{};   ///< text: may come in several pieces, white space between elements too
  std::span<const Attribute> attributes{};
  std::uint64_t line = 0;
};

/// Fills the head of a buffer and returns how much; 0 at the end (io::Stream::read has this shape).
using Source = std::function<Result<std::size_t>(std::span<char>)>;

/// Pulls one event after the other; memory does not grow with the length of the document.
class Reader {
 public:
  /// Uses limits.depth, and limits.record_bytes for one token (a tag with its attributes).
  Reader(Source source, const Limits& limits);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// The next event; nullptr behind the end of a document that was whole. Errors, each with its line: xml_empty,
  /// xml_truncated (the text ends inside the document), xml_syntax, xml_entity (it declares a document type),
  /// xml_encoding, xml_too_deep, xml_too_large, xml_too_many; and the source's own.
  Result<const Event*> next();

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

class Children;

/// A handle into a Document, which must outlive it. What is absent gives an empty handle, "" or no children.
class Element {
 public:
  Element() = default;
  explicit operator bool() const { return document_ != nullptr; }
  [[nodiscard]] std::string_view space() const;
  [[nodiscard]] std::string_view name() const;
  /// The characters directly in it, joined; "" where there is only white space between its children.
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] std::span<const Attribute> attributes() const;
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] bool has_attribute(std::string_view name) const;
  /// The first child of that name in this element's own namespace.
  [[nodiscard]] Element child(std::string_view name) const;
  [[nodiscard]] Children children() const;
  [[nodiscard]] std::uint64_t line() const;

 private:
  friend class Document;
  friend class Children;
  Element(const class Document* document, std::uint32_t at) : document_(document), at_(at) {}
  const class Document* document_ = nullptr;
  std::uint32_t at_ = 0;
};

/// In document order, of all namespaces.
class Children {
 public:
  class iterator {
   public:
    iterator(const class Document* document, std::uint32_t at) : document_(document), at_(at) {}
    Element operator*() const { return {document_, at_}; }
    iterator& operator++();
    bool operator==(const iterator& other) const { return at_ == other.at_; }

   private:
    const class Document* document_;
    std::uint32_t at_;
  };
  [[nodiscard]] iterator begin() const { return {document_, first_}; }
  [[nodiscard]] iterator end() const { return {document_, 0}; }

 private:
  friend class Element;
  const class Document* document_ = nullptr;
  std::uint32_t first_ = 0;
};

/// Parses and owns one document; stays where it was parsed (elements point at it).
class Document {
 public:
  Document() = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document() = default;

  /// The root. Errors as of Reader::next, and xml_too_large beyond limits.document_bytes. Parsing again ends the
  /// elements of before.
  Result<Element> parse(std::string_view text, const Limits& limits = {});

 private:
  friend class Element;
  friend class Children;
  class Arena {
   public:
    std::string_view keep(std::string_view text);

   private:
    std::vector<std::unique_ptr<char[]>> blocks_{};
    std::size_t used_ = 0, size_ = 0;
  };
  struct Name {
    std::string_view space{}, name{};
  };
  struct Node {
    std::uint32_t name = 0, next = 0, first_child = 0, last_child = 0;  // indices; 0: none (the root is 1)
    std::uint32_t first_attribute = 0, attribute_count = 0;
    std::uint32_t line = 0;
    std::string_view text{};
  };
  struct Open;
  std::uint32_t intern(const Event& event);
  void open(const Event& event, std::uint32_t parent);
  void forget();

  std::vector<Node> nodes_{};
  std::vector<Attribute> attributes_{};
  std::vector<Name> names_{};
  std::vector<std::vector<std::uint32_t>> name_buckets_{};
  Arena arena_{};
};

}  // namespace manara::xml
