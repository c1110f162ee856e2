#include <atomic>
#include <chrono>
#include <doctest/doctest.h>
#include <thread>

#include "accounts/made_node.h"

using namespace manara;
using namespace manara::accounts;
using namespace manara::accounts::made;
using access::Role;

namespace {

constexpr Code denied{"access_denied"};

PersonWish somebody(std::string_view account, const ScopeId& home = nation) {
  return {.home = home, .account = account, .name = "Somebody", .language = "en"};
}

/// Everything that a reader could see of people and grants, as text.
std::string state_of(Node& node) {
  std::string all;
  const auto people = node.accounts->people(node.boss(), {.most = 100});
  for (const auto& person : *people) {
    all += person.account + "/" + person.name + "/" + to_string(person.home) + "/" + std::to_string(person.revision);
    const auto grants = node.accounts->grants(node.boss(), person.id);
    for (const auto& given : *grants)
      all += " " + std::string(access::name_of(given.grant.role)) + "@" + to_string(given.grant.scope);
    all += "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("people and roles are entries: a rebuild from the ledger gives the same, passwords stay") {
  Node node;
  const auto bilal = node.add("bilal", Role::analyst, nation);
  node.add("officer", Role::organisation_officer, hospital, hospital);
  const auto grants = node.accounts->grants(node.boss(), bilal);
  REQUIRE(node.accounts->revoke_grant(node.boss(), node.draft(), grants->front().id));
  const auto before = state_of(node);
  CHECK(before.find("organisation_officer@") != std::string::npos);
  CHECK(before.find("analyst@") == std::string::npos);
  REQUIRE(node.writer->run([](store::Store& store) -> Status {
    MANARA_TRY(rebuilt, store.rebuild());
    CHECK(rebuilt.refused + rebuilt.unknown == 0);
    return {};
  }));
  CHECK(state_of(node) == before);
  CHECK(node.sign_in("officer"));
}

TEST_CASE("nothing that proves who somebody is stands in the ledger, and headers name nobody") {
  Node node;
  node.add("bilal", Role::analyst, nation);
  REQUIRE(node.writer->run([](store::Store& store) {
    return store.entries(0, [](const store::StoredEntry& entry) {
      CHECK(entry.header_bytes.find("bilal") == std::string::npos);
      for (std::size_t n = 0; n < entry.parts.size(); ++n)
        CHECK(entry.part(n).find("argon2id") == std::string::npos);
      return true;
    });
  }));
}

TEST_CASE("there is one founder") {
  Node node;
  CHECK(code_of(node.accounts->found(somebody("second"), "eight boats in the harbour")) == Code{"people_already"});
}

TEST_CASE("the same draft again gives the same person and the same grant, and writes nothing") {
  Node node;
  const auto draft = node.draft();
  const auto first = node.accounts->save_person(node.boss(), draft, somebody("bilal"));
  const auto again = node.accounts->save_person(node.boss(), draft, somebody("bilal"));
  REQUIRE(first);
  CHECK(*first == *again);
  const auto grant = node.draft();
  const GrantWish wish{.person = *first, .grant = {Role::analyst, nation, {}}};
  CHECK(*node.accounts->give_grant(node.boss(), grant, wish) == *node.accounts->give_grant(node.boss(), grant, wish));
  const auto given = node.accounts->grants(node.boss(), *first);
  REQUIRE(given->size() == 1);
  const auto revoke = node.draft();
  CHECK(node.accounts->revoke_grant(node.boss(), revoke, given->front().id));
  CHECK(node.accounts->revoke_grant(node.boss(), revoke, given->front().id));
  CHECK(node.accounts->grants(node.boss(), *first)->empty());
}

TEST_CASE("an account is one person's; names, languages and revisions are checked") {
  Node node;
  const auto save = [&](PersonWish wish) {
    return code_of(node.accounts->save_person(node.boss(), node.draft(), wish));
  };
  CHECK(save(somebody("amal")) == Code{"account_taken"});
  CHECK(save(somebody(" AMAL ")) == Code{"account_taken"});
  for (const auto* bad : {"", "a", "has space", "émile", "-dash", "аmal", "a\nb"})
    CHECK(save(somebody(bad)) == Code{"account_malformed"});
  CHECK(save(somebody(std::string(65, 'a'))) == Code{"account_malformed"});
  auto nameless = somebody("x1");
  nameless.name = "  ";
  CHECK(save(nameless) == Code{"name_missing"});
  nameless.name = "a\xff";
  CHECK(save(nameless) == Code{"name_missing"});
  auto speechless = somebody("x1");
  speechless.language = "xx";
  CHECK(save(speechless) == Code{"language_unknown"});
  const auto id = *node.accounts->save_person(node.boss(), node.draft(), somebody("x1"));
  auto edited = somebody("x2");
  edited.id = id;
  edited.expected_revision = node.accounts->person(node.boss(), id)->revision;
  CHECK(save(edited) == Code());
  CHECK(save(edited) == Code{"revision_conflict"});
}

TEST_CASE("only who may makes people, roles and links, and only where they may") {
  Node node;
  const auto head_nurse = node.add("nurse", Role::administrator, hospital, hospital);
  const auto analyst = node.add("analyst", Role::analyst, nation);
  const auto pupil = node.add("pupil", Role::organisation_officer, school, school);
  const auto nurse = *node.accounts->actor_of(head_nurse);
  auto& accounts = *node.accounts;

  CHECK(accounts.save_person(nurse, node.draft(), somebody("porter", hospital)));
  CHECK(code_of(accounts.save_person(nurse, node.draft(), somebody("x1", school))) == denied);
  CHECK(code_of(accounts.save_person(nurse, node.draft(), somebody("x1", nation))) == denied);
  CHECK(code_of(accounts.save_person(*accounts.actor_of(analyst), node.draft(), somebody("x1"))) == denied);
  CHECK(code_of(accounts.save_person({}, node.draft(), somebody("x1"))) == denied);
  const auto grant = [&](Role role, const ScopeId& scope) {
    return code_of(accounts.give_grant(nurse, node.draft(), {.person = head_nurse, .grant = {role, scope, {}}}));
  };
  CHECK(grant(Role::administrator, nation) == denied);
  CHECK(grant(Role::auditor, school) == denied);
  CHECK(grant(Role::auditor, hospital) == Code());
  CHECK(code_of(accounts.make_link(nurse, pupil, LinkPurpose::sign_in)) == denied);
  CHECK(code_of(accounts.end_everything(nurse, pupil)) == denied);
  CHECK(code_of(accounts.person(nurse, pupil)) == denied);
  CHECK(code_of(accounts.person(nurse, PersonId{{1, 2, 3}})) == denied);
  CHECK(accounts.grants(nurse, pupil)->empty());
  const auto seen = accounts.people(nurse, {.most = 100});
  REQUIRE(seen->size() == 2);
  CHECK((*seen)[0].account == "nurse");
  CHECK((*seen)[1].account == "porter");
}

TEST_CASE("nobody becomes more by making a link for somebody who may more") {
  Node node;
  const auto head_nurse = node.add("nurse", Role::administrator, hospital, hospital);
  // Of the hospital, and since then an administrator of the whole nation.
  const auto promoted = node.add("promoted", Role::analyst, hospital, hospital);
  const auto nurse = *node.accounts->actor_of(head_nurse);
  CHECK(node.accounts->make_link(nurse, promoted, LinkPurpose::sign_in));
  REQUIRE(node.accounts->give_grant(node.boss(), node.draft(),
                                    {.person = promoted, .grant = {Role::administrator, nation, {}}}));
  CHECK(code_of(node.accounts->make_link(nurse, promoted, LinkPurpose::sign_in)) == denied);
  CHECK(code_of(node.accounts->make_link(nurse, promoted, LinkPurpose::invitation)) == denied);
  CHECK(code_of(node.accounts->reset_second_factor(nurse, promoted)) == denied);
  auto renamed = somebody("renamed", hospital);
  renamed.id = promoted;
  CHECK(code_of(node.accounts->save_person(nurse, node.draft(), renamed)) == denied);
  renamed.active = false;
  CHECK(code_of(node.accounts->save_person(nurse, node.draft(), renamed)) == denied);
}

TEST_CASE("whoever looks after somebody's home ends their access, whatever else they are elsewhere") {
  Node node;
  const auto nurse = *node.accounts->actor_of(node.add("nurse", Role::administrator, hospital, hospital));
  const auto teacher = *node.accounts->actor_of(node.add("teacher", Role::administrator, school, school));
  const auto lent = node.add("lent", Role::analyst, hospital, hospital);
  REQUIRE(node.accounts->give_grant(node.boss(), node.draft(), {.person = lent, .grant = {Role::auditor, school, {}}}));
  const auto in = node.sign_in("lent");
  const auto another = node.sign_in("lent");
  CHECK(code_of(node.accounts->end_session_of(teacher, lent, in->caller.session)) == denied);
  CHECK(node.accounts->end_session_of(nurse, lent, in->caller.session));
  CHECK(code_of(node.accounts->by_session(in->session)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->end_everything(teacher, lent)) == denied);
  CHECK(node.accounts->end_everything(nurse, lent));
  CHECK(code_of(node.accounts->by_session(another->session)) == Code{"access_unauthenticated"});
  auto closed = somebody("lent", hospital);
  closed.id = lent;
  closed.active = false;
  CHECK(code_of(node.accounts->save_person(teacher, node.draft(), closed)) == denied);
  CHECK(node.accounts->save_person(nurse, node.draft(), closed));
  CHECK(node.refusal("lent", password) == Code{"sign_in_wrong"});
  closed.active = true;
  CHECK(code_of(node.accounts->save_person(nurse, node.draft(), closed)) == denied);
}

TEST_CASE("a role is given to nobody whom the giver can't see: no name is told, no hand is forced") {
  Node node;
  const auto nurse = *node.accounts->actor_of(node.add("nurse", Role::administrator, hospital, hospital));
  const auto teacher = *node.accounts->actor_of(node.add("teacher", Role::administrator, school, school));
  const auto pupil = node.add("pupil", Role::analyst, school, school);
  const auto give = [&](const PersonId& person) {
    return code_of(node.accounts->give_grant(nurse, node.draft(),
                                             {.person = person, .grant = {Role::organisation_officer, hospital, {}}}));
  };
  CHECK(give(pupil) == denied);
  CHECK(give(PersonId{{1, 2, 3}}) == denied);
  CHECK(node.accounts->list_grants(nurse, {.person = pupil})->empty());
  CHECK(node.accounts->make_link(teacher, pupil, LinkPurpose::sign_in));
}

TEST_CASE("whoever guesses at accounts learns nothing from an old revision, and is soon told nothing at all") {
  Node node;
  const auto nurse = *node.accounts->actor_of(node.add("nurse", Role::administrator, hospital, hospital));
  const auto porter = *node.accounts->save_person(nurse, node.draft(), somebody("porter", hospital));
  const auto revision = node.accounts->person(nurse, porter)->revision;
  const auto rename = [&](std::string_view account, std::int64_t from) {
    auto wish = somebody(account, hospital);
    wish.id = porter;
    wish.expected_revision = from;
    return code_of(node.accounts->save_person(nurse, node.draft(), wish));
  };
  CHECK(rename("amal", 0) == Code{"revision_conflict"});
  CHECK(rename("nobody_yet", 0) == Code{"revision_conflict"});
  for (int i = 0; i < 20; ++i)
    CHECK(rename("amal", revision) == Code{"account_taken"});
  CHECK(rename("amal", revision) == Code{"account_wait"});
  CHECK(rename("nobody_yet", revision) == Code{"account_wait"});
  CHECK(code_of(node.accounts->save_person(nurse, node.draft(), somebody("new", hospital))) == Code{"account_wait"});
  // What names no other account goes on, and so do others.
  CHECK(rename("porter", revision) == Code());
  CHECK(node.accounts->save_person(node.boss(), node.draft(), somebody("new", hospital)));
  node.clock.now += 60'000;
  CHECK(node.accounts->save_person(nurse, node.draft(), somebody("newer", hospital)));
}

TEST_CASE("a role ends with its time, and no role is given for the past") {
  Node node;
  const auto bilal = *node.accounts->save_person(node.boss(), node.draft(), somebody("bilal"));
  const auto until = [&](std::int64_t ms) {
    return code_of(node.accounts->give_grant(node.boss(), node.draft(),
                                             {.person = bilal, .grant = {Role::analyst, nation, node.clock.now + ms}}));
  };
  CHECK(until(0) == Code{"grant_until"});
  CHECK(until(1000) == Code());
  const auto place = *node.accounts->place_of(nation);
  const auto actor = *node.accounts->actor_of(bilal);
  CHECK(access::may(actor, access::Verb::read, "ledger", place, node.clock.now));
  CHECK_FALSE(access::may(actor, access::Verb::read, "ledger", place, node.clock.now + 1000));
}

TEST_CASE("the last administrator stays one") {
  Node node;
  const auto own = node.accounts->grants(node.boss(), node.founder)->front().id;
  CHECK(code_of(node.accounts->revoke_grant(node.boss(), node.draft(), own)) == Code{"last_administrator"});
  auto closed = somebody("amal");
  closed.id = node.founder;
  closed.active = false;
  CHECK(code_of(node.accounts->save_person(node.boss(), node.draft(), closed)) == Code{"last_administrator"});
  node.add("bilal", Role::administrator, nation);
  CHECK(code_of(node.accounts->revoke_grant(node.boss(), node.draft(), own)) == Code());
}

TEST_CASE("of two administrators who take each other's role at once one stays") {
  Node node;
  const auto bilal = node.add("bilal", Role::administrator, nation);
  const auto boss = node.boss();
  const auto own = node.accounts->grants(boss, node.founder)->front().id;
  const auto other = node.accounts->grants(boss, bilal)->front().id;
  // Both ask while the writer is busy: each sees two administrators.
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  REQUIRE(node.writer->run([&](store::Store&) {
    for (const auto& grant : {own, other})
      threads.emplace_back([&, grant] { good += node.accounts->revoke_grant(boss, node.draft(), grant) ? 1 : 0; });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return Status();
  }));
  for (auto& thread : threads)
    thread.join();
  CHECK(good == 1);
  CHECK(node.accounts->list_grants(*node.accounts->actor_of(node.founder), {}).has_value());
}

TEST_CASE("who is closed is out at once: sessions, tokens and links") {
  Node node;
  const auto bilal = node.add("bilal", Role::analyst, nation);
  const auto in = node.sign_in("bilal");
  const auto token =
      node.make_token(in->caller, {.name = "x", .scope = nation, .until_ms = node.clock.now + 1'000'000});
  const auto link = node.accounts->make_link(node.boss(), bilal, LinkPurpose::sign_in);
  auto closed = somebody("bilal");
  closed.id = bilal;
  closed.active = false;
  REQUIRE(node.accounts->save_person(node.boss(), node.draft(), closed));
  CHECK(code_of(node.accounts->by_session(in->session)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->by_token(token->secret)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->actor_of(bilal)) == denied);
  closed.active = true;
  REQUIRE(node.accounts->save_person(node.boss(), node.draft(), closed));
  CHECK(code_of(node.accounts->by_session(in->session)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->by_token(token->secret)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->sign_in_by_link(link->secret, "", here)) == Code{"link_unusable"});
}

TEST_CASE("everybody changes their own name and language, nothing else") {
  Node node;
  node.add("bilal", Role::auditor, nation);
  const auto in = node.sign_in("bilal");
  REQUIRE(node.accounts->save_profile(in->caller, node.draft(), {.name = "بلال", .language = "ar"}));
  const auto now = node.accounts->by_session(in->session);
  CHECK(now->person.name == "بلال");
  CHECK(now->person.language == "ar");
  CHECK(now->person.account == "bilal");
  CHECK(code_of(node.accounts->save_profile(in->caller, node.draft(), {.name = "late", .language = "ar"})) ==
        Code{"revision_conflict"});
}
