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

constexpr server::Limits quick{.head_ms = 300,
                               .idle_ms = 200,
                               .body_ms = 300,
                               .body_least_bps = 1000,
                               .write_ms = 300,
                               .linger_ms = 100,
                               .drain_ms = 400};

server::Limits with_places(std::size_t all, std::size_t each) {
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

TEST_CASE("who sends much at once does not buy the time to send nothing") {
  const auto server = started({.limits = quick}, ok);
  Client client(server.address().port);
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n" + std::string(800'000, 'x'));
  Answer answer;
  const auto ms = took_ms([&] { answer = client.answer(); });
  CHECK(answer.status == 408);
  CHECK(ms < 2000);
}

TEST_CASE("a long body of nobody's is refused by its head, before a byte of it is taken") {
  std::atomic<int> asked = 0;
  const auto welcome = [&](const api::Request& request) -> Result<std::vector<api::Header>> {
    ++asked;
    if (request.header("cookie").empty()) return fail(Code{"access_unauthenticated"});
    return std::vector<api::Header>{{"Set-Cookie", "renewed=1"}};
  };
  const auto spools = std::make_shared<io::Spools>("", 1 << 20);
  const auto server =
      started({.spools = spools, .welcome = welcome, .limits = quick}, [&](const api::Request& request) {
        return api::Response{.body = std::to_string(request.body.size()) + " and " +
                                     std::to_string(request.body_file.empty() ? 0 : spools->bytes())};
      });
  const auto head = [](std::string_view more) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n\r\n";
  };
  const auto answer = Client(server.address().port).ask(head("Content-Length: 65537"));
  CHECK(answer.status == 401);
  CHECK(answer.body.find("access_unauthenticated") != std::string::npos);
  CHECK(asked == 1);
  // Neither is one that does not say how long it is, beyond what stays in memory.
  const auto chunk = "10000\r\n" + std::string(65'536, 'x') + "\r\n";
  const std::string chunked = head("Transfer-Encoding: chunked");
  CHECK(Client(server.address().port).ask(chunked + chunk + "1\r\nx\r\n0\r\n\r\n").status == 401);
  CHECK(Client(server.address().port).ask(chunked + chunk + "0\r\n\r\n").body == "65536 and 0");
  CHECK(asked == 3);
  CHECK(spools->bytes() == 0);

  Client small(server.address().port), known(server.address().port);
  CHECK(small.ask(post("/", std::string(65'536, 'x'))).body == "65536 and 0");
  CHECK(asked == 3);
  const auto taken = known.ask(post("/", std::string(65'537, 'x'), "Cookie: a=b\r\n"));
  CHECK(taken.body == "0 and 65537");
  CHECK(taken.header("set-cookie") == "renewed=1");
  CHECK(known.ask(get("/")).header("set-cookie").empty());
  CHECK(soon([&] { return spools->bytes() == 0; }));
}

TEST_CASE("beyond the room for all bodies whoever comes next is told to wait") {
  Gate gate;
  const auto spools = std::make_shared<io::Spools>("", 300'000);
  const auto server = started({.spools = spools, .limits = quick}, std::ref(gate));
  Client first(server.address().port), second(server.address().port);
  first.send(post("/", std::string(200'000, 'x')));
  REQUIRE(soon([&] { return gate.inside() == 1; }));
  const auto refused = second.ask(post("/", std::string(200'000, 'x')));
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "1");
  gate.open();
  CHECK(first.answer().status == 200);
  REQUIRE(soon([&] { return spools->bytes() == 0; }));
  CHECK(Client(server.address().port).ask(post("/", std::string(200'000, 'x'))).status == 200);
}

TEST_CASE("a slow reader of a file holds a piece of it in memory, and its file until it is let go") {
  const auto spools = std::make_shared<io::Spools>("", 64 << 20);
  const auto server = started({.limits = quick}, [&](const api::Request& request) {
    auto file = std::make_shared<io::Spooled>(spools, 10);
    for (int i = 0; i < (request.path == "/long" ? 32 : 1); ++i)
      if (!file->write(std::string(1 << 20, static_cast<char>('a' + i)))) return api::Response{.status = 500};
    return api::Response{.file = std::move(file)};
  });
  {
    Client client(server.address().port);
    const auto answer = client.ask(get("/"));
    CHECK(answer.body == std::string(1 << 20, 'a'));
    client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(client.answer(false).header("content-length") == "1048576");
    CHECK(client.ask(get("/")).body.size() == 1 << 20);
  }
  CHECK(soon([&] { return spools->bytes() == 0; }));
  Client slow(server.address().port);
  slow.send(get("/long"));
  REQUIRE(soon([&] { return spools->bytes() == 32 << 20; }));
  CHECK(soon([&] { return server.load().connections == 0 && spools->bytes() == 0; }));
}

TEST_CASE("what is refused for its origin or its host is told to the owner") {
  std::vector<std::string> told;
  std::mutex mutex;
  auto options = Options{.limits = quick};
  options.refused = [&](const api::Request& request, const Error& error) {
    const std::lock_guard lock(mutex);
    told.push_back(request.address + " " + std::string(error.code.name()));
  };
  const auto telling = started(std::move(options), ok);
  CHECK(Client(telling.address().port).ask(post("/", "x", "Origin: http://evil.example\r\n")).status == 403);
  CHECK(Client(telling.address().port).ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421);
  CHECK(Client(telling.address().port).ask(get("/..")).status == 400);
  const std::lock_guard lock(mutex);
  CHECK(told == std::vector<std::string>{"127.0.0.1 request_origin", "127.0.0.1 request_host_unknown"});
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
