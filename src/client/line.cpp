#include "client/line.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace manara::client {
namespace {

constexpr std::size_t piece_bytes = 16 << 10;

std::string name_of_number(int number) {
  const auto* name = ::strerrorname_np(number);
  return name == nullptr ? std::to_string(number) : name;
}

using Found = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

/// "localhost" is this machine, whatever a name server says (RFC 6761).
std::vector<std::string> names_of(const Address& address) {
  if (address.host == "localhost") return {"127.0.0.1", "::1"};
  return {address.host};
}

Found find(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
  in6_addr ignored{};
  if (::inet_pton(AF_INET6, host.c_str(), &ignored) == 1 || ::inet_pton(AF_INET, host.c_str(), &ignored) == 1)
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) found = nullptr;
  return {found, [](addrinfo* list) {
            if (list != nullptr) ::freeaddrinfo(list);
          }};
}

}  // namespace

void Line::Free::operator()(ssl_st* tls) const {
  ::SSL_free(tls);
}

Line::~Line() {
  if (socket_ >= 0) ::close(socket_);
}

Result<std::unique_ptr<Line>> Line::open(const Address& address, const Trust* trust, Until until) {
  auto line = std::unique_ptr<Line>(new Line(address));
  MANARA_CHECK(line->connect(until));
  if (trust != nullptr) MANARA_CHECK(line->secure(*trust, until));
  return line;
}

/// 0 where it stands; else why not.
int Line::connect_to(const addrinfo& one, Until until) {
  socket_ = ::socket(one.ai_family, one.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, one.ai_protocol);
  if (socket_ < 0) return errno;
  int number = ::connect(socket_, one.ai_addr, one.ai_addrlen) == 0 ? 0 : errno;
  if (number == EINPROGRESS) {
    ::socklen_t size = sizeof number;
    if (!wait(POLLOUT, until)) {
      number = ETIMEDOUT;
    } else if (::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &number, &size) != 0) {
      number = errno;
    }
  }
  if (number != 0) ::close(std::exchange(socket_, -1));
  return number;
}

Status Line::connect(Until until) {
  int number = 0;
  for (const auto& name : names_of(address_)) {
    const auto found = find(name, address_.port);
    for (const auto* one = found.get(); one != nullptr; one = one->ai_next) {
      // One that doesn't answer leaves half of the time to those behind it.
      const auto own = one->ai_next == nullptr ? until : Clock::now() + (until - Clock::now()) / 2;
      number = connect_to(*one, own);
      if (number == 0) return {};
    }
  }
  if (number == 0) return fail(Code{"client_host_unknown"}, {address_.host});
  return fail(Code{"client_unreachable"}, {address_.url(), name_of_number(number)});
}

Status Line::wait(short events, Until until) const {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return fail(Code{"client_too_slow"}, {address_.url()});
    pollfd waited{.fd = socket_, .events = events, .revents = 0};
    const int ready = ::poll(&waited, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return fail(Code{"client_broken"}, {address_.url()});
  }
}

Result<std::size_t> Line::receive(std::span<char> into, Until until) const {
  while (true) {
    MANARA_CHECK(wait(POLLIN, until));
    const auto count = ::recv(socket_, into.data(), into.size(), 0);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return fail(Code{"client_broken"}, {address_.url()});
  }
}

Status Line::send(std::string_view bytes, Until until) const {
  while (!bytes.empty()) {
    MANARA_CHECK(wait(POLLOUT, until));
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
      return fail(Code{"client_broken"}, {address_.url()});
    }
  }
  return {};
}

Status Line::flush(Until until) {
  std::array<char, piece_bytes> buffer{};
  while (true) {
    const int count = ::BIO_read(out_, buffer.data(), static_cast<int>(buffer.size()));
    if (count <= 0) return {};
    MANARA_CHECK(send({buffer.data(), static_cast<std::size_t>(count)}, until));
  }
}

Result<bool> Line::fill(Until until) {
  std::array<char, piece_bytes> buffer{};
  MANARA_TRY(count, receive(buffer, until));
  if (count > 0) ::BIO_write(in_, buffer.data(), static_cast<int>(count));
  return count > 0;
}

/// Why the handshake failed.
Error Line::refusal() const {
  const auto& host = address_.host;
  const auto verified = ::SSL_get_verify_result(tls_.get());
  switch (verified) {
    case X509_V_OK: return {Code{"client_tls_failed"}, {address_.url(), tls_reason()}, {}};
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
    case X509_V_ERR_PERMITTED_VIOLATION: return {Code{"client_certificate_other"}, {host}, {}};
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: return {Code{"client_certificate_time"}, {host}, {}};
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:  // one of the same name: an authority that was made anew
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return {Code{"client_certificate_unknown"}, {host}, {}};
    default: return {Code{"client_certificate_wrong"}, {host, ::X509_verify_cert_error_string(verified)}, {}};
  }
}

Status Line::secure(const Trust& trust, Until until) {
  tls_.reset(::SSL_new(trust.context()));
  auto* tls = tls_.get();
  in_ = ::BIO_new(::BIO_s_mem());
  out_ = ::BIO_new(::BIO_s_mem());
  ::SSL_set_bio(tls, in_, out_);
  // An address is looked for among the certificate's addresses, a name among its names; only a name is told to the
  // server (RFC 6066).
  if (::X509_VERIFY_PARAM_set1_ip_asc(::SSL_get0_param(tls), address_.host.c_str()) != 1) {
    ::SSL_set_hostflags(tls, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    ::SSL_set1_host(tls, address_.host.c_str());
    // The macro for it casts in a way that is an error here.
    ::SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, address_.host.data());
  }
  while (true) {
    ::ERR_clear_error();
    const int done = ::SSL_connect(tls);
    const int what = ::SSL_get_error(tls, done);
    // Also what says why it is refused: the other side's owner wants to know.
    if (const auto sent = flush(until); !sent && (done == 1 || what == SSL_ERROR_WANT_READ)) return sent;
    if (done == 1) return {};
    if (what != SSL_ERROR_WANT_READ) return std::unexpected(refusal());
    MANARA_TRY(more, fill(until));
    if (!more) return fail(Code{"client_broken"}, {address_.url()});
  }
}

Result<std::size_t> Line::read(std::span<char> into, Until until) {
  if (!tls_) return receive(into, until);
  while (true) {
    ::ERR_clear_error();
    const int count = ::SSL_read(tls_.get(), into.data(), static_cast<int>(into.size()));
    if (count > 0) return static_cast<std::size_t>(count);
    const int what = ::SSL_get_error(tls_.get(), count);
    if (what == SSL_ERROR_ZERO_RETURN) return 0;
    if (what != SSL_ERROR_WANT_READ) return fail(Code{"client_broken"}, {address_.url()});
    MANARA_CHECK(flush(until));
    MANARA_TRY(more, fill(until));
    // Cut without the farewell: somebody between may have done it.
    if (!more) return fail(Code{"client_broken"}, {address_.url()});
  }
}

Status Line::write(std::string_view bytes, Until until) {
  if (!tls_) return send(bytes, until);
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, piece_bytes);
    ::ERR_clear_error();
    if (::SSL_write(tls_.get(), piece.data(), static_cast<int>(piece.size())) != static_cast<int>(piece.size()))
      return fail(Code{"client_broken"}, {address_.url()});
    MANARA_CHECK(flush(until));
    bytes.remove_prefix(piece.size());
  }
  return {};
}

}  // namespace manara::client
