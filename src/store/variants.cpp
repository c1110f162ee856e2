#include "store/variants.h"

#include <algorithm>
#include <optional>

#include "base/strings.h"

namespace manara::store {
namespace {

/// A form's text with the column in its hole.
std::string fill(std::string_view form, std::string_view column) {
  const auto hole = form.find("{}");
  if (hole == std::string_view::npos) return std::string(form);
  return std::string(form.substr(0, hole)).append(column).append(form.substr(hole + 2));
}

/// "($5 = '' OR o.sector = $5)": what follows the opening parenthesis, taken apart.
struct Optional {
  std::size_t parameter = 0;
  std::string_view whole{};
  std::string_view inside{};
};

/// Where the parenthesis that is open at the beginning closes.
std::size_t closing(std::string_view sql) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql[at] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

std::optional<Optional> optional_at(std::string_view sql) {
  auto rest = sql;
  if (!take_prefix(rest, "($")) return std::nullopt;
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits]))
    ++digits;
  const auto number = parse_unsigned(rest.substr(0, digits));
  if (!number || *number == 0 || *number > 99) return std::nullopt;
  rest.remove_prefix(digits);
  if (!take_prefix(rest, " = '' OR ") && !take_prefix(rest, " = 0 OR ")) return std::nullopt;
  const auto end = closing(sql);
  if (end == std::string_view::npos) return std::nullopt;
  Optional found{.parameter = static_cast<std::size_t>(*number) - 1, .whole = sql.substr(0, end + 1)};
  found.inside = rest.substr(0, rest.size() - (sql.size() - end));
  if (found.inside.find('{') != std::string_view::npos) return std::nullopt;
  return found;
}

/// "" and 0 ask for nothing.
bool is_given(std::span<const Value> values, std::size_t at) {
  if (at >= values.size()) return false;
  if (const auto* text = std::get_if<std::string_view>(&values[at])) return !text->empty();
  if (const auto* number = std::get_if<std::int64_t>(&values[at])) return *number != 0;
  return !std::holds_alternative<std::monostate>(values[at]);
}

constexpr std::string_view open_mark = "({";

}  // namespace

Result<Variants> Variants::of(std::string_view name, std::string_view sql, const Forms& forms) {
  Variants out;
  out.has_order_ = sql.find("ORDER BY") != std::string_view::npos;
  for (std::size_t at = 0; at < sql.size();) {
    const auto next = sql.find_first_of(open_mark, at);
    out.add_text(sql.substr(at, std::min(next, sql.size()) - at));
    if (next == std::string_view::npos) break;
    at = next;
    if (sql[at] == '{') {
      const auto close = sql.find('}', at);
      if (close == std::string_view::npos) return fail(Code{"sql_malformed"}, {std::string(name)});
      MANARA_CHECK(out.add_form(name, sql.substr(at + 1, close - at - 1), forms));
      at = close + 1;
    } else if (const auto optional = optional_at(sql.substr(at))) {
      Piece piece{.kind = Kind::optional, .parameter = optional->parameter};
      piece.texts = {std::string(optional->whole), "(" + std::string(optional->inside) + ")"};
      if (optional->inside.starts_with('(')) {
        piece.asks = Asks::position;
      } else if (optional->inside.find(" = $") != std::string_view::npos) {
        piece.asks = Asks::equality;
      }
      out.pieces_.push_back(std::move(piece));
      out.differ_ = true;
      at += optional->whole.size();
    } else {
      out.add_text("(");
      ++at;
    }
  }
  if (out.asks_several_) out.searched_.clear();
  return out;
}

void Variants::add_text(std::string_view text) {
  if (text.empty()) return;
  if (pieces_.empty() || pieces_.back().kind != Kind::text) pieces_.emplace_back();
  pieces_.back().texts[0] += text;
}

Status Variants::add_form(std::string_view name, std::string_view inside, const Forms& forms) {
  const auto words = split(inside, ' ');
  const auto text = [&](const std::string& form) -> const std::string_view* {
    const auto found = forms.find(form);
    return found == forms.end() ? nullptr : &found->second;
  };
  const std::string form(words.front());
  const auto* always = text(form);
  if (always == nullptr || words.size() > 2) return fail(Code{"sql_malformed"}, {std::string(name)});
  const auto column = words.size() == 2 ? words.back() : std::string_view();
  if (form == "found") {
    add_found(column, *always);
  } else if (const auto* one = text(form + " one"), *narrow = text(form + " narrow");
             one != nullptr && narrow != nullptr) {
    Piece piece{.kind = Kind::visible};
    asks_whose_ = true;
    // What a reader sees of so much is a set that it holds in memory (reader.cpp).
    piece.texts = {fill(*one, column), fill(*narrow, column), "sees_scope(" + std::string(column) + ")",
                   fill(*always, column)};
    pieces_.push_back(std::move(piece));
    differ_ = true;
  } else {
    add_text(fill(*always, column));
    counts_ = counts_ || form == "counted";
  }
  return {};
}

/// What was found is in the reader's table `hit`, or asked of the reader (reader.cpp): by the numbers of SQLite's rows.
void Variants::add_found(std::string_view column, std::string_view many) {
  Piece piece{.kind = Kind::found};
  const auto alias = cut(column, '.');
  const auto words = fill(many, column);
  const auto row = alias ? std::string(alias->head) + ".rowid" : std::string();
  piece.texts = {"TRUE", alias ? row + " IN (SELECT id FROM hit)" : words, alias ? "is_hit(" + row + ")" : words,
                 words};
  pieces_.push_back(std::move(piece));
  differ_ = true;
  const auto name = alias ? alias->head : std::string_view();
  asks_several_ = asks_several_ || (!searched_.empty() && searched_ != name) || name.empty();
  searched_ = name;
}

/// Only where nothing better is gone through than the index that could answer it.
bool Variants::stands_alone(const Piece& piece, Way way) const {
  if (way.seek == Seek::few || way.sight == Sight::narrow) return false;
  switch (piece.asks) {
    case Asks::position: return true;
    case Asks::equality: return way.sight == Sight::wide;
    case Asks::other: break;
  }
  // A range would be gone through in its own order, and all of it sorted.
  return way.sight == Sight::wide && !has_order_;
}

std::string Variants::plain() const {
  std::string out;
  for (const auto& piece : pieces_) {
    const bool is_form = piece.kind == Kind::visible || piece.kind == Kind::found;
    out += is_form ? piece.texts.back() : piece.texts.front();
  }
  return out;
}

std::string Variants::text(Way way, std::span<const Value> values) const {
  std::string out;
  for (const auto& piece : pieces_) {
    switch (piece.kind) {
      case Kind::text: out += piece.texts[0]; break;
      case Kind::visible: out += piece.texts.at(static_cast<std::size_t>(way.sight)); break;
      case Kind::found: out += piece.texts.at(static_cast<std::size_t>(way.seek)); break;
      case Kind::optional:
        out += is_given(values, piece.parameter) ? piece.texts.at(stands_alone(piece, way) ? 1 : 0) : "TRUE";
        break;
    }
  }
  return out;
}

}  // namespace manara::store
