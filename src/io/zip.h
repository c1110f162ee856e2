/// Reads zip archives (PKWARE APPNOTE 6.3.10; zip64) from memory: the directory at the end says what is in it, member
/// by member, in constant memory. Written out here because libarchive keeps all of the directory (161 MB for a million
/// empty members) and falls back to the members' own headers where the directory is cut off, so that half an archive
/// passes for a whole one.
///
/// Stored and deflated members are read, which is what feeds and installers use; others are named archive_method.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/ahead.h"
#include "io/budget.h"

namespace manara::io {

bool looks_like_zip(std::string_view head);

class Zip {
 public:
  struct Member {
    std::string path{};  ///< as member_path gives it, with '/' where old Windows tools put '\'
    std::uint64_t size = 0;
    bool is_file = false;  ///< else a folder or a symbolic link

   private:
    friend class Zip;
    std::uint64_t packed_size = 0, header_at = 0;
    std::uint32_t crc = 0;
    std::uint16_t method = 0, flags = 0;
    std::string_view raw_name{};
  };

  /// `bytes` must outlive this and all that comes from it.
  /// Errors: archive_truncated (no directory where the bytes end), archive_corrupt, archive_method (several disks).
  static Result<Zip> open(std::string_view bytes);

  /// Members that the directory states.
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// The next member in the order of the directory, nullopt after the last. Errors: archive_corrupt, archive_path.
  Result<std::optional<Member>> next();
  /// The member of this path, wherever next() stands; nullopt where there is none. Looks through the directory.
  [[nodiscard]] Result<std::optional<Member>> find(std::string_view path) const;
  /// Its bytes. `budget` must outlive the stream. Errors: archive_encrypted, archive_method, archive_corrupt,
  /// archive_bomb (the size alone shows that it is too large); of the stream, as unpack.h says.
  [[nodiscard]] Result<std::unique_ptr<Stream>> content(const Member& member, Budget& budget) const;

 private:
  Zip() = default;
  Status read_end(std::size_t end_at);
  [[nodiscard]] Result<std::string_view> packed(const Member& member) const;

  std::string_view bytes_{};
  std::uint64_t count_ = 0, seen_ = 0;
  std::uint64_t directory_at_ = 0, directory_end_ = 0;
  std::uint64_t next_at_ = 0;
};

}  // namespace manara::io
