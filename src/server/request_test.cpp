#include "server/request.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::server;

namespace {

struct Asked {
  api::Request request{};
  std::string refused{};  ///< the code, "" where it is not
};

Asked ask(Head head, Options options = {}, Peer peer = {.address = "192.0.2.7"}) {
  Asked out;
  if (const auto filled = fill(out.request, std::move(head), options, peer); !filled)
    out.refused = filled.error().code.name();
  return out;
}

Asked get(std::string target) {
  return ask({.method = "GET", .target = std::move(target), .headers = {{"host", "localhost:8080"}}});
}

Asked post(std::vector<api::Header> headers, bool secure = false) {
  headers.push_back({"host", "localhost:8080"});
  return ask({.method = "POST", .target = "/", .headers = std::move(headers)}, {},
             {.address = "::1", .secure = secure});
}

std::string with_host(std::vector<api::Header> headers, std::string address = "127.0.0.1") {
  return ask({.method = "GET", .target = "/", .headers = std::move(headers)},
             {.address = std::move(address), .hosts = {"manara.example"}})
      .refused;
}

}  // namespace

TEST_CASE("a target becomes a path and parameters, decoded once") {
  const auto asked = get("/api/organisations/%D8%A3%20b/?q=a%2Bb+c&empty&x=%2541&q=2");
  CHECK(asked.refused == "");
  CHECK(asked.request.path == "/api/organisations/\xd8\xa3 b");
  REQUIRE(asked.request.query.size() == 4);
  CHECK(asked.request.parameter("q") == "a+b c");
  CHECK(asked.request.query[1] == std::pair<std::string, std::string>("empty", ""));
  CHECK(asked.request.parameter("x") == "%41");
  CHECK(get("/").request.path == "/");
  CHECK(get("/?").request.path == "/");
  CHECK(get("/a%2541").request.path == "/a%41");
}

TEST_CASE("a path that leads elsewhere, or is read differently by others, is refused") {
  for (const auto* target : {"/../etc/passwd",
                             "/a/..",
                             "/a/%2e%2E/b",
                             "/a/./b",
                             "/a//b",
                             "//",
                             "/a%2fb",
                             "/a%5Cb",
                             "/a\\b",
                             "/a%00b",
                             "/a%0d%0ab",
                             "/a%7f",
                             "/%c3%28",
                             "/%",
                             "/%4",
                             "/%zz",
                             "",
                             "a",
                             "*",
                             "http://localhost/",
                             "/a#b",
                             "/?a=%00",
                             "/?a%0a=b",
                             "/?%"}) {
    CAPTURE(target);
    CHECK(get(target).refused == "request_target");
  }
}

TEST_CASE("too many parameters or headers, and a target that is too long, are refused") {
  std::string many = "/?";
  for (int i = 0; i < 101; ++i)
    many += "a=b&";
  CHECK(get(many).refused == "request_target");
  CHECK(get("/" + std::string(9000, 'a')).refused == "request_target_too_long");
  std::vector<api::Header> headers(101, {"a", "b"});
  CHECK(post(headers).refused == "request_head_too_large");
}

TEST_CASE("the Host is there once, and one of ours") {
  CHECK(with_host({{"host", "localhost"}}) == "");
  CHECK(with_host({{"host", "127.0.0.1:9"}}) == "");
  CHECK(with_host({{"host", "[::1]:9"}}) == "");
  CHECK(with_host({{"host", "MANARA.example.:443"}}) == "");
  CHECK(with_host({{"host", "evil.example"}}) == "request_host_unknown");
  CHECK(with_host({{"host", "manara.example.evil.example"}}) == "request_host_unknown");
  CHECK(with_host({}) == "request_host");
  CHECK(with_host({{"host", "localhost"}, {"host", "localhost"}}) == "request_host");
  for (const auto* host : {"", "a b", "localhost:x", "localhost:123456", "[::1", "[::1]x", "a@b", "a/b", "[zz]"}) {
    CAPTURE(host);
    CHECK(with_host({{"host", host}}) == "request_host");
  }
}

TEST_CASE("localhost is no name of a server that others reach") {
  CHECK(with_host({{"host", "localhost"}}, "192.0.2.1") == "request_host_unknown");
  CHECK(with_host({{"host", "192.0.2.1"}}, "192.0.2.1") == "");
}

TEST_CASE("what changes something comes from a page of ours, or from no page") {
  CHECK(post({}).refused == "");
  CHECK(post({{"origin", "http://localhost:8080"}}).refused == "");
  CHECK(post({{"origin", "https://localhost:8080"}}, true).refused == "");
  CHECK(post({{"sec-fetch-site", "same-origin"}}).refused == "");
  CHECK(post({{"origin", "https://localhost:8080"}}).refused == "request_origin");
  CHECK(post({{"origin", "http://localhost"}}).refused == "request_origin");
  CHECK(post({{"origin", "http://evil.example"}}).refused == "request_origin");
  CHECK(post({{"origin", "null"}}).refused == "request_origin");
  CHECK(post({{"origin", "http://localhost:8080"}, {"origin", "null"}}).refused == "request_origin");
  CHECK(post({{"sec-fetch-site", "cross-site"}}).refused == "request_origin");
  CHECK(post({{"sec-fetch-site", "same-site"}}).refused == "request_origin");
  CHECK(ask({.method = "GET", .target = "/", .headers = {{"host", "localhost"}, {"origin", "http://evil.example"}}})
            .refused == "");
}

TEST_CASE("a body has one length, said in one way") {
  CHECK(post({{"content-length", "3"}}).refused == "");
  CHECK(post({{"transfer-encoding", "Chunked"}}).refused == "");
  CHECK(post({{"content-length", "3"}, {"content-length", "3"}}).refused == "request_length");
  CHECK(post({{"content-length", "3"}, {"transfer-encoding", "chunked"}}).refused == "request_length");
  CHECK(post({{"transfer-encoding", "gzip, chunked"}}).refused == "request_length");
  CHECK(post({{"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}).refused == "request_length");
  CHECK(ask({.method = "POST",
             .target = "/",
             .headers = {{"host", "localhost"}, {"transfer-encoding", "chunked"}},
             .http_1_0 = true})
            .refused == "request_length");
}

TEST_CASE("control characters in a header, and expectations nobody has, are refused") {
  CHECK(post({{"x", std::string("a\0b", 3)}}).refused == "request_unreadable");
  CHECK(post({{"x", "a\rb"}}).refused == "request_unreadable");
  CHECK(post({{"x", "a\tb"}}).refused == "");
  CHECK(post({{"expect", "100-Continue"}}).refused == "");
  CHECK(post({{"expect", "miracles"}}).refused == "request_expectation");
}

TEST_CASE("a proxy is believed where it is trusted, its last word only") {
  const std::vector<api::Header> headers = {{"host", "localhost"},
                                            {"x-forwarded-for", "203.0.113.9, 198.51.100.4"},
                                            {"x-forwarded-proto", "https"},
                                            {"forwarded", "for=1.2.3.4"},
                                            {"x-real-ip", "1.2.3.4"}};
  const auto trusted = ask({.method = "GET", .target = "/", .headers = headers}, {.proxy = Proxy::trusted});
  CHECK(trusted.request.address == "198.51.100.4");
  CHECK(trusted.request.secure);
  const auto alone = ask({.method = "GET", .target = "/", .headers = headers});
  CHECK(alone.request.address == "192.0.2.7");
  CHECK_FALSE(alone.request.secure);
  CHECK(alone.request.headers.size() == 1);
}

TEST_CASE("the last line that a proxy adds counts, with or without a port") {
  const auto behind = [](const std::vector<std::string>& lines) {
    Head head{.method = "GET", .target = "/", .headers = {{"host", "localhost"}}};
    for (const auto& line : lines)
      head.headers.push_back({"x-forwarded-for", line});
    const auto asked = ask(std::move(head), {.proxy = Proxy::trusted});
    return asked.refused.empty() ? asked.request.address : asked.refused;
  };
  CHECK(behind({"203.0.113.9", "198.51.100.4"}) == "198.51.100.4");
  CHECK(behind({"203.0.113.9, 203.0.113.10", "203.0.113.11, 198.51.100.4"}) == "198.51.100.4");
  CHECK(behind({"198.51.100.4:5678"}) == "198.51.100.4");
  CHECK(behind({"[2001:db8::1]:5"}) == "2001:db8::1");
  CHECK(behind({"[2001:db8::1]"}) == "2001:db8::1");
  CHECK(behind({"2001:db8::1"}) == "2001:db8::1");
  // What names nobody would make one address of everybody.
  for (const auto* nobody : {"me", "unknown", "", "198.51.100.4,", "[2001:db8::1", "1.2.3.4.5:6", ":80"}) {
    CAPTURE(nobody);
    CHECK(behind({nobody}) == "request_forwarded");
    CHECK(behind({"198.51.100.4", nobody}) == "request_forwarded");
  }
  CHECK(behind({}) == "request_forwarded");
}

TEST_CASE("a refused request still has its headers, for the answer's language") {
  const auto asked =
      ask({.method = "GET", .target = "/..", .headers = {{"host", "localhost"}, {"accept-language", "ar"}}});
  CHECK(asked.refused == "request_target");
  CHECK(asked.request.header("accept-language") == "ar");
}

TEST_CASE("the longest prefix says how large a body may be") {
  const server::Limits limits{.body_bytes = 10, .bodies = {{"/api/", 20}, {"/api/inventories", 30}, {"/api/x", 5}}};
  CHECK(body_limit(limits, "/login") == 10);
  CHECK(body_limit(limits, "/api/organisations") == 20);
  CHECK(body_limit(limits, "/api/inventories/1") == 30);
  CHECK(body_limit(limits, "/api/x") == 5);
}

TEST_CASE("a route names no one") {
  CHECK(route_of("/", 200) == "/");
  CHECK(route_of("/api/organisations", 200) == "/api/organisations");
  CHECK(route_of("/api/organisations/00112233445566778899aabbccddeeff/contacts", 200) ==
        "/api/organisations/{}/contacts");
  CHECK(route_of("/api/people/Ahmed", 403) == "/api/people/{}");
  CHECK(route_of("/api/people/ahmed", 404) == "none");
  CHECK(route_of("/a/b/c/d/e/f/g/h", 200) == "/a/b/c/d/e/f");
}

TEST_CASE("a line of the access log is JSON, and says no more than it may") {
  CHECK(access_line({.method = "GET", .route = "/api/x", .status = 200, .ms = 1.26, .bytes_in = 0, .bytes_out = 512}) ==
        R"({"method":"GET","route":"/api/x","status":200,"ms":1.2,"in":0,"out":512})");
}
