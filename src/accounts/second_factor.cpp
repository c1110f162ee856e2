#include "accounts/accounts.h"
#include "accounts/rows.h"

namespace manara::accounts {
namespace {

/// What a sealed seed is about: it can't be given to somebody else.
std::string about(const PersonId& person) {
  return "totp " + to_string(person);
}

enum class Former : std::uint8_t { drop, keep };

Status add_recovery_codes(store::Operations& rows, const PersonId& person, const std::vector<crypto::Digest>& kept,
                          Former former = Former::drop) {
  if (former == Former::drop) MANARA_CHECK(rows.run("drop_recovery_codes", {store::blob(person)}));
  for (const auto& code : kept)
    MANARA_CHECK(rows.run("add_recovery_code", {store::blob(person), store::blob(code)}));
  return {};
}

/// And what was made while it was asked for.
Status drop_factor(store::Operations& rows, const PersonId& person) {
  for (const auto* statement : {"drop_totp", "drop_totp_offer", "drop_recovery_codes", "revoke_tokens_of_person"})
    MANARA_CHECK(rows.run(statement, {store::blob(person)}));
  return {};
}

}  // namespace

Result<Accounts::Totp> Accounts::totp_of(const PersonId& person) {
  Totp totp;
  MANARA_CHECK(read("totp_of_person", {store::blob(person)}, [&](const store::Row& row) {
    totp = {.seed = row.blob(0), .last_step = row.integer(1)};
    return false;
  }));
  MANARA_CHECK(read("totp_offer_of_person", {store::blob(person)}, [&](const store::Row& row) {
    totp.pending = row.blob(0);
    totp.pending_ms = row.integer(1);
    return false;
  }));
  return totp;
}

Status Accounts::second_factor(const Opening& opening, std::string_view code) {
  const auto& person = opening.person.id;
  MANARA_TRY(totp, totp_of(person));
  if (totp.seed.empty()) return {};
  if (code.empty()) {
    // No guess. Taken back, not settled: asking without a code must not buy guesses at it.
    MANARA_CHECK(take_back(opening));
    return fail(Code{"sign_in_code_needed"});
  }
  const auto digits = access::typed_digits(code);
  if (!digits) return fail(Code{"sign_in_wrong"});
  std::int64_t used = 0;
  if (digits->size() == access::recovery_digits) {
    const auto kept = access::recovery_kept(person, *digits);
    MANARA_TRY(changed, run_one("use_recovery_code", {store::blob(person), store::blob(kept)}));
    used = changed;
  } else {
    MANARA_TRY(seed, crypto::unseal(totp.seed, key_, about(person)));
    const auto step = access::totp_match(seed, *digits, now(), totp.last_step);
    if (!step) return fail(Code{"sign_in_wrong"});
    MANARA_TRY(changed, run_one("use_totp_step", {store::blob(person), *step}));
    used = changed;
  }
  // Of two that come with one code at once, one changes the row.
  if (used != 1) return fail(Code{"sign_in_wrong"});
  return {};
}

RecoveryCodes Accounts::make_recovery_codes(const PersonId& person, std::vector<crypto::Digest>& kept) {
  RecoveryCodes codes;
  {
    const std::scoped_lock lock(random_mutex_);
    codes = access::make_recovery_codes(random_);
  }
  for (const auto& code : codes)
    kept.push_back(access::recovery_kept(person, access::typed_digits(code).value_or("")));
  return codes;
}

Result<TotpOffer> Accounts::offer_totp(const Caller& caller, const Proof& proof, const Origin& origin) {
  MANARA_TRY(opening, recheck(caller, proof, origin));
  std::string seed;
  {
    const std::scoped_lock lock(random_mutex_);
    seed = access::make_totp_seed(random_);
  }
  const auto sealed = crypto::seal(seed, key_, about(caller.person.id));
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(settle(rows, opening.charges));
    MANARA_CHECK(rows.run("offer_totp", {store::blob(caller.person.id), store::Blob{sealed}, now()}));
    return {};
  });
  MANARA_CHECK(done);
  return TotpOffer{.seed = access::base32(seed),
                   .uri = access::totp_uri(seed, settings_.issuer, caller.person.account)};
}

Result<TotpConfirmed> Accounts::confirm_totp(const Caller& caller, std::string_view code, const Origin& origin) {
  if (caller.session.empty()) return fail(Code{"access_denied"});
  const auto& id = caller.person.id;
  MANARA_TRY(totp, totp_of(id));
  if (totp.pending.empty()) return fail(Code{"totp_wrong"});
  const auto age = now() - totp.pending_ms;
  if (age >= settings_.totp_offer_ms || is_of_the_future(totp.pending_ms, now())) return fail(Code{"totp_over"});
  MANARA_TRY(opening, begin(caller.person.account, caller.person, origin));
  opening.opened_by = caller.opened_by;
  MANARA_TRY(seed, crypto::unseal(totp.pending, key_, about(id)));
  const auto digits = access::typed_digits(code);
  const auto step = access::totp_match(seed, digits.value_or(""), now(), -1);
  if (!step) return fail(Code{"totp_wrong"});
  std::vector<crypto::Digest> kept;
  TotpConfirmed confirmed{.codes = make_recovery_codes(id, kept)};
  auto signed_in = open_session(opening, origin, [&](store::Operations& rows) -> Status {
    MANARA_TRY(changed, rows.run("drop_totp_offer_of", {store::blob(id), store::Blob{totp.pending}}));
    if (changed != 1) return fail(Code{"totp_wrong"});  // another took its place
    MANARA_CHECK(rows.run("set_totp", {store::blob(id), store::Blob{totp.pending}, *step}));
    // Of a first second factor: the codes on a recovery sheet were made for it, and stay good.
    MANARA_CHECK(add_recovery_codes(rows, id, kept, totp.seed.empty() ? Former::keep : Former::drop));
    MANARA_CHECK(rows.run("end_sessions_of_person", {store::blob(id), store::blob(SessionId{})}));
    MANARA_CHECK(rows.run("revoke_tokens_of_person", {store::blob(id)}));
    return {};
  });
  if (!signed_in) return std::unexpected(std::move(signed_in).error());
  confirmed.signed_in = std::move(*signed_in);
  return confirmed;
}

Status Accounts::drop_totp(const Caller& caller, const Proof& proof, const Origin& origin) {
  MANARA_TRY(opening, recheck(caller, proof, origin));
  return operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(settle(rows, opening.charges));
    return drop_factor(rows, caller.person.id);
  });
}

Result<RecoveryCodes> Accounts::renew_recovery_codes(const Caller& caller, const Proof& proof, const Origin& origin) {
  MANARA_TRY(opening, recheck(caller, proof, origin));
  std::vector<crypto::Digest> kept;
  auto codes = make_recovery_codes(caller.person.id, kept);
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(settle(rows, opening.charges));
    return add_recovery_codes(rows, caller.person.id, kept);
  });
  MANARA_CHECK(done);
  return codes;
}

Result<bool> Accounts::has_second_factor(const Caller& caller) {
  MANARA_TRY(totp, totp_of(caller.person.id));
  return !totp.seed.empty();
}

Result<RecoveryCodes> Accounts::recovery_codes_at_keyboard(std::string_view account) {
  MANARA_TRY(person, person_at_keyboard(account));
  std::vector<crypto::Digest> kept;
  auto codes = make_recovery_codes(person, kept);
  MANARA_CHECK(operate([&](store::Operations& rows) { return add_recovery_codes(rows, person, kept); }));
  return codes;
}

Result<std::int64_t> Accounts::recovery_codes_left(const Caller& caller) {
  std::int64_t left = 0;
  MANARA_CHECK(read("recovery_codes_left", {store::blob(caller.person.id)}, [&](const store::Row& row) {
    left = row.integer(0);
    return false;
  }));
  return left;
}

Status Accounts::reset_second_factor(const access::Actor& by, const PersonId& person) {
  MANARA_CHECK(managed(by, access::Verb::edit, "people", person));
  return operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(drop_factor(rows, person));
    MANARA_CHECK(rows.run("end_sessions_of_person", {store::blob(person), store::blob(SessionId{})}));
    return {};
  });
}

}  // namespace manara::accounts
