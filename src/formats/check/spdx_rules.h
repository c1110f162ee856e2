/// What the values of SPDX 2 must look like, for both notations.
#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

#include "formats/check/complaints.h"

namespace manara::formats {

/// The identifiers of a document: each unique, and what relationships point at exists (SPDX 2.3, 11.1).
class SpdxIds {
 public:
  /// Complains where it is no "SPDXRef-…" (6.3), or there already.
  void define(std::string_view id, Complaints& complaints);
  /// Whether a relationship may point at it: defined, of another document ("DocumentRef-…:"), NONE or NOASSERTION.
  void use(std::string_view id, Complaints& complaints) const;

 private:
  std::unordered_set<std::string_view> defined_{};
};

void check_spdx_version(std::string_view version, Complaints& complaints);
void check_data_license(std::string_view license, Complaints& complaints);
void check_creator(std::string_view creator, Complaints& complaints);
void check_created(std::string_view time, Complaints& complaints);
void check_relationship_type(std::string_view type, Complaints& complaints);
void check_external_reference(std::string_view category, std::string_view type, std::string_view locator,
                              Complaints& complaints);

}  // namespace manara::formats
