/// The properties of a Maven project and how "${name}" in its texts is replaced (maven.apache.org, "Introduction to the
/// POM", "Project Interpolation and Variables").
///
/// Properties may name each other. Each is worked out once and kept, so that a thousand that double each other cost a
/// thousand steps; depth and length are bounded; one that names itself is a gap.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/strings.h"

namespace manara::formats::pom {

inline constexpr std::size_t longest_value = 1024;
inline constexpr std::size_t most_levels = 64;

/// Why a text can't be worked out: pom_property_unknown or pom_property_endless, and the property.
struct Gap {
  Code reason{};
  std::string property{};
};
using Expanded = std::expected<std::string, Gap>;

class Properties {
 public:
  /// `outer`: where to look for what is not here (a profile's project); must outlive this. The texts given must, too.
  explicit Properties(const Properties* outer = nullptr) : outer_(outer) {}

  /// Of several with one name the last counts.
  void set(std::string_view name, std::string_view value) { values_[name] = value; }

  /// `text` with every ${name} replaced, blanks around it taken off.
  Expanded expand(std::string_view text) { return expand(text, 0); }

 private:
  Expanded expand(std::string_view text, std::size_t level);
  const Expanded& value_of(std::string_view name, std::size_t level);
  [[nodiscard]] const std::string_view* find(std::string_view name) const;

  const Properties* outer_;
  std::unordered_map<std::string_view, std::string_view> values_{};
  std::unordered_map<std::string_view, Expanded> known_{};
};

}  // namespace manara::formats::pom
