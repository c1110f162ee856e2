// The OpenAPI document: that it is the one that the console's types are made of, that it describes every operation, and
// that what it describes is what happens. Every other test of the API is held against it too (contract.h).
#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <filesystem>
#include <map>

#include "io/file.h"
#include "node.h"

using namespace manara;
using made::Node;

namespace {

using Query = std::vector<std::pair<std::string, std::string>>;

constexpr std::array<std::string_view, 4> methods{"get", "post", "put", "delete"};

std::string upper(std::string_view method) {
  std::string out(method);
  for (auto& c : out)
    c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// A value that fits a parameter.
std::string example_of(json::Value schema) {
  if (schema["format"].string() == "date") return "2026-11-28";
  if (schema["pattern"].string() == "^[0-9a-f]{32}$") return std::string(32, '0');
  return "x";
}

struct Operation {
  std::string path{}, method{};
  json::Value described{};

  [[nodiscard]] Query required() const {
    Query query;
    for (const auto parameter : described["parameters"].elements()) {
      if (parameter["in"].string() == "query" && parameter["required"].boolean().value_or(false))
        query.emplace_back(parameter["name"].text(), example_of(parameter["schema"]));
    }
    return query;
  }
  /// With a name for each that is left open.
  [[nodiscard]] std::string place(std::string_view id) const {
    const auto open = path.find('{');
    if (open == std::string::npos) return path;
    const bool names_resource = path.find("{resource}") != std::string::npos;
    const auto name = names_resource ? std::string_view("contacts") : id;
    return path.substr(0, open) + std::string(name) + path.substr(path.find('}') + 1);
  }
};

std::vector<Operation> operations() {
  std::vector<Operation> all;
  for (const auto& [path, described] : made::contract().root()["paths"].members()) {
    for (const auto method : methods) {
      if (described[method]) all.push_back({std::string(path), upper(method), described[method]});
    }
  }
  return all;
}

std::string code_of(const made::Response& response) {
  json::Document document;
  const auto root = document.parse(response.body);
  return root ? (*root)["code"].text() : "";
}

constexpr std::string_view no_id = "00000000000000000000000000000000";

}  // namespace

TEST_CASE("the console's types are made of the document that the node gives") {
  Node node;
  const std::string kept = std::string(MANARA_SOURCE_DIR) + "/console/src/api/openapi.json";
  const auto now = node.ask("GET", "/api/openapi.json").body + "\n";
  const auto before = io::read_file(kept);
  if (before && *before == now) return;
  const auto made = (std::filesystem::current_path() / "openapi.json").string();
  REQUIRE(io::replace_file(made, now));
  FAIL_CHECK("the API is another than its document says; renew it: cp ", made, " ", kept,
             " && cd console && node scripts/schema.mjs");
}

TEST_CASE("every operation says what it answers, and what it takes") {
  const Node node;
  const auto all = operations();
  CHECK(all.size() > 60);
  for (const auto& one : all) {
    INFO(one.method, " ", one.path);
    CHECK(!one.described["summary"].string().empty());
    std::size_t good = 0;
    for (const auto& [status, answer] : one.described["responses"].members()) {
      if (!status.starts_with('2')) continue;
      ++good;
      CHECK((status == "204" || answer["content"].size() > 0));
      const auto schema = answer["content"]["application/json"]["schema"];
      const bool said = made::contract().resolved(schema)["properties"].size() > 0;
      CHECK((!schema || said || one.path == "/api/openapi.json"));
    }
    CHECK(good >= 1);
    if (const auto body = one.described["requestBody"]["content"]["application/json"]["schema"])
      CHECK(made::contract().resolved(body)["properties"].size() > 0);
    const bool takes = one.method == "POST" || one.method == "PUT";
    CHECK(one.described["requestBody"].is_object() == (takes || one.path == "/api/profile/second-factor"));
  }
}

TEST_CASE("everything that can be read is answered as it is described, of one's own and of what isn't there") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  for (const auto& one : operations()) {
    if (one.method != "GET") continue;
    INFO(one.path);
    const bool is_list = one.path.find('{') == std::string::npos;
    auto query = one.required();
    for (auto& [name, value] : query) {
      if (name == "person") value = to_string(node.person);
    }
    CHECK(node.ask("GET", one.place(no_id), "", query).status == (is_list ? 200 : 404));
  }
  const auto own = to_string(node.own);
  CHECK(node.ask("GET", "/api/organisations/" + own).status == 200);
  CHECK(node.ask("GET", "/api/people/" + to_string(node.person)).status == 200);
}

TEST_CASE("a parameter that is not described is refused, whatever is asked") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  for (const auto& one : operations()) {
    INFO(one.method, " ", one.path);
    auto query = one.required();
    query.emplace_back("colour", "red");
    const auto answer = node.ask(one.method, one.place(to_string(node.own)), "{}", query);
    CHECK(answer.status == 400);
    CHECK(code_of(answer) == "request_unknown_parameter");
  }
}

TEST_CASE("whoever asks in a way that is not described is told in which ways one can") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  std::map<std::string, std::string> described;
  for (const auto& one : operations()) {
    auto& all = described[one.path];
    all += (all.empty() ? "" : ", ") + (one.method == "GET" ? "GET, HEAD" : one.method);
  }
  for (const auto& one : operations()) {
    INFO(one.path);
    const auto answer = node.ask("TRACE", one.place(no_id), "", {{"organisation", std::string(no_id)}});
    const auto allow = std::ranges::find(answer.headers, "Allow", &api::Header::name);
    CHECK(answer.status == 405);
    REQUIRE(allow != answer.headers.end());
    auto said = split(allow->value, ','), wanted = split(described[one.path], ',');
    CHECK(said.size() == wanted.size());
    for (const auto method : wanted)
      CHECK(allow->value.find(trim(method)) != std::string::npos);
  }
}

TEST_CASE("a parameter that is needed is asked for by its name") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  std::size_t needing = 0;
  for (const auto& one : operations()) {
    const auto needed = one.required();
    if (needed.empty()) continue;
    ++needing;
    INFO(one.method, " ", one.path);
    const auto answer = node.ask(one.method, one.place(no_id), "{}");
    CHECK(answer.status == 400);
    CHECK(code_of(answer) == "request_parameter_missing");
    CHECK(answer.body.find(needed.front().first) != std::string::npos);
  }
  CHECK(needing >= 5);
}

TEST_CASE("a value of another kind than is described is refused") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  for (const auto& one : operations()) {
    for (const auto parameter : one.described["parameters"].elements()) {
      const auto schema = parameter["schema"];
      const bool is_free = schema["type"].string() != "integer" && !schema["enum"] && !schema["pattern"] &&
                           schema["format"].string() != "date";
      if (parameter["in"].string() != "query" || is_free) continue;
      auto query = one.required();
      std::erase_if(query, [&](const auto& pair) { return pair.first == parameter["name"].string(); });
      query.emplace_back(parameter["name"].text(), "-1");
      INFO(one.method, " ", one.path, " ", parameter["name"].text());
      CHECK(code_of(node.ask(one.method, one.place(to_string(node.own)), "{}", query)) == "request_unknown_parameter");
    }
  }
}

TEST_CASE("what does not fit the document is noticed") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  const made::Request request{.method = "GET", .path = "/api/profile"};
  const auto good = node.ask("GET", "/api/profile");
  const auto& contract = made::contract();
  CHECK(contract.complaint(request, good) == "");
  auto other = good;
  other.status = 418;
  CHECK(contract.complaint(request, other) != "");
  other = good;
  other.headers = {{"Content-Type", "text/html"}};
  CHECK(contract.complaint(request, other) != "");
  for (const auto* body : {"{}", "[]", "no"}) {
    other = good;
    other.body = body;
    CHECK_MESSAGE(contract.complaint(request, other) != "", body);
  }
  for (const auto& [from, to] : {std::pair{R"("digits":"latin")", R"("digits":"roman")"},
                                 {R"("second_factor":false)", R"("second_factor":0)"},
                                 {R"("second_factor":false)", R"("second_factor":false,"seed":"x")"}}) {
    other = good;
    const auto at = other.body.find(from);
    REQUIRE(at != std::string::npos);
    other.body.replace(at, std::string_view(from).size(), to);
    CHECK_MESSAGE(contract.complaint(request, other) != "", to);
  }
}

// A part that is added is asked here without a line of anybody's: what it tells, and to whom, is for access.txt and its
// own tests.
TEST_CASE("nothing that can be read tells an officer of a foreign organisation, nor somebody without a role of any") {
  Node node;
  const auto owner = to_string(node.foreign);
  std::vector<std::string> ids{owner};
  for (const auto& [kind, body] : {std::pair{"contact_saved", R"("kind":"person","name":"CANARY-7f3a")"},
                                   std::pair{"network_saved", R"("value":"canary-7f3a.example")"},
                                   std::pair{"asset_saved", R"("name":"CANARY-7f3a","kind":"server")"}})
    ids.push_back(to_string(node.add(kind, {fmt::format(R"({{"organisation":"{}",{}}})", owner, body)})));
  ids.push_back(to_string(node.founder()));
  node.become(access::Role::administrator, access::ScopeId{node.foreign.bytes});
  ids.push_back(to_string(node.person));
  const auto ask_everything = [&] {
    node.said.clear();
    for (const auto& one : operations()) {
      // What is read without end is asked elsewhere (live_test.cpp).
      if (one.method != "GET" || one.path == "/api/live") continue;
      for (const auto& id : ids) {
        auto query = one.required();
        for (auto& [name, value] : query)
          value = name == "q" ? "canary" : id;
        node.ask("GET", one.place(id), "", query);
        if (one.path.find('{') != std::string::npos) continue;
        for (const auto parameter : one.described["parameters"].elements()) {
          const auto name = parameter["name"].text();
          if (name == "organisation" || name == "person" || name == "scope")
            node.ask("GET", one.path, "", {{name, id}});
          if (name == "format") {
            auto as_file = query;
            as_file.emplace_back("format", "csv");
            node.ask("GET", one.path, "", as_file);
          }
        }
      }
    }
    return to_lower(node.said);
  };
  node.become(access::Role::administrator, Node::nation);
  CHECK(ask_everything().find("canary-7f3a") != std::string::npos);  // or it is not asked for what there is
  for (const auto role : {access::Role::administrator, access::Role::organisation_officer, access::Role::auditor}) {
    node.become(role, access::ScopeId{node.own.bytes});
    CHECK_MESSAGE(ask_everything().find("canary-7f3a") == std::string::npos, access::name_of(role));
  }
  node.become(std::nullopt, access::ScopeId{node.own.bytes});
  const auto said = ask_everything();
  CHECK(said.find("canary-7f3a") == std::string::npos);
  CHECK(said.find("own hospital") == std::string::npos);
}
