#include "api/api.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "json/json.h"
#include "practice/constituency/constituency.h"
#include "store/made_practice.h"

using namespace manara;
using namespace manara::api;

namespace {

class Node {
 public:
  Response ask(std::string method, std::string path, std::vector<Header> headers = {}) {
    return api_.handle({.method = std::move(method), .path = std::move(path), .headers = std::move(headers)});
  }
  Result<std::vector<Header>> welcome(std::string method, std::vector<Header> headers = {}) {
    return api_.welcome({.method = std::move(method), .path = "/api/echo", .headers = std::move(headers)});
  }
  bool known = true;
  std::int64_t wait_ms = 0;
  std::vector<std::string> recorded{};

 private:
  Result<Caller> caller() const {
    if (!known) return fail(Code{"access_unauthenticated"});
    return Caller{.sees = [](std::string_view) { return access::Scope{{access::ScopeId{{7}}}}; },
                  .csrf = "secret",
                  .headers = {{"Set-Cookie", "session=new"}},
                  .may = [](std::string_view, Verb, const access::ScopeId&) { return true; }};
  }
  static std::vector<Part> parts() {
    return {{.path = "/api/echo",
             .method = "POST",
             .answer = [](const Request&, const Caller*) -> Result<Response> { return Response{.status = 204}; },
             .description = {.summary = "Nothing", .answers = {{204}}}},
            {.path = "/api/broken",
             .method = "GET",
             .answer = [](const Request&, const Caller*) -> Result<Response> {
               return fail(Code{"store_failed"}, {"table secret_plans"});
             },
             .description = {.summary = "Fails", .answers = {{}}}}};
  }

  store::made::Made made_{};
  store::Store store_ = std::move(store::Store::create(made_.path(), constituency::practices(),
                                                       store::made::Made::identity(), made_.around()))
                            .value();
  store::Writer writer_{store_, {.gather_us = 0}};
  store::Pool pool_{store_};
  Api api_{[this](const Request&) { return caller(); },
           Items(constituency::resources(), pool_, writer_, access::ScopeId{{7}}),
           constituency::resources(),
           parts(),
           [this](const Request&, const Caller*, const Response& response) -> Status {
             recorded.push_back(response.route + " " + response.refusal);
             return {};
           },
           [this](const Caller&) { return wait_ms; }};
};

}  // namespace

TEST_CASE("whoever is not signed in learns nothing but that they are not") {
  Node node;
  node.known = false;
  const auto there = node.ask("GET", "/api/organisations");
  CHECK(there.status == 401);
  CHECK(there.body == node.ask("GET", "/api/nothing").body);
  CHECK(there.body == node.ask("POST", "/api/echo").body);
  CHECK(node.ask("GET", "/health").status == 200);
  CHECK(node.ask("GET", "/api/organisations", {{"accept-language", "ar-EG,fr;q=0.5"}}).body.find("سجّل") !=
        std::string::npos);
}

TEST_CASE("a part answers its own method and path, and a write carries the session's token") {
  Node node;
  CHECK(node.ask("POST", "/api/echo").status == 403);
  CHECK(node.ask("POST", "/api/echo", {{"x-csrf-token", "wrong"}}).status == 403);
  CHECK(node.ask("POST", "/api/echo", {{"x-csrf-token", "secret"}}).status == 204);
  CHECK(node.ask("GET", "/api/echo").status == 405);
  CHECK(node.ask("GET", "/api/echo/below").status == 404);
  const auto head = node.ask("HEAD", "/api/organisations");
  CHECK(head.status == 200);
  CHECK(head.body.empty());
}

TEST_CASE("what fails inside is said without its insides") {
  const auto response = Node().ask("GET", "/api/broken");
  CHECK(response.status == 500);
  CHECK(response.body.find("secret_plans") == std::string::npos);
  CHECK(response.body.find("store_failed") != std::string::npos);
}

TEST_CASE("the OpenAPI document is JSON and has every path and field") {
  json::Document document;
  const auto body = Node().ask("GET", "/api/openapi.json").body;
  const auto root = document.parse(body);
  REQUIRE(root);
  CHECK((*root)["openapi"].string() == "3.1.0");
  for (const auto* path :
       {"/api/organisations", "/api/organisations/{id}", "/api/echo", "/health", "/api/openapi.json"})
    CHECK_MESSAGE((*root)["paths"][path].is_object(), path);
  const auto properties = (*root)["components"]["schemas"]["organisations"]["properties"];
  for (const auto& field : constituency::resources().front().fields)
    CHECK_MESSAGE(properties[field.name].is_object(), field.name);
  CHECK(properties["sector"]["enum"].size() == 10);
}

TEST_CASE("what a session's new secret comes with goes with every answer, a refusal too") {
  Node node;
  for (const auto* path : {"/api/organisations", "/api/nothing", "/api/broken", "/health"}) {
    const auto headers = node.ask("GET", path).headers;
    REQUIRE_FALSE(headers.empty());
    CHECK_MESSAGE(headers.front().value == "session=new", path);
  }
  node.known = false;
  for (const auto& header : node.ask("GET", "/api/organisations").headers)
    CHECK(header.name != "Set-Cookie");
}

TEST_CASE("every resource has its row in the table of permissions") {
  for (const auto& resource : constituency::resources()) {
    const auto row = std::ranges::find(access::permissions(), resource.name, &access::Permission::resource);
    CHECK_MESSAGE(row != access::permissions().end(), resource.name);
  }
}

TEST_CASE("a long body is welcome from whoever is known and no page of another site's, by its head alone") {
  Node node;
  const auto good = node.welcome("POST", {{"x-csrf-token", "secret"}});
  REQUIRE(good);
  // A session's new secret reaches whoever has it, also where it changed here.
  REQUIRE(good->size() == 1);
  CHECK(good->front().value == "session=new");
  CHECK(node.recorded.empty());
  const auto forged = node.welcome("POST");
  REQUIRE_FALSE(forged);
  CHECK(forged.error().code == Code{"request_csrf"});
  node.known = false;
  const auto stranger = node.welcome("POST", {{"x-csrf-token", "secret"}});
  REQUIRE_FALSE(stranger);
  CHECK(stranger.error().code == Code{"access_unauthenticated"});
  CHECK(node.recorded == std::vector<std::string>{"/api/echo request_csrf", "/api/echo access_unauthenticated"});
}

TEST_CASE("whoever asks too often is told when to ask again") {
  Node node;
  node.wait_ms = 1001;
  const auto refused = node.ask("GET", "/api/organisations");
  CHECK(refused.status == 429);
  CHECK(refused.refusal == "request_too_often");
  CHECK(std::ranges::any_of(refused.headers,
                            [](const Header& one) { return one.name == "Retry-After" && one.value == "2"; }));
  node.wait_ms = 0;
  CHECK(node.ask("GET", "/api/organisations").status == 200);
}
