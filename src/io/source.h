/// What a command line names, opened: files, folders, archives, compressed files, standard input. Each readable thing
/// in it comes as one Item; compression and archives are taken off on the way, under limits.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "io/ahead.h"
#include "io/visit.h"

namespace manara::io {

/// One file, member or stream. `name` is what to show ("feeds.zip!osv/GHSA-1.json"), `path` the name inside the folder
/// or archive ("osv/GHSA-1.json"), `/`-separated, without "..", relative; a plain file's own file name; "" for standard
/// input. The ending of a compression that was taken off (".gz", ".xz", ".zst") is not in `path`.
struct Item {
  std::string name{};
  std::string path{};
  Ahead* stream = nullptr;         ///< lives during the call; its errors name the item
  bool named = false;              ///< the command line named this very file (a refusal is then an error)
  const Error* refusal = nullptr;  ///< set: can't be opened; `stream` then gives this error
};

using ItemVisitor = std::function<Result<Visit>(Item&)>;

/// Calls `visit` for each item of `source` ("-": standard input). Folders are walked in the order of names, symbolic
/// links inside them not followed, devices and FIFOs passed over. Recognised by content, not by name: gzip, xz, zstd,
/// LZ4, zip, tar (also compressed). A workbook (XLSX) is one item, not a zip: io/zip.h reads its parts.
///
/// What the command line named and can't be opened, or turns out damaged, is the error returned: file_not_found,
/// file_forbidden, file_unreadable, not_a_file, archive_truncated, archive_corrupt, archive_bomb (ratio, total or
/// number of members), archive_path (a member's name is absolute or has ".."), archive_nested (three levels at most),
/// archive_window, archive_method. A file in a folder or a member of an archive that can't be opened comes to `visit`
/// as an item with `refusal`, after what could be read of it, and the walk goes on. Errors of `visit` end it.
Status for_each_item(const std::string& source, const Limits& limits, const ItemVisitor& visit);

/// The same for bytes that are in memory already; `name` as it is to be shown.
Status for_each_item(std::string_view bytes, const std::string& name, const Limits& limits, const ItemVisitor& visit);

}  // namespace manara::io
