#include "products/tail.h"

#include <algorithm>
#include <array>

#include "products/words.h"

namespace manara::products {
namespace {

using Words = std::span<const std::string>;

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Each list is sorted: a test of the build asserts it below.
constexpr std::array<std::string_view, 22> architectures{
    "32-bit", "32-bits", "32-разрядная", "32bit", "64-bit", "64-bits", "64-разрядная", "64bit",
    "amd64",  "arm",     "arm64",        "i386",  "i586",   "i686",    "ia32",         "win32",
    "win64",  "x32",     "x64",          "x86",   "x86-64", "x86_64"};

// Names of languages as installers write them: in English, French and Arabic, and in themselves; and of countries.
constexpr std::array<std::string_view, 97> languages{
    "allemand",   "anglais",    "arabe",      "arabic",      "brazilian",      "bulgarian",     "canada",
    "català",     "chinese",    "chinois",    "croatian",    "czech",          "danish",        "dansk",
    "deutsch",    "dutch",      "english",    "espagnol",    "español",        "estonian",      "farsi",
    "finnish",    "france",     "français",   "french",      "german",         "greek",         "hebrew",
    "hindi",      "hrvatski",   "hungarian",  "indonesian",  "international",  "intl",          "italian",
    "italiano",   "italien",    "japanese",   "japonais",    "kingdom",        "korean",        "latvian",
    "lithuanian", "magyar",     "ml",         "multi",       "multi-language", "multilanguage", "multilingual",
    "nederlands", "norsk",      "norwegian",  "néerlandais", "persian",        "polish",        "polski",
    "portugais",  "portuguese", "português",  "romanian",    "română",         "russe",         "russian",
    "serbian",    "simplified", "slovak",     "slovenian",   "spanish",        "states",        "suomi",
    "svenska",    "swedish",    "thai",       "traditional", "turc",           "turkish",       "türkçe",
    "ukrainian",  "united",     "vietnamese", "čeština",     "ελληνικά",       "русский",       "українська",
    "עברית",      "إنجليزي",    "الإنجليزية", "العربية",     "الفرنسية",       "عربي",          "عربية",
    "فارسی",      "فرنسي",      "हिन्दी",      "中文",        "日本語",         "한국어"};

// ISO 639-1 codes: only in parentheses or behind " - ", for many of them are words ("is", "no", "it").
constexpr std::array<std::string_view, 62> language_codes{
    "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es",
    "et", "eu", "fa", "fi", "fr", "ga", "gd", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it",
    "ja", "ka", "kk", "km", "ko", "lt", "lv", "mk", "ms", "nb", "nl", "nn", "no", "pl", "pt", "ro",
    "ru", "si", "sk", "sl", "sq", "sr", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh"};

// Harmless words: kinds of release, of installer, of scope.
constexpr std::array<std::string_view, 26> noise{
    "all",     "current",      "edition", "evaluation", "exe",         "final",    "ga",       "lts",     "ltsr",
    "machine", "machine-wide", "msi",     "only",       "per-machine", "per-user", "portable", "release", "stable",
    "system",  "trial",        "user",    "users",      "version",     "wide",     "windows",  "wrapper"};

// Words that a number follows, which is not the version.
constexpr std::array<std::string_view, 7> counted{"beta", "build", "hotfix", "patch", "rev", "revision", "update"};

constexpr bool in_order(const auto& list) {
  return std::is_sorted(list.begin(), list.end());
}
static_assert(in_order(architectures) && in_order(languages) && in_order(language_codes) && in_order(noise) &&
              in_order(counted));

bool is_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// "fr-fr", "zh-cn", "en_us", "sr-latn-rs", "es-419"
bool is_locale(std::string_view word) {
  if (word.size() < 5 || word.size() > 11 || (word[2] != '-' && word[2] != '_')) return false;
  if (!contains(language_codes, word.substr(0, 2))) return false;
  auto region = word.substr(3);
  if (region.size() == 7 && (region[4] == '-' || region[4] == '_')) region = region.substr(5);
  return region == "419" || ((region.size() == 2 || region.size() == 4) && is_letters(region));
}

/// "2023-07-30"
bool is_date(std::string_view word) {
  return word.size() == 10 && word[4] == '-' && word[7] == '-' && is_number(word.substr(0, 4)) &&
         is_number(word.substr(5, 2)) && is_number(word.substr(8));
}

/// "sp1", "cu12", "hf2", "ur1"
bool is_update_level(std::string_view word) {
  if (word.size() < 3 || word.size() > 4 || !is_number(word.substr(2))) return false;
  word = word.substr(0, 2);
  return word == "sp" || word == "cu" || word == "hf" || word == "ur";
}

class Reader {
 public:
  explicit Reader(Words words) : words_(words) {}

  std::optional<Tail> read() {
    while (at_ < words_.size()) {
      if (!take()) return std::nullopt;
    }
    if (open_) return std::nullopt;
    return tail_;
  }

 private:
  [[nodiscard]] std::string_view peek(std::size_t ahead = 0) const {
    return at_ + ahead < words_.size() ? std::string_view{words_[at_ + ahead]} : std::string_view{};
  }

  bool advance(std::size_t count = 1) {
    at_ += count;
    return true;
  }

  bool take() {
    const auto word = peek();
    if (word == "(") return !open_ && !peek(1).empty() && peek(1) != ")" && (open_ = true) && advance();
    if (word == ")") return open_ && !(open_ = false) && advance();
    if (word == "-") return advance() && !peek().empty();
    return take_phrase(word) || take_word(word);
  }

  /// What takes two words or more.
  bool take_phrase(std::string_view word) {
    const auto next = peek(1);
    if ((word == "32" || word == "64") && (next == "bit" || next == "bits" || next == "بت")) return advance(2);
    if (word == "remove" && next == "only") return advance(2);
    if ((word == "for" || word == "on" || word == "pour") && next == "windows") return advance(2);
    if (word == "user" && next == "setup") return advance(2);
    if (contains(counted, word) && looks_like_version(next)) {
      return advance(2);
    }
    if (word == "service" && next == "pack" && is_number(peek(2))) return advance(3);
    return false;
  }

  bool take_word(std::string_view word) {
    if (contains(architectures, word) || contains(languages, word) || is_locale(word)) return advance();
    if (contains(language_codes, word)) return (open_ || (at_ > 0 && words_[at_ - 1] == "-")) && advance();
    if (contains(noise, word) || is_date(word)) return advance();
    if (is_update_level(word)) return advance();
    if (!looks_like_version(word)) return false;
    if (tail_.version.empty()) tail_.version = word;
    return advance();
  }

  Words words_;
  std::size_t at_ = 0;
  bool open_ = false;
  Tail tail_{};
};

}  // namespace

std::optional<Tail> read_tail(Words words) {
  return Reader{words}.read();
}

}  // namespace manara::products
