/// One file that carries its own signature: the four lines of a minisign signature, and from the fifth line on the
/// payload as it is, any bytes. What travels on a memory stick can't lose its signature, and the stock tool verifies
/// it:
///
///     head -n 4 feeds.manara > payload.minisig
///     tail -n +5 feeds.manara > payload
///     minisign -V -p sender.pub -m payload
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/minisign.h"

namespace manara::crypto {

/// Views into the file's bytes.
struct SignedParts {
  std::string_view signature{};  ///< four lines with their ends
  std::string_view payload{};
};

/// Whether the head of a file is that of a signed one.
bool looks_like_signed_file(std::string_view head);

/// Error: signature_malformed (less than four lines, or they are none of a signature).
Result<SignedParts> split_signed_file(std::string_view bytes);

/// Error: signature_comment, as sign().
Result<std::string> write_signed_file(std::string_view payload, const SecretKey& key, std::string_view trusted_comment,
                                      std::string_view untrusted_comment);

struct VerifiedFile {
  std::string_view payload{};  ///< into the bytes that were given
  std::string trusted_comment{};
  PublicKey key{};
};

/// Errors: as split_signed_file() and verify().
Result<VerifiedFile> verify_signed_file(std::string_view bytes, std::span<const PublicKey> trusted);

}  // namespace manara::crypto
