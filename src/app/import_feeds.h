/// `manara feeds import`: sources → normalised records → one index file, switched to in one step.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/data_folder.h"
#include "base/limits.h"
#include "base/result.h"
#include "formats/format.h"

namespace manara::app {

struct FeedReport {
  std::string name{};
  std::string format{};
  std::uint64_t records = 0;
  std::map<std::string, std::uint64_t> unusable{};  ///< by the reason's code name
};

struct ImportReport {
  std::vector<FeedReport> feeds{};  ///< those of this import, by name
  std::uint64_t kept_feeds = 0;     ///< of earlier imports, still in the index
  std::string index_digest{};
  std::uint64_t index_bytes = 0;
};

struct ImportOptions {
  Date today{};  ///< the clock
  Limits limits{};
  /// Told now and then: records read so far. May be empty.
  std::function<void(std::uint64_t records)> progress{};
  bool accept_older = false;  ///< a signed file with a lower sequence than what is in use
};

/// Each file (or archive, or folder of single records) is a feed, named after it; importing a feed again replaces it.
/// A file that carries its signature (crypto/signed_file.h) is verified first: only trusted keys, only a sequence that
/// is not lower than what is in use from the same key. Errors: those of the sources, no_advisories_in (nothing
/// recognised in a named source), feed_without_records (not one that can be used), data_in_use, file_unwritable,
/// signature_… (crypto/), signed_no_sequence, signed_older. On any error the index in use stays as it was.
Result<ImportReport> import_feeds(const DataFolder& folder, const std::vector<std::string>& sources,
                                  const ImportOptions& options);

/// The name of the feed that an item of `source` belongs to. A file that is a feed is named after itself:
/// "advisories/pypi.osv.jsonl.zst" → "pypi". A single record belongs to what holds it: the first folder below a folder
/// ("advisories", "cve5/2024/CVE-….json" → "cve5"), unless that is a number ("2024" → the source's own name), or the
/// archive; OSV.dev's "PyPI/all.zip" → "PyPI". KEV and EPSS are "kev" and "epss" whatever their files are called.
std::string feed_name_of(const formats::AdvisoryFormat& format, std::string_view source, std::string_view item_path);

}  // namespace manara::app
