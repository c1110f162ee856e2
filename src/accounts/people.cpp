// People and their roles: every change is an entry, made by somebody who may.
#include <algorithm>

#include "access/password_rules.h"
#include "accounts/accounts.h"
#include "accounts/names.h"
#include "accounts/practice.h"
#include "accounts/rows.h"
#include "base/strings.h"
#include "json/writer.h"
#include "text/catalogue.h"

namespace manara::accounts {
namespace {

using access::Role;
using access::Verb;

constexpr std::size_t most_grants = 64;    // of one person
constexpr std::int64_t most_listed = 500;  // in one answer

std::string person_part(const PersonWish& wish) {
  json::Writer out;
  out.begin_object();
  out.member("scope", to_string(wish.home));
  out.member("account", wish.account);
  out.member("name", trim(wish.name));
  out.member("language", wish.language);
  out.member("digits", name_of(wish.digits));
  out.member("active", wish.active);
  out.end_object();
  return out.take();
}

std::string grant_part(const GrantWish& wish) {
  json::Writer out;
  out.begin_object();
  out.member("person", to_string(wish.person));
  out.member("role", access::name_of(wish.grant.role));
  out.member("scope", to_string(wish.grant.scope));
  if (wish.grant.until_ms) {
    out.member("until", *wish.grant.until_ms);
  } else {
    out.key("until").null();
  }
  out.end_object();
  return out.take();
}

store::Operating secrets_change(const PersonId& person) {
  return [person](store::Operations& rows) -> Status {
    MANARA_CHECK(rows.run("sessions_must_change", {store::blob(person)}));
    return {};
  };
}

}  // namespace

Result<store::Outcome> Accounts::write(const access::Actor& by, std::string_view kind, const ledger::DraftId& draft,
                                       const IdBytes& subject, std::optional<std::int64_t> expected, std::string part,
                                       Work also) {
  store::Draft made{.id = draft,
                    .kind = std::string(kind),
                    .subject = {subject},
                    .actor = {by.person.bytes},
                    .expected_revision = expected,
                    .also = std::move(also)};
  if (!part.empty()) made.parts.push_back(std::move(part));
  return writer_.write(std::move(made));
}

std::unexpected<Error> Accounts::refuse_account(const access::Actor& by, const PersonWish& wish) {
  // Whoever begins from what is no longer so is told that alone: no account is guessed at that way.
  if (wish.expected_revision.value_or(-1) >= 0) {
    const auto now_is = person_of("person_of_id", store::blob(wish.id));
    if (!now_is) return std::unexpected(now_is.error());
    const auto revision = *now_is ? (*now_is)->revision : -1;
    if (revision != *wish.expected_revision) return fail(Code{"revision_conflict"}, {std::to_string(revision)});
  }
  static_cast<void>(taken_accounts_.take(bytes_of(by.person), now()));
  return fail(Code{"account_taken"});
}

Status Accounts::check_wish(const access::Actor& by, const PersonWish& wish) {
  if (!is_account(wish.account)) return fail(Code{"account_malformed"});
  if (!is_name(wish.name)) return fail(Code{"name_missing"});
  if (!text::parse_language(wish.language)) return fail(Code{"language_unknown"}, {std::string(wish.language)});
  MANARA_TRY(holder, person_of("person_of_account", wish.account));
  if (holder && holder->id == wish.id) return {};
  if (const auto wait = taken_accounts_.wait_of(bytes_of(by.person), now()); wait > 0)
    return fail(Code{"account_wait"}, {std::to_string((wait + 999) / 1000)});
  if (holder) return refuse_account(by, wish);
  return {};
}

Result<PersonId> Accounts::write_person(const access::Actor& by, const ledger::DraftId& draft, const PersonWish& wish) {
  MANARA_CHECK(check_wish(by, wish));
  Work also;
  if (!wish.active) {
    also = [stays = administrator_stays(nation_), id = wish.id](store::Operations& rows) -> Status {
      MANARA_CHECK(stays(rows));
      return drop_access(rows, id);
    };
  }
  const auto written =
      write(by, "person_saved", draft, wish.id.bytes, wish.expected_revision, person_part(wish), std::move(also));
  if (!written) {
    // Two took one account in one moment: the table says so.
    if (written.error().code == Code{"store_constraint"}) return refuse_account(by, wish);
    return std::unexpected(written.error());
  }
  return wish.id;
}

Result<PersonId> Accounts::found(const PersonWish& wish, std::string_view password) {
  std::int64_t people = 0;
  MANARA_CHECK(read("people_count", {}, [&](const store::Row& row) {
    people = row.integer(0);
    return false;
  }));
  if (people != 0) return fail(Code{"people_already"});
  const auto prepared = access::prepared_password(password);
  MANARA_CHECK(access::check_password(prepared, {wish.account, wish.name}));
  MANARA_TRY(hash, hash_of(prepared, Comer::known));
  auto first = wish;
  first.id = {make_id()};
  first.home = nation_;
  first.active = true;
  first.expected_revision = -1;
  const access::Actor self{.person = first.id};
  MANARA_TRY(id, write_person(self, {make_id()}, first));
  const GrantWish grant{.person = id, .grant = {.role = Role::administrator, .scope = nation_}};
  MANARA_CHECK(write(self, "grant_given", {make_id()}, make_id(), -1, grant_part(grant)));
  MANARA_CHECK(run_one("set_password", {store::blob(id), std::string_view(hash), now()}));
  return id;
}

Result<PersonId> Accounts::save_person(const access::Actor& by, const ledger::DraftId& draft, const PersonWish& wish) {
  auto saved = wish;
  const auto account = to_lower(trim(wish.account));
  saved.account = account;
  if (wish.id.empty()) {
    MANARA_CHECK(may(by, Verb::create, "people", wish.home));
    saved.id = {store::subject_of(draft).bytes};
    saved.expected_revision = -1;
    return write_person(by, draft, saved);
  }
  MANARA_TRY(before, looked_after(by, Verb::edit, "people", wish.id));
  const bool only_ends = !wish.active && wish.home == before.home && account == before.account &&
                         trim(wish.name) == before.name && wish.language == before.language;
  if (!only_ends) MANARA_CHECK(managed(by, Verb::edit, "people", wish.id));
  saved.digits = before.digits;  // theirs to choose
  MANARA_CHECK(may(by, Verb::edit, "people", wish.home));
  return write_person(by, draft, saved);
}

Status Accounts::save_profile(const Caller& caller, const ledger::DraftId& draft, const ProfileWish& wish) {
  if (caller.session.empty()) return fail(Code{"access_denied"});
  const auto& now_is = caller.person;
  MANARA_CHECK(write_person(caller.actor, draft,
                            {.id = now_is.id,
                             .expected_revision = wish.expected_revision.value_or(now_is.revision),
                             .home = now_is.home,
                             .account = now_is.account,
                             .name = wish.name,
                             .language = wish.language,
                             .digits = wish.digits}));
  return {};
}

Result<GrantId> Accounts::give_grant(const access::Actor& by, const ledger::DraftId& draft, const GrantWish& wish) {
  MANARA_CHECK(may(by, Verb::create, "grants", wish.grant.scope));
  // Somebody whom they can't see is nobody; nor do they take them out of the hands of whoever looks after them.
  MANARA_TRY(person, active_person(wish.person));
  MANARA_CHECK(may(by, Verb::read, "people", person.home));
  if (wish.grant.until_ms && *wish.grant.until_ms <= now()) return fail(Code{"grant_until"});
  const GrantId id{store::subject_of(draft).bytes};
  MANARA_TRY(before, grants_of(wish.person));
  const bool repeated = std::ranges::find(before, id, &GivenGrant::id) != before.end();
  if (before.size() >= most_grants && !repeated) return fail(Code{"too_many"}, {std::to_string(most_grants)});
  // More power, another secret: what was copied from an old session is worth no more than before.
  MANARA_CHECK(write(by, "grant_given", draft, id.bytes, -1, grant_part(wish), secrets_change(wish.person)));
  return id;
}

Status Accounts::revoke_grant(const access::Actor& by, const ledger::DraftId& draft, const GrantId& grant) {
  std::optional<GivenGrant> given;
  bool revoked = false;
  MANARA_CHECK(read("grant_of_id", {store::blob(grant)}, [&](const store::Row& row) {
    given = grant_in(row);
    if (given) given->person = row.id<PersonId>(4);
    revoked = row.integer(5) != 0;
    return false;
  }));
  if (!given) return fail(Code{"access_denied"});
  MANARA_CHECK(may(by, Verb::remove, "grants", given->grant.scope));
  if (revoked) return {};  // asked for twice
  const bool lasting =
      given->grant.role == Role::administrator && given->grant.scope == nation_ && !given->grant.until_ms;
  const auto stays = lasting ? administrator_stays(nation_) : Work();
  const auto also = [stays, then = secrets_change(given->person)](store::Operations& rows) -> Status {
    if (stays) MANARA_CHECK(stays(rows));
    return then(rows);
  };
  MANARA_CHECK(write(by, "grant_revoked", draft, grant.bytes, std::nullopt, {}, also));
  return {};
}

Result<std::vector<Person>> Accounts::people(const access::Actor& by, const PeopleQuestion& question) {
  std::vector<Person> all;
  MANARA_TRY(reader, readers_.lend(access::visible(by, "people", now())));
  MANARA_CHECK(reader->look_for(question.search));
  MANARA_CHECK(reader->query("people",
                             {question.after_account, std::clamp<std::int64_t>(question.most, 1, most_listed)},
                             [&](const store::Row& row) {
                               all.push_back(person_in(row));
                               return true;
                             }));
  return all;
}

Result<std::int64_t> Accounts::count_people(const access::Actor& by, std::string_view search) {
  std::int64_t count = 0;
  MANARA_TRY(reader, readers_.lend(access::visible(by, "people", now())));
  MANARA_CHECK(reader->look_for(search));
  MANARA_CHECK(reader->query("people_seen", {}, [&](const store::Row& row) {
    count = row.integer(0);
    return false;
  }));
  return count;
}

Result<Person> Accounts::person(const access::Actor& by, const PersonId& id) {
  MANARA_TRY(person, person_of("person_of_id", store::blob(id)));
  if (!person) return fail(Code{"access_denied"});
  MANARA_CHECK(may(by, Verb::read, "people", person->home));
  return *person;
}

Result<std::vector<GivenGrant>> Accounts::grants(const access::Actor& by, const PersonId& person) {
  MANARA_TRY(all, grants_of(person));
  std::vector<GivenGrant> seen;
  for (const auto& given : all) {
    if (may(by, Verb::read, "grants", given.grant.scope)) seen.push_back(given);
  }
  return seen;
}

Result<std::vector<ListedGrant>> Accounts::list_grants(const access::Actor& by, const GrantsQuestion& question) {
  std::vector<ListedGrant> all;
  MANARA_TRY(reader, readers_.lend(access::visible(by, "grants", now())));
  const auto is_asked = [](const auto& id) { return static_cast<std::int64_t>(id.empty() ? 0 : 1); };
  MANARA_CHECK(reader->query(
      "grants_seen",
      {store::blob(question.after), is_asked(question.person), store::blob(question.person), is_asked(question.scope),
       store::blob(question.scope), std::clamp<std::int64_t>(question.most, 1, most_listed)},
      [&](const store::Row& row) {
        if (auto given = grant_in(row)) {
          given->person = row.id<PersonId>(4);
          all.push_back({.given = *given, .account = row.text(5), .name = row.text(6)});
        }
        return true;
      }));
  return all;
}

Result<GivenGrant> Accounts::grant(const access::Actor& by, const GrantId& grant) {
  std::optional<GivenGrant> given;
  MANARA_CHECK(read("grant_of_id", {store::blob(grant)}, [&](const store::Row& row) {
    given = grant_in(row);
    if (given) given->person = row.id<PersonId>(4);
    return false;
  }));
  if (!given) return fail(Code{"access_denied"});
  MANARA_CHECK(may(by, Verb::read, "grants", given->grant.scope));
  return *given;
}

}  // namespace manara::accounts
