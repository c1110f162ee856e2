/// Scores of FIRST's Exploit Prediction Scoring System, the CSV of one day:
/// "#model_version:v2025.03.14,score_date:2026-01-11T…", then "cve,epss,percentile". A row whose numbers are not
/// between 0 and 1 is counted as unusable with its line.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_epss(const Probe& probe);
/// Errors: epss_no_heading, epss_truncated (the last line has neither its end nor all
/// its fields: the file was cut off), and those of CSV.
Status read_epss(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

inline constexpr AdvisoryFormat epss{"epss", Code{"format_epss"}, looks_like_epss, read_epss, FeedUnit::feed};

}  // namespace manara::formats
