/// The page of the local authority: what its certificate is for, how to know that it is the right one, how a device
/// takes it. For people who have no account, so without the console.
#pragma once

#include <string>
#include <vector>

#include "api/http.h"
#include "base/random.h"

namespace manara::pages {

struct AuthorityFacts {
  std::string certificate{};  ///< PEM
  std::string fingerprint{};
  std::vector<std::string> hosts{};
  std::string until{};  ///< "2036-11-23"

  [[nodiscard]] bool are_there() const { return !certificate.empty(); }
};

/// Whether authority_page() is asked for it: /authority, /authority.crt.
bool is_authority_path(std::string_view path);

/// The page in the language of ?lang=fr, else of the browser; or the certificate. 404 where there is no authority.
api::Response authority_page(const api::Request& request, const AuthorityFacts& facts, Random& random);

}  // namespace manara::pages
