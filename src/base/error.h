/// An error is a code, its arguments and a place. It becomes a sentence only at the edge, in the reader's language
/// (text/catalogue.h): nothing below the CLI knows English.
#pragma once

#include <cstdint>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace manara {

/// The name of a sentence in content/text/{en,fr,ar}. Written as a literal, `Code{"json_truncated"}`: a test collects
/// these literals from the sources and fails on one without three texts.
class Code {
 public:
  template <std::size_t N>
  consteval Code(const char (&name)[N]) : name_(name, N - 1) {}
  constexpr Code() = default;  ///< no code: says nothing
  /// A name that was read from an index file; `name` must outlive the Code.
  static constexpr Code stored(std::string_view name) {
    Code code;
    code.name_ = name;
    return code;
  }
  [[nodiscard]] constexpr std::string_view name() const { return name_; }
  constexpr bool operator==(const Code& other) const { return name_ == other.name_; }
  constexpr auto operator<=>(const Code& other) const { return name_ <=> other.name_; }
  [[nodiscard]] constexpr bool empty() const { return name_.empty(); }

 private:
  std::string_view name_;
};

/// Where in an input. `line` counts from 1; 0: unknown. `path` is a path inside a document ("components/3/purl").
struct Place {
  std::string file{};
  std::uint64_t line = 0;
  std::string path{};
  bool operator==(const Place&) const = default;
};

/// A code with its arguments, {0}, {1}, … of the sentence: an error, a reason, a `why`, a complaint.
struct Message {
  Code code{};
  std::vector<std::string> args{};
  bool operator==(const Message&) const = default;
  auto operator<=>(const Message&) const = default;
};

struct Error {
  Code code{};
  std::vector<std::string> args{};
  Place place{};

  [[nodiscard]] Message message() const { return {code, args}; }
  /// The same error with the file that it is about, where the thrower knew only bytes.
  Error in(std::string_view file) && {
    if (place.file.empty()) place.file = file;
    return std::move(*this);
  }
};

}  // namespace manara
