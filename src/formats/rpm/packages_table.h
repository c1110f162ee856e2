/// The table of packages in rpm's SQLite database (rpmdb.sqlite: `Packages(hnum INTEGER PRIMARY KEY, blob BLOB)`), read
/// from bytes in memory. SQLite gets a file system of one read-only file over those bytes, so that nothing is copied
/// (a database has hundreds of megabytes on a big machine), nothing on disk is touched, and no journal beside it is
/// played: foreign bytes never write.
#pragma once

#include <functional>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace manara::formats {

using HeaderVisitor = std::function<Status(std::string_view blob)>;

/// Calls `visit` for each row, in the order of the table (hnum); its error ends the reading. Uses Limits::record_bytes
/// for a row. Errors: rpm_no_packages_table, rpm_database_truncated (shorter than its own header says),
/// rpm_database_damaged.
Status for_each_header(std::string_view database, const Limits& limits, const HeaderVisitor& visit);

}  // namespace manara::formats
