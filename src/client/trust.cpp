#include "client/trust.h"

#include <cstdlib>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

namespace manara::client {
namespace {

/// Where distributions keep all authorities in one file. OpenSSL is linked in, and knows the place of one of them.
constexpr const char* bundles[] = {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                   "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};

void trust_system(SSL_CTX* context) {
  ::SSL_CTX_set_default_verify_paths(context);
  if (std::getenv("SSL_CERT_FILE") != nullptr || std::getenv("SSL_CERT_DIR") != nullptr) return;
  for (const auto* path : bundles) {
    if (::access(path, R_OK) == 0 && ::SSL_CTX_load_verify_file(context, path) == 1) return;
  }
}

}  // namespace

std::string tls_reason() {
  std::string text = "?";
  for (auto code = ::ERR_get_error(); code != 0; code = ::ERR_get_error()) {
    if (const auto* words = ::ERR_reason_error_string(code); words != nullptr && text == "?") text = words;
  }
  return text;
}

void Trust::Free::operator()(ssl_ctx_st* context) const {
  ::SSL_CTX_free(context);
}

Result<Trust> Trust::load(const std::string& authority) {
  Trust trust;
  trust.context_.reset(::SSL_CTX_new(::TLS_client_method()));
  auto* context = trust.context();
  ::SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  ::SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
  ::SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  ::SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  ::ERR_clear_error();
  if (authority.empty()) {
    trust_system(context);
  } else if (::SSL_CTX_load_verify_file(context, authority.c_str()) != 1) {
    return fail(Code{"client_authority_unreadable"}, {authority, tls_reason()});
  }
  ::ERR_clear_error();
  return trust;
}

}  // namespace manara::client
