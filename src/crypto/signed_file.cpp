#include "crypto/signed_file.h"

namespace manara::crypto {
namespace {

/// The longest that four lines of a signature are: comments of 1,024 and 8,192 bytes, 100 and 88 of base64.
constexpr std::size_t longest_head = 16 << 10;

}  // namespace

bool looks_like_signed_file(std::string_view head) {
  return split_signed_file(head).has_value();
}

Result<SignedParts> split_signed_file(std::string_view bytes) {
  const auto head = bytes.substr(0, longest_head);
  std::size_t end = 0;
  for (int line = 0; line < 4; ++line) {
    end = head.find('\n', end);
    if (end == std::string_view::npos) return fail(Code{"signature_malformed"});
    ++end;
  }
  const SignedParts parts{bytes.substr(0, end), bytes.substr(end)};
  MANARA_CHECK(signer_of(parts.signature));
  return parts;
}

Result<std::string> write_signed_file(std::string_view payload, const SecretKey& key, std::string_view trusted_comment,
                                      std::string_view untrusted_comment) {
  MANARA_TRY(signature, sign(payload, key, trusted_comment, untrusted_comment));
  return signature.append(payload);
}

Result<VerifiedFile> verify_signed_file(std::string_view bytes, std::span<const PublicKey> trusted) {
  MANARA_TRY(parts, split_signed_file(bytes));
  MANARA_TRY(verified, verify(parts.payload, parts.signature, trusted));
  return VerifiedFile{parts.payload, verified.trusted_comment, verified.key};
}

}  // namespace manara::crypto
