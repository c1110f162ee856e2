#include "pages/pages.h"

#include <doctest/doctest.h>

#include "base/strings.h"
#include "crypto/system_random.h"

using namespace manara;

namespace {

api::Response ask(std::string path, std::string accept = "text/html,*/*", std::string method = "GET") {
  crypto::SystemRandom random;
  return pages::page({.method = std::move(method), .path = std::move(path), .headers = {{"accept", std::move(accept)}}},
                     random);
}

std::string header(const api::Response& response, std::string_view name) {
  for (const auto& one : response.headers) {
    if (one.name == name) return one.value;
  }
  return {};
}

}  // namespace

TEST_CASE("what no address bar asks for is no page") {
  CHECK(ask("/assets/missing.js").status == 404);
  CHECK(ask("/organisations", "application/json").status == 404);
  CHECK(ask("/organisations", "text/html", "POST").status == 404);
}

TEST_CASE("each page carries a nonce of its own, which its policy names and nothing else may run") {
  const auto one = ask("/organisations");
  if (pages::index_text().empty()) {
    CHECK(one.status == 503);
    return;
  }
  CHECK(one.status == 200);
  const auto policy = header(one, "Content-Security-Policy");
  const auto begin = policy.find("'nonce-") + 7;
  const auto nonce = policy.substr(begin, policy.find('\'', begin) - begin);
  CHECK(nonce.size() == 32);
  CHECK(one.body.find("nonce=\"" + nonce + "\"") != std::string::npos);
  CHECK(one.body.find("__NONCE__") == std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
  CHECK(header(ask("/"), "Content-Security-Policy") != policy);
}

TEST_CASE("every file has its type and digest, and what is packed is smaller") {
  for (const auto& asset : pages::assets()) {
    CHECK(asset.path.starts_with("/"));
    CHECK(asset.type.find('/') != std::string_view::npos);
    CHECK(asset.etag.size() == 16);
    CHECK(asset.gzip.size() < asset.bytes.size());
    CHECK(asset.brotli.size() < asset.bytes.size());
  }
}
