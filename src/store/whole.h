/// A database as a whole, from outside: copied while others write, checked, found in use, given another log's name.
/// `vfs`: the file system below; nullptr: the system's.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "store/store.h"

namespace manara::store {

/// Copies the database at `from` as it is at one moment to a new file, page by page: a reader that holds up no writer.
/// Errors: store_missing, store_full, store_corrupt, store_busy, store_failed.
Status copy_database(const std::string& from, const std::string& to, const char* vfs);

/// Reads every page, index and reference. Error: store_corrupt ({0}: the first thing that is wrong).
Status check_database(const std::string& path, const char* vfs);

/// Whether another connection has it open. One that can't be read is held by nobody.
Result<bool> is_held(const std::string& path, const char* vfs);

/// Whose it is, and its last checkpoint, without opening it for writing.
struct Label {
  Identity identity{};
  std::optional<std::string> checkpoint{};
};
/// Errors: of opening, and store_corrupt.
Result<Label> label_of(const std::string& path, const char* vfs);

/// The ledger goes on as another log. Nobody may have it open.
Status rename_log(const std::string& path, const std::string& origin, const std::string& verifier, const char* vfs);

}  // namespace manara::store
