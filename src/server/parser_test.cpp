#include "server/parser.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace manara;
using namespace manara::server;
using namespace std::string_view_literals;
using Step = Parser::Step;

namespace {

/// Gives the bytes in pieces of this size; what the head says in the end.
Step head_of(Parser& parser, std::string_view bytes, std::size_t piece = 1 << 20) {
  auto step = parser.head();
  while (step == Step::more && !bytes.empty()) {
    const auto space = parser.space();
    const auto count = std::min({space.size(), bytes.size(), piece});
    std::copy_n(bytes.begin(), count, space.begin());
    parser.filled(count);
    bytes.remove_prefix(count);
    step = parser.head();
  }
  return step;
}

std::string_view refused(std::string_view bytes) {
  Parser parser(4096);
  return head_of(parser, bytes) == Step::refused ? parser.error().code.name() : std::string_view();
}

}  // namespace

TEST_CASE("a head is the same, in whatever pieces it comes") {
  for (const std::size_t piece : {1u, 2u, 7u, 1000u}) {
    Parser parser(4096);
    CHECK(parser.untouched());
    REQUIRE(head_of(parser, "POST /a?b=c HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two:  2 \r\nContent-Length: 3\r\n\r\n",
                    piece) == Step::done);
    const auto head = parser.take_head();
    CHECK(head.method == "POST");
    CHECK(head.target == "/a?b=c");
    REQUIRE(head.headers.size() == 4);
    CHECK(head.headers[2].name == "x-two");
    CHECK(head.headers[2].value == "2");
    CHECK(head.body_bytes == 3u);
    CHECK(head.has_body);
    CHECK(head.keep_alive);
  }
}

TEST_CASE("requests that come together are told apart, bodies in pieces or by length") {
  Parser parser(4096);
  REQUIRE(
      head_of(parser,
              "POST /1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
              "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nfgGET /3 HTTP/1.0\r\n\r\n") == Step::done);
  CHECK(parser.take_head().target == "/1");
  Upload first(100, 100, {});
  CHECK(parser.body(first) == Step::done);
  CHECK(first.take_text() == "abcde");
  parser.next();
  REQUIRE(parser.head() == Step::done);
  CHECK(parser.take_head().target == "/2");
  Upload second(100, 100, {});
  CHECK(parser.body(second) == Step::done);
  CHECK(second.take_text() == "fg");
  parser.next();
  REQUIRE(parser.head() == Step::done);
  const auto head = parser.take_head();
  CHECK(head.target == "/3");
  CHECK(head.http_1_0);
  CHECK_FALSE(head.keep_alive);
  CHECK_FALSE(head.has_body);
  parser.next();
  CHECK(parser.untouched());
}

TEST_CASE("a body beyond its limit is refused as soon as it is") {
  Parser parser(4096);
  REQUIRE(head_of(parser, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nmuch too long for it") ==
          Step::done);
  Upload upload(8, 8, {});
  CHECK(parser.body(upload) == Step::refused);
  CHECK(parser.error().code == Code{"request_body_too_large"});
}

TEST_CASE("an empty body in chunks ends when its last byte is there, however few come at a time") {
  Parser parser(4096);
  REQUIRE(head_of(parser, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") == Step::done);
  Upload upload(1 << 20, 8, {});
  constexpr std::string_view end = "0\r\n\r\n";
  for (std::size_t i = 0; i < end.size(); ++i) {
    CHECK(parser.body(upload) == Step::more);
    parser.space()[0] = end[i];
    parser.filled(1);
  }
  CHECK(parser.body(upload) == Step::done);
}

TEST_CASE("a chunk that is none is refused, one whose head never ends too") {
  for (const auto* body : {"zz\r\nabc\r\n", "-1\r\n", "fffffffffffffffffffff\r\n"}) {
    Parser parser(4096);
    REQUIRE(head_of(parser, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(body)) == Step::done);
    Upload upload(1 << 30, 8, {});
    CHECK(parser.body(upload) == Step::refused);
  }
  Parser parser(4096);
  REQUIRE(head_of(parser, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") == Step::done);
  Upload upload(1 << 30, 8, {});
  auto step = parser.body(upload);
  for (int i = 0; i < 1000 && step == Step::more; ++i) {
    const auto space = parser.space();
    if (space.empty()) break;
    std::ranges::fill(space, i == 0 ? '1' : ';');
    if (i == 0) std::fill(space.begin() + 1, space.end(), ';');
    parser.filled(space.size());
    step = parser.body(upload);
  }
  CHECK(step == Step::refused);
}

TEST_CASE("a head that can be read in two ways is refused") {
  CHECK(refused("POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n") == "request_length");
  CHECK(refused("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n") == "request_length");
  CHECK(refused("POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n") == "request_length");
  CHECK(refused("POST / HTTP/1.1\r\nContent-Length: 3, 4\r\n\r\n") == "request_length");
  CHECK(refused("POST / HTTP/1.1\r\nContent-Length: +3\r\n\r\n") == "request_length");
  CHECK(refused("GET / HTTP/1.1\r\nA : b\r\n\r\n") == "request_unreadable");
  CHECK(refused("GET / HTTP/2.0\r\n\r\n") == "request_unreadable");
  CHECK(refused("\x16\x03\x01\x02\r\n\r\n") == "request_unreadable");
  CHECK(refused("GET /\0 HTTP/1.1\r\n\r\n"sv) == "request_unreadable");
}

TEST_CASE("a head beyond its limit is refused: its first line, or its fields") {
  CHECK(refused("GET /" + std::string(5000, 'a')) == "request_target_too_long");
  CHECK(refused("GET / HTTP/1.1\r\nA: " + std::string(5000, 'a')) == "request_head_too_large");
  std::string many = "GET / HTTP/1.1\r\n";
  while (many.size() < 5000)
    many += "a: b\r\n";
  CHECK(refused(many) == "request_head_too_large");
}
