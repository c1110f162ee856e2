/// The seam below whatever must still be there when the power comes back: blobs, backups, the index of advisories, and
/// all else that is written through NewFile. The system's disk in a program; one in memory, which loses what was not
/// synced, in tests/sim.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/stream.h"

namespace manara::io {

/// Who may read a file that is written: everyone whom the process's mask allows, or its owner only (keys).
enum class Readers : std::uint8_t { all, owner };

/// A file while it is written. Errors: file_unwritable.
class Writing {
 public:
  virtual ~Writing() = default;
  virtual Status write(std::string_view bytes) = 0;
  /// What was written is on the disk.
  virtual Status sync() = 0;
  /// After a sync: who reads it now reads the disk, where the system can forget what it has in memory.
  virtual void forget() {}
};

enum class Holding : std::uint8_t { alone, shared };
class Held {
 public:
  Held() = default;
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  virtual ~Held() = default;
};

/// A name in a folder.
struct Named {
  std::string name{};
  bool is_folder = false;
  std::uint64_t size = 0;
  std::int64_t changed_ms = 0;  ///< since 1970, by the system's clock
};

/// Errors name the path: file_unwritable where something is changed, file_not_found, file_forbidden, file_unreadable
/// and not_a_file where it is read.
class Disk {
 public:
  Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  virtual ~Disk() = default;

  /// An empty file of this name, whatever was there. One writer at a time: the next one waits.
  virtual Result<std::unique_ptr<Writing>> create(const std::string& path, Readers readers) = 0;
  virtual Result<std::unique_ptr<Stream>> read(const std::string& path) = 0;
  /// Of a file. Errors: file_not_found and the others.
  virtual Result<std::uint64_t> size_of(const std::string& path) = 0;
  virtual bool exists(const std::string& path) = 0;
  /// In no order. A folder that is not there has none.
  virtual Result<std::vector<Named>> names(const std::string& folder) = 0;

  /// One that is there already is no error. Its name is safe after sync_folder of the folder above it.
  virtual Status make_folder(const std::string& path, Readers readers) = 0;
  Status make_folder(const std::string& path) { return make_folder(path, Readers::owner); }
  virtual Status rename(const std::string& from, const std::string& to) = 0;
  /// A file; one that is not there is no error.
  virtual Status remove(const std::string& path) = 0;
  /// A folder with all that is in it; one that is not there is no error.
  virtual Status remove_all(const std::string& folder) = 0;
  /// Changed now.
  virtual Status touch(const std::string& path) = 0;
  /// What a file holds is on the disk.
  virtual Status sync_file(const std::string& path) = 0;
  /// The names in it are on the disk.
  virtual Status sync_folder(const std::string& path) = 0;
  /// All that was written where it lies is on the disk: dearer than one file's sync, and cheaper than a thousand.
  virtual Status sync_all(const std::string& folder) = 0;

  /// A folder that is there, for oneself or for several of the same mind, until the result goes or the process ends.
  /// Error: file_held (somebody else has it), without waiting.
  virtual Result<std::unique_ptr<Held>> hold(const std::string& folder, Holding holding) = 0;
};

Disk& system_disk();

}  // namespace manara::io
