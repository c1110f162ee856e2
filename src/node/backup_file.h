/// How the bytes of a backup lie:
///
///     {"manara_backup":1,"sealed":true,"keys":"…","key":"…"}      one line
///     manara.db 122880\n…  checkpoint 232\n…  blobs/ab/cdef… 4137\n…  end\n
///                                                             the body: members, each its name, size and bytes
///
/// Sealed, the body is a sealed file (store/sealed_file.h) under a key of its own. That key stands in the first line,
/// sealed under the node's master key; and there stands the node's file `keys`, as it is, in which the master key is
/// sealed for the key file and for the recovery phrase. So whoever has either opens the backup, though nobody types a
/// phrase when it is made; who has neither learns how large it is.
///
/// Plain, the body ends with the SHA-256 of all before it. That finds accidents; whoever changes a plain backup on
/// purpose can write it anew. The secrets in `keys` are sealed all the same, and so are blobs, which go in as they lie.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/seal.h"
#include "crypto/sha256.h"
#include "io/new_file.h"
#include "store/sealed_file.h"

namespace manara::node {

enum class Sealing : std::uint8_t { sealed, plain };

/// What a member may be called, beside blobs/ and two hexadecimal digits, / and 62 more; anything else is refused.
inline constexpr std::string_view database_member = "manara.db";
inline constexpr std::string_view checkpoint_member = "checkpoint";
inline constexpr std::string_view blobs_folder = "blobs/";
bool is_blob_member(std::string_view name);

class BackupWriter {
 public:
  /// Writes the first line. `keys`: the node's file of that name.
  static Result<BackupWriter> begin(io::NewFile& to, Sealing sealing, std::string_view keys,
                                    const crypto::SealingKey& master);
  /// The next member, from a file or from memory.
  Status add_file(std::string_view name, const std::string& path, io::Disk& disk = io::system_disk());
  Status add(std::string_view name, std::string_view bytes);
  /// Returns the digest of all that was put, as a reader finds it (BackupReader::digest).
  Result<crypto::Digest> end();

 private:
  explicit BackupWriter(io::NewFile& to) : to_(&to) {}
  Status put(std::string_view bytes);

  io::NewFile* to_;
  std::optional<store::SealedWriter> sealed_{};
  crypto::Sha256 digest_{};
};

class BackupReader {
 public:
  /// Reads the first line. Errors: those of files; backup_foreign, backup_newer.
  static Result<BackupReader> open(const std::string& path, io::Disk& disk = io::system_disk());
  BackupReader(BackupReader&&) noexcept;
  ~BackupReader();

  [[nodiscard]] bool is_sealed() const;
  [[nodiscard]] const std::string& keys() const;
  /// Before the first member. Error: backup_changed (the first line).
  Status unlock(const crypto::SealingKey& master);

  struct Member {
    std::string name{};
    std::uint64_t size = 0;
  };
  /// The next one, whose bytes must have been read to their end; nullopt after the last, when the whole file has been
  /// found to be as it was written. Errors: backup_cut, backup_changed ({0}: about which byte), backup_member.
  Result<std::optional<Member>> next();
  /// Some of the member's bytes; none at its end.
  Result<std::string> read();
  /// Of all that was read, once next() has said that there is no more.
  [[nodiscard]] const crypto::Digest& digest() const;

 private:
  struct State;
  explicit BackupReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace manara::node
