#include "cpp_code.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/strings.h"

namespace manara::house {
namespace {

bool is_word(char c) {
  return is_alnum(c) || c == '_';
}

/// Blanks what should go while it walks over the code once.
class Stripper {
 public:
  Stripper(std::string_view code, Strip what) : out_(code), what_(what) {}

  std::string run() {
    while (at_ < out_.size())
      step();
    return std::move(out_);
  }

 private:
  void step() {
    const std::string_view rest = std::string_view(out_).substr(at_);
    if (rest.starts_with("//")) {
      blank(end_of_line());
    } else if (rest.starts_with("/*")) {
      blank(after("*/", 2));
    } else if (rest.starts_with("R\"") && !follows_word()) {
      raw_string();
    } else if (rest.front() == '"' || (rest.front() == '\'' && !inside_number())) {
      quoted(rest.front());
    } else if (rest.front() == '#' && what_ == Strip::comments_and_strings && at_line_start()) {
      blank(end_of_directive());
    } else {
      ++at_;
    }
  }

  void raw_string() {
    const auto open = out_.find('(', at_);
    if (open == std::string::npos) {
      ++at_;
      return;
    }
    const std::string close = ")" + out_.substr(at_ + 2, open - at_ - 2) + "\"";
    text(after(close, 2));
  }

  void quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < out_.size() && out_[end] != quote && out_[end] != '\n')
      end += out_[end] == '\\' ? 2U : 1U;
    text(std::min(end + 1, out_.size()));
  }

  void text(std::size_t end) {
    if (what_ == Strip::comments_and_strings) {
      blank(end);
    } else {
      at_ = end;
    }
  }

  void blank(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (out_[at_] != '\n') out_[at_] = ' ';
    }
  }

  [[nodiscard]] std::size_t after(std::string_view close, std::size_t skip) const {
    const auto found = out_.find(close, at_ + skip);
    return found == std::string::npos ? out_.size() : found + close.size();
  }

  [[nodiscard]] std::size_t end_of_line() const { return std::min(out_.find('\n', at_), out_.size()); }

  [[nodiscard]] std::size_t end_of_directive() const {
    std::size_t end = end_of_line();
    while (end < out_.size() && end > 0 && out_[end - 1] == '\\')
      end = std::min(out_.find('\n', end + 1), out_.size());
    return end;
  }

  [[nodiscard]] bool follows_word() const { return at_ > 0 && is_word(out_[at_ - 1]) && out_[at_ - 1] != '8'; }

  /// 1'000'000: the word before the quote begins with a digit.
  [[nodiscard]] bool inside_number() const {
    std::size_t begin = at_;
    while (begin > 0 && (is_word(out_[begin - 1]) || out_[begin - 1] == '\''))
      --begin;
    return begin < at_ && is_digit(out_[begin]);
  }

  [[nodiscard]] bool at_line_start() const {
    std::size_t begin = at_;
    while (begin > 0 && (out_[begin - 1] == ' ' || out_[begin - 1] == '\t'))
      --begin;
    return begin == 0 || out_[begin - 1] == '\n';
  }

  std::string out_;
  Strip what_;
  std::size_t at_ = 0;
};

enum class Block : std::uint8_t { container, function, other };

/// An `=` outside parentheses that is not of `operator==` and the like: then the braces initialise a value.
bool assigns(std::string_view statement) {
  if (has_word(statement, "operator")) return false;
  int depth = 0;
  for (std::size_t i = 0; i < statement.size(); ++i) {
    if (statement[i] == '(' || statement[i] == '<') ++depth;
    if (statement[i] == ')' || statement[i] == '>') --depth;
    if (statement[i] == '=' && depth == 0) return true;
  }
  return false;
}

Block classify(std::string_view statement) {
  const bool call = statement.find('(') != std::string_view::npos;
  constexpr std::array<std::string_view, 6> containers{"namespace", "class", "struct", "union", "enum", "extern"};
  if (!call && std::ranges::any_of(containers, [&](auto word) { return has_word(statement, word); })) {
    return has_word(statement, "enum") ? Block::other : Block::container;
  }
  return call && !assigns(statement) ? Block::function : Block::other;
}

/// The position behind the brace that closes the one at `open`.
std::size_t after_block(std::string_view code, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    if (code[i] == '{') ++depth;
    if (code[i] == '}' && --depth == 0) return i + 1;
  }
  return code.size();
}

/// A brace in an argument list, or in a constructor's `: a_{1}, b_{2} {`, is part of the statement around it.
bool goes_on(std::string_view statement, char next) {
  return std::ranges::count(statement, '(') != std::ranges::count(statement, ')') || next == ',' || next == '{';
}

char next_visible(std::string_view code, std::size_t at) {
  while (at < code.size() && is_space(code[at]))
    ++at;
  return at < code.size() ? code[at] : '\0';
}

std::size_t line_of(std::string_view code, std::size_t at) {
  return static_cast<std::size_t>(std::ranges::count(code.substr(0, at), '\n')) + 1;
}

std::string name_of(std::string_view stripped, std::string_view code, std::size_t begin, std::size_t open) {
  const auto statement = stripped.substr(begin, open - begin);
  const auto paren = statement.find('(');
  const auto head = trim(statement.substr(0, paren));
  if (head.ends_with("TEST_CASE")) return std::string(trim(code.substr(begin, open - begin)));
  std::size_t start = head.size();
  while (start > 0 && (is_word(head[start - 1]) || head[start - 1] == ':' || head[start - 1] == '~'))
    --start;
  return std::string(head.substr(start));
}

}  // namespace

std::string strip(std::string_view code, Strip what) {
  return Stripper(code, what).run();
}

std::vector<Function> functions(std::string_view stripped, std::string_view code) {
  std::vector<Function> out;
  std::size_t begin = 0;  // of the statement
  std::size_t i = 0;
  while ((i = stripped.find_first_of(";{}", i)) != std::string_view::npos) {
    const auto statement = stripped.substr(begin, i - begin);
    const auto block = stripped[i] == '{' ? classify(statement) : Block::container;
    if (block == Block::container) {
      begin = ++i;
      continue;
    }
    const auto end = after_block(stripped, i);
    const bool initialiser = goes_on(statement, next_visible(stripped, end));
    if (block == Block::function && !initialiser) {
      while (begin < i && is_space(stripped[begin]))
        ++begin;
      out.push_back({name_of(stripped, code, begin, i), line_of(stripped, begin), line_of(stripped, end - 1),
                     stripped.substr(i, end - i)});
    }
    i = end;
    if (!initialiser) begin = end;
  }
  return out;
}

std::size_t find_word(std::string_view code, std::string_view word, std::size_t from) {
  for (auto at = code.find(word, from); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const bool before = at == 0 || !is_word(code[at - 1]) || !is_word(word.front());
    const auto end = at + word.size();
    if (before && (end == code.size() || !is_word(code[end]))) return at;
  }
  return std::string_view::npos;
}

bool has_word(std::string_view code, std::string_view word) {
  return find_word(code, word) != std::string_view::npos;
}

}  // namespace manara::house
