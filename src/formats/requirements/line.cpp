#include "formats/requirements/line.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/locked.h"

namespace manara::formats::pip {
namespace {

constexpr std::string_view blanks = " \t";

bool is_name_character(char c) {
  return is_alnum(c) || c == '-' || c == '_' || c == '.';
}

/// What pip takes for a file of its own kinds.
bool is_archive(std::string_view path) {
  constexpr std::array<std::string_view, 5> endings = {".whl", ".zip", ".tar.gz", ".tar.bz2", ".tgz"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

/// "…#egg=name&subdirectory=x" of the older way to say what an address holds.
std::string_view egg_of(std::string_view address) {
  const auto at = address.find("#egg=");
  if (at == std::string_view::npos) return {};
  const auto egg = address.substr(at + 5);
  const auto end = std::ranges::find_if_not(egg, is_name_character);
  return egg.substr(0, static_cast<std::size_t>(end - egg.begin()));
}

/// A place that is no registry. `name` is "" where the requirement has none; the address is never shown, it may hold a
/// password.
Requirement from_place(std::string_view place, std::string_view name) {
  place = place.substr(0, place.find_first_of(blanks));
  if (has_scheme(place) || is_repository(place)) {
    if (name.empty()) name = egg_of(place);
    if (is_repository(place)) return {Kind::repository, name};
    return {place.starts_with("file:") ? Kind::folder : Kind::address, name};
  }
  const auto path = place.substr(0, place.find_first_of("[;#"));
  const bool own = is_inside_project(path) && !is_archive(path);
  return {own ? Kind::passed : Kind::folder, name.empty() ? path : name};
}

bool is_path(std::string_view line) {
  const auto word = line.substr(0, line.find_first_of(" \t;["));
  return word == "." || word == ".." || word.find('/') != std::string_view::npos ||
         word.find('\\') != std::string_view::npos || is_archive(word);
}

Requirement option(std::string_view line) {
  for (const auto name : {"--editable", "-e"}) {
    auto rest = line;
    if (!take_prefix(rest, name) || rest.empty()) continue;
    if (blanks.find(rest.front()) == std::string_view::npos && rest.front() != '=') continue;
    return from_place(trim(rest.substr(1)), {});
  }
  return {.kind = Kind::passed};
}

/// Options of one requirement stand behind it: "--hash=…", "--config-settings …".
std::string_view without_options(std::string_view line) {
  for (auto at = line.find("--"); at != std::string_view::npos; at = line.find("--", at + 2)) {
    if (at > 0 && blanks.find(line[at - 1]) != std::string_view::npos) return trim(line.substr(0, at));
  }
  return line;
}

/// One clause of a version specifier (PEP 440): "==1.2". false: it is none.
bool take_clause(std::string_view clause, Requirement& out) {
  constexpr std::array<std::string_view, 8> operators = {"===", "==", "~=", "!=", "<=", ">=", "<", ">"};
  clause = trim(clause);
  for (const auto sign : operators) {
    if (!take_prefix(clause, sign)) continue;
    clause = trim(clause);
    if (clause.empty() || clause.find_first_of(" \t=<>!~()") != std::string_view::npos) return false;
    const bool open = clause.find('*') != std::string_view::npos || clause.find('$') != std::string_view::npos;
    if (sign.starts_with("==") && !open) {
      out.kind = Kind::pinned;
      out.version = clause;
    }
    return true;
  }
  return false;
}

Requirement specified(std::string_view name, std::string_view specifier) {
  Requirement out{.kind = Kind::unpinned, .name = name};
  specifier = trim(specifier.substr(0, specifier.find(';')));
  if (specifier.starts_with('(') && specifier.ends_with(')')) specifier = specifier.substr(1, specifier.size() - 2);
  if (trim(specifier).empty()) return out;
  for (const auto clause : split(specifier, ',')) {
    if (!trim(clause).empty() && !take_clause(clause, out)) return {};
  }
  return out;
}

}  // namespace

Requirement parse_requirement(std::string_view line) {
  if (line.starts_with('-')) return option(line);
  line = without_options(line);
  if (has_scheme(line)) return from_place(line, {});
  const auto end = std::ranges::find_if_not(line, is_name_character);
  const auto name = line.substr(0, static_cast<std::size_t>(end - line.begin()));
  auto rest = trim(line.substr(name.size()));
  const bool is_name = !name.empty() && is_alnum(name.front()) && is_alnum(name.back());
  if (is_name && rest.starts_with('[')) {
    const auto close = rest.find(']');
    if (close == std::string_view::npos) return {};
    rest = trim(rest.substr(close + 1));
  }
  if (is_name && take_prefix(rest, "@")) return from_place(trim(rest), name);
  if (is_path(line)) return from_place(line, {});
  return is_name ? specified(name, rest) : Requirement{};
}

bool hashes_are_whole(std::string_view line) {
  struct Algorithm {
    std::string_view name;
    std::size_t digits;
  };
  constexpr std::array<Algorithm, 6> algorithms = {
      {{"md5", 32}, {"sha1", 40}, {"sha224", 56}, {"sha256", 64}, {"sha384", 96}, {"sha512", 128}}};
  const auto last = line.rfind("--hash");
  if (last == std::string_view::npos) return true;
  auto hash = trim(line.substr(last + 6));
  take_prefix(hash, "=");
  const auto halves = cut(hash, ':');
  if (!halves) return false;
  const auto known = std::ranges::find(algorithms, trim(halves->head), &Algorithm::name);
  return known == algorithms.end() || trim(halves->tail).size() == known->digits;
}

}  // namespace manara::formats::pip
