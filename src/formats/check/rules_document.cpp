// The document, its metadata, and what many shapes are made of.
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Rule bom[] = {
    text("$schema").only_json(),
    word("bomFormat", Words::bom_format).required().only_json(),
    text("specVersion").required().only_json(),
    text("serialNumber", Form::serial).attribute(),
    integer("version").required(2, 4).up_to(4).only_json(),
    integer("version").between(1).since(5).only_json(),
    integer("version").attribute().only_xml(),
    a("metadata", Shape::metadata).since(2),
    a("components", Shape::component).wrapping("component").without_repeats(),
    a("services", Shape::service).wrapping("service").without_repeats().since(2),
    a("externalReferences", Shape::reference).wrapping("reference").since(1),
    a("dependencies", Shape::dependency).wrapping("dependency").without_repeats().since(2),
    a("compositions", Shape::composition).wrapping("composition").without_repeats().since(3),
    a("vulnerabilities", Shape::vulnerability).wrapping("vulnerability").without_repeats().since(4),
    a("annotations", Shape::annotation).wrapping("annotation").without_repeats().since(5),
    a("formulation", Shape::formula).wrapping("formula").without_repeats().since(5),
    a("declarations", Shape::declarations).since(6),
    a("definitions", Shape::definitions).since(6),
    a("citations", Shape::citation).wrapping("citation").without_repeats().since(7),
    a("properties", Shape::property).json_list().since(5),
    a("properties", Shape::property).wrapping("property").only_xml().since(3),
    signature().since(4),
};

constexpr Rule metadata[] = {
    text("timestamp", Form::date_time),
    a("lifecycles", Shape::lifecycle).wrapping("lifecycle").since(5),
    a("tools", Shape::tool).json_list().up_to(4),
    either("tools", Is::shape_or_list, Shape::tools, Shape::tool).since(5),
    a("tools", Shape::tools).only_xml(),
    a("authors", Shape::contact).wrapping("author"),
    a("component", Shape::component),
    a("manufacture", Shape::entity),
    a("manufacturer", Shape::entity).since(6),
    a("supplier", Shape::entity),
    a("licenses", Shape::license_choice).json_list().since(3),
    a("licenses", Shape::license_choices).only_xml().since(3),
    group(Is::alone, "licenses expression").since(5).up_to(6),
    a("properties", Shape::property).wrapping("property").since(3),
    a("distributionConstraints", Shape::distribution).since(7),
};

constexpr Rule distribution[] = {word("tlp", Words::tlp)};

constexpr Rule lifecycle[] = {
    word("phase", Words::phase),
    text("name"),
    text("description"),
    group(Is::exactly_one, "phase name"),
    group(Is::at_most_one, "phase description"),
};

constexpr Rule tool[] = {
    text("vendor"),
    text("name"),
    text("version"),
    a("hashes", Shape::hash).wrapping("hash"),
    a("externalReferences", Shape::reference).wrapping("reference").since(4),
};

constexpr Rule tools[] = {
    a("tool", Shape::tool).repeated().only_xml(),
    a("components", Shape::component).wrapping("component").without_repeats().since(5),
    a("services", Shape::service).wrapping("service").without_repeats().since(5),
};

constexpr Rule entity[] = {
    text("bom-ref", Form::reference).attribute().since(5),
    text("name"),
    a("address", Shape::address).since(6),
    text("url", Form::uri).repeated(),
    a("contact", Shape::contact).repeated(),
};

constexpr Rule contact[] = {
    text("bom-ref", Form::reference).attribute().since(5),
    text("name"),
    text("email", Form::email),
    text("phone"),
};

constexpr Rule address[] = {
    text("bom-ref", Form::reference).attribute(),
    text("country"),
    text("region"),
    text("locality"),
    text("postOfficeBoxNumber"),
    text("postalCode"),
    text("streetAddress"),
};

constexpr Rule identifiable[] = {text("timestamp", Form::date_time), text("name"), text("email", Form::email)};

constexpr Rule attachment[] = {
    text("contentType").attribute().named("content-type"),
    word("encoding", Words::encoding).attribute(),
    text("content").required().content(),
};

constexpr Rule hash[] = {
    word("alg", Words::hash_alg).required().attribute(),
    text("content", Form::hash).required().content(),
};

constexpr Rule license_choice[] = {
    a("license", Shape::license),
    text("expression"),
    a("expressionDetails", Shape::expression_detail).json_list().since(7),
    word("acknowledgement", Words::acknowledgement).since(6),
    text("bom-ref", Form::reference).since(5),
    a("licensing", Shape::licensing).since(7),
    a("properties", Shape::property).json_list().since(7),
    group(Is::exactly_one, "license expression"),
    group(Is::at_most_one, "license bom-ref"),
    group(Is::at_most_one, "license acknowledgement"),
    group(Is::at_most_one, "license expressionDetails"),
    group(Is::at_most_one, "license licensing"),
    group(Is::at_most_one, "license properties"),
};

constexpr Rule license_choices[] = {
    a("license", Shape::license).repeated(),
    text("expression").since(1).up_to(6),
    text("expression").repeated().since(7),
    a("expression-detailed", Shape::expression_detailed).repeated().since(7),
    group(Is::at_most_one, "license expression").up_to(6),
};

constexpr Rule license[] = {
    text("bom-ref", Form::reference).attribute().since(5),
    word("acknowledgement", Words::acknowledgement).attribute().since(6),
    text("id", Form::license_id).since(1),
    text("id", Form::license_id).repeated().up_to(0),
    text("name").since(1),
    text("name").repeated().up_to(0),
    a("text", Shape::attachment).since(1),
    text("url", Form::uri).since(1),
    a("licensing", Shape::licensing).since(5),
    a("properties", Shape::property).wrapping("property").since(5),
    group(Is::exactly_one, "id name").since(1),
};

constexpr Rule licensing[] = {
    text("altIds").wrapping("altId"),
    a("licensor", Shape::party),
    a("licensee", Shape::party),
    a("purchaser", Shape::party),
    text("purchaseOrder"),
    word("licenseTypes", Words::license_type).wrapping("licenseType"),
    text("lastRenewal", Form::date_time),
    text("expiration", Form::date_time),
};

constexpr Rule party[] = {
    a("organization", Shape::entity),
    a("individual", Shape::contact),
    group(Is::exactly_one, "organization individual"),
};

constexpr Rule expression_detail[] = {
    text("licenseIdentifier").required(),
    text("bom-ref", Form::reference),
    a("text", Shape::attachment),
    text("url", Form::uri),
};

constexpr Rule expression_detailed[] = {
    text("expression").attribute().required(),
    text("bom-ref", Form::reference).attribute(),
    word("acknowledgement", Words::acknowledgement).attribute(),
    a("details", Shape::xml_detail).repeated(),
    a("licensing", Shape::licensing),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule xml_detail[] = {
    text("license-identifier").attribute().required(),
    text("bom-ref", Form::reference).attribute(),
    a("text", Shape::attachment),
    text("url", Form::uri),
};

constexpr Rule issue[] = {
    word("type", Words::issue_type).required().attribute(),
    text("id"),
    text("name"),
    text("description"),
    a("source", Shape::named_source),
    text("references", Form::uri).wrapping("url"),
};

constexpr Rule named_source[] = {text("name"), text("url", Form::uri)};

constexpr Rule reference[] = {
    word("type", Words::reference_type).required().attribute(),
    text("url", Form::uri).required(),
    text("comment"),
    a("hashes", Shape::hash).wrapping("hash").since(3),
    a("properties", Shape::property).wrapping("property").since(7),
};

constexpr Rule dependency[] = {
    text("ref", Form::reference).required().attribute(),
    text("dependsOn", Form::reference).json_list().without_repeats(),
    text("provides", Form::reference).json_list().without_repeats().since(6),
    a("dependency", Shape::dependency).repeated().only_xml(),
    a("provides", Shape::ref_only).repeated().only_xml().since(6),
};

constexpr Rule ref_only[] = {text("ref", Form::reference).required().attribute()};

constexpr Rule composition[] = {
    text("bom-ref", Form::reference).attribute().since(5),
    word("aggregate", Words::aggregate).required(),
    text("assemblies", Form::reference).json_list().without_repeats(),
    a("assemblies", Shape::ref_only).wrapping("assembly").only_xml(),
    text("dependencies").json_list().without_repeats(),
    a("dependencies", Shape::ref_only).wrapping("dependency").only_xml(),
    text("vulnerabilities").json_list().without_repeats().since(5),
    a("vulnerabilities", Shape::ref_only).wrapping("vulnerability").only_xml().since(5),
    signature().since(4),
};

constexpr Rule property[] = {
    text("name").attribute().required(6),
    text("value").content(),
};

constexpr Rule release_notes[] = {
    text("type").required(),
    text("title"),
    text("featuredImage", Form::uri),
    text("socialImage", Form::uri),
    text("description"),
    text("timestamp", Form::date_time),
    text("aliases").wrapping("alias"),
    text("tags").wrapping("tag"),
    a("resolves", Shape::issue).wrapping("issue"),
    a("notes", Shape::note).wrapping("note"),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule note[] = {text("locale", Form::locale), a("text", Shape::attachment).required()};

constexpr Rule annotation[] = {
    text("bom-ref", Form::reference).attribute(),
    text("subjects", Form::reference).json_list().without_repeats().required(),
    a("subjects", Shape::ref_only).wrapping("subject").only_xml().required(),
    a("annotator", Shape::annotator).required(),
    text("timestamp", Form::date_time).required(),
    text("text").required(),
    signature(),
};

constexpr Rule annotator[] = {
    a("organization", Shape::entity),
    a("individual", Shape::contact),
    a("component", Shape::component),
    a("service", Shape::service),
    group(Is::exactly_one, "organization individual component service"),
};

constexpr Rule citation[] = {
    text("bom-ref", Form::reference).attribute(),
    text("pointers").wrapping("pointer").filled(),
    text("expressions").wrapping("expression").filled(),
    text("timestamp", Form::date_time).required(),
    text("attributedTo", Form::reference),
    text("process", Form::reference),
    text("note"),
    signature(),
    group(Is::exactly_one, "pointers expressions"),
    group(Is::at_least_one, "attributedTo process"),
};

}  // namespace

ShapeRules document_rules(Shape shape) {
  switch (shape) {
    case Shape::bom: return {bom, 0, true};
    case Shape::metadata: return {metadata, 0, true};
    case Shape::distribution: return {distribution, 0, true};
    case Shape::lifecycle: return {lifecycle};
    case Shape::tool: return {tool, 0, true};
    case Shape::tools: return {tools, 0, true};
    case Shape::entity: return {entity, 0, true};
    case Shape::contact: return {contact, 0, true};
    case Shape::address: return {address};
    case Shape::identifiable: return {identifiable, 0, true};
    case Shape::attachment: return {attachment, 0, true};
    case Shape::hash: return {hash, 0, true};
    case Shape::fingerprint: return {hash, 0, true};  // examples of the specification have ones of another length
    case Shape::license_choice: return {license_choice};
    case Shape::license_choices: return {license_choices, 0, true};
    case Shape::license: return {license, 0, true};
    case Shape::licensing: return {licensing};
    case Shape::party: return {party};
    case Shape::expression_detail: return {expression_detail};
    case Shape::expression_detailed: return {expression_detailed};
    case Shape::xml_detail: return {xml_detail};
    case Shape::issue: return {issue, 0, true};
    case Shape::named_source: return {named_source, 0, true};
    case Shape::reference: return {reference, 0, true};
    case Shape::dependency: return {dependency, 0, true};
    case Shape::ref_only: return {ref_only};
    case Shape::composition: return {composition, 0, true};
    case Shape::property: return {property, 6, true};
    case Shape::release_notes: return {release_notes};
    case Shape::note: return {note};
    case Shape::annotation: return {annotation};
    case Shape::annotator: return {annotator};
    case Shape::citation: return {citation, 0, true};
    default: return {};
  }
}

}  // namespace manara::formats::rules
