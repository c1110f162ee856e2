/// How the bytes of a backup lie:
///
///     {"manara_backup":1,"sealed":true,"keys":"…","key":"…"}      one line
///     manara.db 122880\n…  checkpoint 232\n…  end\n                the body: members, each its name, size and bytes
///
/// Sealed, the body is a secretstream (24 bytes, then pieces of 64 KiB, 17 bytes longer when sealed) under a key of its
/// own. That key stands in the first line, sealed under the node's master key; and there stands the node's file `keys`,
/// as it is, in which the master key is sealed for the key file and for the recovery phrase. So whoever has either
/// opens the backup, though nobody types a phrase when it is made; who has neither learns how large it is.
///
/// Plain, the body ends with the SHA-256 of all before it. That finds accidents; whoever changes a plain backup on
/// purpose can write it anew. The secrets in `keys` are sealed all the same.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/seal.h"
#include "crypto/sha256.h"
#include "io/new_file.h"

namespace manara::node {

enum class Sealing : std::uint8_t { sealed, plain };

/// What a member may be called; anything else is refused.
inline constexpr std::string_view database_member = "manara.db";
inline constexpr std::string_view checkpoint_member = "checkpoint";

class BackupWriter {
 public:
  /// Writes the first line. `keys`: the node's file of that name.
  static Result<BackupWriter> begin(io::NewFile& to, Sealing sealing, std::string_view keys,
                                    const crypto::SealingKey& master);
  /// The next member, from a file or from memory; returns its digest.
  Result<crypto::Digest> add_file(std::string_view name, const std::string& path);
  Result<crypto::Digest> add(std::string_view name, std::string_view bytes);
  Status end();

 private:
  BackupWriter(io::NewFile& to, std::optional<crypto::StreamSealer> sealer) : to_(to), sealer_(std::move(sealer)) {}
  Status put(std::string_view bytes);
  Status flush(bool last);

  io::NewFile& to_;
  std::optional<crypto::StreamSealer> sealer_;
  std::string waiting_{};
  crypto::Sha256 digest_{};
};

class BackupReader {
 public:
  /// Reads the first line. Errors: those of files; backup_foreign, backup_newer.
  static Result<BackupReader> open(const std::string& path);
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

 private:
  struct State;
  explicit BackupReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace manara::node
