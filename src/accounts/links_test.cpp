#include <atomic>
#include <doctest/doctest.h>
#include <thread>

#include "accounts/made_node.h"

using namespace manara;
using namespace manara::accounts;
using namespace manara::accounts::made;

namespace {
constexpr std::int64_t hour = 3'600'000, day = 24 * hour;
constexpr Code unusable{"link_unusable"};
constexpr Code denied{"access_denied"};

Code use(Node& node, std::string_view link) {
  return code_of(node.accounts->sign_in_by_link(link, "", here));
}
}  // namespace

TEST_CASE("a link signs in once, and its session says who made it") {
  Node node;
  const auto bilal = node.add("bilal", access::Role::analyst, nation);
  const auto link = node.accounts->make_link(node.boss(), bilal, LinkPurpose::sign_in);
  REQUIRE(link);
  CHECK(node.accounts->links(node.boss(), bilal)->size() == 1);
  const auto in = node.accounts->sign_in_by_link(link->secret, "", here);
  REQUIRE(in);
  CHECK(in->caller.person.id == bilal);
  CHECK(node.accounts->sessions(in->caller)->front().opened_by == node.founder);
  CHECK(use(node, link->secret) == unusable);
  CHECK(node.accounts->by_session(in->session));
}

TEST_CASE("of many that come with one link at once one is let in") {
  Node node;
  const auto link = node.accounts->make_link(node.boss(), node.founder, LinkPurpose::sign_in);
  std::atomic<int> in = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] { in += node.accounts->sign_in_by_link(link->secret, "", here) ? 1 : 0; });
  for (auto& thread : threads)
    thread.join();
  CHECK(in == 1);
}

TEST_CASE("a link is over after its time, and a clock that is set back does not wake it") {
  Node node;
  const auto link = node.accounts->make_link(node.boss(), node.founder, LinkPurpose::sign_in);
  node.clock.now += hour;
  CHECK(use(node, link->secret) == unusable);
  node.clock.now -= hour;
  CHECK(use(node, link->secret) == unusable);
  const auto other = node.accounts->make_link(node.boss(), node.founder, LinkPurpose::sign_in);
  node.clock.now -= day;
  CHECK(use(node, other->secret) == unusable);
  const auto forgotten = node.accounts->make_link(node.boss(), node.founder, LinkPurpose::sign_in);
  node.clock.now += hour;
  REQUIRE(node.accounts->tidy());
  node.clock.now -= hour;
  CHECK(use(node, forgotten->secret) == unusable);
}

TEST_CASE("what is no link is none: made up, cut, of another purpose, of somebody closed, taken back") {
  Node node;
  const auto bilal = node.add("bilal", access::Role::analyst, nation);
  const auto link = node.accounts->make_link(node.boss(), bilal, LinkPurpose::sign_in);
  CHECK(use(node, "") == unusable);
  CHECK(use(node, "manara_link_" + std::string(64, '0')) == unusable);
  CHECK(use(node, link->secret.substr(0, 50)) == unusable);
  CHECK(code_of(node.accounts->accept_invitation(link->secret, "eight boats in the harbour", "", here)) == unusable);
  REQUIRE(node.accounts->withdraw_link(node.boss(), bilal, link->id));
  CHECK(use(node, link->secret) == unusable);
  const auto another = node.accounts->make_link(node.boss(), bilal, LinkPurpose::sign_in);
  REQUIRE(node.accounts->save_person(
      node.boss(), node.draft(),
      {.id = bilal, .home = nation, .account = "bilal", .name = "Bilal", .language = "en", .active = false}));
  CHECK(use(node, another->secret) == unusable);
  CHECK(code_of(node.accounts->make_link(node.boss(), bilal, LinkPurpose::sign_in)) == denied);
}

TEST_CASE(
    "an invitation sets the first password, or another where it was forgotten, and is still good after a bad one") {
  Node node;
  const auto id = node.accounts->save_person(node.boss(), node.draft(),
                                             {.home = nation, .account = "new", .name = "New", .language = "fr"});
  const auto link = node.accounts->make_link(node.boss(), *id, LinkPurpose::invitation);
  CHECK(code_of(node.accounts->accept_invitation(link->secret, "short", "", here)) == Code{"password_too_short"});
  CHECK(use(node, link->secret) == unusable);
  const auto in = node.accounts->accept_invitation(link->secret, "eight boats in the harbour", "", here);
  REQUIRE(in);
  CHECK(code_of(node.accounts->accept_invitation(link->secret, "nine boats in the harbour", "", here)) == unusable);
  CHECK(node.refusal("new", "eight boats in the harbour") == Code());
  const auto again = node.accounts->make_link(node.boss(), *id, LinkPurpose::invitation);
  REQUIRE(node.accounts->accept_invitation(again->secret, "nine boats in the harbour", "", here));
  CHECK(code_of(node.accounts->by_session(in->session)) == Code{"access_unauthenticated"});
  CHECK(node.refusal("new", "eight boats in the harbour") == Code{"sign_in_wrong"});
}

TEST_CASE("a link and its session grow no further than whoever made it") {
  Node node;
  const auto nurse = *node.accounts->actor_of(node.add("nurse", access::Role::administrator, hospital, hospital));
  const auto porter = node.add("porter", access::Role::analyst, hospital, hospital);
  const auto opened = node.accounts->make_link(nurse, porter, LinkPurpose::sign_in);
  const auto kept = node.accounts->make_link(nurse, porter, LinkPurpose::sign_in);
  const auto invitation = node.accounts->make_link(nurse, porter, LinkPurpose::invitation);
  const auto of_nation = node.accounts->make_link(node.boss(), porter, LinkPurpose::sign_in);
  const auto held = node.accounts->sign_in_by_link(opened->secret, "", here);
  const auto own = node.sign_in("porter");
  // What the nurse may give herself changes nothing.
  REQUIRE(node.accounts->give_grant(nurse, node.draft(),
                                    {.person = porter, .grant = {access::Role::administrator, hospital, {}}}));
  const auto still = node.accounts->by_session(held->session);
  REQUIRE(still);
  REQUIRE(node.accounts->give_grant(node.boss(), node.draft(),
                                    {.person = porter, .grant = {access::Role::administrator, nation, {}}}));
  CHECK(code_of(node.accounts->by_session(held->session)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->by_session(still->new_session)) == Code{"access_unauthenticated"});
  CHECK(use(node, kept->secret) == unusable);
  CHECK(code_of(node.accounts->accept_invitation(invitation->secret, "eight boats in the harbour", "", here)) ==
        unusable);
  CHECK(node.accounts->by_session(own->session));
  CHECK(use(node, of_nation->secret) == Code());
}

TEST_CASE("a new home takes links and their sessions from the former one's administrator") {
  Node node;
  const auto head = node.add("nurse", access::Role::administrator, hospital, hospital);
  const auto nurse = *node.accounts->actor_of(head);
  const auto porter = node.add("porter", access::Role::analyst, hospital, hospital);
  const auto opened = node.accounts->make_link(nurse, porter, LinkPurpose::sign_in);
  const auto kept = node.accounts->make_link(nurse, porter, LinkPurpose::sign_in);
  const auto held = node.accounts->sign_in_by_link(opened->secret, "", here);
  REQUIRE(node.accounts->by_session(held->session));
  REQUIRE(node.accounts->save_person(
      node.boss(), node.draft(), {.id = porter, .home = school, .account = "porter", .name = "P", .language = "en"}));
  CHECK(code_of(node.accounts->by_session(held->session)) == Code{"access_unauthenticated"});
  CHECK(use(node, kept->secret) == unusable);
  // As is one whose maker is no administrator any more; one for oneself needs none.
  const auto of_boss = node.accounts->make_link(node.boss(), head, LinkPurpose::sign_in);
  REQUIRE(of_boss);
  CHECK(use(node, node.accounts->link_at_keyboard("porter")->secret) == Code());
}

TEST_CASE("a link is no way round the second factor") {
  Node node;
  const auto in = node.sign_in("amal");
  const auto offer = node.accounts->offer_totp(in->caller, {password, ""}, here);
  REQUIRE(offer);
  // Confirmed with the code of the sealed seed as the store has it.
  std::string sealed;
  auto reader = std::move(node.store->reader({})).value();
  REQUIRE(reader.query("totp_offer_of_person", {store::blob(node.founder)}, [&](const store::Row& row) {
    sealed = row.blob(0);
    return false;
  }));
  const auto seed = *crypto::unseal(sealed, node.key, "totp " + to_string(node.founder));
  CHECK(access::base32(seed) == offer->seed);
  const auto code = access::totp_code(seed, access::totp_step(node.clock.now));
  REQUIRE(node.accounts->confirm_totp(in->caller, code, here));
  const auto link = node.accounts->make_link(node.boss(), node.founder, LinkPurpose::sign_in);
  CHECK(use(node, link->secret) == Code{"sign_in_code_needed"});
  CHECK(code_of(node.accounts->sign_in_by_link(link->secret, "000000", here)) == Code{"sign_in_wrong"});
  CHECK(code_of(node.accounts->sign_in_by_link(link->secret, code, here)) == Code{"sign_in_wrong"});
  node.clock.now += 60'000;
  const auto next = access::totp_code(seed, access::totp_step(node.clock.now));
  CHECK(node.accounts->sign_in_by_link(link->secret, next, here));
}
