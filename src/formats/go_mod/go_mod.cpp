#include "formats/go_mod/go_mod.h"

#include <unordered_map>
#include <vector>

#include "base/strings.h"
#include "formats/go_toolchain.h"
#include "formats/locked.h"

namespace manara::formats {
namespace {

using Tokens = std::vector<std::string_view>;

/// The words of a line, without their quotes and without the comment; brackets are words of their own.
void tokens_of(std::string_view line, Tokens& out) {
  out.clear();
  for (;;) {
    line = trim(line);
    if (line.empty() || line.starts_with("//")) return;
    std::size_t end = 1;
    if (line.front() == '"' || line.front() == '`') {
      end = line.find(line.front(), 1);
      out.push_back(line.substr(1, end == std::string_view::npos ? end : end - 1));
      line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
      continue;
    }
    const bool bracket = line.front() == '(' || line.front() == ')';
    while (!bracket && end < line.size() && !is_space(line[end]) && line[end] != '(' && line[end] != ')' &&
           !line.substr(end).starts_with("//"))
      ++end;
    out.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

struct Module {
  std::string_view path{}, version{};
  std::uint64_t line = 0;
};

class GoMod {
 public:
  /// A line, already without comment. A line that is no directive of these says nothing that is asked for here.
  void take(const Tokens& tokens, std::uint64_t line) {
    if (tokens.empty()) return;
    if (!block_.empty()) {
      if (tokens.front() == ")") {
        block_ = {};
      } else {
        directive(block_, tokens, 0, line);
      }
      return;
    }
    const bool opens = tokens.size() > 1 && tokens[1] == "(";
    if (opens && tokens.back() != ")") block_ = tokens.front();
    if (!opens) directive(tokens.front(), tokens, 1, line);
  }

  [[nodiscard]] bool is_one() const { return any_; }
  [[nodiscard]] bool is_open() const { return !block_.empty(); }

  Status list(LockedPackages& out) const {
    for (const auto& module : required_)
      MANARA_CHECK(add(module, out));
    const auto version = go_library_version(toolchain_);
    return version.empty() ? Status{} : out.add(go_standard_library, version);
  }

 private:
  void directive(std::string_view verb, const Tokens& tokens, std::size_t first, std::uint64_t line) {
    const auto word = [&](std::size_t i) { return first + i < tokens.size() ? tokens[first + i] : std::string_view(); };
    any_ = any_ || verb == "module" || verb == "require";
    if (verb == "require") required_.push_back({word(0), word(1), line});
    if (verb == "toolchain") toolchain_ = word(0);
    if (verb != "replace") return;
    const std::size_t arrow = word(1) == "=>" ? 1 : 2;
    if (word(arrow) != "=>" || word(arrow + 1).empty()) return;
    const Module to{word(arrow + 1), word(arrow + 2), line};
    replaced_.insert_or_assign(key(word(0), arrow == 2 ? word(1) : ""), to);
  }

  static std::string key(std::string_view path, std::string_view version) {
    return std::string(path).append(1, ' ').append(version);
  }

  /// A replacement of one version counts before one of all versions.
  [[nodiscard]] const Module* replacement(const Module& module) const {
    for (const auto version : {module.version, std::string_view()}) {
      const auto found = replaced_.find(key(module.path, version));
      if (found != replaced_.end()) return &found->second;
    }
    return nullptr;
  }

  Status add(const Module& module, LockedPackages& out) const {
    const auto* other = replacement(module);
    if (other == nullptr) return out.add(module.path, module.version, module.line);
    if (!other->version.empty()) return out.add(other->path, other->version, other->line);
    out.refuse(Code{"lock_from_folder"}, module.path, other->line);
    return {};
  }

  std::vector<Module> required_{};
  std::unordered_map<std::string, Module> replaced_{};
  std::string_view block_{}, toolchain_{};
  bool any_ = false;
};

}  // namespace

bool looks_like_go_mod(const Probe& probe) {
  if (probe.file_name() == "go.mod") return !probe.head.empty();
  if (!probe.file_name().empty()) return false;
  auto rest = probe.head;
  Tokens tokens;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    tokens_of(rest.substr(0, end), tokens);
    if (!tokens.empty()) {
      return tokens.size() == 2 && tokens.front() == "module" &&
             (rest.find("\nrequire ") != std::string_view::npos || rest.find("\ngo 1") != std::string_view::npos);
    }
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return false;
}

Result<Inventory> read_go_mod(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  GoMod go_mod_file;
  Tokens tokens;
  std::uint64_t number = 0;
  const auto bytes = input.bytes();
  for (auto rest = bytes; !rest.empty();) {
    const auto end = rest.find('\n');
    tokens_of(rest.substr(0, end), tokens);
    go_mod_file.take(tokens, ++number);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  if (!go_mod_file.is_one()) return fail(Code{"go_mod_not"});
  if (go_mod_file.is_open() || !bytes.ends_with('\n')) return fail(Code{"go_mod_truncated"}, {}, {.line = number});
  LockedPackages out(go_mod.name, "Go", limits);
  MANARA_CHECK(go_mod_file.list(out));
  return std::move(out).take();
}

}  // namespace manara::formats
