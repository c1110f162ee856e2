#include "server/assets.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::server;

namespace {

constexpr Asset table[] = {
    {.path = "/assets/a-1.js",
     .type = "text/javascript",
     .etag = "d1",
     .bytes = "the longest of all",
     .gzip = "shorter by gzip",
     .brotli = "by brotli",
     .zstd = "by zstandard"},
    {.path = "/favicon.svg", .type = "image/svg+xml", .etag = "d2", .caching = Caching::ask, .bytes = "<svg/>"},
};

AssetAnswer ask(std::vector<api::Header> headers, std::string path = "/assets/a-1.js") {
  const auto answer = Assets(table).answer({.method = "GET", .path = std::move(path), .headers = std::move(headers)});
  REQUIRE(answer);
  return *answer;
}

std::string header(const AssetAnswer& answer, std::string_view name) {
  for (const auto& one : answer.response.headers) {
    if (one.name == name) return one.value;
  }
  return {};
}

}  // namespace

TEST_CASE("an asset comes in the smallest coding that is understood") {
  CHECK(ask({}).body == "the longest of all");
  CHECK(ask({{"accept-encoding", "gzip"}}).body == "shorter by gzip");
  CHECK(ask({{"accept-encoding", "gzip, deflate, br, zstd"}}).body == "by brotli");
  CHECK(ask({{"accept-encoding", "gzip;q=0, zstd ; q=0.1"}}).body == "by zstandard");
  CHECK(ask({{"accept-encoding", "br;q=none"}}).body == "the longest of all");
  const auto answer = ask({{"accept-encoding", "BR"}});
  CHECK(header(answer, "Content-Encoding") == "br");
  CHECK(header(answer, "ETag") == "\"d1-br\"");
  CHECK(header(answer, "Vary") == "Accept-Encoding");
  CHECK(header(answer, "Content-Type") == "text/javascript");
}

TEST_CASE("what carries its digest in its name is kept for good, anything else is asked for") {
  CHECK(header(ask({}), "Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(header(ask({}, "/favicon.svg"), "Cache-Control") == "no-cache");
}

TEST_CASE("who has it already gets no body") {
  for (const auto* known : {"\"d1\"", "\"other\", W/\"d1\"", "*"}) {
    const auto answer = ask({{"if-none-match", known}});
    CHECK(answer.response.status == 304);
    CHECK(answer.body.empty());
    CHECK(header(answer, "ETag") == "\"d1\"");
  }
  CHECK(ask({{"if-none-match", "\"d1\""}, {"accept-encoding", "gzip"}}).response.status == 200);
}

TEST_CASE("other paths and other methods are not its business") {
  const Assets assets(table);
  CHECK_FALSE(assets.answer({.method = "GET", .path = "/assets/b.js"}));
  CHECK_FALSE(assets.answer({.method = "POST", .path = "/assets/a-1.js"}));
  CHECK(assets.answer({.method = "HEAD", .path = "/assets/a-1.js"}));
}
