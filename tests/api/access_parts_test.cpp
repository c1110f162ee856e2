// access.txt against every part of the API that is no list of a resource: asked as each role from each place, it
// answers to those whom the file names and to nobody else. A part without a line there, or without a way to ask here,
// fails.
#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <set>

#include "abroad.h"
#include "access/made_expectation.h"
#include "holdings.h"
#include "people.h"

using namespace manara;
using namespace manara::made;
using access::Role;
using access::made::read_expectation;

namespace {

/// How a part is asked for. What stands in braces is a thing of the organisation that is asked about.
struct Probe {
  std::string_view part{};
  std::string_view id{};     ///< what stands for {id}, or {resource}
  std::string_view query{};  ///< "name=value&…"
  std::string_view body{};
  std::string_view tells{};  ///< what an answer says to whom it answers; "": it is enough that it does
  std::string_view code{};   ///< the refusal that only those come to who may
  bool edits = false;        ///< brings the revision that it read along
};

constexpr std::string_view of_person = "person={person}";
/// Of one's own: who is asked whether they are who they are has come in. A password that is wrong would soon be refused
/// unread.
constexpr std::string_view wrong = "[]", malformed = "request_malformed";

constexpr Probe probes[] = {
    {.part = "POST /api/session", .body = wrong, .code = malformed},
    {.part = "GET /api/session"},
    {.part = "GET /api/profile"},
    {.part = "PUT /api/profile",
     .id = "profile",
     .body = R"({"name":"P","language":"en","digits":"latin"})",
     .edits = true},
    {.part = "POST /api/profile/password", .body = wrong, .code = malformed},
    {.part = "POST /api/profile/second-factor", .body = wrong, .code = malformed},
    {.part = "DELETE /api/profile/second-factor", .body = wrong, .code = malformed},
    {.part = "POST /api/profile/second-factor/confirm", .body = wrong, .code = malformed},
    {.part = "POST /api/profile/recovery-codes", .body = wrong, .code = malformed},
    {.part = "POST /api/tokens", .body = wrong, .code = malformed},

    {.part = "GET /api/people", .query = "limit=200", .tells = "{person}"},
    {.part = "POST /api/people",
     .body = R"({"scope":"{organisation}","account":"{account}","name":"Somebody","language":"fr"})"},
    {.part = "GET /api/people/{id}", .id = "{person}", .tells = "{person}"},
    {.part = "PUT /api/people/{id}",
     .id = "{person}",
     .body = R"({"scope":"{organisation}","account":"{account}","name":"S","language":"fr","active":true})",
     .edits = true},
    {.part = "DELETE /api/people/{id}/second-factor", .id = "{person}"},
    {.part = "DELETE /api/people/{id}", .id = "{person}", .edits = true},
    {.part = "GET /api/grants", .query = of_person, .tells = "{grant}"},
    {.part = "POST /api/grants",
     .body = R"({"person":"{person}","role":"auditor","scope":"{organisation}","until":null})"},
    {.part = "DELETE /api/grants/{id}", .id = "{grant}"},
    {.part = "GET /api/invitations", .query = of_person, .tells = "{link}"},
    {.part = "POST /api/invitations", .body = R"({"person":"{person}"})"},
    {.part = "POST /api/sign-in-links", .body = R"({"person":"{person}"})"},
    {.part = "DELETE /api/invitations/{id}", .id = "{link}", .query = of_person},
    {.part = "GET /api/sessions", .query = of_person, .tells = "{session}"},
    {.part = "DELETE /api/sessions", .query = of_person},
    {.part = "DELETE /api/sessions/{id}", .id = "{session}", .query = of_person},
    {.part = "GET /api/tokens", .query = of_person, .tells = "{token}"},
    {.part = "DELETE /api/tokens/{id}", .id = "{token}", .query = of_person},

    {.part = "GET /api/search", .query = "q={name}", .tells = "{organisation}"},
    {.part = "GET /api/who", .query = "q={name}", .tells = "{organisation}"},
    {.part = "GET /api/networks/overlaps", .query = "organisation={organisation}", .tells = "{organisation}"},
    {.part = "GET /api/call-sheet", .query = "verified_before=2027-01-01&format=csv", .tells = "{contact}"},
    {.part = "GET /api/inventories", .query = "asset={asset}", .tells = "{inventory}"},
    {.part = "POST /api/inventories",
     .query = "asset={asset}",
     .body = R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"name":"lamp","version":"2.0"}]})"},
    {.part = "GET /api/inventories/{id}", .id = "{inventory}"},
    {.part = "GET /api/inventories/{id}/components", .id = "{inventory}", .tells = "lamp"},
    {.part = "GET /api/inventories/{id}/differences", .id = "{inventory}"},
    {.part = "GET /api/inventories/{id}/file", .id = "{inventory}", .tells = "lamp"},
    {.part = "POST /api/imports/{resource}",
     .id = "contacts",
     .query = "mode=preview",
     .body = "organisation,name,kind\n{organisation},Anna,person\n",
     .tells = R"("new":1)"},

    {.part = "GET /api/access-log", .query = "kind=read", .tells = R"("resource":"people")"},
    {.part = "GET /api/ledger"},
    {.part = "POST /api/erasures", .body = R"({"entry":"{entry}","reason":"asked for","about":false})"},
    {.part = "GET /api/jobs", .tells = "{job}"},
    {.part = "POST /api/jobs", .body = R"({"kind":"verify"})", .code = "job_unknown_kind"},
    {.part = "GET /api/jobs/{id}", .id = "{job}"},
    {.part = "DELETE /api/jobs/{id}", .id = "{job}"},
    {.part = "GET /api/node"},
    {.part = "GET /metrics"},

    {.part = "GET /api/live", .query = "resources=contacts"},
    {.part = "GET /api/openapi.json"},
    {.part = "GET /api/setup"},
    {.part = "POST /api/setup", .body = "{}", .code = "setup_done"},
    {.part = "GET /health"},
    // Last: whoever asks isn't signed in any more.
    {.part = "DELETE /api/session"},
};

/// What an organisation has, by the words that stand for it in a probe.
struct Things {
  ledger::SubjectId organisation{};
  std::map<std::string, std::string> words{};
};

std::string filled(std::string_view text, const Things& things) {
  std::string out(text);
  for (const auto& [word, value] : things.words) {
    const auto name = "{" + word + "}";
    for (auto at = out.find(name); at != std::string::npos; at = out.find(name, at + value.size()))
      out.replace(at, name.size(), value);
  }
  return out;
}

bool is_of_somebody(const Probe& probe) {
  constexpr std::string_view words[] = {"{person}", "{grant}", "{link}", "{session}", "{token}", "{entry}"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    const auto has = [&](std::string_view text) { return text.find(word) != std::string_view::npos; };
    return has(probe.id) || has(probe.query) || has(probe.body);
  });
}

class Asker {
 public:
  Asker() {
    own_ = things_of(node_.own, "Own hospital");
    foreign_ = things_of(node_.foreign, std::string(canary));
    node_.become(Role::administrator, Node::nation);
    for (const auto* things : {&own_, &foreign_})
      REQUIRE(node_.ask("GET", "/api/people/" + things->words.at("person")).status == 200);
    REQUIRE(node_.serving().access_log().write());
  }

  Node& node() { return node_; }
  Things& own() { return own_; }
  Things& foreign() { return foreign_; }

  bool answers(const Probe& probe, Things& things) {
    things.words["account"] = fmt::format("made{}", ++made_);
    const auto blank = probe.part.find(' ');
    const auto method = std::string(probe.part.substr(0, blank));
    auto path = std::string(probe.part.substr(blank + 1));
    if (const auto open = path.find('{'); open != std::string::npos)
      path = path.substr(0, open) + filled(probe.id, things) + path.substr(path.find('}') + 1);
    Query query;
    const auto asked = filled(probe.query, things);
    for (const auto pair : split(asked, '&')) {
      if (const auto halves = cut(pair, '=')) query.emplace_back(halves->head, halves->tail);
    }
    if (probe.edits) node_.take_revision(path);
    const auto response = node_.ask(method, path, filled(probe.body, things), query);
    if (response.status < 300) {
      // Whom something was done to is another for whoever comes next.
      if (method != "GET" && is_of_somebody(probe)) renew(things);
      return probe.tells.empty() || response.body.find(filled(probe.tells, things)) != std::string::npos;
    }
    const auto code = member(response, "code");
    if (!probe.code.empty() && code == probe.code) return true;
    const bool refused = response.status == 401 || response.status == 403 || response.status == 404;
    CHECK_MESSAGE(refused, probe.part << " answers " << response.status << " " << response.body);
    return false;
  }

 private:
  Things things_of(const ledger::SubjectId& organisation, const std::string& name) {
    Things things{.organisation = organisation, .words = {{"organisation", to_string(organisation)}, {"name", name}}};
    const auto owner = to_string(organisation);
    add_network(node_, organisation, "10.0.0.0/8");
    const auto machine = node_.add("asset_saved", {asset(owner, "machine")});
    node_.add("contact_saved", {contact(owner, "Duty of " + name)});
    node_.become(Role::administrator, Node::nation);
    things.words["contact"] = "Duty of " + name;
    things.words["asset"] = to_string(machine);
    things.words["inventory"] = member(upload(node_, machine, sbom("lamp", "1.0")), "id");
    const auto job = node_.ask("POST", "/api/imports/contacts", "organisation,name,kind\n", {{"mode", "job"}});
    things.words["job"] = member(job, "id");
    renew(things);
    return things;
  }

  /// Somebody else, and an entry that can be erased.
  void renew(Things& things) {
    const auto other = other_in(node_, scope_of(things.organisation), fmt::format("other{}", ++made_));
    things.words["person"] = to_string(other.id);
    things.words["grant"] = other.grant;
    things.words["link"] = other.link;
    things.words["session"] = other.session;
    things.words["token"] = other.token;
    const auto erased = node_.add("contact_saved", {contact(to_string(things.organisation), "Gone")});
    REQUIRE(node_.serving().writer().run([&](store::Store& store) -> Status {
      MANARA_TRY(entries, store.entries_about(erased));
      things.words["entry"] = to_string(entries.front().header.id);
      return {};
    }));
  }

  Node node_{};
  Things own_{}, foreign_{};
  int made_ = 0;
};

constexpr std::string_view nobody = "nobody", stranger = "stranger";

/// The names that a cell stands for, of those that are asked for in its column.
std::set<std::string> meant(std::string_view cell, bool with_others) {
  std::set<std::string> names;
  for (const auto word : split(cell, ' ')) {
    if (word == "-") continue;
    const bool roles = word == "roles" || word == "signed_in" || word == "anyone";
    for (const auto role : access::all_roles) {
      if (roles || word == access::name_of(role)) names.emplace(access::name_of(role));
    }
    CHECK_MESSAGE((roles || access::read_role(word)), "access.txt has no word " << word);
    if (with_others && (word == "signed_in" || word == "anyone")) names.emplace(nobody);
    if (with_others && word == "anyone") names.emplace(stranger);
  }
  return names;
}

std::string line_of(const std::set<std::string>& names) {
  return names.empty() ? "-" : fmt::format("{}", fmt::join(names, " "));
}

enum Column : std::uint8_t { own, nation, foreign, abroad };
/// part -> column -> to whom it answered
using Answered = std::map<std::string_view, std::array<std::set<std::string>, 4>>;

void ask_all(Asker& asker, Column column, std::string_view who, Answered& answered) {
  auto& things = column == foreign ? asker.foreign() : asker.own();
  for (const auto& probe : probes) {
    if (asker.answers(probe, things)) answered[probe.part].at(column).emplace(who);
  }
}

Answered ask_as_everybody() {
  Answered answered;
  Asker asker;
  auto& node = asker.node();
  const auto here = scope_of(node.own);
  for (const auto role : access::all_roles) {
    const auto who = access::name_of(role);
    node.become(role, here);
    ask_all(asker, own, who, answered);
    node.become(role, Node::nation);
    ask_all(asker, nation, who, answered);
    node.become(role, here);
    ask_all(asker, foreign, who, answered);
    become_abroad(node, role);
    ask_all(asker, abroad, who, answered);
  }
  for (const auto column : {own, foreign}) {
    node.become(std::nullopt, here);
    ask_all(asker, column, nobody, answered);
    node.come_with("", "");
    ask_all(asker, column, stranger, answered);
  }
  return answered;
}

/// "GET /api/who" of everything that is described and no list of a resource.
std::set<std::string> described_parts() {
  std::set<std::string> lists;
  for (const auto& resource : app::resources()) {
    lists.insert(fmt::format("/api/{}", resource.name));
    lists.insert(fmt::format("/api/{}/{{id}}", resource.name));
  }
  std::set<std::string> all;
  for (const auto& [path, methods] : contract().root()["paths"].members()) {
    if (lists.contains(std::string(path))) continue;
    for (const auto& [lower, name] :
         {std::pair{"get", "GET"}, {"post", "POST"}, {"put", "PUT"}, {"delete", "DELETE"}, {"patch", "PATCH"}}) {
      if (methods[lower]) all.insert(fmt::format("{} {}", name, path));
    }
  }
  return all;
}

}  // namespace

TEST_CASE("every part of the API has a line in access.txt and is asked here, and nothing else has") {
  const Node node;
  const auto parts = read_expectation().parts;
  const auto described = described_parts();
  CHECK(described.size() > 50);
  for (const auto& part : described) {
    CHECK_MESSAGE(parts.contains(part), "tests/api/access.txt has no line for " << part);
    CHECK_MESSAGE(std::ranges::find(probes, part, &Probe::part) != std::end(probes), "nothing asks for " << part);
  }
  for (const auto& [part, cells] : parts)
    CHECK_MESSAGE(described.contains(part), "tests/api/access.txt: there is no part " << part);
  CHECK(std::size(probes) == described.size());
}

TEST_CASE("each part of the API answers to those whom access.txt names, from where it names them, and to nobody else") {
  auto answered = ask_as_everybody();
  constexpr std::string_view columns[] = {"own", "whole nation", "foreign organisation", "foreign nation"};
  for (const auto& [part, cells] : read_expectation().parts) {
    for (const auto column : {own, nation, foreign, abroad}) {
      const auto& cell = cells[column] == "same" ? cells[own] : cells[column];
      const auto is = line_of(answered[part].at(column));
      CHECK_MESSAGE(is == line_of(meant(cell, column == own || column == foreign)),
                    part << ", " << columns[column] << ": " << is);
    }
  }
}
