/// Reads tar archives (POSIX.1-2001 pax, ustar, GNU, V7) as a stream, member by member, in constant memory. Written out
/// here because libarchive takes an archive that was cut off between two members for a whole one (of three members it
/// gives two and no error): here the closing block of zeros must be there, and nothing but zeros may follow it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "io/ahead.h"

namespace manara::io {

/// Whether the head (512 bytes) is that of a tar: a header block with the right sum.
bool looks_like_tar(std::string_view head);

class Tar {
 public:
  struct Member {
    std::string path{};  ///< as member_path gives it
    std::uint64_t size = 0;
    bool is_file = false;  ///< else a folder, link, device or FIFO: has no bytes
    bool sparse = false;   ///< stored with holes: its bytes are not its content
  };

  /// `archive` must outlive this.
  explicit Tar(Ahead& archive) : archive_(archive) {}

  /// The next member, nullopt after the last; what was left of the one before is passed over.
  /// Errors: archive_truncated, archive_corrupt, archive_path.
  Result<std::optional<Member>> next();

  /// The bytes of the member that next() gave. Lives until the next call of next().
  Stream& content() { return content_; }

 private:
  class Content final : public Stream {
   public:
    explicit Content(Tar& tar) : tar_(tar) {}
    Result<std::size_t> read(std::span<char> buffer) override;
    std::optional<std::string_view> whole() override;

   private:
    Tar& tar_;
  };
  /// What the extension headers before a member say of it.
  struct Extension {
    std::optional<std::string> path{};
    std::optional<std::uint64_t> size{};
    bool sparse = false;
  };

  Status pass_over_rest();
  Status pass_over_map();
  Status check_end();
  Result<std::string> extension_bytes(std::uint64_t size);
  Status read_pax(Extension& extension, std::uint64_t size);
  Status read_extension(char type, std::uint64_t size, Extension& extension);

  Ahead& archive_;
  std::uint64_t left_ = 0;     // of the member's bytes
  std::uint64_t padding_ = 0;  // behind them
  Content content_{*this};
};

}  // namespace manara::io
