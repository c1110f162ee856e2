/// The big inputs, each from a seed: the same seed and index give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "exposure/estate.h"
#include "supply.h"

namespace manara::bench {

/// A CycloneDX 1.5 document of `count` components with distinct purls, of any packages.
std::string make_purls_cyclonedx(const Supply& supply, std::size_t count, std::uint64_t seed);

/// An SPDX 2.3 document of about `bytes` bytes as a scanner of images writes it: 800 packages with purls, CPEs and the
/// place they were found, and for the rest their files, with checksums, and what contains what.
std::string make_spdx(const Supply& supply, std::size_t bytes, std::uint64_t seed);

/// `count` distinct components of a nation, their names as often as advisories name them.
std::vector<exposure::EstateComponent> make_estate(const Supply& supply, std::size_t count, std::uint64_t seed);

}  // namespace manara::bench
