/// A node's local authority at rest: in the node's database, so that a backup has it, with its keys sealed; and what is
/// done with it: made once, the server's certificate renewed before it ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/certificate.h"
#include "crypto/seal.h"
#include "store/kinds.h"
#include "store/store.h"

namespace manara::authority {

/// Its table and statements: authority.sql, embedded.
std::string_view authority_sql();
store::Practice practice();

struct Kept {
  Pair authority{};
  std::vector<std::string> constrained_to{};  ///< the hosts that the authority may vouch for
  Pair server{};
};

/// nullopt where there is none. Errors: those of the store and of unseal (another master key).
Result<std::optional<Kept>> kept(store::Store& store, const crypto::SealingKey& master);

/// Keeps `what` in place of `before`. Error: authority_changed, where something else is kept now.
Status keep(store::Store& store, const crypto::SealingKey& master, const Kept& what, const std::optional<Kept>& before);

enum class Former : std::uint8_t { keep, replace };

/// A new authority for these hosts and a certificate for all of them. Errors: authority_exists (and Former::keep),
/// authority_changed (another process made or renewed one meanwhile: that one stands), those of canonical_hosts and
/// certificate.h.
Result<Kept> make(store::Store& store, const crypto::SealingKey& master, std::string_view owner,
                  const std::vector<std::string>& hosts, std::int64_t now_ms, Former former = Former::keep);

/// A new certificate and key for the server, for these hosts; none: for all that the authority may vouch for. Errors:
/// authority_missing, authority_host_outside, authority_over (the authority's own time is), authority_changed, those of
/// canonical_hosts.
Result<Kept> renew(store::Store& store, const crypto::SealingKey& master, const std::vector<std::string>& hosts,
                   std::int64_t now_ms);

/// Whether it ends within 30 days.
bool needs_renewal(const Kept& kept, std::int64_t now_ms);

}  // namespace manara::authority
