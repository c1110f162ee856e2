#include "script.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::cli_test {
namespace {

constexpr std::string_view any = "…";

bool is_comment(std::string_view line) {
  return line.empty() || line.starts_with('#');
}

void append_lines(std::string& out, const std::vector<std::string>& lines) {
  for (const auto& line : lines)
    out += line + "\n";
}

/// Moves the comments at the end of the output to where they belong, and takes "exit N" off.
std::vector<std::string> finish(Step& step) {
  std::vector<std::string> after;
  while (!step.expected.empty() && is_comment(step.expected.back())) {
    after.insert(after.begin(), std::move(step.expected.back()));
    step.expected.pop_back();
  }
  if (step.expected.empty()) return after;
  std::string_view last = step.expected.back();
  if (!take_prefix(last, "exit ")) return after;
  if (const auto code = parse_unsigned(last)) {
    step.exit_code = static_cast<int>(*code);
    step.expected.pop_back();
  }
  return after;
}

/// Wildcard matching without recursion: `Equal` compares one piece, `Any` says whether it stands for any run of them.
template <typename Pattern, typename Text, typename Any, typename Equal>
bool glob(const Pattern& pattern, const Text& text, Any is_any, Equal equal) {
  std::size_t p = 0, t = 0;
  std::size_t star = pattern.size(), star_t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && is_any(pattern[p])) {
      star = p++;
      star_t = t;
    } else if (p < pattern.size() && equal(pattern[p], text[t])) {
      ++p;
      ++t;
    } else if (star < pattern.size()) {
      p = star + 1;
      t = ++star_t;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && is_any(pattern[p]))
    ++p;
  return p == pattern.size();
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  take_suffix(text, "\n");
  if (text.empty()) return lines;
  for (const auto line : split(text, '\n'))
    lines.emplace_back(line);
  return lines;
}

Script parse_script(std::string_view text) {
  Script script;
  std::vector<std::string> head;
  std::size_t number = 0;
  for (auto& line : lines_of(text)) {
    ++number;
    if (line.starts_with("$ ")) {
      if (!script.steps.empty()) head = finish(script.steps.back());
      script.steps.push_back(Step{.head = std::move(head), .line = number, .command = {line.substr(2)}});
      head.clear();
    } else if (script.steps.empty()) {
      if (!is_comment(line)) return {};
      head.push_back(std::move(line));
    } else if (auto& step = script.steps.back(); step.expected.empty() && line.starts_with("> ")) {
      step.command.push_back(line.substr(2));
    } else {
      step.expected.push_back(std::move(line));
    }
  }
  if (!script.steps.empty()) script.tail = finish(script.steps.back());
  return script;
}

std::string write_script(const Script& script) {
  std::string out;
  for (const auto& step : script.steps) {
    append_lines(out, step.head);
    for (std::size_t i = 0; i < step.command.size(); ++i)
      out += (i == 0 ? "$ " : "> ") + step.command[i] + "\n";
    append_lines(out, step.expected);
    if (step.exit_code != 0) out += "exit " + std::to_string(step.exit_code) + "\n";
  }
  append_lines(out, script.tail);
  return out;
}

bool line_matches(std::string_view pattern, std::string_view text) {
  // One byte stands for the wildcard while comparing; no text of ours has it.
  std::string compact;
  for (std::size_t i = 0; i < pattern.size();) {
    const bool wildcard = pattern.substr(i).starts_with(any);
    compact.push_back(wildcard ? '\0' : pattern[i]);
    i += wildcard ? any.size() : 1;
  }
  return glob(compact, text, [](char c) { return c == '\0'; }, [](char a, char b) { return a == b; });
}

bool lines_match(const std::vector<std::string>& pattern, const std::vector<std::string>& lines) {
  return glob(pattern, lines, [](const std::string& line) { return line == any; }, line_matches);
}

std::vector<std::string> updated(const std::vector<std::string>& pattern, const std::vector<std::string>& lines) {
  if (lines_match(pattern, lines)) return pattern;
  std::vector<std::string> out;
  std::size_t next = 0;
  for (const auto& line : lines) {
    const auto fits = std::find_if(pattern.begin() + static_cast<std::ptrdiff_t>(next), pattern.end(),
                                   [&line](const std::string& p) { return p != any && line_matches(p, line); });
    if (fits != pattern.end()) next = static_cast<std::size_t>(fits - pattern.begin()) + 1;
    out.push_back(fits != pattern.end() ? *fits : line);
  }
  return out;
}

}  // namespace manara::cli_test
