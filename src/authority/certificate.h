/// A local certificate authority (X.509, RFC 5280) and the server's certificate that it signs: ECDSA on P-256, by
/// OpenSSL. For networks in which nobody sells certificates for a hospital's internal names.
///
/// Whoever installs the authority trusts it for the given names and addresses alone: its certificate is constrained to
/// them (section 4.2.1.10, critical) and to TLS servers, so a stolen key can't stand in for a bank.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manara::authority {

/// PEM.
struct Pair {
  std::string certificate{};
  std::string key{};
};

/// As they stand in certificates: a name in lower case and ASCII ("csirt.example", "manara"), or an address
/// ("10.1.2.3", "2001:db8::7"). Errors: authority_host_malformed, authority_hosts_missing, authority_hosts_many.
Result<std::vector<std::string>> canonical_hosts(const std::vector<std::string>& typed);

/// For ten years from `now_ms`. `owner`: the team's name, which people see when they install it; `hosts`: canonical
/// ones. Error: authority_failed.
Result<Pair> make_authority(std::string_view owner, const std::vector<std::string>& hosts, std::int64_t now_ms);

/// The certificate of a server, for a year (and no longer than its authority). It is not asked whether the authority
/// may vouch for the hosts: clients do (check_hosts). Error: authority_failed.
Result<Pair> issue(const Pair& authority, const std::vector<std::string>& hosts, std::int64_t now_ms);

/// Error: authority_host_outside ({0}: the first host that the authority's constraints don't hold).
Status check_hosts(const std::vector<std::string>& constrained_to, const std::vector<std::string>& hosts);

/// SHA-256 of the certificate as people compare it: "AB:CD:…". "" for what is no certificate.
std::string fingerprint(std::string_view certificate);
/// Until when it is good; 0 for what is no certificate.
std::int64_t good_until_ms(std::string_view certificate);

}  // namespace manara::authority
