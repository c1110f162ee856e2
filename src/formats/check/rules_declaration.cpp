// Declarations of conformance and the standards they are about (1.6), patents (1.7).
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Rule declarations[] = {
    a("assessors", Shape::assessor).wrapping("assessor"),
    a("attestations", Shape::attestation).wrapping("attestation"),
    a("claims", Shape::claim).wrapping("claim"),
    a("evidence", Shape::claim_evidence).json_list(),
    a("targets", Shape::targets),
    a("affirmation", Shape::affirmation),
    signature(),
};

constexpr Rule assessor[] = {
    text("bom-ref", Form::reference).attribute(),
    boolean("thirdParty"),
    a("organization", Shape::entity),
};

constexpr Rule attestation[] = {
    text("summary"),
    text("assessor", Form::reference),
    a("map", Shape::attestation_map).repeated(),
    signature(),
};

constexpr Rule attestation_map[] = {
    text("requirement", Form::reference),
    text("claims", Form::reference).wrapping("claim"),
    text("counterClaims", Form::reference).wrapping("counterClaim"),
    a("conformance", Shape::conformance),
    a("confidence", Shape::confidence),
};

constexpr Rule conformance[] = {
    number("score").between(0, 1),
    text("rationale"),
    text("mitigationStrategies", Form::reference).wrapping("mitigationStrategy"),
};

constexpr Rule confidence[] = {number("score").between(0, 1), text("rationale")};

constexpr Rule claim[] = {
    text("bom-ref", Form::reference).attribute(),
    text("target", Form::reference),
    text("predicate"),
    text("mitigationStrategies", Form::reference).wrapping("mitigationStrategy"),
    text("reasoning"),
    text("evidence", Form::reference).repeated(),
    text("counterEvidence", Form::reference).repeated(),
    a("externalReferences", Shape::reference).wrapping("reference"),
    signature(),
};

constexpr Rule claim_evidence[] = {
    text("bom-ref", Form::reference),
    text("propertyName"),
    text("description"),
    a("data", Shape::evidence_data).json_list(),
    text("created", Form::date_time),
    text("expires", Form::date_time),
    a("author", Shape::contact),
    a("reviewer", Shape::contact),
    signature(),
};

constexpr Rule evidence_data[] = {
    text("name"),
    a("contents", Shape::evidence_contents),
    text("classification"),
    text("sensitiveData").json_list(),
    a("governance", Shape::governance),
};

constexpr Rule evidence_contents[] = {a("attachment", Shape::attachment), text("url", Form::uri)};

constexpr Rule targets[] = {
    a("organizations", Shape::entity).wrapping("organization"),
    a("components", Shape::component).wrapping("component"),
    a("services", Shape::service).wrapping("service"),
};

constexpr Rule affirmation[] = {
    text("statement"),
    a("signatories", Shape::signatory).wrapping("signatory"),
    signature(),
};

constexpr Rule signatory[] = {
    text("name"), text("role"), signature(), a("organization", Shape::entity), a("externalReference", Shape::reference),
};

constexpr Rule definitions[] = {
    a("standards", Shape::standard).wrapping("standard"),
    either("patents", Is::two_shapes, Shape::patent, Shape::patent_family).json_list().since(7),
};

constexpr Rule standard[] = {
    text("bom-ref", Form::reference).attribute(),
    text("name"),
    text("version"),
    text("description"),
    text("owner"),
    a("requirements", Shape::requirement).wrapping("requirement"),
    a("levels", Shape::level).wrapping("level"),
    a("externalReferences", Shape::reference).wrapping("reference"),
    signature(),
};

constexpr Rule requirement[] = {
    text("bom-ref", Form::reference).attribute(),
    text("identifier"),
    text("title"),
    text("text"),
    text("descriptions").wrapping("description"),
    text("openCre", Form::open_cre).repeated(),
    text("parent", Form::reference),
    a("properties", Shape::property).wrapping("property"),
    a("externalReferences", Shape::reference).wrapping("reference"),
};

constexpr Rule level[] = {
    text("bom-ref", Form::reference).attribute(),
    text("identifier"),
    text("title"),
    text("description"),
    text("requirements", Form::reference).wrapping("requirement"),
};

constexpr Rule patent[] = {
    text("bom-ref", Form::reference),
    text("patentNumber", Form::patent_number).required(),
    text("applicationNumber", Form::patent_number),
    text("jurisdiction", Form::jurisdiction).required(),
    a("priorityApplication", Shape::priority),
    text("publicationNumber", Form::patent_number),
    text("title"),
    text("abstract"),
    text("filingDate", Form::date),
    text("grantDate", Form::date),
    text("patentExpirationDate", Form::date),
    word("patentLegalStatus", Words::patent_status).required(),
    either("patentAssignee", Is::two_shapes, Shape::contact, Shape::entity).json_list(),
    a("externalReferences", Shape::reference).json_list(),
};

constexpr Rule patent_family[] = {
    text("bom-ref", Form::reference),
    text("familyId").required(),
    a("priorityApplication", Shape::priority),
    text("members", Form::reference).json_list(),
    a("externalReferences", Shape::reference).json_list(),
};

constexpr Rule priority[] = {
    text("applicationNumber", Form::patent_number).required(),
    text("jurisdiction", Form::jurisdiction).required(),
    text("filingDate", Form::date).required(),
};

}  // namespace

ShapeRules declaration_rules(Shape shape) {
  switch (shape) {
    case Shape::declarations: return {declarations};
    case Shape::assessor: return {assessor};
    case Shape::attestation: return {attestation};
    case Shape::attestation_map: return {attestation_map};
    case Shape::conformance: return {conformance};
    case Shape::confidence: return {confidence};
    case Shape::claim: return {claim};
    case Shape::claim_evidence: return {claim_evidence};
    case Shape::evidence_data: return {evidence_data};
    case Shape::evidence_contents: return {evidence_contents};
    case Shape::targets: return {targets};
    case Shape::affirmation: return {affirmation};
    case Shape::signatory: return {signatory};
    case Shape::definitions: return {definitions};
    case Shape::standard: return {standard};
    case Shape::requirement: return {requirement};
    case Shape::level: return {level};
    case Shape::patent: return {patent};
    case Shape::patent_family: return {patent_family};
    case Shape::priority: return {priority};
    default: return {};
  }
}

}  // namespace manara::formats::rules
