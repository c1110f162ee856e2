/// What advisory formats of one JSON object a record share.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "io/stream.h"
#include "json/json.h"

namespace manara::formats {

/// Calls `take` for each record of a stream: one JSON object a line, or one object over several lines. A line that is
/// no JSON, or that ends too early with others behind it, comes as its error, with its number; the rest is read on.
/// Errors: a last object that is cut off (json_truncated), record_too_large, and the stream's.
Status for_each_json_record(io::Stream& stream, const Limits& limits,
                            const std::function<void(const Result<json::Value>& record, std::uint64_t line)>& take);

/// The first line of a text, max_summary_bytes at most, cut between characters.
std::string one_line(std::string_view text);

}  // namespace manara::formats
