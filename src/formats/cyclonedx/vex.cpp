#include "formats/cyclonedx/vex.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/strings.h"
#include "formats/rows.h"
#include "formats/sbom/package_facts.h"
#include "versions/purl.h"
#include "versions/vers.h"

namespace manara::formats::bom {
namespace {

struct State {
  std::string_view name;
  VexStatus status;
};
constexpr State states[] = {
    {"resolved", VexStatus::fixed},
    {"resolved_with_pedigree", VexStatus::fixed},
    {"exploitable", VexStatus::affected},
    {"in_triage", VexStatus::under_investigation},
    {"false_positive", VexStatus::not_affected},
    {"not_affected", VexStatus::not_affected},
};

struct Justification {
  std::string_view cyclonedx, openvex;
};
// Those of which OpenVEX has the same; the rest (requires_configuration, …) keep CycloneDX's own words.
constexpr Justification justifications[] = {
    {"code_not_present", "vulnerable_code_not_present"},
    {"code_not_reachable", "vulnerable_code_not_in_execute_path"},
    {"protected_by_compiler", "inline_mitigations_already_exist"},
    {"protected_at_runtime", "inline_mitigations_already_exist"},
    {"protected_at_perimeter", "inline_mitigations_already_exist"},
    {"protected_by_mitigating_control", "inline_mitigations_already_exist"},
};

std::string in_openvex(const std::string& justification) {
  const auto* found = std::ranges::find(justifications, justification, &Justification::cyclonedx);
  return found == std::end(justifications) ? justification : std::string(found->openvex);
}

/// The part of a BOM-Link ("urn:cdx:serial/version#ref") that a reader can use.
std::string resolved(const std::string& ref, const About& about) {
  std::string_view rest = ref;
  if (!take_prefix(rest, "urn:cdx:")) return ref;
  const auto halves = cut(rest, '#');
  if (!halves) return ref;
  const auto document = halves->head.substr(0, halves->head.find('/'));
  auto fragment = percent_decoded(halves->tail);
  const bool own = about.serial.ends_with(document) && !document.empty();
  return own || fragment.starts_with("pkg:") ? fragment : ref;
}

/// "pkg:maven/g/a@1.0?type=jar" with another version; the qualifiers and the path in the package stay. "" for a text
/// that is no purl.
std::string with_version(std::string_view text, const std::string& version) {
  auto purl = versions::parse_purl(text, versions::Reading::tolerant);
  if (!purl) return {};
  purl->version = version;
  return versions::build_purl(*std::move(purl)).value_or("");
}

/// Whether an entry of `versions` is about this version; nullopt where its range can't be read or compared.
std::optional<bool> covers(const AffectedVersion& entry, std::string_view version) {
  if (!entry.version.empty()) return entry.version == version;
  if (version.empty()) return std::nullopt;
  const auto range = versions::read_vers(entry.range);
  return range ? versions::contains(*range, version) : std::nullopt;
}

VexStatus status_of(const std::string& named, VexStatus of_analysis) {
  if (named == "unaffected") return of_analysis == VexStatus::fixed ? VexStatus::fixed : VexStatus::not_affected;
  if (named == "unknown") return VexStatus::under_investigation;
  if (named == "affected") return VexStatus::affected;
  return of_analysis;
}

}  // namespace

VexReader::VexReader(About about, Inventory& inventory, const Limits& limits)
    : about_(std::move(about)), inventory_(inventory), limits_(limits) {}

void VexReader::add(const Vulnerability& vulnerability) {
  const auto* state = std::ranges::find(states, vulnerability.state, &State::name);
  if (state == std::end(states)) {
    if (vulnerability.state.empty()) return;
    return refuse(inventory_, 0, {Code{"vex_state_unknown"}, {vulnerability.state}}, limits_);
  }
  if (vulnerability.ids.empty()) return refuse(inventory_, 0, {Code{"vex_without_id"}, {}}, limits_);
  for (const auto& target : vulnerability.affects) {
    const auto product = resolved(target.ref, about_);
    if (product.empty()) continue;
    if (target.versions.empty()) products(state->status).push_back(product);
    for (const auto& entry : target.versions)
      add_version(vulnerability, product, entry, status_of(entry.status, state->status));
  }
  for (std::size_t i = 0; i < products_.size(); ++i)
    flush(vulnerability, static_cast<VexStatus>(i));
}

const Component* VexReader::component(std::string_view reference) {
  if (by_reference_.empty()) {
    for (std::size_t i = 0; i < inventory_.components.size(); ++i)
      by_reference_.emplace(inventory_.components[i].reference, i);
  }
  const auto found = by_reference_.find(reference);
  return found == by_reference_.end() ? nullptr : &inventory_.components[found->second];
}

void VexReader::add_version(const Vulnerability& vulnerability, const std::string& product,
                            const AffectedVersion& entry, VexStatus status) {
  const auto* named = component(product);
  const auto inside = named == nullptr ? std::nullopt : covers(entry, named->version);
  if (inside == true) return products(status).push_back(product);
  if (inside == false && entry.version.empty()) return;  // a range of other versions says nothing about this one
  if (!entry.version.empty()) {
    auto purl = with_version(named == nullptr ? product : named->purl, entry.version);
    if (!purl.empty()) return products(status).push_back(std::move(purl));
  }
  const auto& what = entry.version.empty() ? entry.range : entry.version;
  refuse(inventory_, 0, {Code{"vex_version_unusable"}, {vulnerability.ids.front(), product, what}}, limits_);
}

void VexReader::flush(const Vulnerability& vulnerability, VexStatus status) {
  if (products(status).empty()) return;
  VexStatement statement;
  statement.vulnerabilities = vulnerability.ids;
  statement.products = std::exchange(products(status), {});
  statement.status = status;
  if (status == VexStatus::not_affected) statement.justification = in_openvex(vulnerability.justification);
  statement.statement = vulnerability.detail;
  for (const auto& response : vulnerability.responses)
    statement.statement += (statement.statement.empty() ? "" : "; ") + response;
  statement.author = about_.author;
  statement.found_in = about_.path;
  inventory_.vex.push_back(std::move(statement));
}

}  // namespace manara::formats::bom
