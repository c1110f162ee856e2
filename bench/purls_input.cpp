#include <fmt/core.h>
#include <unordered_set>

#include "inputs.h"
#include "json/writer.h"

namespace manara::bench {

std::string make_purls_cyclonedx(const Supply& supply, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  json::Writer out(json::Layout::indented);
  out.begin_object().member("bomFormat", "CycloneDX").member("specVersion", "1.5");
  out.member("serialNumber", "urn:uuid:7d9f3f0e-2f39-4a53-9c2e-6a1d3f0b5e11").member("version", 1);
  out.key("metadata").begin_object().member("timestamp", "2026-08-07T00:00:00Z");
  out.key("component").begin_object().member("type", "application").member("name", "estate").end_object().end_object();
  out.key("components").begin_array();
  std::unordered_set<std::string> seen;
  while (seen.size() < count) {
    const auto& package = supply.draw_any(random);
    const auto version = Supply::draw_version(package, random);
    const auto purl = purl_of(package, version);
    if (purl.empty() || !seen.insert(purl).second) continue;
    out.begin_object().member("bom-ref", fmt::format("{:016x}", random.next())).member("type", "library");
    out.member("name", package.name).member("version", version);
    out.key("licenses").begin_array().begin_object().key("license").begin_object();
    out.member("id", random.below(2) == 0 ? "MIT" : "Apache-2.0").end_object().end_object().end_array();
    out.member("purl", purl).end_object();
  }
  out.end_array().end_object();
  return out.take() + "\n";
}

}  // namespace manara::bench
