/// Advisories in the OSV schema (ossf.github.io/osv-schema 1.7): one record, or JSON lines of records. The archives
/// that OSV.dev publishes are zips of single records: io takes those apart. Record by record; a line that is no OSV
/// record is counted as unusable with its line, the rest is read on. A document that ends too early is an error. Reads:
/// id, aliases, upstream, related, published, modified, withdrawn, summary (or the first line of details), severity of
/// the record and of each affected entry, affected.
#pragma once

#include "formats/format.h"
#include "json/json.h"

namespace manara::formats {

bool looks_like_osv(const Probe& probe);
Status read_osv(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

inline constexpr AdvisoryFormat osv{"osv", Code{"format_osv"}, looks_like_osv, read_osv};

/// One parsed record. Errors: osv_no_id.
Result<Advisory> advisory_of_osv(const json::Value& record);

}  // namespace manara::formats
