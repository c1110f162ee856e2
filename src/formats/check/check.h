/// Checks a document against the specification of its format, which is another thing than reading it: a reader takes
/// what it can use, a check says everything that breaks a rule, each with its place.
///
/// CycloneDX (ECMA-424) 1.0–1.7 in XML and 1.2–1.7 in JSON by a table of rules of our own (rules.h); SPDX 2.2 and 2.3
/// by their mandatory fields and references.
#pragma once

#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace manara::formats {

struct Complaint {
  Message what{};
  Place place{};  ///< line (XML, tag-value) and path ("components/3/hashes/0/content"); the file is the caller's
  bool operator==(const Complaint&) const = default;
};

inline constexpr std::size_t max_complaints = 1000;  ///< behind these the rest is not listed

/// In the order of the document; none where it is valid. Errors: those of JSON and XML, check_unknown_format for what
/// is neither CycloneDX nor SPDX 2, spdx3_later.
Result<std::vector<Complaint>> check(std::string_view bytes, const Limits& limits);

}  // namespace manara::formats
