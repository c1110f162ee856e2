// The words of CycloneDX: what a member that chooses among them may say, and since which minor version.
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Word bom_format[] = {{"CycloneDX"}};
constexpr Word component_type[] = {
    {"application"},
    {"framework"},
    {"library"},
    {"operating-system"},
    {"device"},
    {"file", 1},
    {"container", 2},
    {"firmware", 2},
    {"platform", 5},
    {"device-driver", 5},
    {"machine-learning-model", 5},
    {"data", 5},
    {"cryptographic-asset", 6},
};
constexpr Word scope[] = {{"required"}, {"optional"}, {"excluded"}};
constexpr Word encoding[] = {{"base64"}};
constexpr Word hash_alg[] = {
    {"MD5"},
    {"SHA-1"},
    {"SHA-256"},
    {"SHA-384"},
    {"SHA-512"},
    {"SHA3-256"},
    {"SHA3-384", 2},
    {"SHA3-512"},
    {"BLAKE2b-256", 2},
    {"BLAKE2b-384", 2},
    {"BLAKE2b-512", 2},
    {"BLAKE3", 2},
    {"Streebog-256", 7},
    {"Streebog-512", 7},
};
constexpr Word acknowledgement[] = {{"declared"}, {"concluded"}};
constexpr Word license_type[] = {
    {"academic"},         {"appliance"},    {"client-access"}, {"concurrent-user"}, {"core-points"}, {"custom-metric"},
    {"device"},           {"evaluation"},   {"named-user"},    {"node-locked"},     {"oem"},         {"perpetual"},
    {"processor-points"}, {"subscription"}, {"user"},          {"other"},
};
constexpr Word patch_type[] = {{"unofficial"}, {"monkey"}, {"backport"}, {"cherry-pick"}};
constexpr Word issue_type[] = {{"defect"}, {"enhancement"}, {"security"}};
constexpr Word reference_type[] = {
    {"vcs"},
    {"issue-tracker"},
    {"website"},
    {"advisories"},
    {"bom"},
    {"mailing-list"},
    {"social"},
    {"chat"},
    {"documentation"},
    {"support"},
    {"distribution"},
    {"license"},
    {"build-meta"},
    {"build-system"},
    {"other"},
    {"release-notes", 4},
    {"distribution-intake", 5},
    {"security-contact", 5},
    {"model-card", 5},
    {"log", 5},
    {"configuration", 5},
    {"evidence", 5},
    {"formulation", 5},
    {"attestation", 5},
    {"threat-model", 5},
    {"adversary-model", 5},
    {"risk-assessment", 5},
    {"vulnerability-assertion", 5},
    {"exploitability-statement", 5},
    {"pentest-report", 5},
    {"static-analysis-report", 5},
    {"dynamic-analysis-report", 5},
    {"runtime-analysis-report", 5},
    {"component-analysis-report", 5},
    {"maturity-report", 5},
    {"certification-report", 5},
    {"codified-infrastructure", 5},
    {"quality-metrics", 5},
    {"poam", 5},
    {"source-distribution", 6},
    {"electronic-signature", 6},
    {"digital-signature", 6},
    {"rfc-9116", 6},
    {"patent", 7},
    {"patent-family", 7},
    {"patent-assertion", 7},
    {"citation", 7},
};
constexpr Word phase[] = {{"design"},     {"pre-build"}, {"build"},       {"post-build"},
                          {"operations"}, {"discovery"}, {"decommission"}};
constexpr Word tlp[] = {{"CLEAR"}, {"GREEN"}, {"AMBER"}, {"AMBER_AND_STRICT"}, {"RED"}};
constexpr Word data_flow[] = {{"inbound"}, {"outbound"}, {"bi-directional"}, {"unknown"}};
constexpr Word aggregate[] = {
    {"complete"},
    {"incomplete"},
    {"incomplete_first_party_only"},
    {"incomplete_third_party_only"},
    {"unknown"},
    {"not_specified"},
    {"incomplete_first_party_proprietary_only", 5},
    {"incomplete_first_party_opensource_only", 5},
    {"incomplete_third_party_proprietary_only", 5},
    {"incomplete_third_party_opensource_only", 5},
};
constexpr Word identity_field[] = {{"group"}, {"name"}, {"version"},      {"purl"},    {"cpe"},
                                   {"swid"},  {"hash"}, {"omniborId", 6}, {"swhid", 6}};
constexpr Word technique[] = {
    {"source-code-analysis"}, {"binary-analysis"},  {"manifest-analysis"}, {"ast-fingerprint"}, {"hash-comparison"},
    {"instrumentation"},      {"dynamic-analysis"}, {"filename"},          {"attestation"},     {"other"},
};
constexpr Word severity[] = {{"critical"}, {"high"}, {"medium"}, {"low"}, {"info"}, {"none"}, {"unknown"}};
constexpr Word score_method[] = {{"CVSSv2"}, {"CVSSv3"}, {"CVSSv31"}, {"OWASP"}, {"other"}, {"CVSSv4", 5}, {"SSVC", 5}};
constexpr Word analysis_state[] = {{"resolved"},  {"resolved_with_pedigree"}, {"exploitable"},
                                   {"in_triage"}, {"false_positive"},         {"not_affected"}};
constexpr Word justification[] = {
    {"code_not_present"},     {"code_not_reachable"},     {"requires_configuration"},
    {"requires_dependency"},  {"requires_environment"},   {"protected_by_compiler"},
    {"protected_at_runtime"}, {"protected_at_perimeter"}, {"protected_by_mitigating_control"},
};
constexpr Word response[] = {{"can_not_fix"}, {"will_not_fix"}, {"update"}, {"rollback"}, {"workaround_available"}};
constexpr Word affected_status[] = {{"affected"}, {"unaffected"}, {"unknown"}};
constexpr Word approach_type[] = {
    {"supervised"}, {"unsupervised"}, {"reinforcement-learning"}, {"semi-supervised"}, {"self-supervised"}};
constexpr Word data_type[] = {{"source-code"}, {"configuration"}, {"dataset"}, {"definition"}, {"other"}};
constexpr Word activity[] = {{"design"},     {"data-collection"}, {"data-preparation"}, {"training"}, {"fine-tuning"},
                             {"validation"}, {"deployment"},      {"inference"},        {"other"}};
constexpr Word kwh[] = {{"kWh"}};
constexpr Word tco2eq[] = {{"tCO2eq"}};
constexpr Word energy_source[] = {{"coal"},       {"oil"},        {"natural-gas"}, {"nuclear"}, {"wind"}, {"solar"},
                                  {"geothermal"}, {"hydropower"}, {"biofuel"},     {"unknown"}, {"other"}};
constexpr Word task_type[] = {{"copy"}, {"clone"},   {"lint"},   {"scan"},    {"merge"}, {"build"},
                              {"test"}, {"deliver"}, {"deploy"}, {"release"}, {"clean"}, {"other"}};
constexpr Word access_mode[] = {{"read-only"}, {"read-write"}, {"read-write-once"}, {"write-once"}, {"write-only"}};
constexpr Word volume_mode[] = {{"filesystem"}, {"block"}};
constexpr Word trigger_type[] = {{"manual"}, {"api"}, {"webhook"}, {"scheduled"}};
constexpr Word output_type[] = {{"artifact"}, {"attestation"}, {"log"}, {"evidence"}, {"metrics"}, {"other"}};
constexpr Word asset_type[] = {{"algorithm"}, {"certificate"}, {"protocol"}, {"related-crypto-material"}};
constexpr Word primitive[] = {
    {"drbg"},     {"mac"},   {"block-cipher"}, {"stream-cipher"}, {"signature"}, {"hash"},
    {"pke"},      {"xof"},   {"kdf"},          {"key-agree"},     {"kem"},       {"ae"},
    {"combiner"}, {"other"}, {"unknown"},      {"key-wrap", 7},
};
constexpr Word execution[] = {
    {"software-plain-ram"}, {"software-encrypted-ram"}, {"software-tee"}, {"hardware"}, {"other"}, {"unknown"}};
constexpr Word platform[] = {{"generic"}, {"x86_32"},  {"x86_64"}, {"armv7-a"}, {"armv7-m"}, {"armv8-a"}, {"armv8-m"},
                             {"armv9-a"}, {"armv9-m"}, {"s390x"},  {"ppc64"},   {"ppc64le"}, {"other"},   {"unknown"}};
constexpr Word certification[] = {
    {"none"},         {"fips140-1-l1"}, {"fips140-1-l2"}, {"fips140-1-l3"}, {"fips140-1-l4"}, {"fips140-2-l1"},
    {"fips140-2-l2"}, {"fips140-2-l3"}, {"fips140-2-l4"}, {"fips140-3-l1"}, {"fips140-3-l2"}, {"fips140-3-l3"},
    {"fips140-3-l4"}, {"cc-eal1"},      {"cc-eal1+"},     {"cc-eal2"},      {"cc-eal2+"},     {"cc-eal3"},
    {"cc-eal3+"},     {"cc-eal4"},      {"cc-eal4+"},     {"cc-eal5"},      {"cc-eal5+"},     {"cc-eal6"},
    {"cc-eal6+"},     {"cc-eal7"},      {"cc-eal7+"},     {"other"},        {"unknown"},
};
constexpr Word mode[] = {{"cbc"}, {"ecb"}, {"ccm"}, {"gcm"}, {"cfb"}, {"ofb"}, {"ctr"}, {"other"}, {"unknown"}};
constexpr Word padding[] = {{"pkcs5"}, {"pkcs7"}, {"pkcs1v15"}, {"oaep"}, {"raw"}, {"other"}, {"unknown"}};
constexpr Word crypto_function[] = {{"generate"},    {"keygen"},    {"encrypt"}, {"decrypt"}, {"digest"},
                                    {"tag"},         {"keyderive"}, {"sign"},    {"verify"},  {"encapsulate"},
                                    {"decapsulate"}, {"other"},     {"unknown"}};
constexpr Word certificate_state[] = {{"pre-activation"}, {"active"},  {"suspended"},
                                      {"deactivated"},    {"revoked"}, {"destroyed"}};
constexpr Word common_extension[] = {
    {"basicConstraints"},           {"keyUsage"},
    {"extendedKeyUsage"},           {"subjectAlternativeName"},
    {"authorityKeyIdentifier"},     {"subjectKeyIdentifier"},
    {"authorityInformationAccess"}, {"certificatePolicies"},
    {"crlDistributionPoints"},      {"signedCertificateTimestamp"},
};
constexpr Word material_type[] = {
    {"private-key"}, {"public-key"},
    {"secret-key"},  {"key"},
    {"ciphertext"},  {"signature"},
    {"digest"},      {"initialization-vector"},
    {"nonce"},       {"seed"},
    {"salt"},        {"shared-secret"},
    {"tag"},         {"additional-data"},
    {"password"},    {"credential"},
    {"token"},       {"other"},
    {"unknown"},
};
constexpr Word material_state[] = {{"pre-activation"}, {"active"},      {"suspended"},
                                   {"deactivated"},    {"compromised"}, {"destroyed"}};
constexpr Word protocol_type[] = {
    {"tls"},      {"ssh"},       {"ipsec"},   {"ike"},     {"sstp"},       {"wpa"},
    {"other"},    {"unknown"},   {"dtls", 7}, {"quic", 7}, {"eap-aka", 7}, {"eap-aka-prime", 7},
    {"prins", 7}, {"5g-aka", 7},
};
constexpr Word patent_status[] = {
    {"pending"},   {"granted"},    {"revoked"}, {"expired"},    {"lapsed"},      {"withdrawn"}, {"abandoned"},
    {"suspended"}, {"reinstated"}, {"opposed"}, {"terminated"}, {"invalidated"}, {"in-force"},
};
constexpr Word assertion_type[] = {
    {"ownership"}, {"license"},          {"third-party-claim"}, {"standards-inclusion"},
    {"prior-art"}, {"exclusive-rights"}, {"non-assertion"},     {"research-or-evaluation"}};

// In the order of the enumeration.
constexpr std::span<const Word> lists[] = {
    bom_format,
    component_type,
    scope,
    encoding,
    hash_alg,
    acknowledgement,
    license_type,
    patch_type,
    issue_type,
    reference_type,
    phase,
    tlp,
    data_flow,
    aggregate,
    identity_field,
    technique,
    severity,
    score_method,
    analysis_state,
    justification,
    response,
    affected_status,
    approach_type,
    data_type,
    activity,
    kwh,
    tco2eq,
    energy_source,
    task_type,
    access_mode,
    volume_mode,
    trigger_type,
    output_type,
    asset_type,
    primitive,
    execution,
    platform,
    certification,
    mode,
    padding,
    crypto_function,
    certificate_state,
    common_extension,
    material_type,
    material_state,
    protocol_type,
    patent_status,
    assertion_type,
};
static_assert(std::size(lists) == static_cast<std::size_t>(Words::count));

}  // namespace

std::span<const Word> words(Words list) {
  return lists[static_cast<std::size_t>(list)];
}

}  // namespace manara::formats::rules
