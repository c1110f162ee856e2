/// CVE records, JSON 5.x (CVE Record Format, cveproject.github.io/cve-schema): the CNA's container and those of ADPs,
/// of which CISA's (Vulnrichment) adds SSVC, CVSS and products to most. One record a file; JSON lines of records are
/// read too. A rejected record becomes a withdrawn advisory. Of `affected`: products by vendor and product, and once
/// more by each CPE that names them otherwise; versions as ranges by the schema's rules (lessThan, lessThanOrEqual,
/// changes, defaultStatus), and the comparators that CNAs write into `version` ("< 1.2.3", ">= 1.0, < 1.5").
#pragma once

#include "formats/format.h"
#include "json/json.h"

namespace manara::formats {

bool looks_like_cve5(const Probe& probe);
/// Errors: those of JSON, cve5_not_a_record.
Status read_cve5(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

inline constexpr AdvisoryFormat cve5{"cve5", Code{"format_cve5"}, looks_like_cve5, read_cve5, FeedUnit::record};

/// Errors: cve5_not_a_record.
Result<Advisory> advisory_of_cve5(const json::Value& record);

}  // namespace manara::formats
