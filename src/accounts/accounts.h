/// Who signs in, and how: passwords with or without a second factor, one-time links, sessions, API tokens; and who they
/// are: people and their roles, which are entries of the ledger.
///
/// Use cases check for themselves what the actor may do (access/permissions.h); access_denied is the answer to what is
/// not allowed and to what is not there, so that nobody learns who has an account. Secrets are returned once and kept
/// as hashes. Safe from several threads.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permissions.h"
#include "access/rate_limit.h"
#include "access/secret.h"
#include "accounts/failures.h"
#include "accounts/hash_gate.h"
#include "accounts/values.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/password_hash.h"
#include "crypto/seal.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::accounts {

struct Settings {
  std::int64_t idle_ms = 30LL * 60 * 1000;           ///< a session that nobody used for so long is over
  std::int64_t absolute_ms = 12LL * 60 * 60 * 1000;  ///< any session is
  std::int64_t link_ms = 60LL * 60 * 1000;           ///< of a sign-in link
  std::int64_t invitation_ms = 7LL * 24 * 60 * 60 * 1000;
  std::int64_t longest_token_ms = 366LL * 24 * 60 * 60 * 1000;
  crypto::HashCost hash_cost{};
  HashLimits hashing{};  ///< of whoever serves: those beside its threads
  /// Attempts from one address or one known device, good or bad. Strangers of one site (access::coarse_network) have
  /// four times that among them, those of the whole node sixteen times.
  access::Rate sign_ins{.burst = 20, .per_minute = 30};
  std::int64_t totp_offer_ms = 15LL * 60 * 1000;              ///< how long a seed may be confirmed
  access::Rate taken_accounts{.burst = 20, .per_minute = 1};  ///< how often one person is told that an account is taken
  std::string issuer = "Manara";                              ///< what an app shows beside its codes
};

class Accounts {
 public:
  /// `key` seals the seeds of second factors: it comes from outside the data folder. `nation`: the node's own scope.
  Accounts(store::Pool& readers, store::Writer& writer, Clock& clock, Random& random, const crypto::SealingKey& key,
           const ScopeId& nation, Settings settings = {});

  // Signing in. Errors: sign_in_wrong (whatever was wrong), sign_in_code_needed (all else was right), sign_in_wait
  // ({0}: seconds), sign_in_busy, link_unusable (unknown, used, over).

  Result<SignedIn> sign_in(const Credentials& credentials, const Origin& origin);
  /// `code`: where they have a second factor.
  Result<SignedIn> sign_in_by_link(std::string_view link, std::string_view code, const Origin& origin);
  /// Sets the password. Errors also of access::check_password: the link still works then.
  Result<SignedIn> accept_invitation(std::string_view link, std::string_view password, std::string_view code,
                                     const Origin& origin);

  // Who asks. Error: access_unauthenticated.

  /// One that was opened with a link is over once whoever made the link might no longer make it.
  Result<Caller> by_session(std::string_view secret);
  /// With what its owner held when it was made, and still holds.
  Result<Caller> by_token(std::string_view secret);
  /// Whether what somebody came with is still good, and what they held then is what they hold: for whoever goes on
  /// being told of things.
  bool still_holds(const Caller& caller);
  /// Somebody as an actor, unasked: for commands of whoever runs the machine. Error: access_denied.
  Result<access::Actor> actor_of(const PersonId& person);
  /// A scope and those that hold it, for access::may().
  Result<access::Place> place_of(const ScopeId& scope);

  // One's own: they take the caller and act on nobody else.

  Status sign_out(const Caller& caller);
  Result<std::vector<Session>> sessions(const Caller& caller);
  /// Error: request_not_found (none of theirs).
  Status end_session(const Caller& caller, const SessionId& session);
  /// All but the one that asks.
  Status end_other_sessions(const Caller& caller);
  // Whoever sits at an open session proves again that it is theirs before it can change what proves it. Errors of a
  // proof: as sign_in.

  /// Ends all other sessions and takes back links and tokens. Errors also of access::check_password.
  Result<SignedIn> change_password(const Caller& caller, const Proof& proof, std::string_view next,
                                   const Origin& origin);
  /// A seed for an app, which counts from the first code of it on, for Settings::totp_offer_ms; until then what was
  /// there does.
  Result<TotpOffer> offer_totp(const Caller& caller, const Proof& proof, const Origin& origin);
  /// Ends all other sessions and takes back tokens. Errors: totp_wrong, totp_over (it took too long), and of guessing.
  Result<TotpConfirmed> confirm_totp(const Caller& caller, std::string_view code, const Origin& origin);
  /// Takes back tokens, too.
  Status drop_totp(const Caller& caller, const Proof& proof, const Origin& origin);
  Result<RecoveryCodes> renew_recovery_codes(const Caller& caller, const Proof& proof, const Origin& origin);
  /// As they are now. Error: access_denied.
  Result<Person> own_person(const Caller& caller) { return active_person(caller.person.id); }
  Result<bool> has_second_factor(const Caller& caller);
  Result<std::int64_t> recovery_codes_left(const Caller& caller);
  /// Errors also: access_denied (a scope in which they hold nothing, or asked for with a token), token_by_link (the
  /// session was opened with a link), token_until, name_missing, too_many.
  Result<Made<TokenId>> make_token(const Caller& caller, const Proof& proof, const TokenWish& wish,
                                   const Origin& origin);
  Result<std::vector<Token>> tokens(const Caller& caller);
  /// Error: request_not_found (none of theirs).
  Status revoke_token(const Caller& caller, const TokenId& token);
  Status save_profile(const Caller& caller, const ledger::DraftId& draft, const ProfileWish& wish);

  // By whoever sits at the machine, unasked who they are. Error: account_unknown.

  Result<PersonId> person_at_keyboard(std::string_view account);
  /// A sign-in link for an account that is active.
  Result<Made<LinkId>> link_at_keyboard(std::string_view account);
  /// Codes for paper. Whoever has no second factor yet needs none of them; they stay good when one is set up.
  Result<RecoveryCodes> recovery_codes_at_keyboard(std::string_view account);

  // Of others, by administrators. Error: access_denied.

  /// The first administrator of a new node, who asked for it at its keyboard. Error: people_already.
  Result<PersonId> found(const PersonWish& wish, std::string_view password);
  /// The same draft again gives the same person. Errors: account_malformed, account_taken, account_wait ({0}: seconds;
  /// too many were taken), name_missing, language_unknown, last_administrator, revision_conflict.
  Result<PersonId> save_person(const access::Actor& by, const ledger::DraftId& draft, const PersonWish& wish);
  /// To somebody whom they may see. Errors: too_many, grant_until.
  Result<GrantId> give_grant(const access::Actor& by, const ledger::DraftId& draft, const GrantWish& wish);
  /// Error: last_administrator.
  Status revoke_grant(const access::Actor& by, const ledger::DraftId& draft, const GrantId& grant);
  /// What they may see of people. A row more than was asked for tells that there is another page.
  Result<std::vector<Person>> people(const access::Actor& by, const PeopleQuestion& question);
  Result<std::int64_t> count_people(const access::Actor& by, std::string_view search);
  Result<Person> person(const access::Actor& by, const PersonId& person);
  Result<std::vector<GivenGrant>> grants(const access::Actor& by, const PersonId& person);
  Result<std::vector<ListedGrant>> list_grants(const access::Actor& by, const GrantsQuestion& question);
  Result<GivenGrant> grant(const access::Actor& by, const GrantId& grant);
  Result<Made<LinkId>> make_link(const access::Actor& by, const PersonId& person, LinkPurpose purpose);
  Result<std::vector<Link>> links(const access::Actor& by, const PersonId& person);
  /// Error: request_not_found (none of that person's).
  Status withdraw_link(const access::Actor& by, const PersonId& person, const LinkId& link);
  /// Errors of these four also: request_not_found (none of that person's).
  Result<std::vector<Session>> sessions_of(const access::Actor& by, const PersonId& person);
  Status end_session_of(const access::Actor& by, const PersonId& person, const SessionId& session);
  Result<std::vector<Token>> tokens_of(const access::Actor& by, const PersonId& person);
  Status revoke_token_of(const access::Actor& by, const PersonId& person, const TokenId& token);
  /// Ends their sessions, tokens and links.
  Status end_everything(const access::Actor& by, const PersonId& person);
  /// For somebody who lost telephone and paper.
  Status reset_second_factor(const access::Actor& by, const PersonId& person);

  /// Deletes what is over; once a minute is enough.
  Status tidy();

 private:
  struct Totp {
    std::string seed{};           ///< sealed; "": none
    std::string pending{};        ///< sealed, not yet confirmed
    std::int64_t pending_ms = 0;  ///< since when
    std::int64_t last_step = -1;
  };
  struct Opening {
    Person person{};
    PersonId opened_by{};
    std::vector<Charge> charges{};
    std::string known_device{};  ///< what is kept of it; "": none
  };
  using Work = store::Operating;

  std::int64_t now() { return clock_.now_ms(); }
  Status operate(const Work& work);
  /// One statement; returns the rows that it changed.
  Result<std::int64_t> run_one(std::string_view statement, std::initializer_list<store::Value> values);
  /// Statements headed "read" that no scope restricts.
  Status read(std::string_view statement, std::initializer_list<store::Value> values,
              const std::function<bool(const store::Row&)>& each);
  access::Secret make_secret(access::Purpose purpose);
  std::string make_csrf();
  IdBytes make_id();

  Result<std::optional<Person>> person_of(std::string_view statement, const store::Value& key);
  Result<Person> active_person(const PersonId& id);
  Result<std::vector<GivenGrant>> grants_of(const PersonId& person);
  Result<std::vector<Session>> sessions_of(const PersonId& person);
  Result<std::vector<Token>> tokens_of(const PersonId& person);
  /// A statement that must change a row. Error: request_not_found.
  Status run_on_one(std::string_view statement, std::initializer_list<store::Value> values);
  /// With the grants that are in force, and were given until `given_until`.
  Result<access::Actor> actor_of(const Person& person, std::int64_t given_until_ms = INT64_MAX);
  Status may(const access::Actor& by, access::Verb verb, std::string_view resource, const ScopeId& scope);
  /// Whoever could act as somebody must be allowed to wherever that person may do anything: no administrator of one
  /// organisation becomes its nation's by making a link for somebody.
  Result<Person> managed(const access::Actor& by, access::Verb verb, std::string_view resource, const PersonId& id);
  /// Ending somebody's access gives nobody anything: whoever looks after their home may.
  Result<Person> looked_after(const access::Actor& by, access::Verb verb, std::string_view resource,
                              const PersonId& id);
  /// Whether whoever made a link might make it now. One for oneself was made at the keyboard, or by an administrator.
  Result<bool> is_vouched_for(const PersonId& maker, const PersonId& person);
  /// Whether its time is not over, and whoever made a link that opened it might make it now.
  Result<bool> is_open(const Session& session, const PersonId& person);
  Status check_wish(const access::Actor& by, const PersonWish& wish);
  Status check_wish(const Caller& caller, const TokenWish& wish);
  /// Somebody else has the account that is asked for. Errors: revision_conflict, account_taken, account_wait.
  std::unexpected<Error> refuse_account(const access::Actor& by, const PersonWish& wish);
  Result<store::Outcome> write(const access::Actor& by, std::string_view kind, const ledger::DraftId& draft,
                               const IdBytes& subject, std::optional<std::int64_t> expected, std::string part,
                               Work also = {});
  Result<PersonId> write_person(const access::Actor& by, const ledger::DraftId& draft, const PersonWish& wish);

  /// A stranger's turn to try. Errors: sign_in_wait, sign_in_busy.
  Status take_turn(const Origin& origin);
  Result<Opening> begin(std::string_view account, const std::optional<Person>& person, const Origin& origin);
  Status take_back(const Opening& opening);
  Result<bool> is_password(const std::optional<Person>& person, std::string_view password, Comer comer);
  /// Where they have one. Errors: sign_in_code_needed, sign_in_wrong.
  Status second_factor(const Opening& opening, std::string_view code);
  Result<Totp> totp_of(const PersonId& person);
  Result<Opening> recheck(const Caller& caller, const Proof& proof, const Origin& origin);
  Result<std::string> hash_of(std::string_view password, Comer comer);
  /// In one transaction with `also`: the new session, the end of what came before it, and what is known from now on.
  Result<SignedIn> open_session(const Opening& opening, const Origin& origin, const Work& also);
  Result<Made<LinkId>> add_link(const PersonId& person, LinkPurpose purpose, const PersonId& made_by);
  Result<std::vector<Link>> links_of(const PersonId& person);
  static Status drop_access(store::Operations& rows, const PersonId& person);
  Result<Link> link_of(std::string_view text, LinkPurpose purpose, const Origin& origin);
  Result<SignedIn> by_link(const Link& link, std::string_view text, std::string_view code, const Origin& origin,
                           const Work& also);
  RecoveryCodes make_recovery_codes(const PersonId& person, std::vector<crypto::Digest>& kept);

  store::Pool& readers_;
  store::Writer& writer_;
  Clock& clock_;
  Random& random_;
  crypto::SealingKey key_;
  ScopeId nation_;
  Settings settings_;
  HashGate gate_;
  access::RateLimit sign_ins_;
  access::RateLimit sites_;
  access::RateLimit strangers_;
  access::RateLimit taken_accounts_;
  std::mutex random_mutex_{};
};

}  // namespace manara::accounts
