/// Decision tables of SSVC (Stakeholder-Specific Vulnerability Categorization): what to do about a vulnerability, from
/// a few facts about it. All 16 tables that CERT/CC publishes are in the binary, CISA's BOD 26-04 among them.
/// Source: CERT/CC, certcc.github.io/SSVC, decision tables as of their version numbers; the tables' facts are carried
/// over, with attribution.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace manara::scoring {

struct DecisionPoint {
  std::string_view title{};                    ///< as CERT/CC heads its column: "In KEV v1.0.0 (cisa)"
  std::span<const std::string_view> values{};  ///< in small letters, in the order of CERT/CC
};

struct DecisionTable {
  std::string_view name{};     ///< "cisa_bod_26_04"
  std::string_view version{};  ///< "1.0.0"
  std::span<const DecisionPoint> points{};
  DecisionPoint outcome{};
  /// One digit per combination of values, the outcome's place in its list; the last point changes fastest.
  std::string_view outcomes{};

  /// The outcome for one value per point, in the order of the points; case doesn't matter. "poc", which CVE records
  /// write, is "public poc". nullopt: not as many values as points, or one that its point doesn't have.
  [[nodiscard]] std::optional<std::string_view> evaluate(std::span<const std::string_view> values) const;
};

std::span<const DecisionTable> decision_tables();

/// By name, with or without the version: "cisa_bod_26_04", "cisa_bod_26_04_1_0_0". nullptr: no such table.
const DecisionTable* find_decision_table(std::string_view name);

/// What CISA's Binding Operational Directive 26-04 asks about a vulnerability on an asset.
struct Bod2604Facts {
  bool in_kev = false;
  bool publicly_exposed = false;
  bool automatable = false;
  bool total_technical_impact = false;
};

struct Timeline {
  std::string_view label{};            ///< "14 days", "fix on system upgrade"
  std::optional<std::int32_t> days{};  ///< none: at the next upgrade, whenever that is
};
Timeline bod_26_04_timeline(const Bod2604Facts& facts);

}  // namespace manara::scoring
