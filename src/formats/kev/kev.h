/// CISA's Known Exploited Vulnerabilities catalogue, JSON (known_exploited_vulnerabilities.json, schema 1.1) and CSV.
/// An entry without a CVE id or a readable date is counted as unusable with its line or place.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_kev(const Probe& probe);
/// JSON. Errors: those of JSON, kev_not_a_catalogue, kev_count (fewer entries than the catalogue says it has).
Status read_kev(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

bool looks_like_kev_csv(const Probe& probe);
/// CSV. Errors: those of CSV.
Status read_kev_csv(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

inline constexpr AdvisoryFormat kev{"kev", Code{"format_kev"}, looks_like_kev, read_kev, FeedUnit::feed};
inline constexpr AdvisoryFormat kev_csv{"kev", Code{"format_kev_csv"}, looks_like_kev_csv, read_kev_csv,
                                        FeedUnit::feed};

}  // namespace manara::formats
