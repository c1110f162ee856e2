/// How a file of sentences is written (content/text/<language>/<area>.txt): one `name = sentence` a line, or
/// `name[form] = sentence` for a plural form; blank lines and lines that begin with `#` are passed over. The catalogue
/// and its test read it through here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/catalogue.h"

namespace manara::text {

/// CLDR's plural categories, by their names there; a text without forms is `other`.
inline constexpr std::array<std::string_view, 6> plural_forms{"zero", "one", "two", "few", "many", "other"};
inline constexpr std::size_t plural_other = 5;

struct TextLine {
  std::string_view name{};
  std::size_t form = plural_other;  ///< index in plural_forms
  bool has_form = false;            ///< written as name[form]
  std::string_view sentence{};
};

/// Takes the next line that says something from the head of `file`; nullopt at the end. A line that is not well-formed
/// comes with an empty name and itself as the sentence (the house's tests refuse it).
std::optional<TextLine> take_text_line(std::string_view& file);

/// Takes the next piece of a sentence: literal text, or a slot {n} (`argument` is its number).
struct TextPiece {
  std::string_view literal{};
  std::optional<std::size_t> argument{};
};
std::optional<TextPiece> take_text_piece(std::string_view& sentence);

/// The sentences of one language, from the bytes of its files, which must outlive it.
class Texts {
 public:
  explicit Texts(Language language) : language_(language) {}
  void add(std::string_view file);
  /// "" for a code without a text.
  [[nodiscard]] std::string sentence(const Message& message) const;

 private:
  struct Text {
    std::array<std::string_view, plural_forms.size()> forms{};
    bool plural = false;
  };
  [[nodiscard]] std::string_view choose_form(const Text& text, const std::vector<std::string>& args) const;

  Language language_;
  std::unordered_map<std::string_view, Text> texts_{};
};

}  // namespace manara::text
