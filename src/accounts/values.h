/// What goes into accounts and comes out of them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/one_time_code.h"
#include "access/permissions.h"
#include "ledger/entry.h"

namespace manara::accounts {

using access::PersonId;
using access::ScopeId;
using GrantId = Id<struct GrantTag>;
using SessionId = Id<struct SessionTag>;
using TokenId = Id<struct TokenTag>;
using LinkId = Id<struct LinkTag>;

/// How numbers are written for somebody whose language has digits of its own.
enum class Digits : std::uint8_t { latin, native };
constexpr std::string_view name_of(Digits digits) {
  return digits == Digits::native ? "native" : "latin";
}

struct Person {
  PersonId id{};
  std::int64_t revision = -1;
  ScopeId home{};         ///< the nation, or the organisation, whose administrators look after them
  std::string account{};  ///< what they sign in with
  std::string name{};
  std::string language{};  ///< "en", "fr", "ar"
  Digits digits = Digits::latin;
  bool active = true;
};

/// People by account, a page at a time.
struct PeopleQuestion {
  std::string_view after_account{};  ///< "": from the beginning
  std::string_view search{};         ///< words of account and name; "": all
  std::int64_t most = 50;
};

struct GivenGrant {
  GrantId id{};
  PersonId person{};
  access::Grant grant{};
  std::int64_t given_ms = 0;
};

/// Grants by their ids, a page at a time; of everybody and everywhere where neither is said.
struct GrantsQuestion {
  PersonId person{};
  ScopeId scope{};  ///< exactly there
  GrantId after{};
  std::int64_t most = 50;
};
struct ListedGrant {
  GivenGrant given{};
  std::string account{}, name{};  ///< of whom it is
};

/// Where an attempt comes from.
struct Origin {
  std::string_view address{};  ///< of the socket, or as a trusted proxy says
  std::string_view device{};   ///< the device cookie; "": none
  std::string_view session{};  ///< the session cookie that came along: it ends, whoever's it is
  std::string_view agent{};    ///< User-Agent, for the list of sessions
};

struct Credentials {
  std::string_view account{};
  std::string_view password{};
  std::string_view code{};  ///< of an app or from paper; "": none given
};

struct Proof {
  std::string_view password{};
  std::string_view code{};  ///< where they have a second factor
};

/// Who asks.
struct Caller {
  Person person{};
  access::Actor actor{};
  SessionId session{};        ///< empty: came with a token
  TokenId token{};            ///< empty: came with a session
  PersonId opened_by{};       ///< who made the link that the session was opened with; empty: they signed in themselves
  std::string csrf{};         ///< what writes of this session must carry; "" with a token
  std::string new_session{};  ///< the session's secret from now on; "": as it was
};

struct SignedIn {
  Caller caller{};
  std::string session{};  ///< its secret: for an HttpOnly, SameSite cookie
  std::string device{};   ///< for a long-lived cookie of the same kind; "": keep the one there is
};

struct Session {
  SessionId id{};
  std::int64_t made_ms = 0;
  std::int64_t seen_ms = 0;  ///< to the minute
  std::string address{};
  std::string agent{};
  PersonId opened_by{};  ///< who made the link it was opened with; empty: they signed in themselves
};

struct Token {
  TokenId id{};
  std::string name{};
  ScopeId scope{};
  access::Use use = access::Use::read_only;
  std::int64_t made_ms = 0;
  std::int64_t until_ms = 0;
  std::int64_t used_ms = 0;  ///< to the hour; 0: never
};

struct TokenWish {
  std::string_view name{};
  ScopeId scope{};
  access::Use use = access::Use::read_only;
  std::int64_t until_ms = 0;
};

enum class LinkPurpose : std::uint8_t { sign_in, invitation };

struct Link {
  LinkId id{};
  PersonId person{};
  LinkPurpose purpose = LinkPurpose::sign_in;
  PersonId made_by{};
  std::int64_t made_ms = 0;
  std::int64_t until_ms = 0;
};

/// Something with a secret that is shown this once.
template <typename IdType>
struct Made {
  IdType id{};
  std::string secret{};
  std::int64_t until_ms = 0;
};

struct TotpOffer {
  std::string seed{};  ///< base 32, for people who type it
  std::string uri{};   ///< for a QR code
};

using RecoveryCodes = std::array<std::string, access::recovery_codes>;

struct TotpConfirmed {
  RecoveryCodes codes{};
  SignedIn signed_in{};
};

struct PersonWish {
  PersonId id{};  ///< empty: somebody new
  std::optional<std::int64_t> expected_revision{};
  ScopeId home{};
  std::string_view account{};
  std::string_view name{};
  std::string_view language{};
  Digits digits = Digits::latin;
  bool active = true;
};

struct ProfileWish {
  std::string_view name{};
  std::string_view language{};
  Digits digits = Digits::latin;
  std::optional<std::int64_t> expected_revision{};  ///< nullopt: the one the caller came with
};

struct GrantWish {
  PersonId person{};
  access::Grant grant{};
};

}  // namespace manara::accounts
