/// The product's own folder (`--data`, MANARA_HOME, /var/lib/manara for root, ~/.local/share/manara):
///   CURRENT                       what is in use: one line of JSON, replaced whole; everything else is named by it
///   index/<digest>.idx            the mapped index
///   feeds/<name>-<digest>.zst     the normalised records that it was built from, one file a feed
///   trusted/<key id>.pub          keys whose signed feeds are accepted
///   lock                          held while something is written
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "exposure/index.h"

namespace manara::app {

struct Current {
  std::string index{};                         ///< file name below index/; "" before the first import
  std::map<std::string, std::string> feeds{};  ///< feed name → file name below feeds/
  std::uint64_t sequence = 0;                  ///< of the signed file in use; 0: none
  std::string sequence_date{};
  std::string signed_by{};  ///< key id; "" unsigned
};

class DataFolder {
 public:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string index_path(const std::string& file) const { return path_ + "/index/" + file; }
  [[nodiscard]] std::string feed_path(const std::string& file) const { return path_ + "/feeds/" + file; }
  [[nodiscard]] std::string trusted_folder() const { return path_ + "/trusted"; }

  /// What is in use; an empty Current where nothing was imported yet. Errors: data_corrupt.
  [[nodiscard]] Result<Current> current() const;
  Status make() const;
  /// Replaces CURRENT: the one moment at which readers see the new index. Files that nothing names any more are
  /// removed.
  Status switch_to(const Current& next) const;
  /// The index in use. Errors: no_index, and those of Index::open.
  [[nodiscard]] Result<exposure::Index> open_index() const;

 private:
  void remove_unnamed(const Current& current) const;
  std::string path_;
};

/// An exclusive lock on the data folder; released when it goes. Errors: data_in_use.
class FolderLock {
 public:
  static Result<FolderLock> take(const DataFolder& folder);
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

/// The folder that `--data` names, or the default.
std::string data_path(const std::string& option);

}  // namespace manara::app
