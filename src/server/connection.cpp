#include "server/connection.h"

#include <algorithm>
#include <array>
#include <exception>
#include <optional>

#include "api/caller.h"
#include "api/events.h"
#include "api/problem.h"
#include "base/clock.h"
#include "base/strings.h"
#include "io/spool.h"
#include "server/answer.h"
#include "server/parser.h"

namespace manara::server {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t joined_bytes = 16 << 10;  // a small body goes out with its head, in one packet
constexpr std::size_t file_piece_bytes = 64 << 10;
constexpr std::uint64_t linger_bytes = 4 << 20;  // of what a refused client still sends
constexpr std::string_view heartbeat = ":\n\n";  // a comment, which no listener sees
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

Until in(std::int64_t ms) {
  return Clock::now() + milliseconds(ms);
}

/// A request's place among those of its address, given back at the end.
class Place {
 public:
  Place(Places& places, const std::string& address)
      : places_(places), address_(counted_address(address)), answer_(places.take(address_)) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    if (granted()) places_.give_back(address_);
  }
  [[nodiscard]] bool granted() const { return answer_ == Places::Answer::granted; }

 private:
  Places& places_;
  std::string address_;
  Places::Answer answer_;
};

enum class Next : std::uint8_t { request, end, linger };

class Talk {
 public:
  Talk(Wire& wire, Site& site, const Peer& peer, Standing standing)
      : wire_(wire),
        site_(site),
        limits_(site.options.limits),
        peer_(peer),
        standing_(standing),
        parser_(limits_.head_bytes) {}

  void run() {
    auto next = Next::request;
    for (bool first = true; next == Next::request && !site_.stopping; first = false) {
      next = one(first);
      parser_.next();
    }
    wire_.end_writing();
    if (next == Next::linger) linger();
  }

 private:
  Next one(bool first);
  std::optional<Next> read_head(bool first);
  Next answer();
  Next answer_asset(const AssetAnswer& answer);
  Next answer_by_handler(const Head& about);
  std::optional<Next> read_body(Upload& upload);
  std::optional<Next> ask_welcome(std::uint64_t& most);
  Next call(Upload& upload);
  bool run(const std::function<void()>& work, std::string& failed);
  Next write_file(const io::Spooled& file, Next then);
  Next send(const api::Response& response, std::string_view body);
  Next stream(const api::Response& response);
  Next refuse(const Error& error);
  Next redirect();
  void linger();
  void log(int status, const std::string& route, std::uint64_t bytes_out);
  void trouble(const Error& error) const {
    if (site_.options.trouble) site_.options.trouble(error);
  }

  Wire& wire_;
  Site& site_;
  const Limits& limits_;
  const Peer& peer_;
  const Standing standing_;
  Parser parser_;
  api::Request request_{};
  Until began_{};
  std::uint64_t bytes_in_ = 0;
  bool keep_ = false;                 // the connection, after this request
  bool body_unread_ = false;          // what comes next on it is no request
  std::vector<api::Header> also_{};   // that the answer has
  std::optional<Error> unwelcome_{};  // why more of this body than stays in memory is not taken
};

Next Talk::one(bool first) {
  request_ = {};
  bytes_in_ = 0;
  keep_ = false;
  body_unread_ = false;
  also_.clear();
  unwelcome_.reset();
  if (const auto next = read_head(first)) return *next;
  began_ = Clock::now();
  return answer();
}

/// nullopt: it is there.
std::optional<Next> Talk::read_head(bool first) {
  auto until = in(first ? limits_.head_ms : limits_.idle_ms);
  bool waiting = true;
  for (;;) {
    const auto step = parser_.head();
    if (step == Parser::Step::done) break;
    began_ = Clock::now();
    if (step == Parser::Step::refused) return refuse(parser_.error());
    if (waiting && !parser_.untouched()) {
      waiting = false;
      until = in(limits_.head_ms);
    }
    wire_.set_idle(waiting);
    const auto came = wire_.read(parser_.space(), until);
    wire_.set_idle(false);
    if (came.went == Went::late && !waiting) return refuse({Code{"request_too_slow"}});
    if (came.went != Went::well) return Next::end;
    parser_.filled(came.bytes);
  }
  return std::nullopt;
}

Next Talk::answer() {
  auto head = parser_.take_head();
  const auto about = Head{.keep_alive = head.keep_alive, .has_body = head.has_body, .body_bytes = head.body_bytes};
  body_unread_ = head.has_body;
  if (auto filled = fill(request_, std::move(head), site_.options, peer_); !filled) {
    const auto& error = filled.error();
    const bool is_foreign = error.code == Code{"request_origin"} || error.code == Code{"request_host_unknown"};
    std::string failed;
    if (is_foreign && site_.options.refused) run([&] { site_.options.refused(request_, error); }, failed);
    return refuse(error);
  }
  switch (standing_) {
    case Standing::serve: break;
    case Standing::full: return refuse({Code{"server_busy"}});
    case Standing::full_for_address: return refuse({Code{"server_address_busy"}});
    case Standing::needs_tls: return redirect();
  }
  keep_ = about.keep_alive && !site_.stopping;
  if (const auto asset = site_.assets.answer(request_)) return answer_asset(*asset);
  if (site_.options.proxy == Proxy::none) return answer_by_handler(about);
  const Place place(site_.requests, request_.address);
  if (!place.granted()) return refuse({Code{"server_address_busy"}});
  return answer_by_handler(about);
}

Next Talk::answer_asset(const AssetAnswer& answer) {
  keep_ = keep_ && !body_unread_;
  return send(answer.response, answer.body);
}

Next Talk::answer_by_handler(const Head& about) {
  // Before a long body comes in for nothing.
  if (site_.handlers.full()) return refuse({Code{"server_busy"}});
  auto most = body_limit(limits_, request_.path);
  if (about.has_body) {
    const auto announced = about.body_bytes.value_or(UINT64_MAX);
    if (about.body_bytes && announced > most) return refuse({Code{"request_body_too_large"}, {std::to_string(most)}});
    if (announced > limits_.body_in_memory_bytes) {
      if (const auto next = ask_welcome(most)) return *next;
      if (unwelcome_ && about.body_bytes) return refuse(*unwelcome_);
    }
  }
  Upload upload(most, limits_.body_in_memory_bytes, site_.spools);
  if (about.has_body) {
    if (const auto next = read_body(upload)) return *next;
  }
  return call(upload);
}

/// Who may not write anything here must not write to the disk either. A body whose length is not said may still be a
/// small one: that much is taken.
std::optional<Next> Talk::ask_welcome(std::uint64_t& most) {
  if (!site_.options.welcome) return std::nullopt;
  Result<std::vector<api::Header>> answer = std::vector<api::Header>();
  std::string failed;
  if (!run([&] { answer = site_.options.welcome(request_); }, failed)) return refuse({Code{"server_busy"}});
  if (!failed.empty()) return refuse({Code{"request_failed"}});
  if (answer) {
    also_ = std::move(*answer);
  } else {
    unwelcome_ = std::move(answer.error());
    most = std::min<std::uint64_t>(most, limits_.body_in_memory_bytes);
  }
  return std::nullopt;
}

/// nullopt: it is there, whole.
std::optional<Next> Talk::read_body(Upload& upload) {
  if (!request_.header("expect").empty() && wire_.write(go_on, {}, limits_.write_ms) != Went::well) return Next::end;
  // Each span of time brings its share, whatever came before: who sends much at once buys no hours with it.
  const auto share = static_cast<std::uint64_t>(limits_.body_least_bps * limits_.body_ms / 1000);
  auto until = in(limits_.body_ms);
  std::uint64_t next_bytes = share;
  for (;;) {
    const auto step = parser_.body(upload);
    if (step == Parser::Step::refused) {
      const auto& error = parser_.error();
      return refuse(unwelcome_ && error.code == Code{"request_body_too_large"} ? *unwelcome_ : error);
    }
    if (step == Parser::Step::done) break;
    if (upload.bytes() >= next_bytes) {
      until = in(limits_.body_ms);
      next_bytes = upload.bytes() + share;
    }
    const auto came = wire_.read(parser_.space(), until);
    if (came.went == Went::late) return refuse({Code{"request_too_slow"}});
    if (came.went != Went::well) return Next::end;
    parser_.filled(came.bytes);
  }
  body_unread_ = false;
  bytes_in_ = upload.bytes();
  return std::nullopt;
}

Next Talk::call(Upload& upload) {
  request_.body_file = upload.file_path();
  request_.body = upload.take_text();
  api::Response response;
  std::string failed;
  if (!run([&] { response = site_.handler(request_); }, failed)) return refuse({Code{"server_busy"}});
  if (!failed.empty()) return refuse({Code{"request_failed"}});
  // First, so that what the handler says of the same cookie counts.
  response.headers.insert(response.headers.begin(), also_.begin(), also_.end());
  return response.events ? stream(response) : send(response, response.body);
}

/// On a handler's thread. False: it did not run; `failed`: what it threw.
bool Talk::run(const std::function<void()>& work, std::string& failed) {
  const bool ran = wire_.run([&] {
    try {
      work();
    } catch (const std::exception& error) {
      failed = error.what();
    } catch (...) {
      failed = "?";
    }
  });
  if (!failed.empty())
    trouble({Code{"server_handler_failed"}, {request_.method, route_of(request_.path, 500), failed}});
  return ran;
}

/// Piece by piece, so that a slow reader holds one of them. What was just written is still in memory: no disk is waited
/// for.
Next Talk::write_file(const io::Spooled& file, Next then) {
  std::string piece(std::min<std::uint64_t>(file_piece_bytes, file.bytes()), '\0');
  for (std::uint64_t sent = 0; sent < file.bytes();) {
    const auto wanted = std::min<std::uint64_t>(piece.size(), file.bytes() - sent);
    const auto count = file.read(sent, {piece.data(), static_cast<std::size_t>(wanted)});
    if (!count) trouble(count.error());
    if (!count || *count == 0) return Next::end;
    if (wire_.write(std::string_view(piece).substr(0, *count), {}, limits_.write_ms) != Went::well) return Next::end;
    sent += *count;
  }
  return then;
}

Next Talk::send(const api::Response& response, std::string_view body) {
  keep_ = keep_ && !site_.stopping;
  const bool sends = request_.method != "HEAD" && has_body(response.status);
  const auto whole = response.file ? response.file->bytes() : body.size();
  auto head = answer_head(response, {.body_bytes = whole,
                                     .connection = keep_ ? Connection::keep : Connection::close,
                                     .secure = request_.secure,
                                     .now_s = SystemClock().now_ms() / 1000});
  if (!head) {
    trouble(head.error());
    return refuse({Code{"request_failed"}});
  }
  if (!sends) body = {};
  const auto bytes = head->size() + (sends ? whole : 0);
  if (body.size() <= joined_bytes) {
    *head += body;
    body = {};
  }
  const auto went = wire_.write(*head, body, limits_.write_ms);
  log(response.status, response.route, bytes);
  if (went != Went::well) return Next::end;
  const auto next = keep_ ? Next::request : Next::end;
  return response.file && sends ? write_file(*response.file, next) : next;
}

Next Talk::stream(const api::Response& response) {
  auto& events = *response.events;
  auto told = response;
  const auto said = [&](std::string_view name) {
    return std::ranges::any_of(told.headers, [&](const auto& header) { return iequals(header.name, name); });
  };
  if (!said("content-type")) told.headers.push_back({"Content-Type", "text/event-stream"});
  told.headers.push_back({"X-Accel-Buffering", "no"});  // else a proxy keeps what it is told until it is much
  const auto head =
      answer_head(told, {.endless = true, .secure = request_.secure, .now_s = SystemClock().now_ms() / 1000});
  if (!head) {
    events.close();
    trouble(head.error());
    return refuse({Code{"request_failed"}});
  }
  parser_.release();
  ++site_.streams;
  events.listen(wire_.waker());
  auto went = wire_.write(*head, {}, limits_.write_ms);
  log(response.status, response.route, head->size());
  while (went == Went::well && request_.method != "HEAD" && !site_.stopping) {
    const auto taken = events.take();
    if (!taken.text.empty()) {
      went = wire_.write(taken.text, {}, limits_.write_ms);
      continue;
    }
    if (taken.ended) break;
    went = wire_.sleep(in(limits_.heartbeat_ms));
    if (went == Went::late) went = wire_.write(heartbeat, {}, limits_.write_ms);
  }
  events.listen({});
  events.close();
  --site_.streams;
  return Next::end;
}

Next Talk::refuse(const Error& error) {
  // What else comes on this connection may be the body, or was not understood.
  const bool unread = body_unread_ || request_.method.empty();
  keep_ = keep_ && !unread && error.code == Code{"server_busy"};
  const auto response = api::problem(error, api::language_of(request_));
  const auto next = send(response, response.body);
  return next == Next::end && standing_ != Standing::full ? Next::linger : next;
}

/// Plain HTTP at the port of TLS: a browser that was given the address without its "s" is shown the way.
Next Talk::redirect() {
  if (request_.method != "GET" && request_.method != "HEAD") return refuse({Code{"request_needs_tls"}});
  // The path only as it was understood: encoded anew, it can't split the head.
  std::string place = "https://" + std::string(request_.header("host"));
  for (const char c : request_.path) {
    const bool plain = is_alnum(c) || std::string_view("/-._~").find(c) != std::string_view::npos;
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      place += c;
    } else {
      place += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return send({.status = 308, .headers = {{"Location", place}}}, {});
}

/// Closed with bytes unread, TCP takes back what was just sent: the reason would never arrive. So what still comes is
/// read for a moment.
void Talk::linger() {
  const auto until = in(limits_.linger_ms);
  std::uint64_t bytes = 0;
  std::array<char, 4096> nowhere{};
  while (bytes < linger_bytes && !site_.stopping) {
    const auto came = wire_.read(nowhere, until);
    if (came.went != Went::well) break;
    bytes += came.bytes;
  }
}

void Talk::log(int status, const std::string& route, std::uint64_t bytes_out) {
  ++site_.answered;
  if (!site_.options.access) return;
  const auto took = std::chrono::duration<double, std::milli>(Clock::now() - began_);
  site_.options.access({.method = request_.method,
                        .route = route.empty() ? route_of(request_.path, status) : route,
                        .status = status,
                        .ms = took.count(),
                        .bytes_in = bytes_in_,
                        .bytes_out = bytes_out});
}

}  // namespace

void serve(Wire& wire, Site& site, const Peer& peer, Standing standing) {
  Talk(wire, site, peer, standing).run();
}

}  // namespace manara::server
