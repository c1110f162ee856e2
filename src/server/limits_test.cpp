// What is too much, too slow or too late.
#include <atomic>
#include <condition_variable>

#include "client_fixture.h"

using namespace manara;
using namespace manara::server;

namespace {

api::Response ok(const api::Request&) {
  return {.body = "ok"};
}

/// A handler that waits until it is let go.
class Gate {
 public:
  api::Response operator()(const api::Request&) {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.wait(lock, [this] { return open_; });
    return {.body = "let go"};
  }
  void open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }
  int inside() {
    const std::lock_guard lock(mutex_);
    return inside_;
  }

 private:
  std::mutex mutex_{};
  std::condition_variable changed_{};
  bool open_ = false;
  int inside_ = 0;
};

constexpr Limits quick{.head_ms = 300,
                       .idle_ms = 200,
                       .body_ms = 300,
                       .body_least_bps = 1000,
                       .write_ms = 300,
                       .linger_ms = 100,
                       .drain_ms = 400};

Limits with_places(std::size_t all, std::size_t each) {
  auto limits = quick;
  limits.idle_ms = 3000;
  limits.connections = all;
  limits.connections_per_address = each;
  return limits;
}

}  // namespace

TEST_CASE("a head that comes byte by byte ends at its limit") {
  const auto server = started({.limits = quick}, ok);
  Client client(server.address().port);
  std::atomic<bool> answered = false;
  std::thread drip([&] {
    for (const char c : get("/", "X: " + std::string(1000, 'a') + "\r\n")) {
      if (answered || !client.send({&c, 1})) break;
      pause(20);
    }
  });
  Answer answer;
  const auto ms = took_ms([&] { answer = client.answer(); });
  answered = true;
  drip.join();
  CHECK(answer.status == 408);
  CHECK(ms >= 250);
  CHECK(ms < 1500);
}

TEST_CASE("who says nothing is let go, after a while or between requests") {
  const auto server = started({.limits = quick}, ok);
  Client silent(server.address().port);
  CHECK(silent.ends());
  Client client(server.address().port);
  CHECK(client.ask(get("/")).status == 200);
  const auto ms = took_ms([&] { CHECK(client.ends()); });
  CHECK(ms >= 150);
  CHECK(ms < 1500);
}

TEST_CASE("a body that trickles ends, one that is only slow does not") {
  const auto server = started({.limits = quick}, ok);
  const auto send = [&](std::size_t piece, int pieces, std::size_t length) {
    Client client(server.address().port);
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n");
    for (int i = 0; i < pieces; ++i) {
      if (!client.send(std::string(piece, 'x'))) break;
      pause(50);
    }
    return client.answer().status;
  };
  CHECK(send(1, 12, 100'000) == 408);
  CHECK(send(1000, 12, 12'000) == 200);
}

TEST_CASE("a client that does not read what it asked for is let go") {
  const auto server =
      started({.limits = quick}, [](const api::Request&) { return api::Response{.body = std::string(32 << 20, 'x')}; });
  Client client(server.address().port);
  client.send(get("/"));
  REQUIRE(soon([&] { return server.load().answered == 1; }));
  CHECK(soon([&] { return server.load().connections == 0; }));
}

TEST_CASE("too large is said: body, target, head") {
  auto limits = quick;
  limits.body_bytes = 1000;
  const auto server = started({.limits = limits}, ok);
  const auto status = [&](const std::string& request) {
    Client client(server.address().port);
    const auto answer = client.ask(request);
    CHECK(answer.header("content-type") == "application/problem+json");
    return answer.status;
  };
  CHECK(status(post("/", std::string(1001, 'x'))) == 413);
  CHECK(status("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n") == 413);
  CHECK(status("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n" +
               std::string(2000, 'x')) == 413);
  CHECK(status(get("/" + std::string(9000, 'a'))) == 414);
  CHECK(status(get("/" + std::string(20'000, 'a'))) == 414);
  CHECK(status(get("/", "X: " + std::string(20'000, 'a') + "\r\n")) == 431);
  CHECK(Client(server.address().port).ask(post("/", std::string(1000, 'x'))).status == 200);
}

TEST_CASE("the reason arrives even while the client still sends") {
  auto limits = quick;
  limits.body_bytes = 1000;
  limits.linger_ms = 2000;
  const auto server = started({.limits = limits}, ok);
  Client client(server.address().port);
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n");
  client.send(std::string(2'000'000, 'x'));
  CHECK(client.answer().status == 413);
}

TEST_CASE("more than the handlers can queue is refused quickly, and the connection stays") {
  Gate gate;
  auto limits = quick;
  limits.queue = 2;
  auto server = started({.threads = 1, .limits = limits}, std::ref(gate));
  std::vector<Client> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.emplace_back(server.address().port).send(get("/"));
    REQUIRE(soon([&] { return gate.inside() == 1 && server.load().waiting == static_cast<std::uint64_t>(i); }));
  }
  Client client(server.address().port);
  Answer answer;
  const auto ms = took_ms([&] { answer = client.ask(get("/")); });
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after") == "1");
  CHECK(ms < 200);
  CHECK(client.ask(get("/")).status == 503);
  gate.open();
  for (auto& one : waiting)
    CHECK(one.answer().body == "let go");
  CHECK(client.ask(get("/")).status == 200);
}

TEST_CASE("one address gets so many connections, and others as they end") {
  const auto server = started({.limits = with_places(100, 2)}, ok);
  Client first(server.address().port), second(server.address().port);
  CHECK(first.ask(get("/")).status == 200);
  CHECK(second.ask(get("/")).status == 200);
  {
    Client third(server.address().port);
    const auto answer = third.ask(get("/"));
    CHECK(answer.status == 429);
    CHECK(answer.header("retry-after") == "1");
    CHECK(third.ends());
  }
  CHECK(server.load().refused == 1);
  first.ask(get("/", "Connection: close\r\n"));
  CHECK(first.ends());
  CHECK(soon([&] { return Client(server.address().port).ask(get("/")).status == 200; }));
}

TEST_CASE("beyond all connections each is told so") {
  const auto server = started({.limits = with_places(1, 10)}, ok);
  Client first(server.address().port);
  CHECK(first.ask(get("/")).status == 200);
  const auto answer = Client(server.address().port).ask(get("/"));
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after") == "1");
}

TEST_CASE("behind a proxy it is requests that are counted for an address, not the proxy's connections") {
  Gate gate;
  const auto server = started({.proxy = Proxy::trusted, .threads = 4, .limits = with_places(100, 1)}, std::ref(gate));
  Client first(server.address().port), second(server.address().port), other(server.address().port);
  first.send(get("/", "X-Forwarded-For: 192.0.2.1\r\n"));
  REQUIRE(soon([&] { return gate.inside() == 1; }));
  CHECK(second.ask(get("/", "X-Forwarded-For: 192.0.2.1\r\n")).status == 429);
  other.send(get("/", "X-Forwarded-For: 192.0.2.2\r\n"));
  CHECK(soon([&] { return gate.inside() == 2; }));
  gate.open();
  CHECK(first.answer().status == 200);
  CHECK(other.answer().status == 200);
}

TEST_CASE("a server that stops finishes what runs, and takes nothing new") {
  Gate gate;
  auto server = started({.limits = quick}, std::ref(gate));
  const auto port = server.address().port;
  Client running(port), idle(port);
  running.send(get("/"));
  REQUIRE(soon([&] { return gate.inside() == 1; }));
  bool whole = false;
  std::thread stopping([&] { whole = server.stop(); });
  CHECK(idle.ends());
  CHECK(soon([&] { return !Client(port).is_connected(); }));
  gate.open();
  const auto answer = running.answer();
  stopping.join();
  CHECK(answer.body == "let go");
  CHECK(answer.header("connection") == "close");
  CHECK(whole);
}

TEST_CASE("what does not end in time is cut") {
  Gate gate;
  auto server = started({.limits = quick}, std::ref(gate));
  Client running(server.address().port);
  running.send(get("/"));
  REQUIRE(soon([&] { return gate.inside() == 1; }));
  bool whole = true;
  std::thread stopping([&] { whole = server.stop(); });
  const auto ms = took_ms([&] { CHECK(running.ends()); });
  CHECK(ms >= 300);
  CHECK(ms < 2000);
  gate.open();
  stopping.join();
  CHECK_FALSE(whole);
}
