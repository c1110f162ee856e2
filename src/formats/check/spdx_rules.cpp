#include "formats/check/spdx_rules.h"

#include <algorithm>
#include <iterator>

#include "base/strings.h"
#include "formats/check/forms.h"

namespace manara::formats {
namespace {

// SPDX 2.3, table 68.
constexpr std::string_view relationship_types[] = {
    "DESCRIBES",
    "DESCRIBED_BY",
    "CONTAINS",
    "CONTAINED_BY",
    "DEPENDS_ON",
    "DEPENDENCY_OF",
    "DEPENDENCY_MANIFEST_OF",
    "BUILD_DEPENDENCY_OF",
    "DEV_DEPENDENCY_OF",
    "OPTIONAL_DEPENDENCY_OF",
    "PROVIDED_DEPENDENCY_OF",
    "TEST_DEPENDENCY_OF",
    "RUNTIME_DEPENDENCY_OF",
    "EXAMPLE_OF",
    "GENERATES",
    "GENERATED_FROM",
    "ANCESTOR_OF",
    "DESCENDANT_OF",
    "VARIANT_OF",
    "DISTRIBUTION_ARTIFACT",
    "PATCH_FOR",
    "PATCH_APPLIED",
    "COPY_OF",
    "FILE_ADDED",
    "FILE_DELETED",
    "FILE_MODIFIED",
    "EXPANDED_FROM_ARCHIVE",
    "DYNAMIC_LINK",
    "STATIC_LINK",
    "DATA_FILE_OF",
    "TEST_CASE_OF",
    "BUILD_TOOL_OF",
    "DEV_TOOL_OF",
    "TEST_OF",
    "TEST_TOOL_OF",
    "DOCUMENTATION_OF",
    "OPTIONAL_COMPONENT_OF",
    "METAFILE_OF",
    "PACKAGE_OF",
    "AMENDS",
    "PREREQUISITE_FOR",
    "HAS_PREREQUISITE",
    "REQUIREMENT_DESCRIPTION_FOR",
    "SPECIFICATION_FOR",
    "OTHER",
};

// 2.2 writes "PACKAGE-MANAGER" in tag-value and "PACKAGE_MANAGER" in JSON; both are read everywhere.
constexpr std::string_view categories[] = {"SECURITY",      "PACKAGE-MANAGER", "PACKAGE_MANAGER",
                                           "PERSISTENT-ID", "PERSISTENT_ID",   "OTHER"};

constexpr std::string_view creators[] = {"Tool:", "Person:", "Organization:"};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&list)[N]) {
  return std::ranges::find(list, text) != std::end(list);
}

bool is_id(std::string_view id) {
  return take_prefix(id, "SPDXRef-") && !id.empty() &&
         std::ranges::all_of(id, [](char c) { return is_alnum(c) || c == '.' || c == '-'; });
}

}  // namespace

void SpdxIds::define(std::string_view id, Complaints& complaints) {
  if (!is_id(id)) complaints.add(Code{"check_spdx_id"}, {shown(id)});
  if (!defined_.insert(id).second) complaints.add(Code{"check_reference_twice"}, {shown(id)});
}

void SpdxIds::use(std::string_view id, Complaints& complaints) const {
  if (id == "NONE" || id == "NOASSERTION" || id.starts_with("DocumentRef-") || defined_.contains(id)) return;
  complaints.add(Code{"check_reference_unknown"}, {shown(id)});
}

void check_spdx_version(std::string_view version, Complaints& complaints) {
  if (version != "SPDX-2.2" && version != "SPDX-2.3") complaints.add(Code{"check_spec_version"}, {shown(version)});
}

void check_data_license(std::string_view license, Complaints& complaints) {
  if (license != "CC0-1.0") complaints.add(Code{"check_word"}, {shown(license)});
}

void check_creator(std::string_view creator, Complaints& complaints) {
  if (std::ranges::none_of(creators, [creator](std::string_view kind) { return creator.starts_with(kind); })) {
    complaints.add(Code{"check_spdx_creator"}, {shown(creator)});
  }
}

void check_created(std::string_view time, Complaints& complaints) {
  if (const auto code = form_complaint(rules::Form::date_time, time, Notation::json, rules::newest)) {
    complaints.add(*code, {shown(time)});
  }
}

void check_relationship_type(std::string_view type, Complaints& complaints) {
  if (!is_one_of(type, relationship_types)) complaints.add(Code{"check_word"}, {shown(type)});
}

void check_external_reference(std::string_view category, std::string_view type, std::string_view locator,
                              Complaints& complaints) {
  if (!is_one_of(category, categories)) complaints.add(Code{"check_word"}, {shown(category)});
  auto form = rules::Form::any;
  if (type.ends_with("purl")) form = rules::Form::purl;
  if (type.ends_with("cpe22Type") || type.ends_with("cpe23Type")) form = rules::Form::cpe;
  if (const auto code = form_complaint(form, locator, Notation::json, rules::newest)) {
    complaints.add(*code, {shown(locator)});
  }
}

}  // namespace manara::formats
