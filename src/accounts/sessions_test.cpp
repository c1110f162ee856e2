#include <doctest/doctest.h>

#include "accounts/made_node.h"

using namespace manara;
using namespace manara::accounts;
using namespace manara::accounts::made;

namespace {
constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;
constexpr Code nobody{"access_unauthenticated"};
}  // namespace

TEST_CASE("a session ends when nobody uses it, and at its age, and does not come back") {
  Node node;
  const auto in = node.sign_in("amal");
  node.clock.now += 29 * minute;
  CHECK(node.accounts->by_session(in->session));
  node.clock.now += 29 * minute;
  CHECK(node.accounts->by_session(in->session));
  node.clock.now += 30 * minute;
  CHECK(code_of(node.accounts->by_session(in->session)) == nobody);
  node.clock.now -= 30 * minute;
  CHECK(code_of(node.accounts->by_session(in->session)) == nobody);

  const auto busy = node.sign_in("amal");
  for (int i = 0; i < 12 * 4 - 1; ++i) {
    node.clock.now += 15 * minute;
    REQUIRE(node.accounts->by_session(busy->session));
  }
  node.clock.now += 15 * minute;
  CHECK(code_of(node.accounts->by_session(busy->session)) == nobody);
}

TEST_CASE("sessions made before the clock was set back are over: nobody can tell how old they are") {
  Node node;
  const auto in = node.sign_in("amal");
  node.clock.now -= 2 * minute;
  CHECK(node.accounts->by_session(in->session));
  node.clock.now -= hour;
  CHECK(code_of(node.accounts->by_session(in->session)) == nobody);
}

TEST_CASE("sessions live through a restart, and what is kept of them lets nobody in") {
  Node node;
  const auto in = node.sign_in("amal");
  node.open(false);
  CHECK(node.accounts->by_session(in->session));
  std::string kept;
  auto reader = std::move(node.store->reader({})).value();
  const auto form = *access::kept_form(access::Purpose::session, in->session);
  REQUIRE(reader.query("session_of_secret", {store::blob(form), std::int64_t{0}}, [&](const store::Row& row) {
    kept = row.blob(0);
    return false;
  }));
  CHECK(kept.size() == 32);
  CHECK(in->session.find(crypto::hex(form)) == std::string::npos);
  CHECK(code_of(node.accounts->by_session("manara_session_" + crypto::hex(form))) == nobody);
}

TEST_CASE("what is no session is nobody: other secrets, cut ones, hostile ones") {
  Node node;
  const auto in = node.sign_in("amal");
  for (const auto& bad : {std::string(), in->device, in->session.substr(0, 40), in->session + "0",
                          std::string("manara_session_"), std::string(1 << 20, 'f')})
    CHECK(code_of(node.accounts->by_session(bad)) == nobody);
  CHECK(code_of(node.accounts->by_token(in->session)) == nobody);
}

TEST_CASE("one's sessions are listed and ended; another's can't be") {
  Node node;
  node.add("bilal", access::Role::analyst, nation);
  const auto first = node.sign_in("amal", {.address = "2001:db8::5", .agent = "Browser\r\nSet-Cookie: x"});
  node.clock.now += minute;
  const auto second = node.sign_in("amal");
  const auto bilal = node.sign_in("bilal");
  auto list = node.accounts->sessions(second->caller);
  REQUIRE(list);
  REQUIRE(list->size() == 2);
  CHECK((*list)[0].id == second->caller.session);
  CHECK((*list)[1].address == "2001:db8::/64");
  CHECK((*list)[1].agent == "Browser??Set-Cookie: x");
  CHECK(code_of(node.accounts->end_session(bilal->caller, first->caller.session)) == Code{"request_not_found"});
  CHECK(node.accounts->by_session(first->session));
  REQUIRE(node.accounts->end_session(second->caller, first->caller.session));
  CHECK(code_of(node.accounts->by_session(first->session)) == nobody);
  REQUIRE(node.accounts->sign_out(second->caller));
  CHECK(code_of(node.accounts->by_session(second->session)) == nobody);
  CHECK(node.accounts->by_session(bilal->session));
}

TEST_CASE("fifty sessions are kept of one person, the latest") {
  Node node;
  const auto first = node.sign_in("amal");
  std::string last;
  for (int i = 0; i < 50; ++i) {
    node.clock.now += 1;
    last = node.sign_in("amal")->session;
  }
  CHECK(code_of(node.accounts->by_session(first->session)) == nobody);
  const auto in = node.accounts->by_session(last);
  REQUIRE(in);
  CHECK(node.accounts->sessions(*in)->size() == 50);
}

TEST_CASE("another role, another secret: the former one lasts a minute, for what is under way") {
  Node node;
  const auto bilal = node.add("bilal", access::Role::analyst, hospital);
  const auto in = node.sign_in("bilal");
  REQUIRE(node.accounts->give_grant(node.boss(), node.draft(),
                                    {.person = bilal, .grant = {access::Role::administrator, school, {}}}));
  const auto changed = node.accounts->by_session(in->session);
  REQUIRE(changed);
  CHECK(changed->actor.grants.size() == 2);
  REQUIRE_FALSE(changed->new_session.empty());
  CHECK(changed->csrf == in->caller.csrf);
  const auto under_way = node.accounts->by_session(in->session);
  REQUIRE(under_way);
  CHECK(under_way->new_session.empty());
  CHECK(node.accounts->by_session(changed->new_session)->new_session.empty());
  node.clock.now += minute;
  CHECK(code_of(node.accounts->by_session(in->session)) == nobody);
  CHECK(node.accounts->by_session(changed->new_session));
}

TEST_CASE("a token does what it was made for, until its day, and its owner takes it back") {
  Node node;
  node.add("bilal", access::Role::analyst, nation);
  const auto in = node.sign_in("bilal");
  const auto made = node.make_token(
      in->caller,
      {.name = "scanner", .scope = hospital, .use = access::Use::read_only, .until_ms = node.clock.now + day});
  REQUIRE(made);
  const auto caller = node.accounts->by_token(made->secret);
  REQUIRE(caller);
  CHECK(caller->csrf.empty());
  CHECK(caller->session.empty());
  const auto at = node.clock.now;
  const auto place = *node.accounts->place_of(hospital);
  CHECK(access::may(caller->actor, access::Verb::read, "assets", place, at));
  CHECK_FALSE(access::may(caller->actor, access::Verb::edit, "assets", place, at));
  CHECK_FALSE(access::may(caller->actor, access::Verb::read, "assets", *node.accounts->place_of(school), at));
  CHECK(node.accounts->tokens(in->caller)->front().used_ms == at);
  CHECK(node.accounts->tokens(in->caller)->front().name == "scanner");
  // It makes no other token, and changes nothing that proves who somebody is.
  CHECK(code_of(node.make_token(*caller, {.name = "x", .scope = hospital, .until_ms = at + day})) ==
        Code{"access_denied"});
  CHECK(code_of(node.accounts->change_password(*caller, {password, ""}, "eight boats in the harbour", here)) ==
        Code{"access_denied"});
  CHECK(code_of(node.accounts->offer_totp(*caller, {password, ""}, here)) == Code{"access_denied"});

  node.clock.now += day;
  CHECK(code_of(node.accounts->by_token(made->secret)) == nobody);
  node.clock.now -= day;
  CHECK(code_of(node.accounts->by_token(made->secret)) == nobody);

  const auto second = node.make_token(in->caller, {.name = "s", .scope = hospital, .until_ms = at + day});
  REQUIRE(node.accounts->revoke_token(in->caller, second->id));
  CHECK(code_of(node.accounts->by_token(second->secret)) == nobody);
}

TEST_CASE("a token is made by whoever proves again who they are, in a session that no link opened") {
  Node node;
  const auto bilal = node.add("bilal", access::Role::analyst, nation);
  const auto in = node.sign_in("bilal");
  const TokenWish wish{.name = "x", .scope = hospital, .until_ms = node.clock.now + day};
  CHECK(code_of(node.make_token(in->caller, wish, "guess")) == Code{"sign_in_wrong"});
  CHECK(code_of(node.make_token(in->caller, wish, "")) == Code{"sign_in_wrong"});
  CHECK(node.accounts->tokens(in->caller)->empty());
  const auto link = node.accounts->make_link(node.boss(), bilal, LinkPurpose::sign_in);
  const auto by_link = node.accounts->sign_in_by_link(link->secret, "", here);
  CHECK(code_of(node.make_token(by_link->caller, wish)) == Code{"token_by_link"});
  CHECK(code_of(node.make_token(*node.accounts->by_session(by_link->session), wish)) == Code{"token_by_link"});
  CHECK(node.make_token(in->caller, wish));
  // Guesses count as those at the door do.
  for (int i = 0; i < 5; ++i)
    CHECK(code_of(node.make_token(in->caller, wish, "guess")) == Code{"sign_in_wrong"});
  CHECK(code_of(node.make_token(in->caller, wish)) == Code{"sign_in_wait"});
}

TEST_CASE("a token is over with the password it was made by") {
  Node node;
  const auto bilal = node.add("bilal", access::Role::analyst, nation);
  const TokenWish wish{.name = "x", .scope = hospital, .until_ms = node.clock.now + day};
  const auto in = node.sign_in("bilal");
  const auto made = node.make_token(in->caller, wish);
  const auto changed = node.accounts->change_password(in->caller, {password, ""}, "eight boats in the harbour", here);
  CHECK(code_of(node.accounts->by_token(made->secret)) == nobody);
  const auto second = node.make_token(changed->caller, wish, "eight boats in the harbour");
  REQUIRE(second);
  const auto link = node.accounts->make_link(node.boss(), bilal, LinkPurpose::invitation);
  REQUIRE(node.accounts->accept_invitation(link->secret, password, "", here));
  CHECK(code_of(node.accounts->by_token(second->secret)) == nobody);
}

TEST_CASE("a token has what its owner had when it was made, as long as they have it") {
  Node node;
  const auto bilal = node.add("bilal", access::Role::auditor, nation);
  const auto in = node.sign_in("bilal");
  const TokenWish wish{
      .name = "x", .scope = nation, .use = access::Use::read_and_write, .until_ms = node.clock.now + 10 * day};
  const auto before = node.make_token(in->caller, wish);
  node.clock.now += minute;
  REQUIRE(node.accounts->give_grant(
      node.boss(), node.draft(),
      {.person = bilal, .grant = {access::Role::administrator, nation, node.clock.now + hour}}));
  const auto after = node.make_token(*node.accounts->by_session(in->session), wish);
  const auto edits = [&](const Result<Made<TokenId>>& token) {
    const auto caller = node.accounts->by_token(token->secret);
    const auto place = *node.accounts->place_of(nation);
    return access::may(caller->actor, access::Verb::edit, "people", place, node.clock.now);
  };
  CHECK_FALSE(edits(before));
  CHECK(edits(after));
  CHECK(node.accounts->by_token(after->secret)->actor.grants.size() == 2);
  node.clock.now += hour;
  CHECK_FALSE(edits(after));
  // A role that is over is none of theirs.
  CHECK(node.accounts->by_token(after->secret)->actor.grants.size() == 1);
}

TEST_CASE("a token reaches no further than its owner, and no longer than a year") {
  Node node;
  node.add("officer", access::Role::organisation_officer, hospital, hospital);
  const auto in = node.sign_in("officer");
  const auto wish = [&](const ScopeId& scope, std::int64_t for_ms, std::string_view name = "x") {
    return code_of(node.make_token(in->caller, {.name = name, .scope = scope, .until_ms = node.clock.now + for_ms}));
  };
  CHECK(wish(school, day) == Code{"access_denied"});
  CHECK(wish(nation, day) == Code{"access_denied"});
  CHECK(wish({}, day) == Code{"access_denied"});
  CHECK(wish(hospital, 0) == Code{"token_until"});
  CHECK(wish(hospital, 367 * day) == Code{"token_until"});
  CHECK(wish(hospital, day, "") == Code{"name_missing"});
  for (int i = 0; i < 50; ++i)
    REQUIRE(wish(hospital, day) == Code());
  CHECK(wish(hospital, day) == Code{"too_many"});
}
