// Nothing here runs before a sentence is asked for, and then only for its language: `scan --json` of a small file has
// 10 ms in all. ICU's plural rules (0.2 ms to load) wait for the first text that has forms.
#include "text/catalogue.h"

#include "base/strings.h"
#include "text/content.h"
#include "text/texts.h"

namespace manara::text {
namespace {

Texts read_texts(Language language) {
  Texts texts(language);
  const std::string folder = "text/" + std::string(tag(language)) + "/";
  for (const auto& file : content_files()) {
    if (file.path.starts_with(folder)) texts.add(file.bytes);
  }
  return texts;
}

template <Language language>
const Texts& texts_of() {
  static const Texts texts = read_texts(language);
  return texts;
}

const Texts& texts_of(Language language) {
  switch (language) {
    case Language::fr: return texts_of<Language::fr>();
    case Language::ar: return texts_of<Language::ar>();
    case Language::en: break;
  }
  return texts_of<Language::en>();
}

std::string without_text(const Message& message) {
  std::string out(message.code.name());
  for (std::size_t i = 0; i < message.args.size(); ++i)
    out += (i == 0 ? ": " : ", ") + message.args[i];
  return out;
}

}  // namespace

std::optional<Language> parse_language(std::string_view tag_text) {
  const auto name = tag_text.substr(0, tag_text.find_first_of("_-.@"));
  for (const auto language : languages) {
    if (iequals(name, tag(language))) return language;
  }
  return std::nullopt;
}

std::string_view tag(Language language) {
  constexpr std::array<std::string_view, languages.size()> tags{"en", "fr", "ar"};
  return tags[static_cast<std::size_t>(language)];
}

std::string sentence(Language language, const Message& message) {
  if (message.code.empty()) return {};
  auto text = texts_of(language).sentence(message);
  return text.empty() ? without_text(message) : text;
}

std::string sentence(Language language, const Error& error) {
  std::string out = error.place.file;
  if (error.place.line > 0) out += (out.empty() ? "" : ":") + std::to_string(error.place.line);
  if (!out.empty()) out += ": ";
  if (!error.place.path.empty()) out += error.place.path + ": ";
  return out + sentence(language, error.message());
}

}  // namespace manara::text
