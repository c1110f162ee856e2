/// The product's own folder (`--data`, MANARA_HOME, /var/lib/manara for root, ~/.local/share/manara):
///   CURRENT                       what is in use: one line of JSON, replaced whole; everything else is named by it
///   index/<digest>.idx            the mapped index
///   feeds/<name>-<digest>.zst     the normalised records that it was built from, one file a feed
///   trusted/<key id>.pub          keys whose signed feeds are accepted
///   feeds.key, feeds.pub          the key that signs what is exported here, made at the first export
///   lock                          held while something is written
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "exposure/index.h"

namespace manara::app {

/// Where the records of a feed are, and who vouched for them.
struct FeedFile {
  std::string file{};          ///< below feeds/
  std::string signed_by{};     ///< key id; "": an official file without a signature
  std::uint64_t sequence = 0;  ///< of the signed file it came in
  std::string signed_on{};     ///< its date, "2026-08-07"
};

struct Current {
  std::string index{};                      ///< file name below index/; "" before the first import
  std::map<std::string, FeedFile> feeds{};  ///< by feed name
  std::uint64_t exported = 0;               ///< sequence of the last signed file made here
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
