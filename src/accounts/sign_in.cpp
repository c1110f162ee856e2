// Signing in with account and password. The order is the point: what costs little refuses first (the address's rate,
// the back-off), the attempt is charged before it is judged, and whatever was wrong gets one answer after one hash.
#include "access/address.h"
#include "access/password_rules.h"
#include "accounts/accounts.h"
#include "accounts/rows.h"
#include "base/strings.h"

namespace manara::accounts {
namespace {

constexpr std::size_t most_account_bytes = 64;
constexpr std::int64_t most_sessions = 50;      // of one person
constexpr std::int64_t most_known_places = 40;  // devices and networks of one person
constexpr std::size_t most_agent_bytes = 200;

std::unexpected<Error> wait_for(std::int64_t wait_ms) {
  return fail(Code{"sign_in_wait"}, {std::to_string((wait_ms + 999) / 1000)});
}

/// In the bucket of sign_ins_ where networks are, too.
std::string bucket_of(const crypto::Digest& device) {
  return "device " + std::string(bytes_of(device));
}

/// A network as it is kept among the places that somebody came from.
crypto::Digest kept_network(std::string_view network) {
  return crypto::Sha256().update("manara known network 1\n").update(network).finish();
}

/// As much of a header as a list shows, whole characters of ASCII.
std::string shown_agent(std::string_view agent) {
  std::string out;
  for (const char c : agent.substr(0, most_agent_bytes))
    out.push_back(c >= ' ' && c <= '~' ? c : '?');
  return out;
}

}  // namespace

Status Accounts::take_turn(const Origin& origin) {
  const auto at = now();
  if (const auto wait = sign_ins_.take(access::network_of(origin.address), at); wait > 0) return wait_for(wait);
  if (const auto wait = sites_.take(access::coarse_network(origin.address), at); wait > 0) return wait_for(wait);
  // Nothing that this one did: the node has all the strangers that it can take.
  if (strangers_.take({}, at) > 0) return fail(Code{"sign_in_busy"});
  return {};
}

Result<Accounts::Opening> Accounts::begin(std::string_view account, const std::optional<Person>& person,
                                          const Origin& origin) {
  const auto network = access::network_of(origin.address);
  Opening opening{.person = person.value_or(Person{})};
  const auto knows = [&](const crypto::Digest& kept) -> Result<bool> {
    bool known = false;
    if (!person) return known;
    MANARA_CHECK(read("place_is_known", {store::blob(person->id), store::blob(kept)}, [&](const store::Row&) {
      known = true;
      return false;
    }));
    return known;
  };
  if (const auto device = access::kept_form(access::Purpose::device, origin.device)) {
    MANARA_TRY(known, knows(*device));
    if (known) opening.known_device = bytes_of(*device);
    // Whoever sits behind the same address doesn't use up its turns.
    if (const auto wait = known ? sign_ins_.take(bucket_of(*device), now()) : 0; wait > 0) return wait_for(wait);
  }
  if (opening.known_device.empty()) MANARA_CHECK(take_turn(origin));
  MANARA_TRY(known_network, knows(kept_network(network)));
  opening.charges = charges_of({.account = account.substr(0, most_account_bytes),
                                .network = network,
                                .device = opening.known_device,
                                .known_network = known_network});
  std::int64_t wait = 0;
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_TRY(charged, charge(rows, opening.charges, now()));
    wait = charged;
    return {};
  });
  MANARA_CHECK(done);
  if (wait > 0) return wait_for(wait);
  return opening;
}

Status Accounts::take_back(const Opening& opening) {
  return operate([&](store::Operations& rows) { return accounts::take_back(rows, opening.charges); });
}

Result<bool> Accounts::is_password(const std::optional<Person>& person, std::string_view password, Comer comer) {
  const auto prepared = access::prepared_password(password);
  std::string hash;
  if (person) {
    MANARA_CHECK(read("password_of_person", {store::blob(person->id)}, [&](const store::Row& row) {
      hash = row.text(0);
      return false;
    }));
  }
  if (hash.empty()) {
    // Nobody, or nobody with a password yet: it takes as long.
    MANARA_CHECK(hash_of(prepared, comer));
    return false;
  }
  {
    MANARA_TRY(pass, gate_.enter(comer));
    static_cast<void>(pass);
    if (!crypto::is_password(prepared, hash) || prepared.empty()) return false;
  }
  if (crypto::costs(hash, settings_.hash_cost)) return true;
  MANARA_TRY(dearer, hash_of(prepared, comer));
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(
        rows.run("refresh_password_hash", {store::blob(person->id), std::string_view(dearer), std::string_view(hash)}));
    return {};
  });
  MANARA_CHECK(done);
  return true;
}

Result<SignedIn> Accounts::sign_in(const Credentials& credentials, const Origin& origin) {
  const auto account = to_lower(trim(credentials.account.substr(0, most_account_bytes + 1)));
  MANARA_TRY(person, person_of("person_of_account", std::string_view(account)));
  MANARA_TRY(opening, begin(account, person, origin));
  const auto comer = opening.known_device.empty() ? Comer::stranger : Comer::known;
  const auto right = is_password(person, credentials.password, comer);
  if (!right) {  // it wasn't judged: too busy, or the disk
    MANARA_CHECK(take_back(opening));
    return std::unexpected(right.error());
  }
  if (!*right || !person->active) return fail(Code{"sign_in_wrong"});
  MANARA_CHECK(second_factor(opening, credentials.code));
  return open_session(opening, origin, {});
}

Result<Accounts::Opening> Accounts::recheck(const Caller& caller, const Proof& proof, const Origin& origin) {
  if (caller.session.empty()) return fail(Code{"access_denied"});
  MANARA_TRY(opening, begin(caller.person.account, caller.person, origin));
  const auto right = is_password(caller.person, proof.password, Comer::known);
  if (!right) {
    MANARA_CHECK(take_back(opening));
    return std::unexpected(right.error());
  }
  if (!*right) return fail(Code{"sign_in_wrong"});
  MANARA_CHECK(second_factor(opening, proof.code));
  return opening;
}

Result<SignedIn> Accounts::open_session(const Opening& opening, const Origin& origin, const Work& also) {
  const auto session = make_secret(access::Purpose::session);
  const auto csrf = make_csrf();
  // A new secret for a device that wasn't known: one that somebody else may have put there is not trusted.
  auto device = access::Secret{};
  std::string kept_device = opening.known_device;
  if (kept_device.empty()) {
    device = make_secret(access::Purpose::device);
    kept_device = bytes_of(device.kept);
  }
  const auto network = access::network_of(origin.address);
  const auto kept_place = kept_network(network);
  const auto agent = shown_agent(origin.agent);
  const SessionId id{make_id()};
  const auto person = store::blob(opening.person.id);
  const auto opened_by = opening.opened_by.empty() ? store::Value() : store::Value(store::blob(opening.opened_by));
  const auto former = access::kept_form(access::Purpose::session, origin.session);
  const auto done = operate([&](store::Operations& rows) -> Status {
    if (also) MANARA_CHECK(also(rows));
    if (former) MANARA_CHECK(rows.run("end_session_of_secret", {store::blob(*former)}));
    MANARA_CHECK(settle(rows, opening.charges));
    MANARA_CHECK(rows.run("open_session", {store::blob(session.kept), store::blob(id), person, std::string_view(csrf),
                                           now(), std::string_view(network), std::string_view(agent), opened_by}));
    MANARA_CHECK(rows.run("keep_latest_sessions", {person, most_sessions}));
    MANARA_CHECK(rows.run("know_place", {person, store::Blob{kept_device}, now()}));
    MANARA_CHECK(rows.run("know_place", {person, store::blob(kept_place), now()}));
    MANARA_CHECK(rows.run("keep_latest_places", {person, most_known_places}));
    return {};
  });
  MANARA_CHECK(done);
  MANARA_TRY(actor, actor_of(opening.person));
  return SignedIn{.caller = {.person = opening.person,
                             .actor = std::move(actor),
                             .session = id,
                             .opened_by = opening.opened_by,
                             .csrf = csrf},
                  .session = session.text,
                  .device = device.text};
}

Result<SignedIn> Accounts::change_password(const Caller& caller, const Proof& proof, std::string_view next,
                                           const Origin& origin) {
  const auto prepared = access::prepared_password(next);
  MANARA_CHECK(access::check_password(prepared, {caller.person.account, caller.person.name}));
  MANARA_TRY(opening, recheck(caller, proof, origin));
  MANARA_TRY(hash, hash_of(prepared, Comer::known));
  const auto person = store::blob(caller.person.id);
  return open_session(opening, origin, [&](store::Operations& rows) -> Status {
    MANARA_CHECK(rows.run("set_password", {person, std::string_view(hash), now()}));
    MANARA_CHECK(rows.run("end_sessions_of_person", {person, store::blob(SessionId{})}));
    MANARA_CHECK(rows.run("withdraw_links_of_person", {person}));
    MANARA_CHECK(rows.run("revoke_tokens_of_person", {person}));
    return {};
  });
}

}  // namespace manara::accounts
