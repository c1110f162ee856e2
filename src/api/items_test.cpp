#include "api/items.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/core.h>

#include "json/json.h"
#include "practice/constituency/constituency.h"
#include "store/made_practice.h"

using namespace manara;
using namespace manara::api;

namespace {

constexpr access::ScopeId nation{{7}};

/// A node with a server's inside, without the server.
class Node {
 public:
  Response ask(const Request& request) {
    const auto* resource = items_.find(request.path);
    REQUIRE(resource != nullptr);
    return items_.handle(*resource, request, caller);
  }
  Response get(std::string path, std::vector<std::pair<std::string, std::string>> query = {}) {
    return ask({.method = "GET", .path = std::move(path), .query = std::move(query)});
  }
  Response save(std::string method, std::string path, std::string body, std::string key, std::string revision = "") {
    Request request{.method = std::move(method), .path = std::move(path), .body = std::move(body)};
    request.headers = {{"content-type", "application/json"}, {"idempotency-key", std::move(key)}};
    if (!revision.empty()) request.headers.push_back({"if-match", "\"" + revision + "\""});
    return ask(request);
  }
  /// Makes one and returns its path.
  std::string make(const std::string& name, int number, std::string_view sector = "healthcare") {
    const auto response =
        save("POST", "/api/organisations", fmt::format(R"({{"names":{{"en":"{}"}},"sector":"{}"}})", name, sector),
             fmt::format("{:032x}", number));
    REQUIRE(response.status == 201);
    return header(response, "Location");
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& one : response.headers) {
      if (one.name == name) return one.value;
    }
    return {};
  }

  access::Scope seen{{nation}};
  Caller caller{.sees = [this](std::string_view) { return seen; },
                .may = [](std::string_view, Verb, const access::ScopeId&) { return true; }};

 private:
  store::made::Made made_{};
  store::Store store_ = std::move(store::Store::create(made_.path(), constituency::practices(),
                                                       store::made::Made::identity(), made_.around()))
                            .value();
  store::Writer writer_{store_, {.gather_us = 0}};
  store::Pool pool_{store_};

 public:
  std::shared_ptr<Exports> exports = std::make_shared<Exports>(LinkedLists(constituency::resources(), pool_),
                                                               std::make_shared<io::Spools>("", 1 << 20));

 private:
  Items items_{constituency::resources(), pool_, writer_, nation, {}, exports};
};

std::string code_of(const Response& response) {
  json::Document document;
  const auto root = document.parse(response.body);
  return root ? (*root)["code"].text() : "";
}

std::vector<std::string> names_in(const Response& response, std::string* next = nullptr) {
  json::Document document;
  const auto root = document.parse(response.body);
  REQUIRE(root);
  std::vector<std::string> names;
  for (const auto item : (*root)["items"].elements())
    names.push_back(item["names"]["en"].text());
  if (next != nullptr) *next = (*root)["next"].text();
  return names;
}

constexpr const char* key = "0000000000000000000000000000000a";

}  // namespace

TEST_CASE("an organisation is made, read, listed and changed, with its revision") {
  Node node;
  const auto made =
      node.save("POST", "/api/organisations",
                R"({"names":{"en":"Harbour hospital","ar":"مستشفى الميناء"},"sector":"healthcare"})", key);
  REQUIRE(made.status == 201);
  CHECK(Node::header(made, "ETag") == "\"0\"");
  const auto path = Node::header(made, "Location");
  const auto read = node.get(path);
  CHECK(read.status == 200);
  CHECK(read.body == made.body);
  CHECK(read.body.find("\"names\":{\"en\":\"Harbour hospital\",\"ar\":\"مستشفى الميناء\"}") != std::string::npos);
  const auto changed =
      node.save("PUT", path, R"({"names":{"fr":"Hôpital du port"},"sector":"healthcare","kind":" clinic "})",
                "0000000000000000000000000000000b", "0");
  CHECK(changed.status == 200);
  CHECK(Node::header(changed, "ETag") == "\"1\"");
  CHECK(node.get(path).body.find("\"kind\":\"clinic\"") != std::string::npos);
}

TEST_CASE("the same wish again gives the same organisation, once") {
  Node node;
  const auto body = R"({"names":{"en":"A"},"sector":"water"})";
  const auto first = node.save("POST", "/api/organisations", body, key);
  const auto again = node.save("POST", "/api/organisations", body, key);
  CHECK(again.status == 201);
  CHECK(again.body == first.body);
  CHECK(names_in(node.get("/api/organisations")).size() == 1);
}

TEST_CASE("whoever was slower is told with both versions, and nothing is lost") {
  Node node;
  const auto path = node.make("A", 1);
  REQUIRE(node.save("PUT", path, R"({"names":{"en":"B"},"sector":"water"})", "b0000000000000000000000000000000", "0")
              .status == 200);
  const auto late =
      node.save("PUT", path, R"({"names":{"en":"C"},"sector":"water"})", "c0000000000000000000000000000000", "0");
  CHECK(late.status == 412);
  CHECK(late.body.find("\"current\":{\"id\":") != std::string::npos);
  CHECK(late.body.find("\"en\":\"B\"") != std::string::npos);
  CHECK(names_in(node.get("/api/organisations")) == std::vector<std::string>{"B"});
}

TEST_CASE("every field that can't be kept is named at once, in the reader's language") {
  Node node;
  node.caller.language = text::Language::fr;
  const auto response = node.save(
      "POST", "/api/organisations",
      R"({"names":{"en":"","de":"x"},"sector":"piracy","kind":7,"parent":"x","region":"a\u0007","role":"administrator"})",
      key);
  CHECK(response.status == 422);
  for (const auto* field :
       {"\"names.de\"", "\"names\"", "\"sector\"", "\"kind\"", "\"parent\"", "\"region\"", "\"role\""})
    CHECK_MESSAGE(response.body.find(field) != std::string::npos, field);
  CHECK(response.body.find("obligatoire") != std::string::npos);
  CHECK(names_in(node.get("/api/organisations")).empty());
}

TEST_CASE("requests that say too little or too much are refused, each with its reason") {
  Node node;
  const auto path = node.make("A", 1);
  const auto body = R"({"names":{"en":"A"},"sector":"water"})";
  CHECK(code_of(node.save("POST", "/api/organisations", body, "")) == "request_idempotency");
  CHECK(code_of(node.save("POST", "/api/organisations", "[", key)) == "request_malformed");
  CHECK(code_of(node.save("POST", "/api/organisations", "[]", key)) == "request_malformed");
  CHECK(code_of(node.save("PUT", path, body, key)) == "request_revision_missing");
  CHECK(code_of(node.save("DELETE", path, body, key)) == "request_method");
  CHECK(code_of(node.ask(
            {.method = "POST", .path = "/api/organisations", .headers = {{"idempotency-key", key}}, .body = body})) ==
        "request_media_type");
  CHECK(code_of(node.get("/api/organisations", {{"colour", "red"}})) == "request_unknown_parameter");
  CHECK(code_of(node.get("/api/organisations", {{"after", "!"}})) == "request_unknown_parameter");
  CHECK(code_of(node.get("/api/organisations/1")) == "request_not_found");
  CHECK(code_of(node.get("/api/organisations/0000000000000000000000000000000f")) == "request_not_found");
  node.caller.csrf = "secret";
  CHECK(code_of(node.save("POST", "/api/organisations", body, key)) == "request_csrf");
}

TEST_CASE("pages follow each other without a gap or a row twice, in both directions") {
  Node node;
  std::vector<std::string> all;
  for (int i = 0; i < 23; ++i) {
    all.push_back(fmt::format("Clinic {:02}", i / 2));  // equal names too
    node.make(all.back(), i + 1);
  }
  for (const auto* sort : {"name", "-name"}) {
    std::vector<std::string> seen;
    std::string next;
    do {
      std::vector<std::pair<std::string, std::string>> query{{"limit", "5"}, {"sort", sort}};
      if (!next.empty()) query.emplace_back("after", next);
      for (auto& name : names_in(node.get("/api/organisations", query), &next))
        seen.push_back(std::move(name));
    } while (!next.empty());
    std::vector<std::string> expected = all;
    if (sort[0] == '-') std::ranges::reverse(expected);
    CHECK(seen == expected);
  }
}

TEST_CASE("search finds by any name, without accents or vowels, and takes nothing for a pattern") {
  Node node;
  node.make("Hôpital Général", 1);
  node.make("100% water", 2, "water");
  CHECK(names_in(node.get("/api/organisations", {{"q", "hopital"}})) == std::vector<std::string>{"Hôpital Général"});
  CHECK(names_in(node.get("/api/organisations", {{"q", "100%"}})) == std::vector<std::string>{"100% water"});
  CHECK(names_in(node.get("/api/organisations", {{"q", "%"}})).empty());
  CHECK(names_in(node.get("/api/organisations", {{"q", "%ater"}})).empty());
  CHECK(names_in(node.get("/api/organisations", {{"q", "_"}})).empty());
  CHECK(names_in(node.get("/api/organisations", {{"q", "' OR 1=1 --"}})).empty());
  CHECK(names_in(node.get("/api/organisations", {{"sector", "water"}})).size() == 1);
}

TEST_CASE("what the scope does not hold is not there: no row, count, link or other answer tells of it") {
  Node node;
  const auto path = node.make("CANARY", 1);
  const auto id = path.substr(path.rfind('/') + 1);
  node.seen = {{access::ScopeId{{9}}}};
  CHECK(node.get("/api/organisations").body == R"({"items":[],"next":null,"total":0})");
  CHECK(node.get("/api/organisations", {{"q", "canary"}, {"format", "csv"}}).body.find("CANARY") == std::string::npos);
  CHECK(node.get(path).body == node.get("/api/organisations/0000000000000000000000000000000f").body);
  const auto linked =
      node.save("POST", "/api/organisations", R"({"names":{"en":"B"},"sector":"water","parent":")" + id + R"("})", key);
  const auto nowhere =
      node.save("POST", "/api/organisations",
                R"({"names":{"en":"B"},"sector":"water","parent":"0000000000000000000000000000000f"})", key);
  CHECK(linked.status == 422);
  CHECK(linked.body == nowhere.body);
  CHECK(node.save("PUT", path, R"({"names":{"en":"B"},"sector":"water"})", key, "0").status == 404);
}

TEST_CASE("what belongs to an organisation lies in its scope: made, narrowed, moved and removed there") {
  Node node;
  const auto home = node.make("Harbour hospital", 1);
  const auto other = node.make("Hill school", 2, "education");
  const auto id_of = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
  const auto contact = [&](const std::string& organisation, std::string_view name) {
    return fmt::format(
        R"({{"organisation":"{}","kind":"person","name":"{}","channels":[{{"kind":"mail","address":"a@example.org"}},)"
        R"({{"kind":"telephone","address":"112","out_of_hours":true}}],"verified":"2026-11-28"}})",
        id_of(organisation), name);
  };
  const auto made = node.save("POST", "/api/contacts", contact(home, "Amina"), key);
  REQUIRE(made.status == 201);
  const auto path = Node::header(made, "Location");
  CHECK(made.body.find(R"({"kind":"telephone","address":"112","out_of_hours":true})") != std::string::npos);
  const auto total = [&](const std::vector<std::pair<std::string, std::string>>& query) {
    json::Document document;
    const auto answer = node.get("/api/contacts", query);
    return (*document.parse(answer.body))["total"].integer().value_or(-1);
  };
  CHECK(total({{"organisation", id_of(home)}}) == 1);
  CHECK(total({{"organisation", id_of(other)}}) == 0);
  CHECK(total({{"q", "112"}}) == 1);
  CHECK(total({{"verified_before", "2026-11-28"}}) == 0);
  CHECK(total({{"verified_before", "2026-11-29"}}) == 1);
  // Who may only at home can't move it elsewhere, nor make or remove one there.
  node.caller.may = [&](std::string_view, Verb, const access::ScopeId& scope) {
    return to_string(scope) == id_of(home);
  };
  const std::string draft(32, 'b');
  CHECK(code_of(node.save("PUT", path, contact(other, "Amina"), draft, "2")) == "access_denied");
  CHECK(code_of(node.save("POST", "/api/contacts", contact(other, "Bilal"), draft)) == "access_denied");
  node.caller.may = [&](std::string_view, Verb verb, const access::ScopeId&) { return verb == Verb::read; };
  CHECK(code_of(node.save("DELETE", path, "", draft, "2")) == "access_denied");
  node.caller.may = [](std::string_view, Verb, const access::ScopeId&) { return true; };
  CHECK(code_of(node.save("DELETE", path, "", draft, "1")) == "revision_conflict");
  CHECK(node.save("DELETE", path, "", draft, "2").status == 204);
  CHECK(node.get(path).status == 404);
  CHECK(total({}) == 0);
}

TEST_CASE("a list in a body is checked item by item, each complaint with its place") {
  Node node;
  const auto home = node.make("A", 1);
  const auto refused = [&](std::string_view channels) {
    const auto body = fmt::format(R"({{"organisation":"{}","kind":"role","name":"Duty","channels":{}}})",
                                  home.substr(home.rfind('/') + 1), channels);
    return node.save("POST", "/api/contacts", body, key).body;
  };
  CHECK(refused(R"([{"kind":"mail","address":"a"},{"kind":"smoke","address":"b"}])").find("channels.2.kind") !=
        std::string::npos);
  CHECK(refused(R"([{"kind":"mail"}])").find("channels.1.address") != std::string::npos);
  CHECK(refused(R"([{"kind":"mail","address":"a","x":1}])").find("channels.1.x") != std::string::npos);
  CHECK(refused(R"({"kind":"mail"})").find("field_type") != std::string::npos);
  CHECK(refused(R"(["mail"])").find("field_type") != std::string::npos);
  std::string many = "[";
  for (int i = 0; i < 17; ++i)
    many += fmt::format(R"({}{{"kind":"mail","address":"a"}})", i == 0 ? "" : ",");
  CHECK(refused(many + "]").find("field_too_many") != std::string::npos);
}

TEST_CASE("a key used again for something else is refused") {
  Node node;
  node.make("A", 1);
  const auto again =
      node.save("POST", "/api/organisations", R"({"names":{"en":"B"},"sector":"water"})", fmt::format("{:032x}", 1));
  CHECK(again.status == 422);
  CHECK(code_of(again) == "draft_reused");
}

TEST_CASE("a role that may not is refused, and nothing is written") {
  Node node;
  const auto path = node.make("A", 1);
  node.caller.may = [](std::string_view, Verb verb, const access::ScopeId&) { return verb == Verb::read; };
  CHECK(node.save("POST", "/api/organisations", R"({"names":{"en":"B"},"sector":"water"})", key).status == 403);
  CHECK(node.save("PUT", path, R"({"names":{"en":"B"},"sector":"water"})", key, "0").status == 403);
  CHECK(names_in(node.get("/api/organisations")) == std::vector<std::string>{"A"});
}

TEST_CASE("an export is whole, opens in a spreadsheet, and runs nothing there") {
  Node node;
  for (int i = 0; i < 205; ++i)
    node.make(i == 0 ? "=1+1" : fmt::format("Clinic {}", i), i + 1);
  const auto csv = node.get("/api/organisations", {{"format", "csv"}});
  CHECK(csv.body.starts_with("\xef\xbb\xbfid,names.en,names.fr,names.ar,sector,"));
  CHECK(std::ranges::count(csv.body, '\n') == 206);
  CHECK(csv.body.find(",=1+1") == std::string::npos);
  CHECK(csv.body.find(",'=1+1") != std::string::npos);
}

TEST_CASE("a long export is a file, of which what was short is no other, and its room is given back") {
  Node node;
  node.make("Short", 1);
  const auto small = node.get("/api/organisations", {{"format", "csv"}});
  CHECK_FALSE(small.file);
  CHECK(small.body.find("Short") != std::string::npos);
  for (int i = 2; i <= 400; ++i)
    node.make(fmt::format("{:0>190}", i), i);
  for (const std::string format : {"csv", "xlsx"}) {
    CAPTURE(format);
    const auto large = node.get("/api/organisations", {{"format", format}});
    REQUIRE(large.status == 200);
    if (format == "xlsx") {  // packed, it is short again
      CHECK(large.body.starts_with("PK"));
      continue;
    }
    REQUIRE(large.file);
    CHECK(large.body.empty());
    CHECK(node.exports->spools()->bytes() == large.file->bytes());
    std::string text(large.file->bytes(), '\0');
    CHECK(large.file->read(0, text) == text.size());
    CHECK(text.starts_with(small.body.substr(0, 20)));
    CHECK(std::ranges::count(text, '\n') == 401);
    CHECK(text.ends_with("\r\n"));
  }
  CHECK(node.exports->spools()->bytes() == 0);
}

TEST_CASE("exports beyond their room or their number are put off, and others get their turn") {
  Node node;
  for (int i = 1; i <= 3; ++i)
    node.make(fmt::format("{:0>190}", i), i);
  {
    const auto first = node.exports->begin(), second = node.exports->begin();
    REQUIRE(second);
    const auto refused = node.get("/api/organisations", {{"format", "xlsx"}});
    CHECK(refused.status == 503);
    CHECK(code_of(refused) == "server_busy");
    CHECK(Node::header(refused, "Retry-After") == "1");
    CHECK(node.get("/api/organisations").status == 200);
  }
  REQUIRE(node.exports->spools()->take(1 << 20));
  const auto full = node.get("/api/organisations", {{"format", "xlsx"}});
  CHECK(full.status == 503);
  CHECK(code_of(full) == "spool_full");
  node.exports->spools()->give_back(1 << 20);
  for (int i = 0; i < 5; ++i)
    CHECK(node.get("/api/organisations", {{"format", "xlsx"}}).status == 200);
}

TEST_CASE("an id of others answers as one that never was, and is told of") {
  Node node;
  const auto path = node.make("Others", 1);
  node.seen = {};
  const auto hidden = node.get(path), unknown = node.get("/api/organisations/" + std::string(key));
  CHECK(hidden.status == 404);
  CHECK(hidden.body == unknown.body);
  CHECK(unknown.told.empty());
  REQUIRE(hidden.told.size() == 1);
  CHECK(hidden.told.front().kind == access_log::Kind::refusal);
  CHECK(hidden.told.front().resource == "organisations");
  CHECK(path.ends_with(id_text(hidden.told.front().item)));
  CHECK(hidden.told.front().scopes.size() == 1);
  const auto change = node.save("PUT", path, R"({"names":{"en":"Mine"},"sector":"water"})", key, "1");
  CHECK(change.status == 404);
  CHECK(change.told.size() == 1);
}

TEST_CASE("what is typed is kept composed, and a name that hides something is refused") {
  Node node;
  node.make("Ame\xcc\x81lie", 1);
  CHECK(names_in(node.get("/api/organisations")) == std::vector<std::string>{"Am\xc3\xa9lie"});
  for (const auto* hidden : {"\xe2\x80\xae"
                             "gnp.exe",
                             "a\xe2\x80\x8b"
                             "b",
                             "a\xc2\x85"
                             "b",
                             "\xe2\x81\xa6"
                             "a"}) {
    CAPTURE(hidden);
    const auto refused =
        node.save("POST", "/api/organisations", fmt::format(R"({{"names":{{"en":"{}"}},"sector":"water"}})", hidden),
                  "000000000000000000000000000000b0");
    CHECK(refused.status == 422);
    CHECK(refused.body.find("field_control") != std::string::npos);
  }
}
