#include "accounts/accounts.h"
#include "accounts/names.h"
#include "accounts/rows.h"

namespace manara::accounts {
namespace {

constexpr std::int64_t seen_every_ms = 60'000;         // a write a minute, not one a request
constexpr std::int64_t used_every_ms = 3600LL * 1000;  // of a token
constexpr std::int64_t former_ms = 60'000;  // requests that were under way with the former secret still arrive
constexpr std::int64_t most_tokens = 50;    // of one person
constexpr std::size_t most_token_name = 100;

std::unexpected<Error> unknown() {
  return fail(Code{"access_unauthenticated"});
}

struct SessionRow {
  Session session{};
  std::string kept{};
  PersonId person{};
  std::string csrf{};
  bool must_change = false;
};

}  // namespace

Result<bool> Accounts::is_open(const Session& session, const PersonId& person) {
  const auto at = now();
  const bool is_over = at - session.made_ms >= settings_.absolute_ms || at - session.seen_ms >= settings_.idle_ms ||
                       is_of_the_future(session.made_ms, at) || is_of_the_future(session.seen_ms, at);
  if (is_over || session.opened_by.empty()) return !is_over;
  return is_vouched_for(session.opened_by, person);
}

Result<Caller> Accounts::by_session(std::string_view secret) {
  const auto kept = access::kept_form(access::Purpose::session, secret);
  if (!kept) return unknown();
  const auto at = now();
  std::optional<SessionRow> row;
  MANARA_CHECK(read("session_of_secret", {store::blob(*kept), at}, [&](const store::Row& is) {
    row = SessionRow{.session = {.id = is.id<SessionId>(1),
                                 .made_ms = is.integer(4),
                                 .seen_ms = is.integer(5),
                                 .opened_by = is.id<PersonId>(7)},
                     .kept = is.blob(0),
                     .person = is.id<PersonId>(2),
                     .csrf = is.text(3),
                     .must_change = is.integer(6) != 0};
    return false;
  }));
  if (!row) return unknown();
  MANARA_TRY(open, is_open(row->session, row->person));
  if (!open) {
    // Gone for good: a clock that is set back does not wake it.
    MANARA_CHECK(run_one("end_session", {store::blob(row->person), store::blob(row->session.id)}));
    return unknown();
  }
  const auto person = active_person(row->person);
  if (!person) return unknown();
  MANARA_TRY(actor, actor_of(*person));
  Caller caller{.person = *person,
                .actor = std::move(actor),
                .session = row->session.id,
                .opened_by = row->session.opened_by,
                .csrf = row->csrf};
  if (row->must_change && row->kept == bytes_of(*kept)) {
    const auto next = make_secret(access::Purpose::session);
    const auto done = operate([&](store::Operations& rows) -> Status {
      MANARA_TRY(changed,
                 rows.run("change_session_secret", {store::blob(*kept), store::blob(next.kept), at + former_ms}));
      if (changed == 1) caller.new_session = next.text;
      return {};
    });
    MANARA_CHECK(done);
  } else if (at - row->session.seen_ms >= seen_every_ms) {
    // A full disk keeps nobody out: what is lost is a minute of the idle limit.
    [[maybe_unused]] const auto seen = run_one("see_session", {store::blob(row->session.id), at});
  }
  return caller;
}

Status Accounts::sign_out(const Caller& caller) {
  MANARA_CHECK(run_one("end_session", {store::blob(caller.person.id), store::blob(caller.session)}));
  return {};
}

Status Accounts::end_session(const Caller& caller, const SessionId& session) {
  return run_on_one("end_session", {store::blob(caller.person.id), store::blob(session)});
}

Status Accounts::end_other_sessions(const Caller& caller) {
  if (caller.session.empty()) return fail(Code{"access_denied"});
  MANARA_CHECK(run_one("end_sessions_of_person", {store::blob(caller.person.id), store::blob(caller.session)}));
  return {};
}

Result<std::vector<Session>> Accounts::sessions(const Caller& caller) {
  return sessions_of(caller.person.id);
}

Result<std::vector<Session>> Accounts::sessions_of(const access::Actor& by, const PersonId& person) {
  MANARA_CHECK(managed(by, access::Verb::read, "sessions", person));
  return sessions_of(person);
}

Status Accounts::end_session_of(const access::Actor& by, const PersonId& person, const SessionId& session) {
  MANARA_CHECK(looked_after(by, access::Verb::remove, "sessions", person));
  return run_on_one("end_session", {store::blob(person), store::blob(session)});
}

Result<std::vector<Session>> Accounts::sessions_of(const PersonId& person) {
  std::vector<Session> all;
  MANARA_CHECK(read("sessions_of_person", {store::blob(person)}, [&](const store::Row& row) {
    all.push_back(
        {row.id<SessionId>(0), row.integer(1), row.integer(2), row.text(3), row.text(4), row.id<PersonId>(5)});
    return true;
  }));
  return all;
}

Status Accounts::end_everything(const access::Actor& by, const PersonId& person) {
  MANARA_CHECK(looked_after(by, access::Verb::remove, "sessions", person));
  MANARA_CHECK(looked_after(by, access::Verb::remove, "tokens", person));
  return operate([&](store::Operations& rows) { return drop_access(rows, person); });
}

Status Accounts::drop_access(store::Operations& rows, const PersonId& person) {
  MANARA_CHECK(rows.run("end_sessions_of_person", {store::blob(person), store::blob(SessionId{})}));
  MANARA_CHECK(rows.run("revoke_tokens_of_person", {store::blob(person)}));
  MANARA_CHECK(rows.run("withdraw_links_of_person", {store::blob(person)}));
  MANARA_CHECK(rows.run("forget_places", {store::blob(person)}));
  return {};
}

Result<Caller> Accounts::by_token(std::string_view secret) {
  const auto kept = access::kept_form(access::Purpose::token, secret);
  if (!kept) return unknown();
  const auto at = now();
  std::optional<Token> token;
  PersonId owner;
  MANARA_CHECK(read("token_of_secret", {store::blob(*kept)}, [&](const store::Row& row) {
    owner = row.id<PersonId>(1);
    token = {.id = row.id<TokenId>(0),
             .scope = row.id<ScopeId>(2),
             .use = row.integer(3) != 0 ? access::Use::read_and_write : access::Use::read_only,
             .made_ms = row.integer(4),
             .until_ms = row.integer(5),
             .used_ms = row.integer(6)};
    return false;
  }));
  if (!token) return unknown();
  if (at >= token->until_ms) {
    MANARA_CHECK(run_one("revoke_token", {store::blob(owner), store::blob(token->id)}));
    return unknown();
  }
  const auto person = active_person(owner);
  if (!person || is_of_the_future(token->made_ms, at)) return unknown();
  // More power, another secret: what they were given since then is not this one's.
  MANARA_TRY(actor, actor_of(*person, token->made_ms));
  MANARA_TRY(place, place_of(token->scope));
  actor.limit = {.place = std::move(place), .use = token->use};
  if (at - token->used_ms >= used_every_ms) {
    [[maybe_unused]] const auto used = run_one("use_token", {store::blob(token->id), at});
  }
  return Caller{.person = *person, .actor = std::move(actor), .token = token->id};
}

Status Accounts::check_wish(const Caller& caller, const TokenWish& wish) {
  const auto at = now();
  if (!is_name(wish.name) || wish.name.size() > most_token_name) return fail(Code{"name_missing"});
  if (wish.until_ms <= at || wish.until_ms - at > settings_.longest_token_ms) {
    return fail(Code{"token_until"}, {std::to_string(settings_.longest_token_ms / (24LL * 3600 * 1000))});
  }
  MANARA_TRY(place, place_of(wish.scope));
  auto limited = caller.actor;
  limited.limit = {.place = place, .use = wish.use};
  bool holds = false;
  for (const auto& row : access::permissions())
    holds = holds || access::may(limited, access::Verb::read, row.resource, place, at);
  if (!holds) return fail(Code{"access_denied"});
  return {};
}

Result<Made<TokenId>> Accounts::make_token(const Caller& caller, const Proof& proof, const TokenWish& wish,
                                           const Origin& origin) {
  if (caller.session.empty()) return fail(Code{"access_denied"});
  MANARA_CHECK(check_wish(caller, wish));
  // It would outlive the link by a year.
  if (!caller.opened_by.empty()) return fail(Code{"token_by_link"});
  MANARA_TRY(opening, recheck(caller, proof, origin));
  const auto at = now();
  const auto secret = make_secret(access::Purpose::token);
  const TokenId id{make_id()};
  const auto writes = static_cast<std::int64_t>(wish.use == access::Use::read_and_write ? 1 : 0);
  const auto person = store::blob(caller.person.id);
  std::int64_t count = 0;
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(settle(rows, opening.charges));
    MANARA_CHECK(rows.query("count_tokens", {person}, [&](const store::Row& row) {
      count = row.integer(0);
      return false;
    }));
    if (count >= most_tokens) return {};
    MANARA_CHECK(rows.run("add_token", {store::blob(secret.kept), store::blob(id), person, store::blob(wish.scope),
                                        writes, wish.name, at, wish.until_ms}));
    return {};
  });
  MANARA_CHECK(done);
  if (count >= most_tokens) return fail(Code{"too_many"}, {std::to_string(most_tokens)});
  return Made<TokenId>{.id = id, .secret = secret.text, .until_ms = wish.until_ms};
}

Result<std::vector<Token>> Accounts::tokens(const Caller& caller) {
  return tokens_of(caller.person.id);
}

Result<std::vector<Token>> Accounts::tokens_of(const access::Actor& by, const PersonId& person) {
  MANARA_CHECK(managed(by, access::Verb::read, "tokens", person));
  return tokens_of(person);
}

Status Accounts::revoke_token_of(const access::Actor& by, const PersonId& person, const TokenId& token) {
  MANARA_CHECK(looked_after(by, access::Verb::remove, "tokens", person));
  return run_on_one("revoke_token", {store::blob(person), store::blob(token)});
}

Result<std::vector<Token>> Accounts::tokens_of(const PersonId& person) {
  std::vector<Token> all;
  MANARA_CHECK(read("tokens_of_person", {store::blob(person)}, [&](const store::Row& row) {
    all.push_back({.id = row.id<TokenId>(0),
                   .name = row.text(1),
                   .scope = row.id<ScopeId>(2),
                   .use = row.integer(3) != 0 ? access::Use::read_and_write : access::Use::read_only,
                   .made_ms = row.integer(4),
                   .until_ms = row.integer(5),
                   .used_ms = row.integer(6)});
    return true;
  }));
  return all;
}

Status Accounts::revoke_token(const Caller& caller, const TokenId& token) {
  return run_on_one("revoke_token", {store::blob(caller.person.id), store::blob(token)});
}

}  // namespace manara::accounts
