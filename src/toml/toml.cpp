#include "toml/toml.h"

#include <algorithm>

#include "base/utf8.h"

namespace manara::toml {
namespace {

/// Thrown where toml++ is surprised, caught where it was called.
struct Surprise {};

[[noreturn]] void surprised() {
  throw Surprise{};
}

}  // namespace
}  // namespace manara::toml

// As a header in this one file: Debian's library of toml++ throws, and nests 256 deep. What it asserts foreign text can
// break ("[[[" as the head of a table), so that is no reason to abort,
// and nothing to assume either, which it does where NDEBUG is defined.
#undef NDEBUG
#define TOML_ASSERT(expression) ((expression) ? static_cast<void>(0) : ::manara::toml::surprised())
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

namespace manara::toml {

static_assert(TOML_MAX_NESTED_VALUES == max_nested_values);

namespace {

const ::toml::node& node_of(const void* pointer) {
  return *static_cast<const ::toml::node*>(pointer);
}

const ::toml::table* table_of(const void* pointer) {
  return pointer == nullptr ? nullptr : node_of(pointer).as_table();
}

const ::toml::array* array_of(const void* pointer) {
  return pointer == nullptr ? nullptr : node_of(pointer).as_array();
}

/// Walks the text as a lexer does, only to count the dots between the parts of keys. Up to the first mistake in the
/// text it agrees with toml++ on what is a string and what a comment; behind it nothing is read. The dots of numbers
/// count too, which does no harm.
class Dots {
 public:
  explicit Dots(std::string_view text) : rest_(text) {}

  Status check() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '"' || c == '\'') {
        pass_string(c);
        continue;
      }
      if (c == '#') {
        rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
        continue;
      }
      rest_.remove_prefix(1);
      if (c == '.') MANARA_CHECK(count());
      if (c == '\n') ++line_;
      if (c == '\n' || c == '=' || c == ',' || c == '{' || c == '[') key_ = 0;
    }
    return {};
  }

 private:
  Status count() {
    const Place place{.line = line_};
    if (++key_ >= max_key_parts) return fail(Code{"toml_too_deep"}, {std::to_string(max_key_parts)}, place);
    if (++all_ > max_dotted_keys) return fail(Code{"toml_too_many"}, {std::to_string(max_dotted_keys)}, place);
    return {};
  }

  /// A string of one line ends there, closed or not: toml++ stops at one that isn't.
  void pass_string(char quote) {
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    const bool many_lines = rest_.starts_with(three);
    rest_.remove_prefix(many_lines ? 3 : 1);
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '\n' && !many_lines) return;
      if (c == quote && (!many_lines || rest_.starts_with(three))) return close(quote, many_lines);
      const bool escape = c == '\\' && quote == '"';
      const std::size_t taken = escape && rest_.size() > 1 ? 2 : 1;
      if (rest_.substr(0, taken).find('\n') != std::string_view::npos) ++line_;
      rest_.remove_prefix(taken);
    }
  }

  /// Up to two quotes may stand before the three that close a text of many lines.
  void close(char quote, bool many_lines) {
    rest_.remove_prefix(many_lines ? 3 : 1);
    for (int i = 0; many_lines && i < 2 && rest_.starts_with(quote); ++i)
      rest_.remove_prefix(1);
  }

  std::string_view rest_;
  std::uint64_t line_ = 1;
  std::size_t key_ = 0, all_ = 0;
};

Error error_of(const ::toml::parse_error& error) {
  const bool at_end = error.description().find("end-of-file") != std::string_view::npos;
  const bool deep = error.description().find("TOML_MAX_NESTED_VALUES") != std::string_view::npos;
  const Place place{.line = error.source().begin.line};
  if (deep) return {Code{"toml_too_deep"}, {std::to_string(max_nested_values)}, place};
  return {at_end ? Code{"toml_truncated"} : Code{"toml_syntax"}, {}, place};
}

}  // namespace

Kind Value::kind() const {
  if (node_ == nullptr) return Kind::missing;
  switch (node_of(node_).type()) {
    case ::toml::node_type::table: return Kind::table;
    case ::toml::node_type::array: return Kind::array;
    case ::toml::node_type::string: return Kind::string;
    case ::toml::node_type::boolean: return Kind::boolean;
    case ::toml::node_type::integer:
    case ::toml::node_type::floating_point: return Kind::number;
    case ::toml::node_type::date:
    case ::toml::node_type::time:
    case ::toml::node_type::date_time: return Kind::time;
    default: return Kind::missing;
  }
}

Value Value::operator[](std::string_view name) const {
  const auto* table = table_of(node_);
  return Value(table == nullptr ? nullptr : table->get(name));
}

std::string_view Value::string() const {
  const auto* text = node_ == nullptr ? nullptr : node_of(node_).as_string();
  return text == nullptr ? std::string_view{} : std::string_view(text->get());
}

std::vector<Value> Value::elements() const {
  std::vector<Value> out;
  if (const auto* array = array_of(node_)) {
    out.reserve(array->size());
    for (const auto& node : *array)
      out.push_back(Value(&node));
  }
  return out;
}

std::vector<Member> Value::members() const {
  std::vector<Member> out;
  if (const auto* table = table_of(node_)) {
    out.reserve(table->size());
    for (const auto& [key, node] : *table)
      out.push_back({key.str(), Value(&node)});
  }
  return out;
}

std::size_t Value::size() const {
  if (const auto* array = array_of(node_)) return array->size();
  const auto* table = table_of(node_);
  return table == nullptr ? 0 : table->size();
}

std::uint64_t Value::line() const {
  return node_ == nullptr ? 0 : node_of(node_).source().begin.line;
}

struct Document::Root {
  ::toml::table table{};
};

Document::Document() = default;
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

Result<Value> Document::parse(std::string_view text, const Limits& limits) {
  const auto most = std::min(limits.document_bytes, max_document_bytes);
  if (text.size() > most) return fail(Code{"toml_too_large"}, {std::to_string(most)});
  if (!is_utf8(text)) return fail(Code{"toml_encoding"});
  MANARA_CHECK(Dots(text).check());
  try {
    auto parsed = ::toml::parse(text);
    if (!parsed) return std::unexpected(error_of(parsed.error()));
    root_ = std::make_unique<Root>(Root{std::move(parsed).table()});
  } catch (const Surprise&) {
    return fail(Code{"toml_syntax"});
  }
  // Pointers to nodes are pointers to their base, which is what node_of() takes them for.
  return Value(static_cast<const ::toml::node*>(&root_->table));
}

}  // namespace manara::toml
