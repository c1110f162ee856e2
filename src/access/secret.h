/// Secrets that a machine makes and hands out once: sessions, links, API tokens. 256 random bits; what is kept is their
/// SHA-256, so that whoever reads the database can't use them. They need no salt and no slow hash: nobody guesses them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "crypto/sha256.h"

namespace manara::access {

/// What the text begins with: a session can't be used as a token, and a token that leaked into a file is found there.
enum class Purpose : std::uint8_t { session, device, link, token };

struct Secret {
  std::string text{};  ///< "manara_token_" and 64 hexadecimal digits
  crypto::Digest kept{};
};

Secret make_secret(Purpose purpose, Random& random);
/// The form it is looked up by; nullopt for what is no secret of this purpose.
std::optional<crypto::Digest> kept_form(Purpose purpose, std::string_view text);

}  // namespace manara::access
