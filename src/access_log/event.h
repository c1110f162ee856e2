/// What the access log keeps: who was told of people outside their own organisation, who signed in or tried to, what
/// was refused, what left as a file, and who was handed the means to sign in.
///
/// Never in it: passwords, codes, links, tokens, what was typed into a search, names.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "access/scope.h"
#include "crypto/sha256.h"

namespace manara::access_log {

enum class Kind : std::uint8_t {
  read,        ///< personal data outside one's own organisations
  sign_in,     ///< good or not
  refusal,     ///< of something else, to somebody known or not
  exported,    ///< a list as a file, the ledger, a backup
  credential,  ///< links, tokens, passwords, second factors, ended sessions: what decides who comes in
  cut,         ///< rows that were older than they are kept for went
  missed,      ///< so many events could not be written
};
inline constexpr std::array all_kinds{Kind::read,       Kind::sign_in, Kind::refusal, Kind::exported,
                                      Kind::credential, Kind::cut,     Kind::missed};
inline constexpr std::array<std::string_view, all_kinds.size()> kind_names{"read",       "sign_in", "refusal", "export",
                                                                           "credential", "cut",     "missed"};
/// "export" for exported, else as they are called here.
std::string_view name_of(Kind kind);
std::optional<Kind> read_kind(std::string_view name);

struct Event {
  Kind kind = Kind::read;
  /// Who did it. Of a sign-in that was refused: whose account was tried. Empty: nobody that is known.
  access::PersonId person{};
  std::string resource{};                 ///< "contacts"; of a refusal what was asked: "PUT /api/contacts/{id}"
  IdBytes item{};                         ///< empty: a list, or nothing of the kind
  std::vector<access::ScopeId> scopes{};  ///< of whom it tells; of a read the foreign ones alone
  std::string network{};                  ///< access::coarse_network of the address; "": at the keyboard
  std::string result = "ok";              ///< or the code of a refusal, or what was done
  std::int64_t count = 1;                 ///< items that were told of; the same events that came together
  std::int64_t at_ms = 0;
};

/// An event in the chain.
struct Row {
  std::int64_t index = 0;  ///< gapless
  Event event{};
  crypto::Digest hash{};
};

/// SHA-256 of the row before (32 zero bytes for the first), then of this one: index, time and count as 8 bytes, big
/// end first; then kind, person, resource, item, scopes, network, result, each with its length in 4 bytes before it.
/// Person and item are 16 bytes or none, scopes 16 bytes each.
crypto::Digest hash_of(const crypto::Digest& before, const Row& row);

}  // namespace manara::access_log
