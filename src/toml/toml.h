/// TOML 1.0 documents, read whole. toml++ stands behind this header and nowhere else; it throws nothing here.
///
/// What toml++ leaves open is bounded before it sees the text: its tables are as deep as a key has parts (it takes them
/// apart by recursion), and it looks through all tables that a dotted key made whenever it meets the next one (a file
/// of 20 MB would take minutes). What it builds takes five times the memory of the text.
///
/// A Value is a handle into its Document, which must outlive it. Access never fails loudly: a missing member or another
/// type gives an empty Value, "" or no elements.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace manara::toml {

inline constexpr std::uint64_t max_document_bytes = 64ULL << 20;
inline constexpr std::size_t max_key_parts = 32;        ///< of one key: a.b.c has three
inline constexpr std::size_t max_nested_values = 64;    ///< arrays and inline tables inside one another
inline constexpr std::size_t max_dotted_keys = 50'000;  ///< dots between the parts of keys, in the whole document

enum class Kind : std::uint8_t { missing, boolean, number, time, string, array, table };

struct Member;

class Value {
 public:
  Value() = default;
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is_table() const { return kind() == Kind::table; }
  [[nodiscard]] bool is_array() const { return kind() == Kind::array; }
  explicit operator bool() const { return node_ != nullptr; }  ///< present

  [[nodiscard]] Value operator[](std::string_view name) const;  ///< the member of a table
  [[nodiscard]] std::string_view string() const;                ///< "" unless a string
  [[nodiscard]] std::vector<Value> elements() const;            ///< of an array; none otherwise
  [[nodiscard]] std::vector<Member> members() const;            ///< of a table, sorted by name; none otherwise
  [[nodiscard]] std::size_t size() const;                       ///< of an array or table
  [[nodiscard]] std::uint64_t line() const;                     ///< where it begins, from 1; 0 for a missing one

 private:
  friend class Document;
  explicit Value(const void* node) : node_(node) {}
  const void* node_ = nullptr;
};

struct Member {
  std::string_view name{};
  Value value{};
};

/// Parses and owns one document at a time; parsing the next ends the values of the last.
class Document {
 public:
  Document();
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;

  /// The root, a table; an empty text is an empty table. Errors, with the line where known: toml_truncated (the text
  /// ends inside a value), toml_syntax, toml_too_deep, toml_too_large (max_document_bytes or limits.document_bytes),
  /// toml_too_many (max_dotted_keys), toml_encoding (not UTF-8).
  Result<Value> parse(std::string_view text, const Limits& limits = {});

 private:
  struct Root;
  std::unique_ptr<Root> root_;
};

}  // namespace manara::toml
