// Requests as browsers and programs send them, and as nobody should.
#include "server/server.h"

#include <fstream>

#include "client_fixture.h"

using namespace manara;
using namespace manara::server;

namespace {

/// Says back what it was asked.
api::Response echo(const api::Request& request) {
  if (request.path == "/throws") throw std::runtime_error("on purpose");
  if (request.path == "/splits") return {.headers = {{"Location", "/x\r\nSet-Cookie: forged=1"}}};
  if (request.path == "/empty") return {.status = 204};
  if (request.path == "/large") return {.body = std::string(3 << 20, 'x')};
  std::string file;
  if (!request.body_file.empty()) {
    std::ifstream in(request.body_file, std::ios::binary);
    file.assign(std::istreambuf_iterator<char>(in), {});
  }
  return {.headers = {{"Content-Type", "text/plain"}},
          .body = request.method + " " + request.path + " " + request.body +
                  (file.empty() ? "" : "file of " + std::to_string(file.size()))};
}

}  // namespace

TEST_CASE("requests follow each other on one connection") {
  const auto server = started({}, echo);
  CHECK(server.address().url() == "http://127.0.0.1:" + std::to_string(server.address().port));
  Client client(server.address().port);
  const auto first = client.ask(get("/a?b=c"));
  CHECK(first.status == 200);
  CHECK(first.body == "GET /a ");
  CHECK(first.header("x-content-type-options") == "nosniff");
  CHECK(first.header("connection") == "");
  CHECK(client.ask(post("/b", "body")).body == "POST /b body");
  CHECK(client.ask(get("/empty")).status == 204);
  const auto last = client.ask(get("/c", "Connection: close\r\n"));
  CHECK(last.body == "GET /c ");
  CHECK(last.header("connection") == "close");
  CHECK(client.ends());
  CHECK(server.load().answered == 4);
}

TEST_CASE("requests that come together are answered in order") {
  const auto server = started({}, echo);
  Client client(server.address().port);
  client.send(
      get("/1") + post("/2", "two") + get("/3") +
      "POST /4 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nfou\r\n1\r\nr\r\n0\r\n\r\n" +
      get("/5"));
  CHECK(client.answer().body == "GET /1 ");
  CHECK(client.answer().body == "POST /2 two");
  CHECK(client.answer().body == "GET /3 ");
  CHECK(client.answer().body == "POST /4 four");
  CHECK(client.answer().body == "GET /5 ");
}

TEST_CASE("HEAD is GET without the body") {
  const auto server = started({}, echo);
  Client client(server.address().port);
  client.send("HEAD /large HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/after"));
  const auto answer = client.answer(false);
  CHECK(answer.status == 200);
  CHECK(answer.header("content-length") == std::to_string(3 << 20));
  CHECK(client.answer().body == "GET /after ");
}

TEST_CASE("an old client without keep-alive is let go") {
  const auto server = started({}, echo);
  Client client(server.address().port);
  CHECK(client.ask("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n").status == 200);
  CHECK(client.ends());
}

TEST_CASE("a large answer arrives whole, a large body in a file") {
  const auto server = started({.limits = {.bodies = {{"/upload", 8 << 20}}}}, echo);
  Client client(server.address().port);
  CHECK(client.ask(get("/large")).body.size() == 3 << 20);
  CHECK(client.ask(post("/upload", std::string(65536, 'a'))).body.size() == 65536 + 13);
  CHECK(client.ask(post("/upload", std::string(5'000'000, 'a'))).body == "POST /upload file of 5000000");
}

TEST_CASE("a client that asks before it sends is told to go on") {
  const auto server = started({}, echo);
  Client client(server.address().port);
  client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.answer(false).status == 100);
  CHECK(client.ask("body").body == "POST /a body");
}

TEST_CASE("assets come from the table, without a handler") {
  constexpr Asset table[] = {{.path = "/a.js", .type = "text/javascript", .etag = "1", .bytes = "let a = 1"}};
  const auto server = started({.assets = table}, echo);
  Client client(server.address().port);
  const auto asset = client.ask(get("/a.js"));
  CHECK(asset.body == "let a = 1");
  CHECK(asset.header("content-type") == "text/javascript");
  CHECK(asset.header("x-content-type-options") == "nosniff");
  CHECK(client.ask(get("/a.js", "If-None-Match: \"1\"\r\n")).status == 304);
  CHECK(client.ask(post("/a.js", "")).body == "POST /a.js ");
}

TEST_CASE("a handler that fails, or would split its answer's head, is answered for, and its owner told") {
  Told told;
  const auto server = started(telling(told), echo);
  Client client(server.address().port);
  const auto failed = client.ask(get("/throws", "Accept-Language: fr\r\n"));
  CHECK(failed.status == 500);
  CHECK(failed.header("content-type") == "application/problem+json");
  CHECK(failed.header("content-language") == "fr");
  CHECK(failed.body.find("on purpose") == std::string::npos);
  Client other(server.address().port);
  const auto split = other.ask(get("/splits"));
  CHECK(split.status == 500);
  CHECK(split.head.find("forged") == std::string::npos);
  REQUIRE(told.troubles() == 2);
  CHECK(told.trouble[0].code == Code{"server_handler_failed"});
  CHECK(told.trouble[1].code == Code{"server_answer_refused"});
}

TEST_CASE("what could be understood in two ways is refused, and the connection ends") {
  const auto server = started({}, echo);
  const auto refused = [&](const std::string& request, int status) {
    CAPTURE(request);
    Client client(server.address().port);
    const auto answer = client.ask(request + get("/smuggled"));
    CHECK(answer.status == status);
    CHECK(answer.header("connection") == "close");
    CHECK(client.ends());
  };
  refused("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          400);
  refused("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nabcd", 400);
  refused("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400);
  refused("GET / HTTP/1.1\r\n\r\n", 400);
  refused("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421);
  refused("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400);
  refused("GET /../x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400);
  refused("GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", 400);
  refused("nonsense\r\n\r\n", 400);
  refused(post("/", "x", "Origin: http://evil.example\r\n"), 403);
  refused("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nExpect: miracles\r\n\r\nx", 417);
}

TEST_CASE("a log line names the request without whoever made it") {
  Told told;
  const auto server = started(telling(told), echo);
  Client client(server.address().port);
  client.ask(post("/api/people/00ff/secret?name=x", "body"));
  client.ask(get("/empty"));
  REQUIRE(soon([&] { return server.load().answered == 2; }));
  const std::lock_guard lock(told.mutex);
  REQUIRE(told.access.size() >= 1);
  CHECK(told.access[0].method == "POST");
  CHECK(told.access[0].route == "/api/people/{}/secret");
  CHECK(told.access[0].status == 200);
  CHECK(told.access[0].bytes_in == 4);
  CHECK(told.access[0].ms >= 0);
}

TEST_CASE("a server that can't start says why") {
  const auto why = [](Options options) {
    const auto server = Server::start(std::move(options), echo);
    return server ? std::string() : std::string(server.error().code.name());
  };
  const auto server = started({}, echo);
  CHECK(why({.port = server.address().port}) == "server_port_in_use");
  CHECK(why({.address = "nowhere"}) == "server_address_malformed");
  CHECK(why({.address = "0.0.0.0"}) == "server_needs_tls");
  CHECK(why({.address = "::"}) == "server_needs_tls");
  CHECK(why({.address = "203.0.113.1", .proxy = Proxy::trusted}) == "server_address_unknown");
  CHECK(why({.certificate = "no_such_file.pem", .key = "no_such_file.pem"}) == "tls_certificate_unreadable");
  CHECK(why({.address = "localhost"}) == "");
  CHECK(why({.address = "0.0.0.0", .proxy = Proxy::trusted}) == "");
}
