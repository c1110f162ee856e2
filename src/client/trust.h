/// Whose certificates are believed, as OpenSSL wants it: TLS 1.2 and 1.3, forward secrecy only, always verified.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

struct ssl_ctx_st;

namespace manara::client {

class Trust {
 public:
  /// `authority`: a PEM file of the only ones that are believed; "": those of the system (SSL_CERT_FILE and
  /// SSL_CERT_DIR where set). Error: client_authority_unreadable.
  static Result<Trust> load(const std::string& authority);
  [[nodiscard]] ssl_ctx_st* context() const { return context_.get(); }

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  std::unique_ptr<ssl_ctx_st, Free> context_{};
};

/// OpenSSL's own words for what failed first; forgets the rest.
std::string tls_reason();

}  // namespace manara::client
