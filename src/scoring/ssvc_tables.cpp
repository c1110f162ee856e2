// The decision tables of CERT/CC (certcc.github.io/SSVC), those of CISA and of CVSS 4.0 that it publishes among them:
// the points, their values and the outcomes are facts, carried over with attribution. 1,574 rows, one digit each.
#include "scoring/ssvc.h"

namespace manara::scoring {
namespace {

using Values = std::string_view;

constexpr Values no_yes[] = {"no", "yes"};
constexpr Values technical_impact[] = {"partial", "total"};
constexpr Values timelines[] = {"fix on system upgrade", "60 days", "14 days", "3 days",
                                "3 days & forensic investigation"};
constexpr Values exploitation[] = {"none", "public poc", "active"};
constexpr Values low_medium_high[] = {"low", "medium", "high"};
constexpr Values cisa_levels[] = {"track", "track*", "attend", "act"};
constexpr Values supplier_involvement[] = {"fix ready", "cooperative", "uncooperative/unresponsive"};
constexpr Values public_value_added[] = {"limited", "ampliative", "precedence"};
constexpr Values publication[] = {"do not publish", "publish"};
constexpr Values report_public[] = {"yes", "no"};
constexpr Values report_credibility[] = {"not credible", "credible"};
constexpr Values supplier_cardinality[] = {"one", "multiple"};
constexpr Values supplier_engagement[] = {"active", "unresponsive"};
constexpr Values utility[] = {"laborious", "efficient", "super effective"};
constexpr Values public_safety_impact[] = {"minimal", "significant"};
constexpr Values triage[] = {"decline", "track", "coordinate"};
constexpr Values system_exposure[] = {"small", "controlled", "open"};
constexpr Values low_to_very_high[] = {"low", "medium", "high", "very high"};
constexpr Values priorities[] = {"defer", "scheduled", "out-of-cycle", "immediate"};
constexpr Values safety_impact[] = {"negligible", "marginal", "critical", "catastrophic"};
constexpr Values mission_impact[] = {"degraded", "mef support crippled", "mef failure", "mission failure"};
constexpr Values value_density[] = {"diffuse", "concentrated"};
constexpr Values low_high[] = {"low", "high"};
constexpr Values severities[] = {"none", "low", "medium", "high", "critical"};
constexpr Values attack_vector[] = {"physical", "local", "adjacent", "network"};
constexpr Values privileges_required[] = {"high", "low", "none"};
constexpr Values user_interaction[] = {"active", "passive", "none"};
constexpr Values attack_complexity[] = {"high", "low"};
constexpr Values attack_requirements[] = {"present", "none"};
constexpr Values none_low_high[] = {"none", "low", "high"};
constexpr Values negligible_low_high[] = {"negligible", "low", "high"};
constexpr Values negligible_to_safety[] = {"negligible", "low", "high", "safety"};
constexpr Values exploit_maturity[] = {"unreported", "proof-of-concept", "attacked"};

constexpr DecisionPoint cisa_bod_26_04_points[] = {{"In KEV v1.0.0 (cisa)", no_yes},
                                                   {"Publicly Exposed v1.0.0 (cisa)", no_yes},
                                                   {"Automatable v2.0.0", no_yes},
                                                   {"Technical Impact v1.0.0", technical_impact}};
constexpr DecisionPoint cisa_coordinator_points[] = {{"Exploitation v1.1.0", exploitation},
                                                     {"Automatable v2.0.0", no_yes},
                                                     {"Technical Impact v1.0.0", technical_impact},
                                                     {"Mission and Well-Being Impact v1.0.0", low_medium_high}};
constexpr DecisionPoint coordinator_publish_decision_table_points[] = {
    {"Supplier Involvement v1.0.0", supplier_involvement},
    {"Exploitation v1.1.0", exploitation},
    {"Public Value Added v1.0.0", public_value_added}};
constexpr DecisionPoint coordinator_triage_points[] = {{"Report Public v1.0.0", report_public},
                                                       {"Supplier Contacted v1.0.0", no_yes},
                                                       {"Report Credibility v1.0.0", report_credibility},
                                                       {"Supplier Cardinality v1.0.0", supplier_cardinality},
                                                       {"Supplier Engagement v1.0.0", supplier_engagement},
                                                       {"Utility v1.0.1", utility},
                                                       {"Public Safety Impact v2.0.1", public_safety_impact}};
constexpr DecisionPoint deployer_patch_application_priority_points[] = {{"Exploitation v1.1.0", exploitation},
                                                                        {"System Exposure v1.0.1", system_exposure},
                                                                        {"Automatable v2.0.0", no_yes},
                                                                        {"Human Impact v2.0.2", low_to_very_high}};
constexpr DecisionPoint human_impact_points[] = {{"Safety Impact v2.0.1", safety_impact},
                                                 {"Mission Impact v2.0.0", mission_impact}};
constexpr DecisionPoint public_safety_impact_points[] = {{"Safety Impact v2.0.1", safety_impact}};
constexpr DecisionPoint supplier_patch_development_priority_points[] = {
    {"Exploitation v1.1.0", exploitation},
    {"Utility v1.0.1", utility},
    {"Technical Impact v1.0.0", technical_impact},
    {"Public Safety Impact v2.0.1", public_safety_impact}};
constexpr DecisionPoint utility_points[] = {{"Automatable v2.0.0", no_yes}, {"Value Density v1.0.0", value_density}};
constexpr DecisionPoint cvss_v4_0_qualitative_severity_ratings_points[] = {
    {"Equivalence Set 1 v1.0.0 (cvss)", low_medium_high}, {"Equivalence Set 2 v1.0.0 (cvss)", low_high},
    {"Equivalence Set 3 v1.0.0 (cvss)", low_medium_high}, {"Equivalence Set 4 v1.0.0 (cvss)", low_medium_high},
    {"Equivalence Set 5 v1.0.0 (cvss)", low_medium_high}, {"Equivalence Set 6 v1.0.0 (cvss)", low_high}};
constexpr DecisionPoint cvss_v4_equivalence_set_1_points[] = {
    {"Attack Vector v3.0.1 (cvss)", attack_vector},
    {"Privileges Required v1.0.1 (cvss)", privileges_required},
    {"User Interaction v2.0.0 (cvss)", user_interaction}};
constexpr DecisionPoint cvss_v4_equivalence_set_2_points[] = {
    {"Attack Complexity v3.0.1 (cvss)", attack_complexity}, {"Attack Requirements v1.0.0 (cvss)", attack_requirements}};
constexpr DecisionPoint cvss_v4_equivalence_set_3_points[] = {
    {"Confidentiality Impact to the Vulnerable System v3.0.0 (cvss)", none_low_high},
    {"Integrity Impact to the Vulnerable System v3.0.0 (cvss)", none_low_high},
    {"Availability Impact to the Vulnerable System v3.0.0 (cvss)", none_low_high}};
constexpr DecisionPoint cvss_v4_equivalence_set_4_points[] = {
    {"Confidentiality Impact to the Subsequent System v1.0.0 (cvss)", negligible_low_high},
    {"Modified Integrity Impact to the Subsequent System (without Not Defined) v1.0.1 (cvss)", negligible_to_safety},
    {"Modified Availability Impact to the Subsequent System (without Not Defined) v1.0.1 (cvss)",
     negligible_to_safety}};
constexpr DecisionPoint cvss_v4_equivalence_set_5_points[] = {
    {"Exploit Maturity (without Not Defined) v2.0.0 (cvss)", exploit_maturity}};
constexpr DecisionPoint cvss_v4_equivalence_set_6_points[] = {
    {"Confidentiality Requirement (without Not Defined) v1.1.1 (cvss)", low_medium_high},
    {"Confidentiality Impact to the Vulnerable System v3.0.0 (cvss)", none_low_high},
    {"Integrity Requirement (without Not Defined) v1.1.1 (cvss)", low_medium_high},
    {"Integrity Impact to the Vulnerable System v3.0.0 (cvss)", none_low_high},
    {"Availability Requirement (without Not Defined) v1.1.1 (cvss)", low_medium_high},
    {"Availability Impact to the Vulnerable System v3.0.0 (cvss)", none_low_high}};

constexpr DecisionTable tables[] = {
    {"cisa_bod_26_04",
     "1.0.0",
     cisa_bod_26_04_points,
     {"CISA BOD 26-04 Remediation Timelines v1.0.0 (cisa)", timelines},
     "0011122322242434"},
    {"cisa_coordinator",
     "2.0.3",
     cisa_coordinator_points,
     {"CISA Levels v1.1.0 (cisa)", cisa_levels},
     "000001002002001012002012002023223233"},
    {"coordinator_publish_decision_table",
     "1.0.0",
     coordinator_publish_decision_table_points,
     {"Publish, Do Not Publish v1.0.0", publication},
     "001001011001001011001011111"},
    {"coordinator_triage",
     "1.0.0",
     coordinator_triage_points,
     {"Decline, Track, Coordinate v1.0.1", triage},
     "0000000000000000020000020000000000000000020000020000000000000000020000020000000000000000020000020000"
     "00000000000002000002000000000000000002000002000101000101010112010112000101122222010122222222"},
    {"deployer_patch_application_priority",
     "1.0.0",
     deployer_patch_application_priority_points,
     {"Defer, Scheduled, Out-of-Cycle, Immediate v1.0.0", priorities},
     "001101110111111101111112011111110111111211121122112212221122222212232233"},
    {"human_impact", "1.0.0", human_impact_points, {"Human Impact v2.0.2", low_to_very_high}, "0013001312233333"},
    {"public_safety_impact",
     "1.0.0",
     public_safety_impact_points,
     {"Public Safety Impact v2.0.1", public_safety_impact},
     "0111"},
    {"supplier_patch_development_priority",
     "1.0.0",
     supplier_patch_development_priority_points,
     {"Defer, Scheduled, Out-of-Cycle, Immediate v1.0.0", priorities},
     "011212121222121313232323232323233333"},
    {"utility", "1.0.0", utility_points, {"Utility v1.0.1", utility}, "0112"},
    {"cvss_v4_0_qualitative_severity_ratings",
     "4.0.0",
     cvss_v4_0_qualitative_severity_ratings_points,
     {"CVSS Qualitative Severity Rating Scale v1.0.0 (cvss)", severities},
     "1111111111111111221111121112221222231112221222232223331111111111221122221111121222232223331222231223"
     "3323333411111111112211223311122212222322233312222322233433334411112211222222333312222322233323333422"
     "2333233334343444111122112233223333122333233334333444233334333444344444112222222233333344223333233344"
     "344444233344343444444444"},
    {"cvss_v4_equivalence_set_1",
     "1.0.0",
     cvss_v4_equivalence_set_1_points,
     {"Equivalence Set 1 v1.0.0 (cvss)", low_medium_high},
     "000000000001001111001001111111111112"},
    {"cvss_v4_equivalence_set_2",
     "1.0.0",
     cvss_v4_equivalence_set_2_points,
     {"Equivalence Set 2 v1.0.0 (cvss)", low_high},
     "0001"},
    {"cvss_v4_equivalence_set_3",
     "1.0.0",
     cvss_v4_equivalence_set_3_points,
     {"Equivalence Set 3 v1.0.0 (cvss)", low_medium_high},
     "001001111001001111111111222"},
    {"cvss_v4_equivalence_set_4",
     "1.0.0",
     cvss_v4_equivalence_set_4_points,
     {"Equivalence Set 4 v1.0.0 (cvss)", low_medium_high},
     "001200121112222200120012111222221112111211122222"},
    {"cvss_v4_equivalence_set_5",
     "1.0.0",
     cvss_v4_equivalence_set_5_points,
     {"Equivalence Set 5 v1.0.0 (cvss)", low_medium_high},
     "012"},
    {"cvss_v4_equivalence_set_6",
     "1.0.0",
     cvss_v4_equivalence_set_6_points,
     {"Equivalence Set 6 v1.0.0 (cvss)", low_high},
     "0000000010000000010000000010000000010000000010000000010000000010000000011111111110000000010000000010"
     "0000000100000000100000000100000000100000000100000000111111111100000000100000000100000000100000000100"
     "0000001000000001000000001000000001111111111000000001000000001000000001000000001000000001000000001000"
     "0000010000000011111111110000000010000000010000000010000000010000000010000000010000000010000000011111"
     "1111100000000100000000100000000100000000100000000100000000100000000100000000111111111100000000100000"
     "0001000000001000000001000000001000000001000000001000000001111111111000000001000000001000000001000000"
     "0010000000010000000010000000010000000011111111111111111111111111111111111111111111111111111111111111"
     "11111111111111111111111111111"},
};

/// Every combination has an outcome, and every outcome a name.
consteval bool complete() {
  for (const auto& table : tables) {
    std::size_t combinations = 1;
    for (const auto& point : table.points)
      combinations *= point.values.size();
    if (table.outcomes.size() != combinations) return false;
    for (const char digit : table.outcomes)
      if (digit < '0' || static_cast<std::size_t>(digit - '0') >= table.outcome.values.size()) return false;
  }
  return true;
}
static_assert(complete());

}  // namespace

std::span<const DecisionTable> decision_tables() {
  return tables;
}

}  // namespace manara::scoring
