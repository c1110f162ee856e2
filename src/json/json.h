/// JSON documents, read whole (RFC 8259). The whole text is parsed to its last byte before anything is handed out, so a
/// document that was cut off can't pass for a whole one. simdjson stands behind this header and nowhere else.
///
/// A Value is a cheap handle (16 bytes) into its Document, which must outlive it. Access never fails loudly: a missing
/// member or another type gives an empty Value, "" or no elements, which is what readers of foreign documents want;
/// `kind()` tells the truth where it matters.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace manara::json {

enum class Kind : std::uint8_t { missing, null, boolean, number, string, array, object };

class Members;
class Elements;

class Value {
 public:
  Value() = default;
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is_string() const { return kind() == Kind::string; }
  [[nodiscard]] bool is_object() const { return kind() == Kind::object; }
  [[nodiscard]] bool is_array() const { return kind() == Kind::array; }
  explicit operator bool() const { return document_ != nullptr; }  ///< present (null counts as present)

  /// The member of an object; of several with one name the first.
  [[nodiscard]] Value operator[](std::string_view name) const;
  [[nodiscard]] std::string_view string() const;  ///< "" unless a string; lives as long as the Document
  [[nodiscard]] std::string text() const { return std::string(string()); }
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<double> number() const;  ///< integers too
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] Elements elements() const;  ///< of an array; none otherwise
  [[nodiscard]] Members members() const;    ///< of an object in document order, duplicates too; none otherwise
  [[nodiscard]] std::size_t size() const;   ///< of an array or object

 private:
  friend class Document;
  friend class Elements;
  friend class Members;
  Value(const void* document, std::size_t at) : document_(document), at_(at) {}
  const void* document_ = nullptr;
  std::size_t at_ = 0;
};

struct Member {
  std::string_view name;
  Value value;
};

class Elements {
 public:
  class iterator {
   public:
    iterator(const void* document, std::size_t at) : document_(document), at_(at) {}
    Value operator*() const { return {document_, at_}; }
    iterator& operator++();
    bool operator==(const iterator& other) const { return at_ == other.at_; }

   private:
    const void* document_;
    std::size_t at_;
  };
  [[nodiscard]] iterator begin() const { return {document_, first_}; }
  [[nodiscard]] iterator end() const { return {document_, end_}; }

 private:
  friend class Value;
  const void* document_ = nullptr;
  std::size_t first_ = 0, end_ = 0;
};

class Members {
 public:
  class iterator {
   public:
    iterator(const void* document, std::size_t at) : document_(document), at_(at) {}
    Member operator*() const;
    iterator& operator++();
    bool operator==(const iterator& other) const { return at_ == other.at_; }

   private:
    const void* document_;
    std::size_t at_;
  };
  [[nodiscard]] iterator begin() const { return {document_, first_}; }
  [[nodiscard]] iterator end() const { return {document_, end_}; }

 private:
  friend class Value;
  const void* document_ = nullptr;
  std::size_t first_ = 0, end_ = 0;
};

/// Parses and owns one document at a time; parsing the next reuses the memory and ends the values of the last.
class Document {
 public:
  Document();
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;

  /// Errors: json_empty, json_truncated (the text ends inside the document), json_syntax, json_too_deep,
  /// json_too_large, json_encoding (not UTF-8). A UTF-8 byte order mark is passed over. `place.line` is the line, where
  /// known.
  Result<Value> parse(std::string_view text, const Limits& limits = {});

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace manara::json
