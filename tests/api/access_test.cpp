// access.txt against the API itself: signed in as each role, what is answered is what the file says, and nothing that
// comes back tells of what somebody else owns. Foreign organisations carry a canary in every text.
#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <fstream>
#include <map>
#include <memory>

#include "app/practices.h"
#include "app/serving.h"
#include "base/strings.h"
#include "crypto/system_random.h"
#include "json/json.h"
#include "node/node.h"
#include "store/made_practice.h"

using namespace manara;
using api::Request;
using api::Response;

namespace {

constexpr std::string_view canary = "CANARY-7f3a";
constexpr std::string_view password = "four lamps on the pier";

/// resource -> role -> the cells: own, foreign organisation, foreign nation
using Expected = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

Expected read_expected() {
  std::ifstream file(MANARA_SOURCE_DIR "/tests/api/access.txt");
  REQUIRE(file);
  Expected all;
  std::string resource;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells;
    for (const auto cell : split(line, '|'))
      cells.emplace_back(trim(cell));
    if (cells.at(1) == "own") {
      resource = cells.front();
    } else {
      all[resource][cells.front()] = {cells.begin() + 1, cells.end()};
    }
  }
  return all;
}

class Node {
 public:
  Node() {
    accounts::Settings settings{.hash_cost = {.passes = 1, .bytes = 8192}};
    settings.sign_ins = {.burst = 100'000, .per_minute = 100'000};
    serving_ = std::move(app::Serving::start({store_, key_, clock_, random_, settings})).value();
    founder_ =
        people().found({.home = nation, .account = "founder", .name = "Founder", .language = "en"}, password).value();
    own = add_organisation("Own hospital");
    foreign = add_organisation(std::string(canary));
  }

  /// Signs in somebody new with this role there; nobody's where it is empty.
  void become(std::optional<access::Role> role, const access::ScopeId& scope) {
    const auto account = fmt::format("person{}", ++people_);
    const auto boss = people().actor_of(founder_).value();
    const auto person =
        people().save_person(boss, draft(), {.home = scope, .account = account, .name = "P", .language = "en"}).value();
    if (role) REQUIRE(people().give_grant(boss, draft(), {.person = person, .grant = {*role, scope, {}}}));
    const auto link = people().link_at_keyboard(account);
    REQUIRE(link);
    const auto in = serving_->handle({.method = "POST",
                                      .path = "/api/session",
                                      .headers = {{"content-type", "application/json"}},
                                      .body = fmt::format(R"({{"link":"{}"}})", link->secret)});
    REQUIRE(in.status == 200);
    for (const auto& header : in.headers) {
      if (header.name == "Set-Cookie" && header.value.starts_with("manara-session="))
        cookie_ = header.value.substr(0, header.value.find(';'));
    }
    json::Document document;
    csrf_ = (*document.parse(in.body))["csrf"].text();
    said = in.body;
  }

  Response ask(std::string method, std::string path, std::string body = {},
               std::vector<std::pair<std::string, std::string>> query = {}) {
    Request request{.method = std::move(method), .path = std::move(path), .query = std::move(query)};
    request.body = std::move(body);
    request.headers = {{"cookie", cookie_},
                       {"x-csrf-token", csrf_},
                       {"content-type", "application/json"},
                       {"if-match", "\"" + revision_ + "\""},
                       {"idempotency-key", to_string(draft())}};
    auto response = serving_->handle(request);
    said += response.body;
    for (const auto& header : response.headers)
      said += header.name + header.value;
    return response;
  }

  /// "read create edit": what the API lets this person do with an organisation.
  std::string verbs(const ledger::SubjectId& organisation) {
    const auto path = "/api/organisations/" + to_string(organisation);
    std::vector<std::string_view> all;
    const auto item = ask("GET", path);
    if (item.status == 200) all.emplace_back("read");
    json::Document document;
    const auto root = document.parse(item.body);
    revision_ = root ? std::to_string((*root)["revision"].integer().value_or(0)) : "0";
    if (ask("PUT", path, R"({"names":{"en":"Own hospital"},"sector":"healthcare"})").status == 200)
      all.emplace_back("edit");
    return fmt::format("{}", fmt::join(all, " "));
  }

  static constexpr access::ScopeId nation{{7}};
  ledger::SubjectId own{}, foreign{};
  std::string said{};  ///< everything that was answered to this person

 private:
  accounts::Accounts& people() { return serving_->accounts(); }
  ledger::DraftId draft() { return random_.make_id<ledger::DraftId>(); }

  ledger::SubjectId add_organisation(const std::string& name) {
    const auto subject = random_.make_id<ledger::SubjectId>();
    const auto body =
        fmt::format(R"({{"names":{{"en":"{0}","ar":"{0}"}},"sector":"water","kind":"{0}","region":"{0}"}})", name);
    REQUIRE(
        serving_->writer().write({.id = draft(), .kind = "organisation_saved", .subject = subject, .parts = {body}}));
    return subject;
  }

  store::made::Made folder_{};
  SystemClock clock_{};
  crypto::SystemRandom random_{};
  crypto::SealingKey key_ = crypto::make_sealing_key();
  std::vector<store::Practice> practices_ = node::with_own(app::practices());
  store::Store store_ =
      std::move(store::Store::create(folder_.path(), practices_, store::made::Made::identity(), {clock_, random_}))
          .value();
  std::unique_ptr<app::Serving> serving_{};
  accounts::PersonId founder_{};
  std::string cookie_{}, csrf_{}, revision_ = "0";
  int people_ = 0;
};

/// The verbs of a cell that the API has for organisations as yet.
std::string without(std::string cell, std::initializer_list<std::string_view> verbs) {
  std::vector<std::string_view> kept;
  for (const auto word : split(cell, ' ')) {
    if (word != "-" && std::ranges::find(verbs, word) == verbs.end()) kept.push_back(word);
  }
  return fmt::format("{}", fmt::join(kept, " "));
}

std::optional<access::Role> role_of(const std::string& name) {
  return name == "nobody" ? std::nullopt : access::read_role(name);
}

}  // namespace

TEST_CASE("each role does with organisations over the API what access.txt says, and no more") {
  const auto expected = read_expected();
  for (const auto& [name, cells] : expected.at("organisations")) {
    INFO(name);
    Node node;
    const access::ScopeId own{node.own.bytes};
    node.become(role_of(name), own);
    CHECK(node.verbs(node.own) == without(cells[0], {"create", "remove"}));
    CHECK(node.verbs(node.foreign) == without(cells[1], {}));
    // A role for the whole nation allows in each organisation what "own" says; making one is the nation's.
    const bool makes = cells[0].find("create") != std::string::npos;
    const auto body = R"({"names":{"en":"New"},"sector":"water"})";
    CHECK(node.ask("POST", "/api/organisations", body).status == 403);
    node.become(role_of(name), Node::nation);
    CHECK(node.verbs(node.own) == without(cells[0], {"create", "remove"}));
    CHECK((node.ask("POST", "/api/organisations", body).status == 201) == makes);
  }
}

TEST_CASE("no answer to somebody of another organisation tells of a foreign one") {
  for (const auto role : access::all_roles) {
    INFO(access::name_of(role));
    Node node;
    node.become(role, access::ScopeId{node.own.bytes});
    const auto id = to_string(node.foreign);
    for (const auto* format : {"json", "csv"}) {
      node.ask("GET", "/api/organisations", "", {{"format", format}});
      node.ask("GET", "/api/organisations", "", {{"format", format}, {"q", std::string(canary)}});
      node.ask("GET", "/api/organisations", "", {{"format", format}, {"sector", "water"}, {"sort", "-name"}});
    }
    node.ask("GET", "/api/session");
    node.ask("GET", "/api/ledger");
    const auto there = node.ask("GET", "/api/organisations/" + id);
    const auto nowhere = node.ask("GET", "/api/organisations/ffffffffffffffffffffffffffffffff");
    CHECK(there.status == nowhere.status);
    CHECK(there.body == nowhere.body);
    node.ask("PUT", "/api/organisations/" + id, R"({"names":{"en":"x"},"sector":"water"})");
    node.ask("PUT", "/api/organisations/" + to_string(node.own),
             R"({"names":{"en":"x"},"sector":"water","parent":")" + id + R"("})");
    CHECK(node.said.find(canary) == std::string::npos);
    CHECK(to_lower(node.said).find(to_lower(canary)) == std::string::npos);
  }
}

TEST_CASE("the ledger's headers are for those who keep or check it, of the whole nation") {
  const auto expected = read_expected();
  for (const auto& [name, cells] : expected.at("ledger")) {
    INFO(name);
    Node node;
    node.become(role_of(name), Node::nation);
    CHECK((node.ask("GET", "/api/ledger").status == 200) == (cells[0] == "read"));
    node.become(role_of(name), access::ScopeId{node.own.bytes});
    CHECK(node.ask("GET", "/api/ledger").status == 403);
  }
}
