#include "text/texts.h"

#include <algorithm>
#include <memory>
#include <unicode/plurrule.h>

#include "base/strings.h"

namespace manara::text {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

std::optional<TextLine> parse_line(std::string_view line) {
  const auto halves = cut(line, '=');
  if (!halves) return std::nullopt;
  TextLine text;
  text.name = trim(halves->head);
  text.sentence = trim(halves->tail);
  if (text.name.ends_with(']')) {
    const auto parts = cut(text.name.substr(0, text.name.size() - 1), '[');
    if (!parts) return std::nullopt;
    const auto form = std::ranges::find(plural_forms, parts->tail);
    if (form == plural_forms.end()) return std::nullopt;
    text.name = parts->head;
    text.form = static_cast<std::size_t>(form - plural_forms.begin());
    text.has_form = true;
  }
  if (!is_name(text.name) || text.sentence.empty()) return std::nullopt;
  return text;
}

/// The length of "{12}" at the head of `text`; 0 where there is none.
std::size_t slot_length(std::string_view text) {
  if (!text.starts_with('{')) return 0;
  std::size_t end = 1;
  while (end < text.size() && end <= 2 && is_digit(text[end]))
    ++end;
  return end > 1 && end < text.size() && text[end] == '}' ? end + 1 : 0;
}

std::unique_ptr<icu::PluralRules> load_rules(Language language) {
  UErrorCode error = U_ZERO_ERROR;
  const std::string name(tag(language));
  return std::unique_ptr<icu::PluralRules>(icu::PluralRules::forLocale(icu::Locale(name.c_str()), error));
}

const icu::PluralRules* rules_of(Language language) {
  static const std::array<std::unique_ptr<icu::PluralRules>, languages.size()> rules{
      load_rules(Language::en), load_rules(Language::fr), load_rules(Language::ar)};
  return rules[static_cast<std::size_t>(language)].get();
}

std::size_t plural_form(Language language, std::uint64_t number) {
  const auto* rules = rules_of(language);
  if (rules == nullptr) return plural_other;
  // A large number would lose digits as a double; the forms depend on the last six, and on whole millions in French.
  constexpr std::uint64_t million = 1'000'000;
  const std::uint64_t shown = number < million ? number : million + number % million;
  std::string name;
  rules->select(static_cast<double>(shown)).toUTF8String(name);
  const auto form = std::ranges::find(plural_forms, name);
  return form == plural_forms.end() ? plural_other : static_cast<std::size_t>(form - plural_forms.begin());
}

}  // namespace

std::optional<TextLine> take_text_line(std::string_view& file) {
  while (!file.empty()) {
    const auto end = file.find('\n');
    const auto line = trim(file.substr(0, end));
    file.remove_prefix(end == std::string_view::npos ? file.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const auto text = parse_line(line);
    return text ? *text : TextLine{.sentence = line};
  }
  return std::nullopt;
}

std::optional<TextPiece> take_text_piece(std::string_view& sentence) {
  if (sentence.empty()) return std::nullopt;
  TextPiece piece;
  if (const auto length = slot_length(sentence); length > 0) {
    piece.argument = parse_unsigned(sentence.substr(1, length - 2));
    sentence.remove_prefix(length);
    return piece;
  }
  std::size_t end = 1;
  while (end < sentence.size() && slot_length(sentence.substr(end)) == 0)
    ++end;
  piece.literal = sentence.substr(0, end);
  sentence.remove_prefix(end);
  return piece;
}

void Texts::add(std::string_view file) {
  while (const auto line = take_text_line(file)) {
    auto& text = texts_[line->name];
    text.forms[line->form] = line->sentence;
    text.plural = text.plural || line->has_form;
  }
}

std::string_view Texts::choose_form(const Text& text, const std::vector<std::string>& args) const {
  if (!text.plural) return text.forms[plural_other];
  for (const auto& arg : args) {
    const auto number = parse_unsigned(arg);
    if (!number) continue;
    const auto form = text.forms[plural_form(language_, *number)];
    return form.empty() ? text.forms[plural_other] : form;
  }
  return text.forms[plural_other];
}

std::string Texts::sentence(const Message& message) const {
  const auto found = texts_.find(message.code.name());
  if (found == texts_.end()) return {};
  auto rest = choose_form(found->second, message.args);
  std::string out;
  while (const auto piece = take_text_piece(rest)) {
    if (!piece->argument) {
      out += piece->literal;
    } else if (*piece->argument < message.args.size()) {
      out += message.args[*piece->argument];
    } else {
      out += "{" + std::to_string(*piece->argument) + "}";
    }
  }
  return out;
}

}  // namespace manara::text
