/// A node with a first administrator, for tests: a store in a folder of its own, a clock that stands still until told
/// otherwise, and hashing that costs nothing.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include "accounts/accounts.h"
#include "accounts/practice.h"
#include "crypto/system_random.h"
#include "store/made_practice.h"

namespace manara::accounts::made {

inline constexpr std::string_view password = "four lamps on the pier";
inline constexpr ScopeId nation = store::made::harbour;
inline constexpr ScopeId hospital{{8}}, school{{9}};
inline constexpr Origin here{.address = "192.0.2.1", .agent = "Browser 1"};

inline const store::Practice practices[] = {practice(), store::made::practices[0]};

class Node {
 public:
  explicit Node(Settings changed = {}) : settings(std::move(changed)) {
    settings.hash_cost = {.passes = 1, .bytes = 8192};
    settings.sign_ins = {.burst = 100'000, .per_minute = 100'000};
    open(true);
    founder = accounts->found({.account = "amal", .name = "Amal", .language = "ar"}, password).value();
    // The hospital and the school are of the nation, as constituency's entries would have it.
    for (const auto& scope : {hospital, school})
      hold(scope);
  }

  void open(bool create) {
    const store::Surroundings around{clock, random};
    accounts.reset();
    writer.reset();
    pool.reset();
    store.reset();
    store = std::make_unique<store::Store>(
        create ? std::move(store::Store::create(folder.path(), practices, folder.identity(), around)).value()
               : std::move(store::Store::open(folder.path(), practices, around)).value());
    pool = std::make_unique<store::Pool>(*store);
    writer = std::make_unique<store::Writer>(*store, store::WriterLimits{.gather_us = 0});
    accounts = std::make_unique<Accounts>(*pool, *writer, clock, random, key, nation, settings);
  }

  access::Actor boss() { return accounts->actor_of(founder).value(); }
  ledger::DraftId draft() { return random.make_id<ledger::DraftId>(); }

  /// Somebody with a password and a role.
  PersonId add(std::string_view account, access::Role role, const ScopeId& scope, const ScopeId& home = nation) {
    const auto id =
        accounts->save_person(boss(), draft(), {.home = home, .account = account, .name = "Somebody", .language = "en"})
            .value();
    static_cast<void>(accounts->give_grant(boss(), draft(), {.person = id, .grant = {role, scope, {}}}).value());
    const auto link = accounts->make_link(boss(), id, LinkPurpose::invitation).value();
    static_cast<void>(accounts->accept_invitation(link.secret, password, "", {.address = "198.51.100.1"}).value());
    return id;
  }

  Result<SignedIn> sign_in(std::string_view account, const Origin& origin = here, std::string_view code = "",
                           std::string_view typed = password) {
    return accounts->sign_in({.account = account, .password = typed, .code = code}, origin);
  }
  Result<Made<TokenId>> make_token(const Caller& caller, const TokenWish& wish, std::string_view typed = password) {
    return accounts->make_token(caller, {typed, ""}, wish, here);
  }
  /// What a sign-in is refused with; no code where it isn't.
  Code refusal(std::string_view account, std::string_view typed, const Origin& origin = here,
               std::string_view code = "") {
    const auto done = sign_in(account, origin, code, typed);
    return done ? Code() : done.error().code;
  }

  store::made::Made folder{};
  store::made::FixedClock clock{};
  crypto::SystemRandom random{};
  crypto::SealingKey key = crypto::make_sealing_key();
  Settings settings;
  std::unique_ptr<store::Store> store{};
  std::unique_ptr<store::Pool> pool{};
  std::unique_ptr<store::Writer> writer{};
  std::unique_ptr<Accounts> accounts{};
  PersonId founder{};

 private:
  void hold(const ScopeId& scope) {
    // A lamp of store::made holds its own scope; this one is held by the nation too.
    store::Draft lamp{.id = draft(), .kind = "lamp_lit", .subject = {scope.bytes}, .parts = {"here"}};
    static_cast<void>(writer->write(lamp).value());
  }
};

template <typename T>
Code code_of(const Result<T>& result) {
  return result ? Code() : result.error().code;
}

}  // namespace manara::accounts::made
