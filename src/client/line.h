/// One connection to a node, open or in TLS, on which nothing waits longer than it is told.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "client/address.h"
#include "client/trust.h"

struct addrinfo;
struct ssl_st;
struct bio_st;

namespace manara::client {

using Clock = std::chrono::steady_clock;
using Until = Clock::time_point;

/// Errors of all: client_too_slow (`until` is over), client_broken.
class Line {
 public:
  /// `trust`: of an address with TLS; the certificate must be of its host. Errors: client_host_unknown,
  /// client_unreachable, client_certificate_… and client_tls_failed.
  static Result<std::unique_ptr<Line>> open(const Address& address, const Trust* trust, Until until);
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line();

  /// How many came; 0: the other side has ended it, in order.
  Result<std::size_t> read(std::span<char> into, Until until);
  Status write(std::string_view bytes, Until until);

 private:
  explicit Line(Address address) : address_(std::move(address)) {}
  Status connect(Until until);
  int connect_to(const addrinfo& one, Until until);
  Status secure(const Trust& trust, Until until);
  [[nodiscard]] Error refusal() const;
  Status wait(short events, Until until) const;
  Result<std::size_t> receive(std::span<char> into, Until until) const;
  Status send(std::string_view bytes, Until until) const;
  Status flush(Until until);
  /// True: more came; false: no more comes.
  Result<bool> fill(Until until);

  struct Free {
    void operator()(ssl_st* tls) const;
  };
  Address address_;
  int socket_ = -1;
  std::unique_ptr<ssl_st, Free> tls_{};
  bio_st* in_ = nullptr;  // both are the TLS object's
  bio_st* out_ = nullptr;
};

}  // namespace manara::client
