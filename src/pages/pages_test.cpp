#include "pages/pages.h"

#include <doctest/doctest.h>

#include "base/strings.h"
#include "crypto/system_random.h"
#include "pages/authority_page.h"

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

TEST_CASE("the authority's page is in the language that is asked for, with the fingerprint, and runs nothing") {
  crypto::SystemRandom random;
  const pages::AuthorityFacts facts{.certificate = "-----BEGIN CERTIFICATE-----",
                                    .fingerprint = "AB:CD:<script>",
                                    .hosts = {"csirt.example", "10.1.2.3"},
                                    .until = "2036-11-23"};
  const auto get = [&](std::string path, std::string language, std::string parameter = {}, std::string method = "GET") {
    api::Request request{.method = std::move(method), .path = std::move(path)};
    request.headers = {{"accept-language", std::move(language)}};
    if (!parameter.empty()) request.query = {{"lang", std::move(parameter)}};
    return pages::authority_page(request, facts, random);
  };
  const auto has = [](const api::Response& page, std::string_view text) {
    return page.body.find(text) != std::string::npos;
  };
  CHECK(has(get("/authority", "fr-TN"), "<html lang=\"fr\" dir=\"ltr\">"));
  CHECK(has(get("/authority", "fr-TN", "ar"), "<html lang=\"ar\" dir=\"rtl\">"));
  const auto page = get("/authority", "en");
  CHECK(page.status == 200);
  CHECK(has(page, "AB:CD:&lt;script&gt;"));
  CHECK(has(page, "csirt.example\n10.1.2.3\n"));
  for (const auto* system : {"Windows", "macOS", "Android", "iPhone, iPad", "Firefox"})
    CHECK(has(page, system));
  CHECK_FALSE(has(page, "<script"));
  const auto policy = header(page, "Content-Security-Policy");
  CHECK(policy.starts_with("default-src 'none'; style-src 'nonce-"));
  CHECK(policy != header(get("/authority", "en"), "Content-Security-Policy"));
  const auto file = get("/authority.crt", "en");
  CHECK(file.body == facts.certificate);
  CHECK(header(file, "Content-Type") == "application/x-x509-ca-cert");
  CHECK(header(file, "Content-Disposition").starts_with("attachment"));
  CHECK(get("/authority", "en", "", "POST").status == 405);
  CHECK(pages::authority_page({.method = "GET", .path = "/authority.crt"}, {}, random).status == 404);
  CHECK(pages::is_authority_path("/authority"));
  CHECK_FALSE(pages::is_authority_path("/authority/x"));
}
