#include "formats/check/check.h"

#include "base/strings.h"
#include "formats/check/cyclonedx_check.h"
#include "formats/check/spdx_check.h"

namespace manara::formats {
namespace {

bool names_spdx3(const json::Value& root) {
  return root["spdxVersion"].string().starts_with("SPDX-3") || root["@graph"].is_array();
}

Status check_json(std::string_view bytes, Complaints& complaints, const Limits& limits) {
  json::Document document;
  MANARA_TRY(root, document.parse(bytes, limits));
  if (names_spdx3(root)) return fail(Code{"spdx3_later"});
  if (root["spdxVersion"]) {
    check_spdx_json(root, complaints);
  } else if (root["bomFormat"] || root["specVersion"]) {
    check_cyclonedx_json(root, complaints);
  } else {
    return fail(Code{"check_unknown_format"});
  }
  return {};
}

Status check_xml(std::string_view bytes, Complaints& complaints, const Limits& limits) {
  xml::Document document;
  MANARA_TRY(root, document.parse(bytes, limits));
  if (root.name() != "bom") return fail(Code{"check_unknown_format"});
  check_cyclonedx_xml(root, complaints);
  return {};
}

}  // namespace

Result<std::vector<Complaint>> check(std::string_view bytes, const Limits& limits) {
  auto head = bytes.substr(0, 4096);
  take_prefix(head, "\xEF\xBB\xBF");
  head = trim(head);
  Complaints complaints;
  if (head.starts_with('<')) {
    MANARA_CHECK(check_xml(bytes, complaints, limits));
  } else if (head.starts_with('{') || head.starts_with('[') || head.empty()) {
    MANARA_CHECK(check_json(bytes, complaints, limits));
  } else if (bytes.size() > limits.document_bytes) {
    return fail(Code{"input_too_large"}, {std::to_string(limits.document_bytes)});
  } else {
    MANARA_CHECK(check_spdx_tag_value(bytes, complaints));
  }
  return complaints.take();
}

}  // namespace manara::formats
