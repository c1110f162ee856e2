#include <atomic>
#include <doctest/doctest.h>
#include <mutex>
#include <thread>

#include "accounts/made_node.h"

using namespace manara;
using namespace manara::accounts;
using namespace manara::accounts::made;

namespace {
constexpr std::int64_t minute = 60'000, hour = 60 * minute;
constexpr Origin elsewhere{.address = "203.0.113.9"};
constexpr Code wrong{"sign_in_wrong"};
constexpr Code wait{"sign_in_wait"};
}  // namespace

TEST_CASE("whoever knows account and password is in, as themselves, with their roles") {
  Node node;
  const auto in = node.sign_in(" Amal ");
  REQUIRE(in);
  CHECK(in->caller.person.id == node.founder);
  CHECK(in->caller.person.language == "ar");
  REQUIRE(in->caller.actor.grants.size() == 1);
  CHECK(in->caller.actor.grants[0] == access::Grant{access::Role::administrator, nation, {}});
  CHECK(in->caller.csrf.size() == 64);
  const auto again = node.accounts->by_session(in->session);
  REQUIRE(again);
  CHECK(again->person.id == node.founder);
  CHECK(again->csrf == in->caller.csrf);
  CHECK(again->new_session.empty());
}

TEST_CASE("a wrong password, an unknown account, one without a password and one that is closed get the same answer") {
  Node node;
  const auto closed = node.add("bilal", access::Role::analyst, nation);
  REQUIRE(node.accounts->save_person(
      node.boss(), node.draft(),
      {.id = closed, .home = nation, .account = "bilal", .name = "Bilal", .language = "en", .active = false}));
  REQUIRE(node.accounts->save_person(node.boss(), node.draft(),
                                     {.home = nation, .account = "new", .name = "New", .language = "en"}));
  CHECK(node.refusal("amal", "four lamps on the quay") == wrong);
  CHECK(node.refusal("amal", "") == wrong);
  CHECK(node.refusal("amal", std::string(100'000, 'x')) == wrong);
  CHECK(node.refusal("nobody", password) == wrong);
  CHECK(node.refusal("bilal", password) == wrong);
  CHECK(node.refusal("new", "") == wrong);
  CHECK(node.refusal("' OR 1=1 --", password) == wrong);
  CHECK(node.refusal(std::string(100'000, 'a'), password) == wrong);
}

TEST_CASE("a session that came along is ended, and the new one has another secret: nothing can be fixed beforehand") {
  Node node;
  node.add("mallory", access::Role::analyst, hospital, hospital);
  const auto planted = node.sign_in("mallory", elsewhere);
  REQUIRE(planted);
  auto origin = here;
  origin.session = planted->session;
  origin.device = planted->device;
  const auto in = node.sign_in("amal", origin);
  REQUIRE(in);
  CHECK(in->session != planted->session);
  CHECK(in->device != planted->device);
  CHECK_FALSE(in->device.empty());
  CHECK(code_of(node.accounts->by_session(planted->session)) == Code{"access_unauthenticated"});
  // A secret that somebody made up is not taken either.
  origin.session = "manara_session_0000000000000000000000000000000000000000000000000000000000000000";
  CHECK(node.sign_in("amal", origin)->session != origin.session);
  CHECK(code_of(node.accounts->by_session(origin.session)) == Code{"access_unauthenticated"});
}

TEST_CASE("guessing waits longer and longer, and the right password waits with it") {
  Node node;
  for (int i = 0; i < 5; ++i)
    CHECK(node.refusal("amal", "guess", elsewhere) == wrong);
  CHECK(node.refusal("amal", "guess", elsewhere) == wait);
  CHECK(node.refusal("amal", password, elsewhere) == wait);
  node.clock.now += 1000;
  CHECK(node.refusal("amal", "guess", elsewhere) == wrong);
  node.clock.now += 1000;
  CHECK(node.refusal("amal", password, elsewhere) == wait);
  node.clock.now += 1000;
  CHECK(node.refusal("amal", password, elsewhere) == Code());
  // Right once: the place starts anew.
  for (int i = 0; i < 5; ++i)
    CHECK(node.refusal("amal", "guess", elsewhere) == wrong);
}

TEST_CASE("a wait says its seconds, and is no longer than a quarter of an hour") {
  CHECK(wait_ms(Counter::here, 4) == 0);
  CHECK(wait_ms(Counter::here, 5) == 1000);
  CHECK(wait_ms(Counter::here, 8) == 8000);
  CHECK(wait_ms(Counter::here, 1LL << 60) == longest_wait_ms);
  Node node;
  for (int i = 0; i < 5; ++i)
    CHECK(node.refusal("amal", "guess", elsewhere) == wrong);
  const auto refused = node.sign_in("amal", elsewhere);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().args == std::vector<std::string>{"1"});
}

TEST_CASE("nobody shuts out another: a known device gets in whatever strangers do, a known network too") {
  Node node;
  const auto before = node.sign_in("amal", here);
  REQUIRE(before);
  // Guesses from a hundred networks, each within what one network may do.
  for (int i = 0; i < 100; ++i) {
    const auto address = "203.0.113." + std::to_string(i);
    node.refusal("amal", "guess", {.address = address});
  }
  CHECK(node.refusal("amal", password, {.address = "198.51.100.77"}) == wait);
  CHECK(node.refusal("amal", password, here) == Code());
  const Origin known{.address = "198.51.100.77", .device = before->device};
  CHECK(node.refusal("amal", password, known) == Code());
  // Somebody behind the same address: her device still gets in.
  for (int i = 0; i < 8; ++i)
    node.refusal("amal", "guess", here);
  CHECK(node.refusal("amal", password, here) == wait);
  CHECK(node.refusal("amal", password, {.address = here.address, .device = before->device}) == Code());
}

TEST_CASE("a known device is no way round: it waits for its own guesses, and is nobody else's") {
  Node node;
  node.add("bilal", access::Role::analyst, nation);
  const auto amal = node.sign_in("amal", here);
  const Origin stolen{.address = "203.0.113.9", .device = amal->device};
  for (int i = 0; i < 5; ++i)
    CHECK(node.refusal("amal", "guess", stolen) == wrong);
  CHECK(node.refusal("amal", "guess", stolen) == wait);
  // For another account it is a device like any other.
  for (int i = 0; i < 5; ++i)
    CHECK(node.refusal("bilal", "guess", stolen) == wrong);
  CHECK(node.refusal("bilal", "guess", stolen) == wait);
  CHECK(node.refusal("bilal", "guess", elsewhere) == wait);
}

TEST_CASE("one address that tries many accounts waits, whichever it tries next") {
  Node node;
  for (int i = 0; i < 20; ++i)
    CHECK(node.refusal("account" + std::to_string(i), "guess", elsewhere) == wrong);
  CHECK(node.refusal("another", "guess", elsewhere) == wait);
  CHECK(node.refusal("another", "guess", here) == wrong);
}

TEST_CASE("many guesses at once are many charges") {
  Node node;
  std::vector<std::thread> threads;
  std::atomic<int> judged = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i)
        judged += node.refusal("amal", "guess", elsewhere) == wrong ? 1 : 0;
    });
  }
  for (auto& thread : threads)
    thread.join();
  CHECK(judged == 5);
}

TEST_CASE("a clock that is set back keeps nobody waiting, and forgets no failure") {
  Node node;
  for (int i = 0; i < 7; ++i)
    node.refusal("amal", "guess", elsewhere), node.clock.now += 5000;
  node.clock.now -= 10 * 24 * hour;
  CHECK(node.refusal("amal", "guess", elsewhere) == wrong);
  CHECK(node.refusal("amal", "guess", elsewhere) == wait);
}

TEST_CASE("ten thousand wrong guesses leave ten thousand rows at most, and the account open to its owner") {
  Node node;
  const auto before = node.sign_in("amal", here);
  REQUIRE(node.writer->run([&](store::Store& store) {
    return store.operate([&](store::Operations& rows) -> Status {
      // Guessed at before the flood: that is what stays.
      for (int i = 0; i < 5; ++i)
        MANARA_CHECK(charge(rows, charges_of({.account = "amal", .network = "203.0.113.8"}), node.clock.now));
      for (int i = 0; i < 10'000; ++i) {
        const auto account = "account" + std::to_string(i);
        const auto network = "2001:db8:" + std::to_string(i) + "::/64";
        MANARA_CHECK(charge(rows, charges_of({.account = account, .network = network}), node.clock.now + i));
      }
      std::int64_t count = 0;
      MANARA_CHECK(rows.query("count_failures", {}, [&](const store::Row& row) {
        count = row.integer(0);
        return false;
      }));
      CHECK(count > 1000);
      CHECK(count <= most_failure_rows + 3);
      return {};
    });
  }));
  CHECK(node.refusal("amal", password, {.address = "203.0.113.9", .device = before->device}) == Code());
  CHECK(node.refusal("amal", password, {.address = "203.0.113.8"}) == wait);
  node.clock.now += failures_fade_ms + hour;
  REQUIRE(node.accounts->tidy());
}

TEST_CASE("an address that asks too often is told so before anything is looked up") {
  Node node;
  node.settings.sign_ins = {.burst = 3, .per_minute = 1};
  node.open(false);
  for (int i = 0; i < 3; ++i)
    CHECK(node.refusal("amal", password) == Code());
  CHECK(node.refusal("amal", password) == wait);
  CHECK(node.refusal("amal", password, elsewhere) == Code());
  CHECK(code_of(node.accounts->sign_in_by_link("manara_link_", "", here)) == wait);
}

TEST_CASE("a hash of another cost is made anew when its password was right") {
  Node node;
  node.settings.hash_cost = {.passes = 2, .bytes = 16384};
  node.open(false);
  REQUIRE(node.sign_in("amal"));
  auto reader = std::move(node.store->reader({})).value();
  std::string hash;
  REQUIRE(reader.query("password_of_person", {store::blob(node.founder)}, [&](const store::Row& row) {
    hash = row.text(0);
    return false;
  }));
  CHECK(hash.find("m=16,t=2") != std::string::npos);
  CHECK(node.sign_in("amal"));
}

TEST_CASE("so many hash at once, so many wait, the next one is sent away") {
  HashGate full({.at_once = 1, .strangers_waiting = 0, .known_waiting = 0});
  {
    const auto first = full.enter(Comer::stranger);
    CHECK(first);
    CHECK(code_of(full.enter(Comer::stranger)) == Code{"sign_in_busy"});
    CHECK(code_of(full.enter(Comer::known)) == Code{"sign_in_busy"});
  }
  CHECK(full.enter(Comer::stranger));
}

TEST_CASE("no crowd of strangers takes the place of whoever was here before, who goes first") {
  HashGate gate({.at_once = 1, .strangers_waiting = 1, .known_waiting = 1});
  auto first = std::make_unique<Result<HashGate::Pass>>(gate.enter(Comer::stranger));
  std::mutex mutex;
  std::vector<Comer> order;
  const auto come = [&](Comer comer) {
    const auto pass = gate.enter(comer);
    REQUIRE(pass);
    const std::scoped_lock lock(mutex);
    order.push_back(comer);
  };
  const auto wait_for = [&](Comer comer) {
    while (gate.waiting(comer) == 0)
      std::this_thread::yield();
  };
  std::thread stranger(come, Comer::stranger);
  wait_for(Comer::stranger);
  CHECK(code_of(gate.enter(Comer::stranger)) == Code{"sign_in_busy"});
  std::thread known(come, Comer::known);
  wait_for(Comer::known);
  first.reset();
  stranger.join();
  known.join();
  CHECK(order == std::vector{Comer::known, Comer::stranger});
  CHECK(gate.enter(Comer::stranger));
}

TEST_CASE("sign-ins never hold the last of a server's threads, nor strangers more than half, however many it has") {
  for (std::size_t threads = 2; threads <= 64; ++threads) {
    INFO(threads);
    const auto limits = HashLimits::beside(threads);
    CHECK(limits.at_once >= 1);
    CHECK(limits.at_once + limits.strangers_waiting <= threads / 2);
    CHECK(limits.at_once + limits.strangers_waiting + limits.known_waiting == threads - 1);
  }
  const auto one = HashLimits::beside(1);
  CHECK(one.at_once == 1);
  CHECK(one.strangers_waiting + one.known_waiting == 0);
}

TEST_CASE("strangers of one site share what it may try, all strangers what the node takes; known devices do not") {
  Node node;
  const auto device = node.sign_in("amal", here)->device;
  node.settings.sign_ins = {.burst = 2, .per_minute = 1};
  node.open(false);
  const auto from = [&](int site, int network) {
    const auto address = "2001:db8:" + std::to_string(site) + ":" + std::to_string(network) + "::1";
    return node.refusal("account" + address, "guess", {.address = address});
  };
  // Eight of one site, whichever of its networks they come from.
  for (int i = 0; i < 8; ++i)
    CHECK(from(1, i) == wrong);
  CHECK(from(1, 9) == wait);
  for (int i = 8; i < 32; ++i)
    CHECK(from(i, 1) == wrong);
  CHECK(from(99, 1) == Code{"sign_in_busy"});
  CHECK(code_of(node.accounts->sign_in_by_link("manara_link_", "", elsewhere)) == Code{"sign_in_busy"});
  const Origin known{.address = "2001:db8:1:9::1", .device = device};
  CHECK(node.refusal("amal", password, known) == Code());
  CHECK(node.refusal("amal", password, known) == Code());
  CHECK(node.refusal("amal", password, known) == wait);
}

TEST_CASE("failures fade one by one: an evening's guesses don't weigh on the next morning") {
  Node node;
  for (int i = 0; i < 15; ++i) {
    node.refusal("amal", "guess", elsewhere);
    node.clock.now += longest_wait_ms - 1;
  }
  node.clock.now += 1;
  CHECK(node.refusal("amal", "guess", elsewhere) == wrong);
  CHECK(node.sign_in("amal", elsewhere).error().args == std::vector<std::string>{"900"});
  node.clock.now += 2 * hour;
  // Eight fewer: one more is eight, which is a wait of eight seconds.
  CHECK(node.refusal("amal", "guess", elsewhere) == wrong);
  CHECK(node.sign_in("amal", elsewhere).error().args == std::vector<std::string>{"8"});
}
