/// Common Platform Enumeration names (NISTIR 7695 naming, 7696 matching): the 2.3 formatted string
/// "cpe:2.3:a:vendor:product:version:update:…" and the 2.2 URI "cpe:/a:vendor:product:version:…".
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manara::versions {

/// One attribute: ANY ("*"), NA ("-") or a value. A value may begin or end with wildcards, which only mean something
/// in a pattern: "8.*", "??1".
struct CpeValue {
  enum class Kind : std::uint8_t { any, na, text };
  static constexpr std::uint8_t star = 255;

  Kind kind = Kind::any;
  std::uint8_t head = 0;  ///< wildcards before the text: that many "?", or `star` for "*"
  std::uint8_t tail = 0;  ///< and after it
  std::string text{};     ///< unescaped, in the writer's case; comparisons ignore case

  bool operator==(const CpeValue&) const = default;
};

/// In the order of the 2.3 formatted string.
enum class CpePart : std::uint8_t {
  part,  ///< "a" application, "o" operating system, "h" hardware
  vendor,
  product,
  version,
  update,
  edition,
  language,
  sw_edition,
  target_sw,
  target_hw,
  other,
};
inline constexpr std::size_t cpe_parts = 11;

struct Cpe {
  std::array<CpeValue, cpe_parts> values{};
  bool operator==(const Cpe&) const = default;

  [[nodiscard]] const CpeValue& operator[](CpePart part) const { return values[static_cast<std::size_t>(part)]; }
  CpeValue& operator[](CpePart part) { return values[static_cast<std::size_t>(part)]; }
  /// The value unescaped; "" for ANY and NA.
  [[nodiscard]] std::string_view vendor() const { return (*this)[CpePart::vendor].text; }
  [[nodiscard]] std::string_view product() const { return (*this)[CpePart::product].text; }
  [[nodiscard]] std::string_view version() const { return (*this)[CpePart::version].text; }
  [[nodiscard]] std::string_view update() const { return (*this)[CpePart::update].text; }
};

inline constexpr std::size_t max_cpe_bytes = 4 << 10;

/// Reads either binding. Attributes that are left off at the end are ANY. Special characters that should be escaped but
/// are not ("c++") count as themselves: many records write them so.
/// Errors: cpe_not_a_cpe, cpe_too_long, cpe_bad_part, cpe_too_many_parts, cpe_bad_escape.
Result<Cpe> parse_cpe(std::string_view text);

/// The 2.3 formatted string, all eleven attributes, in lower case.
std::string to_formatted_string(const Cpe& cpe);
/// The 2.2 URI, without trailing empty components; the four attributes that 2.2 lacks are packed into the edition.
std::string to_uri(const Cpe& cpe);

/// Whether every name that `target` describes is described by `pattern` too (NISTIR 7696 SUPERSET or EQUAL in each
/// attribute): ANY in the pattern matches all, a value matches an equal one (case aside, wildcards of the pattern
/// honoured), NA only NA. A value in the pattern does not match ANY in the target.
bool matches(const Cpe& pattern, const Cpe& target);
bool matches(const CpeValue& pattern, const CpeValue& target);

}  // namespace manara::versions
