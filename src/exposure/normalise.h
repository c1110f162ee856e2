/// An advisory as it is stored, digested, exported and indexed: what differs only in spelling becomes equal, what
/// follows from the rest is left out. Normalising twice changes nothing.
#pragma once

#include "base/result.h"
#include "model/advisory.h"

namespace manara::exposure {

/// Lists sorted and unique; versions that the entry's own ranges hold already left out; GIT ranges left out where the
/// entry enumerates versions or has other ranges (their commits decide nothing there). Error (the record is then
/// counted, not used): record_not_security — an erratum of a distribution that names no vulnerability (ALBA, ALEA,
/// RHBA, …: of 5,680 AlmaLinux records 1,200).
Status normalise(Advisory& advisory);

/// The CVEs that an advisory fixes: in id, aliases and upstream; in `related` for the distributions that name them only
/// there (ALSA, RHSA, RLSA, ELSA, SUSE-SU and their errata).
std::vector<std::string> fixed_cves(const Advisory& advisory);

/// Distribution before GHSA before ecosystem before CVE: the order in which an advisory's own id names a row.
int id_rank(std::string_view id);

}  // namespace manara::exposure
