#include <doctest/doctest.h>

#include "accounts/made_node.h"

using namespace manara;
using namespace manara::accounts;
using namespace manara::accounts::made;

namespace {

constexpr std::int64_t step = 30'000;
constexpr Code wrong{"sign_in_wrong"};
constexpr Code needed{"sign_in_code_needed"};

std::string from_base32(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    held = (held << 5) | static_cast<std::uint32_t>(letters.find(c));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>(held >> bits));
  }
  return bytes;
}

/// Somebody whose app has a seed.
struct WithApp {
  explicit WithApp(Node& of) : node(of) {
    const auto in = node.sign_in("amal");
    const auto offer = node.accounts->offer_totp(in->caller, {password, ""}, here);
    seed = from_base32(offer->seed);
    auto confirmed = node.accounts->confirm_totp(in->caller, code(), here).value();
    before = in->session;
    codes = confirmed.codes;
    session = confirmed.signed_in;
    node.clock.now += 2 * step;
  }
  [[nodiscard]] std::string code() const { return access::totp_code(seed, access::totp_step(node.clock.now)); }

  Node& node;
  std::string seed{};
  std::string before{};
  RecoveryCodes codes{};
  SignedIn session{};
};

}  // namespace

TEST_CASE("with an app a password alone is not enough, and a code works once") {
  Node node;
  const WithApp app(node);
  CHECK(node.refusal("amal", password) == needed);
  CHECK(node.refusal("amal", "guess") == wrong);
  CHECK(node.refusal("amal", password, here, "000000") == wrong);
  CHECK(node.refusal("amal", password, here, "no code") == wrong);
  const auto code = app.code();
  CHECK(node.refusal("amal", "guess", here, code) == wrong);
  CHECK(node.refusal("amal", password, here, code) == Code());
  CHECK(node.refusal("amal", password, here, code) == wrong);
  node.clock.now += step;
  CHECK(node.refusal("amal", password, here, code) == wrong);
  CHECK(node.refusal("amal", password, here, app.code()) == Code());
}

TEST_CASE("a code of a later step is lost when the clock is set back, a recovery code is not") {
  Node node;
  const WithApp app(node);
  CHECK(node.refusal("amal", password, here, app.code()) == Code());
  node.clock.now -= 10 * step;
  CHECK(node.refusal("amal", password, here, app.code()) == wrong);
  CHECK(node.refusal("amal", password, here, app.codes[0]) == Code());
}

TEST_CASE("a recovery code works once, as it is typed, and only for its person") {
  Node node;
  const WithApp app(node);
  std::string typed = app.codes[3];
  std::ranges::replace(typed, '-', ' ');
  CHECK(node.refusal("amal", password, here, typed) == Code());
  CHECK(node.refusal("amal", password, here, app.codes[3]) == wrong);
  CHECK(node.accounts->recovery_codes_left(app.session.caller) == 9);
  CHECK(node.refusal("amal", password, here, "00000-00000-00000-00000") == wrong);
}

TEST_CASE("asking without a code buys no guesses at it") {
  Node node;
  const WithApp app(node);
  const Origin elsewhere{.address = "203.0.113.9"};
  int judged = 0;
  for (int i = 0; i < 40; ++i) {
    judged += node.refusal("amal", password, elsewhere, "000000") == wrong ? 1 : 0;
    node.refusal("amal", password, elsewhere);
  }
  CHECK(judged == 5);
}

TEST_CASE("a seed counts from its first code on; all other sessions end then") {
  Node node;
  const auto in = node.sign_in("amal");
  const auto other = node.sign_in("amal");
  REQUIRE(node.accounts->offer_totp(in->caller, {password, ""}, here));
  CHECK(node.refusal("amal", password) == Code());
  CHECK(code_of(node.accounts->confirm_totp(in->caller, "000000", here)) == Code{"totp_wrong"});
  CHECK(code_of(node.accounts->confirm_totp(in->caller, "", here)) == Code{"totp_wrong"});
  const WithApp app(node);
  CHECK(code_of(node.accounts->by_session(other->session)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->by_session(app.before)) == Code{"access_unauthenticated"});
  CHECK(node.accounts->by_session(app.session.session));
}

TEST_CASE("a seed that was shown is guessed at no more than any code, and is over after a quarter of an hour") {
  Node node;
  const auto in = node.sign_in("amal");
  const auto confirm = [&](std::string_view code) {
    return code_of(node.accounts->confirm_totp(in->caller, code, here));
  };
  auto offer = node.accounts->offer_totp(in->caller, {password, ""}, here);
  for (int i = 0; i < 5; ++i)
    CHECK(confirm("000000") == Code{"totp_wrong"});
  CHECK(confirm("000000") == Code{"sign_in_wait"});
  node.clock.now += node.settings.totp_offer_ms;
  const auto code_of_offer = [&] {
    return access::totp_code(from_base32(offer->seed), access::totp_step(node.clock.now));
  };
  CHECK(confirm(code_of_offer()) == Code{"totp_over"});
  // Nor does a clock that is set back wake it, once it was forgotten.
  REQUIRE(node.accounts->tidy());
  node.clock.now -= 60'000;
  CHECK(confirm(code_of_offer()) == Code{"totp_wrong"});
  const auto again = node.sign_in("amal");
  offer = node.accounts->offer_totp(again->caller, {password, ""}, here);
  CHECK(code_of(node.accounts->confirm_totp(again->caller, code_of_offer(), here)) == Code());
}

TEST_CASE("tokens made before a second factor came or went are over") {
  Node node;
  const auto in = node.sign_in("amal");
  const TokenWish wish{.name = "x", .scope = hospital, .until_ms = node.clock.now + 1'000'000'000};
  const auto gone = [&](const Result<Made<TokenId>>& token) {
    return code_of(node.accounts->by_token(token->secret)) == Code{"access_unauthenticated"};
  };
  const auto first = node.make_token(in->caller, wish);
  const WithApp app(node);
  CHECK(gone(first));
  const auto& caller = app.session.caller;
  CHECK(code_of(node.make_token(caller, wish)) == needed);
  const auto second = node.accounts->make_token(caller, {password, app.codes[0]}, wish, here);
  REQUIRE(second);
  REQUIRE(node.accounts->drop_totp(caller, {password, app.codes[1]}, here));
  CHECK(gone(second));
  const auto third = node.make_token(caller, wish);
  const auto bilal = node.add("bilal", access::Role::administrator, nation);
  REQUIRE(node.accounts->reset_second_factor(*node.accounts->actor_of(bilal), node.founder));
  CHECK(gone(third));
}

TEST_CASE("at an open session somebody else changes nothing without the password and a code") {
  Node node;
  const WithApp app(node);
  const auto& caller = app.session.caller;
  CHECK(code_of(node.accounts->drop_totp(caller, {"guess", app.codes[0]}, here)) == wrong);
  CHECK(code_of(node.accounts->drop_totp(caller, {password, ""}, here)) == needed);
  CHECK(code_of(node.accounts->offer_totp(caller, {password, "123456"}, here)) == wrong);
  CHECK(code_of(node.accounts->renew_recovery_codes(caller, {password, ""}, here)) == needed);
  CHECK(code_of(node.accounts->change_password(caller, {password, ""}, "eight boats in the harbour", here)) == needed);
  const auto renewed = node.accounts->renew_recovery_codes(caller, {password, app.codes[0]}, here);
  REQUIRE(renewed);
  CHECK(node.refusal("amal", password, here, app.codes[1]) == wrong);
  CHECK(node.refusal("amal", password, here, (*renewed)[0]) == Code());
  REQUIRE(node.accounts->drop_totp(caller, {password, (*renewed)[1]}, here));
  CHECK(node.refusal("amal", password) == Code());
}

TEST_CASE("seeds rest sealed: under another key no code is right, and the node says why") {
  Node node;
  const WithApp app(node);
  node.key = crypto::make_sealing_key();
  node.open(false);
  CHECK(node.refusal("amal", password, here, app.code()) == Code{"seal_wrong"});
  CHECK(node.refusal("amal", password, here, app.codes[0]) == Code());
}

TEST_CASE("an administrator lets in who lost telephone and paper; their sessions end") {
  Node node;
  const WithApp app(node);
  const auto bilal = node.add("bilal", access::Role::administrator, nation);
  REQUIRE(node.accounts->reset_second_factor(*node.accounts->actor_of(bilal), node.founder));
  CHECK(code_of(node.accounts->by_session(app.session.session)) == Code{"access_unauthenticated"});
  CHECK(node.refusal("amal", password) == Code());
}

TEST_CASE("a new password ends every other session and link, and the old one is over") {
  Node node;
  const auto stolen = node.sign_in("amal", {.address = "203.0.113.9"});
  const auto link = node.accounts->make_link(node.boss(), node.founder, LinkPurpose::sign_in);
  const auto in = node.sign_in("amal");
  CHECK(code_of(node.accounts->change_password(in->caller, {password, ""}, "too short", here)) ==
        Code{"password_too_short"});
  CHECK(code_of(node.accounts->change_password(in->caller, {"guess", ""}, "eight boats in the harbour", here)) ==
        wrong);
  const auto changed = node.accounts->change_password(in->caller, {password, ""}, "eight boats in the harbour", here);
  REQUIRE(changed);
  CHECK(changed->session != in->session);
  CHECK(code_of(node.accounts->by_session(stolen->session)) == Code{"access_unauthenticated"});
  CHECK(code_of(node.accounts->by_session(in->session)) == Code{"access_unauthenticated"});
  CHECK(node.accounts->by_session(changed->session));
  CHECK(code_of(node.accounts->sign_in_by_link(link->secret, "", here)) == Code{"link_unusable"});
  CHECK(node.refusal("amal", password) == wrong);
  CHECK(node.refusal("amal", "eight boats in the harbour") == Code());
}

TEST_CASE("the codes of a recovery sheet stay good beside those of a first second factor, and go with those before") {
  Node node;
  const auto paper = node.accounts->recovery_codes_at_keyboard("amal").value();
  CHECK(code_of(node.accounts->recovery_codes_at_keyboard("nobody")) == Code{"account_unknown"});
  CHECK(node.refusal("amal", password) == Code());  // no second factor as yet
  const WithApp app(node);
  CHECK(node.refusal("amal", password, here, paper[0]) == Code());
  CHECK(node.refusal("amal", password, here, paper[0]) == wrong);
  CHECK(node.refusal("amal", password, here, app.codes[0]) == Code());
  const auto renewed = node.accounts->renew_recovery_codes(app.session.caller, {password, paper[1]}, here);
  REQUIRE(renewed);
  CHECK(node.refusal("amal", password, here, paper[2]) == wrong);
  CHECK(node.refusal("amal", password, here, app.codes[2]) == wrong);
}
