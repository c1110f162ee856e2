/// CSAF 2.0 documents (OASIS Common Security Advisory Framework): advisories and VEX. Each vulnerability becomes an
/// advisory under the document's tracking id, with the products of its statuses; `known_not_affected` and `fixed`
/// become VEX statements where the product has a purl or CPE that says of which versions.
#pragma once

#include <map>

#include "formats/format.h"
#include "json/json.h"

namespace manara::formats {

bool looks_like_csaf(const Probe& probe);
/// Errors: those of JSON, csaf_not_a_document.
Status read_csaf(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

inline constexpr AdvisoryFormat csaf{"csaf", Code{"format_csaf"}, looks_like_csaf, read_csaf, FeedUnit::record};

/// A product of the product tree: branches, full product names and relationships alike.
struct CsafProduct {
  std::string id{};
  std::string name{};
  std::string vendor{};  ///< of the branches above it
  std::string product{};
  std::string version{};        ///< branch product_version
  std::string version_range{};  ///< branch product_version_range, as written
  std::string purl{}, cpe{};
  std::string refers_to{};  ///< a relationship: the product that is part of another
};

enum class CsafStatus : std::uint8_t {
  first_affected,
  first_fixed,
  fixed,
  known_affected,
  known_not_affected,
  last_affected,
  recommended,
  under_investigation,
};

struct CsafVulnerability {
  std::string cve{};
  std::vector<std::string> ids{};  ///< what others call it
  std::vector<std::string> vectors{};
  std::vector<std::pair<CsafStatus, std::string>> statuses{};  ///< product ids
  std::map<std::string, std::string> justifications{};         ///< product id → flag label
};

struct CsafDocument {
  std::string tracking_id{};
  std::string title{};
  std::string publisher{};
  std::optional<Date> published{}, modified{};
  std::vector<CsafProduct> products{};
  std::vector<CsafVulnerability> vulnerabilities{};
};

/// Error: csaf_not_a_document.
Result<CsafDocument> csaf_document(const json::Value& root, const Limits& limits);

}  // namespace manara::formats
