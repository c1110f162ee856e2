#include "accounts/accounts.h"

#include "accounts/rows.h"

namespace manara::accounts {
namespace {

constexpr std::int64_t site_times = 4;
constexpr std::int64_t node_times = 16;

access::Rate times(const access::Rate& rate, std::int64_t factor) {
  return {.burst = rate.burst * factor, .per_minute = rate.per_minute * factor};
}

}  // namespace

Accounts::Accounts(store::Pool& readers, store::Writer& writer, Clock& clock, Random& random,
                   const crypto::SealingKey& key, const ScopeId& nation, Settings settings)
    : readers_(readers),
      writer_(writer),
      clock_(clock),
      random_(random),
      key_(key),
      nation_(nation),
      settings_(std::move(settings)),
      gate_(settings_.hashing),
      sign_ins_(settings_.sign_ins, random),
      sites_(times(settings_.sign_ins, site_times), random),
      strangers_(times(settings_.sign_ins, node_times), random, 4),
      taken_accounts_(settings_.taken_accounts, random, 4096) {}

Status Accounts::operate(const Work& work) {
  return writer_.run([&](store::Store& store) { return store.operate(work); });
}

Result<std::int64_t> Accounts::run_one(std::string_view statement, std::initializer_list<store::Value> values) {
  std::int64_t changed = 0;
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_TRY(count, rows.run(statement, values));
    changed = count;
    return {};
  });
  MANARA_CHECK(done);
  return changed;
}

Status Accounts::run_on_one(std::string_view statement, std::initializer_list<store::Value> values) {
  MANARA_TRY(changed, run_one(statement, values));
  if (changed == 0) return fail(Code{"request_not_found"});
  return {};
}

Status Accounts::read(std::string_view statement, std::initializer_list<store::Value> values,
                      const std::function<bool(const store::Row&)>& each) {
  MANARA_TRY(reader, readers_.lend({}));
  return reader->query(statement, values, each);
}

access::Secret Accounts::make_secret(access::Purpose purpose) {
  const std::scoped_lock lock(random_mutex_);
  return access::make_secret(purpose, random_);
}

std::string Accounts::make_csrf() {
  const std::scoped_lock lock(random_mutex_);
  std::array<std::uint8_t, 32> bytes{};
  random_.fill(bytes);
  return crypto::hex(bytes);
}

IdBytes Accounts::make_id() {
  const std::scoped_lock lock(random_mutex_);
  IdBytes id{};
  random_.fill(id);
  return id;
}

Result<std::optional<Person>> Accounts::person_of(std::string_view statement, const store::Value& key) {
  std::optional<Person> person;
  MANARA_CHECK(read(statement, {key}, [&](const store::Row& row) {
    person = person_in(row);
    return false;
  }));
  return person;
}

Result<Person> Accounts::active_person(const PersonId& id) {
  MANARA_TRY(person, person_of("person_of_id", store::blob(id)));
  if (!person || !person->active) return fail(Code{"access_denied"});
  return *person;
}

Result<std::vector<GivenGrant>> Accounts::grants_of(const PersonId& person) {
  std::vector<GivenGrant> grants;
  MANARA_CHECK(read("grants_of_person", {store::blob(person)}, [&](const store::Row& row) {
    if (auto grant = grant_in(row)) {
      grant->person = person;
      grant->given_ms = row.integer(4);
      grants.push_back(*grant);
    }
    return true;
  }));
  return grants;
}

Result<access::Actor> Accounts::actor_of(const Person& person, std::int64_t given_until_ms) {
  access::Actor actor{.person = person.id};
  MANARA_TRY(grants, grants_of(person.id));
  for (const auto& given : grants) {
    const bool is_over = given.grant.until_ms && *given.grant.until_ms <= now();
    if (!is_over && given.given_ms <= given_until_ms) actor.grants.push_back(given.grant);
  }
  return actor;
}

Result<access::Actor> Accounts::actor_of(const PersonId& id) {
  MANARA_TRY(person, active_person(id));
  return actor_of(person);
}

Result<access::Place> Accounts::place_of(const ScopeId& scope) {
  access::Place place{.scope = scope};
  MANARA_CHECK(read("holders_of_scope", {store::blob(scope)}, [&](const store::Row& row) {
    place.held_by.push_back(row.id<ScopeId>(0));
    return true;
  }));
  return place;
}

Status Accounts::may(const access::Actor& by, access::Verb verb, std::string_view resource, const ScopeId& scope) {
  MANARA_TRY(place, place_of(scope));
  if (!access::may(by, verb, resource, place, now())) return fail(Code{"access_denied"});
  return {};
}

Result<Person> Accounts::managed(const access::Actor& by, access::Verb verb, std::string_view resource,
                                 const PersonId& id) {
  MANARA_TRY(person, looked_after(by, verb, resource, id));
  MANARA_TRY(grants, grants_of(id));
  for (const auto& given : grants) {
    if (!given.grant.until_ms || now() < *given.grant.until_ms)
      MANARA_CHECK(may(by, verb, resource, given.grant.scope));
  }
  return person;
}

Result<Person> Accounts::looked_after(const access::Actor& by, access::Verb verb, std::string_view resource,
                                      const PersonId& id) {
  MANARA_TRY(person, person_of("person_of_id", store::blob(id)));
  if (!person) return fail(Code{"access_denied"});
  MANARA_CHECK(may(by, verb, resource, person->home));
  return *person;
}

Result<bool> Accounts::is_vouched_for(const PersonId& maker, const PersonId& person) {
  if (maker == person) return true;
  const auto managing = [&]() -> Status {
    MANARA_TRY(actor, actor_of(maker));
    MANARA_CHECK(managed(actor, access::Verb::create, "invitations", person));
    return {};
  };
  const auto done = managing();
  if (!done && done.error().code != Code{"access_denied"}) return std::unexpected(done.error());
  return done.has_value();
}

Result<std::string> Accounts::hash_of(std::string_view password, Comer comer) {
  MANARA_TRY(pass, gate_.enter(comer));
  static_cast<void>(pass);
  return crypto::hash_password(password, settings_.hash_cost);
}

Status Accounts::tidy() {
  const auto at = now();
  return operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(rows.run("tidy_sessions", {at - settings_.absolute_ms, at - settings_.idle_ms}));
    MANARA_CHECK(rows.run("tidy_tokens", {at}));
    MANARA_CHECK(rows.run("tidy_links", {at}));
    MANARA_CHECK(rows.run("tidy_totp_offers", {at - settings_.totp_offer_ms}));
    MANARA_CHECK(rows.run("tidy_failures", {at - failures_fade_ms}));
    return {};
  });
}

}  // namespace manara::accounts
