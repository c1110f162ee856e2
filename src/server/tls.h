/// A certificate and its key, from PEM files, as OpenSSL wants them: TLS 1.2 and 1.3, forward secrecy only. Knows no
/// socket.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

struct ssl_ctx_st;

namespace manara::server {

class Tls {
 public:
  /// Errors: tls_certificate_unreadable, tls_key_unreadable, tls_key_mismatch, each with the file and OpenSSL's reason.
  static Result<Tls> load(const std::string& certificate, const std::string& key);

  [[nodiscard]] ssl_ctx_st* context() const { return context_.get(); }
  /// Whether the files are others than those that were loaded, by time, size and inode.
  [[nodiscard]] bool changed() const;
  /// They were tried: not again before they change once more.
  void mark_seen();

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  struct Stamp {
    std::int64_t seconds = 0, nanoseconds = 0, size = 0;
    std::uint64_t inode = 0;
    bool operator==(const Stamp&) const = default;
  };
  static Stamp stamp(const std::string& path);

  std::string certificate_{}, key_{};
  Stamp certificate_stamp_{}, key_stamp_{};
  std::unique_ptr<ssl_ctx_st, Free> context_{};
};

}  // namespace manara::server
