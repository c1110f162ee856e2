#include "server/answer.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::server;

namespace {

bool is_refused(api::Header header) {
  const auto head = answer_head({.headers = {std::move(header)}}, {});
  return !head && head.error().code == Code{"server_answer_refused"};
}

bool contains(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

}  // namespace

TEST_CASE("an answer's head says what the handler did not say") {
  const auto head = answer_head({.status = 201, .headers = {{"Content-Type", "application/json"}}},
                                {.body_bytes = 12, .now_s = 1'700'000'000});
  REQUIRE(head);
  CHECK(*head ==
        "HTTP/1.1 201 Created\r\n"
        "Date: Tue, 14 Nov 2023 22:13:20 GMT\r\n"
        "Content-Type: application/json\r\n"
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Length: 12\r\n"
        "\r\n");
}

TEST_CASE("what the handler said of it stays, once") {
  const auto head = answer_head(
      {.headers = {{"content-security-policy", "script-src 'nonce-x'"}, {"Cache-Control", "no-cache"}}}, {});
  REQUIRE(head);
  CHECK(contains(*head, "content-security-policy: script-src 'nonce-x'\r\n"));
  CHECK(contains(*head, "Cache-Control: no-cache\r\n"));
  CHECK_FALSE(contains(*head, "default-src"));
  CHECK_FALSE(contains(*head, "no-store"));
}

TEST_CASE("an answer without a body says no length, one without an end closes") {
  for (const int status : {204, 304}) {
    const auto head = answer_head({.status = status}, {});
    REQUIRE(head);
    CHECK_FALSE(contains(*head, "Content-Length"));
  }
  const auto endless = answer_head({}, {.endless = true});
  REQUIRE(endless);
  CHECK_FALSE(contains(*endless, "Content-Length"));
  CHECK(contains(*endless, "Connection: close\r\n"));
}

TEST_CASE("no header splits the head") {
  CHECK(is_refused({"Location", "/a\r\nSet-Cookie: x=1"}));
  CHECK(is_refused({"Location", "/a\nb"}));
  CHECK(is_refused({"Location", std::string("a\0b", 3)}));
  CHECK(is_refused({"A\r\nB", "x"}));
  CHECK(is_refused({"A B", "x"}));
  CHECK(is_refused({"", "x"}));
  CHECK(is_refused({"A:", "x"}));
  CHECK_FALSE(is_refused({"Content-Disposition", "attachment; filename=\"\xd9\x85.csv\""}));
}

TEST_CASE("what frames the answer is not the handler's to say") {
  for (const auto* name : {"Content-Length", "transfer-encoding", "CONNECTION", "Date", "Upgrade"})
    CHECK(is_refused({name, "1"}));
  CHECK_FALSE(answer_head({.status = 99}, {}));
  CHECK_FALSE(answer_head({.status = 1000}, {}));
}

TEST_CASE("who came by TLS is to come no other way, who came without it is told nothing of that") {
  const auto secure = answer_head({}, {.secure = true}).value();
  CHECK(secure.find("\r\nStrict-Transport-Security: max-age=31536000\r\n") != std::string::npos);
  CHECK(answer_head({}, {}).value().find("Strict-Transport") == std::string::npos);
}
