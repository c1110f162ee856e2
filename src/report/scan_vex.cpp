// CycloneDX 1.6 VEX (ECMA-424, "vulnerabilities"): one entry a vulnerability, with the components that it is about.
// What is affected is said as "exploitable" only where CISA lists it as exploited; else it is in triage, for a scan
// decides nothing.
#include <fmt/core.h>
#include <map>
#include <tuple>
#include <vector>

#include "json/writer.h"
#include "report/actions.h"
#include "report/drain.h"
#include "report/scan_report.h"

namespace manara::report {
namespace {

using exposure::Exposure;
using exposure::ScanResult;
using exposure::State;

std::string reference_of(const ScanResult& result, const Exposure& row) {
  const auto* component = exposure::component_of(result, row);
  if (component != nullptr && !component->purl.empty()) return component->purl;
  return fmt::format("{}/{}@{}", result.targets[row.target].name, subject_name(result, row),
                     subject_version(result, row));
}

struct Analysis {
  std::string_view state, justification;
};

/// The words of CycloneDX for an OpenVEX justification; those of CycloneDX itself pass through.
std::string_view justification_of(std::string_view note) {
  static const std::map<std::string_view, std::string_view> words{
      {"component_not_present", "code_not_present"},
      {"vulnerable_code_not_present", "code_not_present"},
      {"vulnerable_code_not_in_execute_path", "code_not_reachable"},
      {"vulnerable_code_cannot_be_controlled_by_adversary", "requires_environment"},
      {"inline_mitigations_already_exist", "protected_by_mitigating_control"},
      {"code_not_present", "code_not_present"},
      {"code_not_reachable", "code_not_reachable"},
      {"requires_configuration", "requires_configuration"},
      {"requires_dependency", "requires_dependency"},
      {"requires_environment", "requires_environment"},
      {"protected_by_compiler", "protected_by_compiler"},
      {"protected_at_runtime", "protected_at_runtime"},
      {"protected_at_perimeter", "protected_at_perimeter"},
      {"protected_by_mitigating_control", "protected_by_mitigating_control"}};
  const auto found = words.find(note);
  return found == words.end() ? std::string_view{} : found->second;
}

Analysis analysis_of(const ScanResult& result, const Exposure& row) {
  if (row.state == State::not_affected) {
    if (row.note == "fixed") return {"resolved", ""};
    return {"not_affected", justification_of(row.note)};
  }
  const bool exploited = row.state == State::affected && result.assessments[row.assessment].kev.has_value();
  return {exploited ? "exploitable" : "in_triage", ""};
}

void write_vulnerability(const ScanResult& result, const std::vector<const Exposure*>& rows, json::Writer& out) {
  const auto& first = *rows.front();
  const auto& known = result.assessments[first.assessment];
  out.begin_object().member("id", first.id);
  if (known.cvss) {
    const auto version = known.cvss->version;
    out.key("ratings").begin_array().begin_object().member("score", known.cvss->score);
    out.member("method", version == "2.0"   ? "CVSSv2"
                         : version == "3.0" ? "CVSSv3"
                         : version == "3.1" ? "CVSSv31"
                                            : "CVSSv4");
    out.member("vector", known.cvss->vector).end_object().end_array();
  }
  if (!first.go_to.empty()) {
    out.member("recommendation", fmt::format("{} -> {}", subject_name(result, first), first.go_to));
  }
  const auto analysis = analysis_of(result, first);
  out.key("analysis").begin_object().member("state", analysis.state);
  if (!analysis.justification.empty()) out.member("justification", analysis.justification);
  out.end_object().key("affects").begin_array();
  for (const auto* row : rows) {
    out.begin_object().member("ref", reference_of(result, *row)).key("versions").begin_array().begin_object();
    out.member("version", subject_version(result, *row));
    out.member("status", row->state == State::not_affected ? "unaffected"
                         : row->state == State::affected   ? "affected"
                                                           : "unknown");
    out.end_object().end_array().end_object();
  }
  out.end_array().end_object();
}

}  // namespace

void write_vex(const ScanResult& result, Output& output) {
  json::Writer out;
  Drain drain(out, output);
  out.begin_object().member("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
  out.member("bomFormat", "CycloneDX").member("specVersion", "1.6").member("version", 1);
  out.key("metadata").begin_object().member("timestamp", to_string(result.as_of) + "T00:00:00Z").end_object();
  // Rows of one vulnerability that say the same of different components are one entry.
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
  std::vector<Key> order;
  std::map<Key, std::vector<const Exposure*>> groups;
  for (const auto& row : result.exposures) {
    if (row.state == State::pending_update || row.state == State::out_of_support) continue;
    const auto analysis = analysis_of(result, row);
    const Key key{row.id, analysis.state, analysis.justification};
    auto& group = groups[key];
    if (group.empty()) order.push_back(key);
    group.push_back(&row);
  }
  out.key("vulnerabilities").begin_array();
  for (const auto& key : order) {
    write_vulnerability(result, groups[key], out);
    drain.if_full();
  }
  out.end_array().end_object();
  drain.now();
  output.write("\n");
}

}  // namespace manara::report
