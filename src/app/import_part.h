/// POST /api/imports/RESOURCE?mode=preview|apply|job: a list as a file (CSV, TSV, XLSX, JSON) becomes items. Nothing is
/// kept between the two: the file comes again to be applied.
///
///   organisation=ID     whose the rows are that don't say it
///   map.FIELD=HEADING   which column holds a field, by its heading or number; empty: none
///   encoding=NAME       of a text; else it is found by its content
///   mode=preview&format=csv   the refused rows as a file, with line and reason before their cells
///
/// Answers {"columns":[{"heading","field","samples"}],"fields":[{"name","heading","required"}],"rows":{"read","new",
/// "changed","same","refused"},"preview":[{"line","state","item"}],"refused":[{"line","code","reason","cells"}],
/// "applied"}. 422: a file that is no list, or too long. mode=job applies it as a job (202): see ImportAnswer::outcome
/// for what comes of it. Cancelled, or cut off by a restart, it leaves what was written, and the same file again goes
/// on.
#pragma once

#include "api/api.h"
#include "app/import_plan.h"

namespace manara::app {

inline constexpr std::uint64_t most_import_body = 32ULL << 20;

inline constexpr std::string_view import_job = "import";

/// `ground` is copied; what it refers to outlives the part.
api::Part import_part(const ImportGround& ground);

}  // namespace manara::app
