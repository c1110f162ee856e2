/// Pieces that notations of ranges share; inside versions/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "versions/vers.h"

namespace manara::versions {

/// Adds the constraints of `text` to `out`; false: the text is no range of this notation.
using NativeReader = bool (*)(std::string_view text, Vers& out);

bool read_npm_range(std::string_view text, Vers& out);
bool read_conan_range(std::string_view text, Vers& out);
bool read_gem_range(std::string_view text, Vers& out);
bool read_pypi_range(std::string_view text, Vers& out);
bool read_nuget_range(std::string_view text, Vers& out);
bool read_maven_range(std::string_view text, Vers& out);
bool read_nginx_range(std::string_view text, Vers& out);
bool read_openssl_range(std::string_view text, Vers& out);

/// ">= 1.0" in two: what stands before the version, and the version.
struct Clause {
  std::string_view comparator, version;
};

/// Splits "<3.5 || ^4" style text into clauses at blanks, commas and comparators.
std::vector<Clause> split_clauses(std::string_view text);

/// "=", "==" and "" → equal, "!=", "<", "<=", ">", ">="; nullopt for others.
std::optional<Comparator> plain_comparator(std::string_view text);

/// A word without blanks, brackets or comparators: what a version can look like in any of these notations.
bool looks_like_version(std::string_view text);

bool all_digits(std::string_view text);

/// The next number, of any length: "9" → "10". `digits` must be digits only.
std::string next_number(std::string_view digits);

/// "2.0.8", kept to `count` segments with the last one raised: 2 → "2.1".
std::string raised(const std::vector<std::string_view>& segments, std::size_t count);

}  // namespace manara::versions
