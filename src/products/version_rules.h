/// An installer's DisplayVersion is often not the version that advisories speak of: Java 8 Update 361 calls itself
/// 8.0.3610.9, Python 3.11.4 calls itself 3.11.4150.0. A row of content/products names the rule that makes one of the
/// other.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "products/products.h"

namespace manara::products {

enum class VersionRule : std::uint8_t {
  display,  ///< DisplayVersion; where it is empty, the version in the name
  name,     ///< the version in the name; where there is none, DisplayVersion
  whole,    ///< the version in the name as it stands: ImageMagick's "7.1.1-15", where -15 is no packager's build
  line,     ///< only the version in the name, and only as a release line
  branch,   ///< the first two numbers of the version in the name, as a release line: .NET SDK 6.0.408 is .NET 6.0
  java,     ///< "8u361"; from Java 9 on "11.0.18"
  python,   ///< "3.11.4"
  feature,  ///< DisplayVersion; where its third number is a build (17.6.33829.357), the first two as a release line
  build,    ///< the last number, where that is a build: Acronis' 15.0.35704 -> 35704
  year,     ///< WhatsUp Gold's entry says 23.1.0, its records say 2023.1.0
  moveit,   ///< MOVEit's entry says 15.0.1, its records say 2023.0.1
  apex,     ///< Trend Micro's agent says 14.0.12526, its records say 14.0.0.12526
  none,     ///< unknown: what the entry says is not comparable
};

/// By the rule's name in the table.
std::optional<VersionRule> version_rule(std::string_view name);

struct VersionFound {
  std::string version{};
  Precision precision = Precision::exact;
};

/// In: DisplayVersion and the version among the name's words, either may be empty. Out: "" where unknown.
VersionFound apply(VersionRule rule, std::string_view display, std::string_view in_name);

/// The version without what only surrounds it: of "v1.2", "6.0.8 (19404)", "2021,0,05" and PostgreSQL's "15.3-2".
std::string tidy(std::string_view version);

/// Whether dotted numbers `a` come before `b`; false where one of them isn't dotted numbers.
bool dotted_less(std::string_view a, std::string_view b);

/// The first `count` numbers of a dotted version: (17.6.5, 2) -> 17.6; "" where it has fewer.
std::string_view leading_numbers(std::string_view version, std::size_t count);

}  // namespace manara::products
