#include "client/client.h"

#include "hostile_peer.h"

using namespace manara;
using namespace manara::client;

namespace {

/// A client of the peer that doesn't sleep: what it would have waited is kept.
struct Asking {
  std::vector<std::int64_t> waits{};
  std::vector<Code> whys{};
  Limits limits{.connect_ms = 5000, .answer_ms = 5000, .piece_ms = 5000, .whole_ms = 20'000, .body_bytes = 1 << 20};

  Client of(std::uint16_t port) {
    auto client = Client::make({.node = {.tls = false, .host = "127.0.0.1", .port = port},
                                .limits = limits,
                                .again = [this](const Error& why, std::int64_t) { whys.push_back(why.code); },
                                .sleep = [this](std::int64_t ms) { waits.push_back(ms); }});
    REQUIRE(client.has_value());
    return std::move(*client);
  }
};

Code code_of(const Result<Answer>& answer) {
  return answer ? Code() : answer.error().code;
}

std::size_t count(std::string_view text, std::string_view piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1))
    ++found;
  return found;
}

/// Of one answer, once.
Code once(std::vector<std::string> pieces, Limits limits = {.answer_ms = 5000, .body_bytes = 1000, .attempts = 1},
          int pause_ms = 0) {
  Peer peer({answering(std::move(pieces), pause_ms)});
  Asking asking{.limits = limits};
  return code_of(asking.of(peer.port()).ask({.target = "/"}));
}

}  // namespace

TEST_CASE("a request goes out as it was written, and its answer comes back") {
  Peer peer({answering_each({with_length("{}", "201 Created", "ETag: \"7\"\r\n"),
                             "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
                             "HTTP/1.1 204 No Content\r\n\r\n"})});
  {
    Asking asking;
    auto client = asking.of(peer.port());
    const std::string body(100'000, 'x');
    const auto made = client.ask(
        {.method = "POST", .target = "/api/a%20b?q=1", .headers = {{"Authorization", "Bearer t"}}, .body = body});
    REQUIRE(made.has_value());
    CHECK(made->status == 201);
    CHECK(made->header("etag") == "\"7\"");
    CHECK(made->body == "{}");
    const auto chunked = client.ask({.target = "/"});
    REQUIRE(chunked.has_value());
    CHECK(chunked->body == "abcde");
    const auto empty = client.ask({.method = "DELETE", .target = "/"});
    REQUIRE(empty.has_value());
    CHECK(empty->status == 204);
    CHECK(asking.waits.empty());
  }
  const auto all = peer.heard(1);
  REQUIRE(all.size() == 1);
  const auto& heard = all.front();
  CHECK(heard.starts_with("POST /api/a%20b?q=1 HTTP/1.1\r\nHost: 127.0.0.1:"));
  CHECK(count(heard, "Authorization: Bearer t\r\n") == 1);
  CHECK(count(heard, "Content-Length: 100000\r\n") == 1);
  CHECK(count(heard, "GET / HTTP/1.1\r\n") == 1);
}

TEST_CASE("what was cut off is asked again, a bounded number of times, the same") {
  for (const std::string cut : {"", "HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"}) {
    CAPTURE(cut);
    Peer peer({answering({cut}), answering({cut}), answering({with_length("whole")})});
    Asking asking;
    const auto answer =
        asking.of(peer.port())
            .ask({.method = "POST", .target = "/", .headers = {{"Idempotency-Key", "0123"}}, .body = "wish"});
    REQUIRE(answer.has_value());
    CHECK(answer->body == "whole");
    CHECK(answer->sent == 3);
    CHECK(asking.waits == std::vector<std::int64_t>{1000, 2000});
    const auto heard = peer.heard(2);
    REQUIRE(heard.size() >= 2);
    CHECK(heard[0] == heard[1]);
    CHECK(count(heard[0], "Idempotency-Key: 0123\r\n") == 1);
  }
  Peer never({answering({"HTTP/1.1 200 OK\r\n"})});
  Asking asking;
  CHECK(code_of(asking.of(never.port()).ask({.target = "/"})) == Code{"client_broken"});
  CHECK(asking.whys == std::vector<Code>(3, Code{"client_broken"}));
  CHECK(asking.waits == std::vector<std::int64_t>{1000, 2000, 4000});
}

TEST_CASE("what must not be done twice is asked once, and on a line of its own") {
  Peer peer({answering({with_length("")}), answering({"HTTP/1.1 2"}), answering({with_length("")})});
  Asking asking;
  auto client = asking.of(peer.port());
  CHECK(client.ask({.target = "/"}).has_value());
  CHECK(code_of(client.ask({.method = "POST", .target = "/", .repeatable = false})) == Code{"client_broken"});
  CHECK(asking.waits.empty());
}

TEST_CASE("a node that is busy is given the time that it asks for, unless that is too long") {
  {
    Peer peer({answering({with_length("", "503 Busy", "Retry-After: 7\r\n")}),
               answering({with_length("", "429 Too many", "Retry-After: 0\r\n")}),
               answering({with_length("", "503 Busy")}), answering({with_length("done")})});
    Asking asking;
    const auto answer = asking.of(peer.port()).ask({.method = "POST", .target = "/", .repeatable = false});
    REQUIRE(answer.has_value());
    CHECK(answer->body == "done");
    CHECK(asking.waits == std::vector<std::int64_t>{7000, 1000, 4000});
  }
  for (const auto* wait : {"Retry-After: 3600\r\n", "Retry-After: 99999999999999999999\r\n", "Retry-After: soon\r\n"}) {
    Peer peer({answering({with_length("later", "503 Busy", wait)})});
    Asking asking;
    const auto answer = asking.of(peer.port()).ask({.target = "/"});
    REQUIRE(answer.has_value());
    CHECK(answer->status == 503);
    CHECK(asking.waits.empty());
  }
}

TEST_CASE("a kept line that ended meanwhile is made anew, and nobody is told") {
  Peer peer({answering({with_length("one")}), answering({with_length("two")})});
  Asking asking;
  auto client = asking.of(peer.port());
  CHECK(client.ask({.target = "/"})->body == "one");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto second = client.ask({.target = "/"});
  REQUIRE(second.has_value());
  CHECK(second->body == "two");
  CHECK(asking.waits.empty());
}

TEST_CASE("answers without end end") {
  std::string fields = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 10'000; ++i)
    fields += "X-" + std::to_string(i) + ": y\r\n";
  CHECK(once({fields}) == Code{"client_answer_too_large"});
  CHECK(once({"HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'y')}) == Code{"client_answer_too_large"});
  CHECK(once({"HTTP/1.1 200 " + std::string(100'000, 'y')}) == Code{"client_answer_too_large"});
  std::string before;
  for (int i = 0; i < 100; ++i)
    before += "HTTP/1.1 100 Continue\r\n\r\n";
  CHECK(once({before}) == Code{"client_answer_malformed"});
  CHECK(once({with_length(std::string(1001, 'x'))}) == Code{"client_answer_too_large"});
  CHECK(once({with_length(std::string(1000, 'x'))}) == Code());
  CHECK(once({"HTTP/1.1 200 OK\r\n\r\n" + std::string(50'000, 'x')}) == Code{"client_answer_too_large"});
  std::string chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 1001; ++i)
    chunks += "1\r\nx\r\n";
  CHECK(once({chunks}) == Code{"client_answer_too_large"});
  CHECK(once({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(100'000, 'x')}) != Code());
}

TEST_CASE("what is no answer is none") {
  for (const std::string wrong :
       {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nX\x01: y\r\n\r\n"}) {
    CAPTURE(wrong);
    CHECK(once({wrong}) == Code{"client_answer_malformed"});
  }
}

TEST_CASE("nobody waits longer than was said, whether nothing comes or a byte now and then") {
  const Limits hasty{.answer_ms = 150, .piece_ms = 150, .whole_ms = 400, .attempts = 4};
  const auto begin = std::chrono::steady_clock::now();
  CHECK(once({""}, hasty, 600) == Code{"client_too_slow"});
  CHECK(once({"HTTP/1.1 200 OK\r\nA: ", "b", "b", "b", "b", "b", "b", "b", "b"}, hasty, 60) == Code{"client_too_slow"});
  CHECK(once({"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", "b", "b", "b", "b", "b", "b", "b", "b", "b"}, hasty,
             100) == Code{"client_too_slow"});
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

TEST_CASE("a redirection is an answer: what a request carries goes nowhere else") {
  Peer elsewhere({answering({with_length("stolen")})});
  const auto url = "Location: http://127.0.0.1:" + std::to_string(elsewhere.port()) + "/\r\n";
  Peer peer({answering({with_length("", "307 Temporary Redirect", url)})});
  Asking asking;
  const auto answer = asking.of(peer.port()).ask({.target = "/", .headers = {{"Authorization", "Bearer t"}}});
  REQUIRE(answer.has_value());
  CHECK(answer->status == 307);
  CHECK(elsewhere.heard().empty());
}

TEST_CASE("who refuses a long body in its middle is heard") {
  Peer peer({[](int socket, std::string&) {
    char some[1000];
    CHECK(::recv(socket, some, sizeof some, 0) > 0);
    say(socket, with_length("too long", "413 Too large", "Connection: close\r\n"));
    ::shutdown(socket, SHUT_WR);
    for (int i = 0; i < 40 && ::recv(socket, some, sizeof some, 0) > 0; ++i) {
    }
  }});
  Asking asking;
  const std::string body(32 << 20, 'x');
  const auto answer = asking.of(peer.port()).ask({.method = "POST", .target = "/", .body = body, .repeatable = false});
  REQUIRE(answer.has_value());
  CHECK(answer->status == 413);
  CHECK(answer->body == "too long");
}

TEST_CASE("a body is passed on as it comes, a refusal's is not, and half of one is not asked for again") {
  Peer peer({answering({with_length("no", "403 Forbidden")}), answering({with_length("all of it")}),
             answering({"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"})});
  Asking asking;
  auto client = asking.of(peer.port());
  std::string taken;
  const Request request{.target = "/", .into = [&taken](std::string_view piece) -> Status {
                          taken += piece;
                          return {};
                        }};
  CHECK(client.ask(request)->body == "no");
  CHECK(taken.empty());
  CHECK(client.ask(request)->body.empty());
  CHECK(taken == "all of it");
  taken.clear();
  CHECK(code_of(client.ask(request)) == Code{"client_broken"});
  CHECK(taken == "half");
  CHECK(asking.waits.empty());
  const Request full{.target = "/", .into = [](std::string_view) -> Status { return fail(Code{"file_unwritable"}); }};
  Peer again({answering({with_length("all of it")})});
  CHECK(code_of(asking.of(again.port()).ask(full)) == Code{"file_unwritable"});
}

TEST_CASE("nothing that would split a request is sent") {
  Peer peer({answering({with_length("")})});
  Asking asking;
  auto client = asking.of(peer.port());
  CHECK(code_of(client.ask({.target = "/a b"})) == Code{"client_request_malformed"});
  CHECK(code_of(client.ask({.target = "/\r\nX: y"})) == Code{"client_request_malformed"});
  CHECK(code_of(client.ask({.target = "/", .headers = {{"X", "y\r\nZ: 1"}}})) == Code{"client_request_malformed"});
  CHECK(peer.heard().empty());
}

TEST_CASE("where nobody listens it is said at once") {
  std::uint16_t port = 0;
  {
    const Peer gone({answering({""})});
    port = gone.port();
  }
  Asking asking;
  const auto answer = asking.of(port).ask({.target = "/"});
  CHECK(code_of(answer) == Code{"client_unreachable"});
  CHECK(answer.error().args.back() == "ECONNREFUSED");
  CHECK(asking.waits.empty());
}

TEST_CASE("addresses of nodes") {
  const auto url = [](std::string_view typed) {
    const auto read = read_address(typed);
    return read ? read->url() : std::string(read.error().code.name());
  };
  CHECK(url("https://Manara.Example/") == "https://manara.example");
  CHECK(url("https://manara.example:443") == "https://manara.example");
  CHECK(url("https://manara.example:8443") == "https://manara.example:8443");
  CHECK(url("https://[2001:DB8::7]:8443") == "https://[2001:db8::7]:8443");
  CHECK(url("http://127.0.0.1:8080") == "http://127.0.0.1:8080");
  CHECK(url("http://localhost:80") == "http://localhost");
  CHECK(url("http://[::1]") == "http://[::1]");
  for (const auto* beyond :
       {"http://manara.example", "http://10.0.0.1", "http://127.0.0.1.manara.example", "http://127.1", "http://[::2]"})
    CHECK(url(beyond) == "client_url_open");
  for (const auto* wrong :
       {"", "manara.example", "ftp://manara.example", "https://", "https:///", "https://user@manara.example",
        "https://manara.example/path", "https://manara.example?x", "https://manara.example:0",
        "https://manara.example:65536", "https://manara.example:8 0", "https://[::1", "https://[x]", "https://[::1]x",
        "https://a b", "https://a\r\nb", "https://-a"})
    CHECK(url(wrong) == "client_url_malformed");
}
