#include "server/tls.h"

#include <array>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include "base/strings.h"

namespace manara::server {
namespace {

/// OpenSSL's own words for what failed first, for the one who set the files up.
std::string reason() {
  std::string text = "?";
  for (auto code = ::ERR_get_error(); code != 0; code = ::ERR_get_error()) {
    if (const auto* words = ::ERR_reason_error_string(code); words != nullptr && text == "?") text = words;
  }
  return text;
}

/// A key with a passphrase is refused: nobody is there to type it.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

/// HTTP/1.1 where the client offers names at all (ALPN); who knows only others finds out by the answer.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in, unsigned in_size,
                    void*) {
  constexpr std::string_view own = "http/1.1";
  for (unsigned at = 0; at < in_size; at += in[at] + 1u) {
    const unsigned size = in[at];
    if (size > in_size - at - 1) break;
    const std::string_view name(reinterpret_cast<const char*>(in + at + 1), size);
    if (name != own) continue;
    *out = in + at + 1;
    *out_size = static_cast<unsigned char>(size);
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_NOACK;
}

void set_manners(SSL_CTX* context) {
  ::SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  ::SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA);
  ::SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
  // An idle listener holds no record buffers: 32 KB less for each.
  ::SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  ::SSL_CTX_set_default_passwd_cb(context, no_passphrase);
  ::SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

}  // namespace

void Tls::Free::operator()(ssl_ctx_st* context) const {
  ::SSL_CTX_free(context);
}

Tls::Stamp Tls::stamp(const std::string& path) {
  struct stat about{};
  if (::stat(path.c_str(), &about) != 0) return {};
  return {.seconds = about.st_mtim.tv_sec,
          .nanoseconds = about.st_mtim.tv_nsec,
          .size = about.st_size,
          .inode = about.st_ino};
}

Result<Tls> Tls::load(const std::string& certificate, const std::string& key) {
  Tls tls;
  tls.certificate_ = certificate;
  tls.key_ = key;
  tls.mark_seen();  // before they are read: what changes meanwhile is read again
  ::ERR_clear_error();
  tls.context_.reset(::SSL_CTX_new(::TLS_server_method()));
  if (!tls.context_) return fail(Code{"server_failed"}, {reason()});
  set_manners(tls.context());
  if (::SSL_CTX_use_certificate_chain_file(tls.context(), certificate.c_str()) != 1)
    return fail(Code{"tls_certificate_unreadable"}, {certificate, reason()});
  if (::SSL_CTX_use_PrivateKey_file(tls.context(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool mismatch = ERR_GET_REASON(::ERR_peek_error()) == X509_R_KEY_VALUES_MISMATCH;
    const auto why = reason();
    if (mismatch) return fail(Code{"tls_key_mismatch"}, {key, certificate});
    return fail(Code{"tls_key_unreadable"}, {key, why});
  }
  return tls;
}

bool Tls::changed() const {
  return stamp(certificate_) != certificate_stamp_ || stamp(key_) != key_stamp_;
}

void Tls::mark_seen() {
  certificate_stamp_ = stamp(certificate_);
  key_stamp_ = stamp(key_);
}

}  // namespace manara::server
