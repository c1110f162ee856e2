#include "formats/maven_pom/properties.h"

namespace manara::formats::pom {

const std::string_view* Properties::find(std::string_view name) const {
  const auto found = values_.find(name);
  if (found != values_.end()) return &found->second;
  return outer_ == nullptr ? nullptr : outer_->find(name);
}

/// While a property is being worked out its entry says that it is endless, which is what one that meets itself finds.
const Expanded& Properties::value_of(std::string_view name, std::size_t level) {
  const auto endless = std::unexpected(Gap{Code{"pom_property_endless"}, std::string(name)});
  const auto [known, is_new] = known_.try_emplace(name, endless);
  auto& entry = known->second;  // stays where it is while others are added
  if (!is_new) return entry;
  const auto* value = find(name);
  if (value == nullptr) {
    entry = std::unexpected(Gap{Code{"pom_property_unknown"}, std::string(name)});
  } else if (level < most_levels) {
    entry = expand(*value, level + 1);
  }
  return entry;
}

Expanded Properties::expand(std::string_view text, std::size_t level) {
  text = trim(text);
  std::string out;
  std::string_view name;
  for (;;) {
    const auto start = text.find("${");
    const auto end = start == std::string_view::npos ? start : text.find('}', start);
    const bool last = end == std::string_view::npos;
    out += text.substr(0, last ? end : start);
    if (!last) {
      name = text.substr(start + 2, end - start - 2);
      const auto& value = value_of(name, level);
      if (!value) return value;
      out += *value;
      text.remove_prefix(end + 1);
    }
    if (out.size() > longest_value) return std::unexpected(Gap{Code{"pom_property_endless"}, std::string(name)});
    if (last) return out;
  }
}

}  // namespace manara::formats::pom
