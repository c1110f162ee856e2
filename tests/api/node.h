/// A running node without sockets, signed in to as one wishes, for tests of the API: an organisation of one's own and a
/// foreign one, which carries a canary in every text.
#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/practices.h"
#include "app/serving.h"
#include "base/strings.h"
#include "contract.h"
#include "crypto/system_random.h"
#include "json/json.h"
#include "node/node.h"
#include "store/made_practice.h"

namespace manara::made {

using api::Request;
using api::Response;

/// Of the document that every node gives; the first that there is says it, and must be there before anyone asks.
inline const Contract& contract(app::Serving* first = nullptr) {
  static const Contract all([&] {
    REQUIRE(first != nullptr);
    return first->handle({.method = "GET", .path = "/api/openapi.json"}).body;
  }());
  return all;
}

/// A text of the answer's document; "" where there is none.
inline std::string member(const Response& response, std::string_view name) {
  json::Document document;
  const auto root = document.parse(response.body);
  return root ? (*root)[name].text() : "";
}

inline constexpr std::string_view canary = "CANARY-7f3a";
inline constexpr std::string_view password = "four lamps on the pier";

class Node {
 public:
  Node() {
    accounts::Settings settings{.hash_cost = {.passes = 1, .bytes = 8192}};
    settings.sign_ins = {.burst = 100'000, .per_minute = 100'000};
    serving_ = std::move(app::Serving::start({store_, key_, clock_, random_, blobs_, settings})).value();
    contract(serving_.get());
    founder_ =
        people().found({.home = nation, .account = "founder", .name = "Founder", .language = "en"}, password).value();
    own = add_organisation("Own hospital");
    foreign = add_organisation(std::string(canary));
  }

  /// Signs in somebody new with this role there; nobody's where it is empty.
  void become(std::optional<access::Role> role, const access::ScopeId& scope, const std::string& language = "en") {
    const auto account = fmt::format("person{}", ++people_);
    const auto boss = people().actor_of(founder_).value();
    person = people()
                 .save_person(boss, draft(), {.home = scope, .account = account, .name = "P", .language = language})
                 .value();
    if (role) REQUIRE(people().give_grant(boss, draft(), {.person = person, .grant = {*role, scope, {}}}));
    const auto link = people().link_at_keyboard(account);
    REQUIRE(link);
    const auto in = handle({.method = "POST",
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

  /// The answer to anybody, held against the OpenAPI document.
  Response handle(const Request& request) {
    auto response = serving_->handle(request);
    const auto complaint = contract().complaint(request, response);
    CHECK_MESSAGE(complaint.empty(), complaint);
    return response;
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
    auto response = handle(request);
    said += response.body;
    for (const auto& header : response.headers)
      said += header.name + header.value;
    return response;
  }

  /// Writes an entry about something new, past the API, and returns its id.
  ledger::SubjectId add(std::string_view kind, std::vector<std::string> parts) {
    const auto subject = random_.make_id<ledger::SubjectId>();
    REQUIRE(serving_->writer().write(
        {.id = draft(), .kind = std::string(kind), .subject = subject, .parts = std::move(parts)}));
    return subject;
  }

  /// What asks from now on say that they saw of an item.
  void take_revision(const std::string& path) {
    const auto item = ask("GET", path);
    json::Document document;
    const auto root = document.parse(item.body);
    revision_ = root ? std::to_string((*root)["revision"].integer().value_or(0)) : "0";
  }

  /// "read create edit": what the API lets this person do with an organisation.
  std::string verbs(const ledger::SubjectId& organisation) {
    const auto path = "/api/organisations/" + to_string(organisation);
    std::vector<std::string_view> all;
    if (ask("GET", path).status == 200) all.emplace_back("read");
    take_revision(path);
    if (ask("PUT", path, R"({"names":{"en":"Own hospital"},"sector":"healthcare"})").status == 200)
      all.emplace_back("edit");
    return fmt::format("{}", fmt::join(all, " "));
  }

  app::Serving& serving() { return *serving_; }
  accounts::Accounts& people() { return serving_->accounts(); }
  ledger::DraftId draft() { return random_.make_id<ledger::DraftId>(); }
  /// Of whoever is signed in.
  [[nodiscard]] const std::string& cookie() const { return cookie_; }
  [[nodiscard]] const std::string& csrf() const { return csrf_; }
  accounts::PersonId person{};
  /// The nation's first administrator.
  [[nodiscard]] const accounts::PersonId& founder() const { return founder_; }
  /// What asks bring along from now on.
  void come_with(std::string cookie, std::string csrf) {
    cookie_ = std::move(cookie);
    csrf_ = std::move(csrf);
  }

  static constexpr access::ScopeId nation{{7}};
  ledger::SubjectId own{}, foreign{};
  std::string said{};  ///< everything that was answered to this person

 private:
  ledger::SubjectId add_organisation(const std::string& name) {
    return add(
        "organisation_saved",
        {fmt::format(R"({{"names":{{"en":"{0}","ar":"{0}"}},"sector":"water","kind":"{0}","region":"{0}"}})", name)});
  }

  store::made::Made folder_{};
  SystemClock clock_{};
  crypto::SystemRandom random_{};
  crypto::SealingKey key_ = crypto::make_sealing_key();
  std::vector<store::Practice> practices_ = node::with_own(app::practices());
  store::Store store_ =
      std::move(store::Store::create(folder_.path(), practices_, store::made::Made::identity(), {clock_, random_}))
          .value();
  store::Blobs blobs_{folder_.path() + ".blobs", key_};
  std::unique_ptr<app::Serving> serving_{};
  accounts::PersonId founder_{};
  std::string cookie_{}, csrf_{}, revision_ = "0";
  int people_ = 0;
};

}  // namespace manara::made
