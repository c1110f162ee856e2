#include "server/server.h"

#include <algorithm>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <cerrno>
#include <fmt/format.h>
#include <list>
#include <openssl/ssl.h>
#include <optional>
#include <sys/resource.h>
#include <thread>

#include "base/strings.h"
#include "server/connection.h"
#include "server/fiber_wire.h"
#include "server/places.h"
#include "server/tls.h"

namespace manara::server {
namespace {

using std::chrono::milliseconds;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t stack_bytes = 1 << 20;  // a sanitizer's frames are several times as large
#else
constexpr std::size_t stack_bytes =
    64 << 10;  // a TLS handshake needs 20 KB, problem documents 12; a guard page is below
#endif
constexpr std::size_t most_refusals = 64;  // connections that are only told why not, at the same time
constexpr std::uint64_t spooled_bytes = 1ULL << 30;
constexpr std::uint64_t other_files = 256;   // that the process holds open beside its sockets
constexpr unsigned char tls_handshake = 22;  // a TLS record's first byte (RFC 8446 5.1)

asio::ip::address parse_address(const std::string& text, ErrorCode& error) {
  return asio::ip::make_address(text == "localhost" ? "127.0.0.1" : text, error);
}

/// The soft limit of open files is 1,024 on most systems, for the sake of programs that use select(2).
std::size_t room_for_connections(std::size_t wanted) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
  const auto needed = static_cast<rlim_t>(wanted + most_refusals + other_files);
  if (files.rlim_cur < needed) {
    files.rlim_cur = std::min(needed, files.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &files);
    ::getrlimit(RLIMIT_NOFILE, &files);
  }
  if (files.rlim_cur >= needed) return wanted;
  return static_cast<std::size_t>(std::max<rlim_t>(files.rlim_cur, 2 * (most_refusals + other_files)) -
                                  (most_refusals + other_files));
}

Error listen_error(const ErrorCode& error, const Options& options) {
  const auto port = std::to_string(options.port);
  switch (error.value()) {
    case EADDRINUSE: return {Code{"server_port_in_use"}, {options.address, port}};
    case EADDRNOTAVAIL: return {Code{"server_address_unknown"}, {options.address}};
    case EACCES:
    case EPERM: return {Code{"server_port_forbidden"}, {port}};
    default: return {Code{"server_failed"}, {error.message()}};
  }
}

}  // namespace

class Server::Running {
 public:
  Running(Options options, api::Handler handler)
      : options_(std::move(options)),
        handler_(std::move(handler)),
        handlers_(options_.threads, options_.limits.queue),
        places_(room_for_connections(options_.limits.connections),
                options_.proxy == Proxy::trusted ? SIZE_MAX : options_.limits.connections_per_address),
        site_{.options = options_,
              .handler = handler_,
              .assets = Assets(options_.assets),
              .handlers = handlers_,
              .spools = options_.spools ? options_.spools : std::make_shared<io::Spools>("", spooled_bytes),
              .requests = Places(SIZE_MAX, options_.limits.connections_per_address)} {}

  Status listen();
  bool stop();
  [[nodiscard]] const Address& address() const { return address_; }
  [[nodiscard]] Load load() const {
    return {.connections = connections_,
            .streams = site_.streams,
            .waiting = handlers_.waiting(),
            .answered = site_.answered,
            .refused = refused_};
  }

 private:
  void accept(const asio::yield_context& yield);
  void welcome(Tcp::socket socket);
  void session(Tcp::socket& socket, Line& line, const Peer& peer, Standing standing, asio::yield_context yield);
  template <typename Stream>
  void talk(Stream& stream, Line& line, const Peer& peer, Standing standing, asio::yield_context yield);
  bool speaks_tls(Line& line, const asio::yield_context& yield, bool& is_there);
  void refresh_tls();
  void look_at_times();
  void drain();
  void left();
  template <typename Work>
  void spawn(Work work) {
    asio::spawn(io_, std::allocator_arg, boost::context::protected_fixedsize_stack(stack_bytes), std::move(work),
                asio::detached);
  }

  const Options options_;
  const api::Handler handler_;
  Address address_{};
  std::optional<Tls> tls_{};
  Until tls_seen_{};
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard_{io_.get_executor()};
  Tcp::acceptor acceptor_{io_};
  asio::steady_timer times_{io_}, drain_{io_}, pause_{io_};
  milliseconds tick_{100};
  std::list<Line> lines_{};
  Handlers handlers_;  // ends before what it posts to
  Places places_;
  Site site_;
  std::size_t refusing_ = 0;
  std::atomic<std::uint64_t> connections_{0}, refused_{0};
  bool looking_ = false;
  bool whole_ = true;
  std::thread thread_{};
};

Status Server::Running::listen() {
  ErrorCode error;
  const auto address = parse_address(options_.address, error);
  if (error) return fail(Code{"server_address_malformed"}, {options_.address});
  const bool wants_tls = !options_.certificate.empty() || !options_.key.empty();
  if (!wants_tls && !address.is_loopback() && options_.proxy == Proxy::none)
    return fail(Code{"server_needs_tls"}, {options_.address});
  if (wants_tls) {
    MANARA_TRY(tls, Tls::load(options_.certificate, options_.key));
    tls_ = std::move(tls);
  }
  const auto& limits = options_.limits;
  tick_ = milliseconds(std::clamp<std::int64_t>(
      std::min({limits.head_ms, limits.idle_ms, limits.body_ms, limits.write_ms, limits.linger_ms}) / 4, 10, 250));

  const Tcp::endpoint endpoint(address, options_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(1024, error);
  if (error) return std::unexpected(listen_error(error, options_));
  const auto bound = acceptor_.local_endpoint(error);
  if (error) return std::unexpected(listen_error(error, options_));
  address_ = {.host = bound.address().to_string(), .port = bound.port(), .tls = wants_tls};
  spawn([this](const asio::yield_context& yield) { accept(yield); });
  thread_ = std::thread([this] { io_.run(); });
  return {};
}

void Server::Running::accept(const asio::yield_context& yield) {
  while (!site_.stopping) {
    Tcp::socket socket(io_);
    ErrorCode error;
    acceptor_.async_accept(socket, yield[error]);
    if (site_.stopping) return;
    if (error) {
      // Out of descriptors, most likely: asking at once would only burn time.
      pause_.expires_after(milliseconds(50));
      pause_.async_wait(yield[error]);
      continue;
    }
    welcome(std::move(socket));
  }
}

void Server::Running::welcome(Tcp::socket socket) {
  ErrorCode error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return;
  socket.set_option(Tcp::no_delay(true), error);
  auto peer = Peer{.address = remote.address().to_string()};
  auto counted = counted_address(peer.address);
  auto standing = Standing::serve;
  switch (places_.take(counted)) {
    case Places::Answer::granted: break;
    case Places::Answer::full: standing = Standing::full; break;
    case Places::Answer::full_for_address: standing = Standing::full_for_address; break;
  }
  const bool granted = standing == Standing::serve;
  if (!granted) {
    ++refused_;
    if (refusing_ >= most_refusals) return;
    ++refusing_;
  }
  connections_ = places_.taken() + refusing_;
  spawn([this, socket = std::move(socket), peer = std::move(peer), counted = std::move(counted), standing,
         granted](asio::yield_context yield) mutable {
    lines_.emplace_front(socket);
    const auto line = lines_.begin();
    look_at_times();
    try {
      session(socket, *line, peer, standing, std::move(yield));
    } catch (const std::exception& thrown) {
      if (options_.trouble) options_.trouble({Code{"server_failed"}, {thrown.what()}});
    }
    lines_.erase(line);
    if (granted) places_.give_back(counted);
    if (!granted) --refusing_;
    connections_ = places_.taken() + refusing_;
    left();
  });
}

void Server::Running::session(Tcp::socket& socket, Line& line, const Peer& peer, Standing standing,
                              asio::yield_context yield) {
  if (!tls_) return talk(socket, line, peer, standing, std::move(yield));
  refresh_tls();
  bool is_there = false;
  if (!speaks_tls(line, yield, is_there)) {
    if (is_there)
      talk(socket, line, peer, standing == Standing::serve ? Standing::needs_tls : standing, std::move(yield));
    return;
  }
  TlsStream stream(socket, ::SSL_new(tls_->context()));
  ErrorCode error;
  line.begin(Clock::now() + milliseconds(options_.limits.head_ms));
  stream.async_handshake(asio::ssl::stream_base::server, yield[error]);
  if (line.end(error) != Went::well) return;
  talk(stream, line, {.address = peer.address, .secure = true}, standing, std::move(yield));
}

template <typename Stream>
void Server::Running::talk(Stream& stream, Line& line, const Peer& peer, Standing standing, asio::yield_context yield) {
  FiberWire<Stream> wire(stream, line, io_, handlers_, site_.stopping, options_.limits.linger_ms, std::move(yield));
  serve(wire, site_, peer, standing);
}

/// By the first byte, which is looked at and left there: plain HTTP at the port of TLS gets an answer that it can read.
bool Server::Running::speaks_tls(Line& line, const asio::yield_context& yield, bool& is_there) {
  ErrorCode error;
  line.begin(Clock::now() + milliseconds(options_.limits.head_ms));
  line.set_idle(true);
  line.socket().async_wait(Tcp::socket::wait_read, yield[error]);
  line.set_idle(false);
  if (line.end(error) != Went::well) return false;
  unsigned char first = 0;
  is_there = ::recv(line.socket().native_handle(), &first, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
  return is_there && first == tls_handshake;
}

/// Looks at the files once a second at most, when somebody comes. Files that can't be used change nothing: the
/// certificate that was good stays.
void Server::Running::refresh_tls() {
  if (Clock::now() - tls_seen_ < milliseconds(std::min<std::int64_t>(1000, options_.limits.head_ms))) return;
  tls_seen_ = Clock::now();
  if (!tls_->changed()) return;
  auto loaded = Tls::load(options_.certificate, options_.key);
  if (loaded) {
    tls_ = std::move(*loaded);
  } else {
    tls_->mark_seen();
    if (options_.trouble) options_.trouble(loaded.error());
  }
}

void Server::Running::look_at_times() {
  if (looking_ || lines_.empty()) return;
  looking_ = true;
  times_.expires_after(tick_);
  times_.async_wait([this](const ErrorCode& error) {
    looking_ = false;
    if (error) return;
    const auto now = Clock::now();
    for (auto& line : lines_)
      line.check(now);
    look_at_times();
  });
}

void Server::Running::drain() {
  site_.stopping = true;
  ErrorCode ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  for (auto& line : lines_)
    line.part();
  drain_.expires_after(milliseconds(options_.limits.drain_ms));
  drain_.async_wait([this](const ErrorCode& error) {
    if (error) return;
    whole_ = lines_.empty();
    for (auto& line : lines_)
      line.cut();
  });
  left();
}

void Server::Running::left() {
  if (!site_.stopping || !lines_.empty()) return;
  drain_.cancel();
  times_.cancel();
  guard_.reset();
}

bool Server::Running::stop() {
  if (!thread_.joinable()) return whole_;
  asio::post(io_, [this] { drain(); });
  thread_.join();
  return whole_;
}

std::string Address::url() const {
  const bool is_six = host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", tls ? "https" : "http", is_six ? "[" : "", host, is_six ? "]" : "", port);
}

Server::Server(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&& other) noexcept {
  std::swap(running_, other.running_);
  return *this;
}
Server::~Server() {
  if (running_) running_->stop();
}

Result<Server> Server::start(Options options, api::Handler handler) {
  auto running = std::make_unique<Running>(std::move(options), std::move(handler));
  MANARA_CHECK(running->listen());
  return Server(std::move(running));
}

const Address& Server::address() const {
  return running_->address();
}

Load Server::load() const {
  return running_->load();
}

bool Server::stop() {
  return running_->stop();
}

}  // namespace manara::server
