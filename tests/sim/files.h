/// A Disk as the file system below blobs, backups and files that are replaced whole: what Vfs is below SQLite.
#pragma once

#include "disk.h"
#include "io/disk.h"

namespace manara::sim {

/// Times are all 0: nothing here is old. Folders are held by whoever asks.
class Files final : public io::Disk {
 public:
  explicit Files(sim::Disk& disk) : disk_(disk) {}

  Result<std::unique_ptr<io::Writing>> create(const std::string& path, io::Readers readers) override;
  Result<std::unique_ptr<io::Stream>> read(const std::string& path) override;
  Result<std::uint64_t> size_of(const std::string& path) override;
  bool exists(const std::string& path) override { return disk_.exists(path); }
  Result<std::vector<io::Named>> names(const std::string& folder) override;
  using io::Disk::make_folder;
  Status make_folder(const std::string& path, io::Readers readers) override;
  Status rename(const std::string& from, const std::string& to) override;
  Status remove(const std::string& path) override;
  Status remove_all(const std::string& folder) override;
  Status touch(const std::string& path) override;
  Status sync_file(const std::string& path) override;
  Status sync_folder(const std::string& path) override;
  Status sync_all(const std::string& folder) override;
  Result<std::unique_ptr<io::Held>> hold(const std::string& folder, io::Holding holding) override;

 private:
  sim::Disk& disk_;
};

}  // namespace manara::sim
