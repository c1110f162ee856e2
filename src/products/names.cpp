#include <utility>

#include "base/strings.h"
#include "products/products.h"

namespace manara::products {
namespace {

/// Removes a mark of trade at the head of `text`.
bool take_mark(std::string_view& text) {
  return take_prefix(text, "\xc2\xae") || take_prefix(text, "\xe2\x84\xa2") || take_prefix(text, "(R)") ||
         take_prefix(text, "(TM)") || take_prefix(text, "(r)") || take_prefix(text, "(tm)");
}

}  // namespace

Recognised::Recognised(std::shared_ptr<const std::vector<Name>> names, std::string_view comparator, std::string version,
                       Precision precision)
    : names_(std::move(names)), comparator_(comparator), version_(std::move(version)), precision_(precision) {}

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    if (take_mark(text)) continue;
    const char c = text.front() == '_' || is_space(text.front()) ? ' ' : to_lower(text.front());
    text.remove_prefix(1);
    if (c == '\\') continue;
    if (c == ' ' && (folded.empty() || folded.back() == ' ')) continue;
    folded.push_back(c);
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

bool matches(const Name& name, std::string_view vendor, std::string_view product) {
  if (fold(name.vendor) != fold(vendor)) return false;
  auto ours = fold(name.product);
  const auto theirs = fold(product);
  if (ours.empty() || ours.back() != '*') return ours == theirs;
  ours.pop_back();
  return theirs.starts_with(ours);
}

}  // namespace manara::products
