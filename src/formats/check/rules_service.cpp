// Services, and the data that flows through them.
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Rule service[] = {
    text("bom-ref", Form::reference).attribute(),
    a("provider", Shape::entity),
    text("group"),
    text("name").required(),
    text("version"),
    text("description"),
    text("endpoints", Form::uri).wrapping("endpoint"),
    boolean("authenticated"),
    boolean("x-trust-boundary"),
    text("trustZone").since(5),
    a("data", Shape::service_data).json_list(),
    a("data", Shape::xml_service_data).only_xml(),
    a("licenses", Shape::license_choice).json_list(),
    a("licenses", Shape::license_choices).only_xml(),
    group(Is::alone, "licenses expression").since(5).up_to(6),
    a("patentAssertions", Shape::patent_assertion).json_list().since(7),
    a("patentAssertions", Shape::count).only_xml().since(7),
    a("externalReferences", Shape::reference).wrapping("reference"),
    a("services", Shape::service).wrapping("service").without_repeats(),
    a("releaseNotes", Shape::release_notes).since(4),
    a("properties", Shape::property).wrapping("property").since(3),
    text("tags").wrapping("tag").since(6),
    signature().since(4),
};

constexpr Rule service_data[] = {
    word("flow", Words::data_flow).required(),
    text("classification").required(),
    text("name").since(5),
    text("description").since(5),
    a("governance", Shape::governance).since(5),
    text("source", Form::uri).json_list().since(5),
    text("destination", Form::uri).json_list().since(5),
};

constexpr Rule xml_service_data[] = {
    a("classification", Shape::xml_classification).repeated(),
    a("dataflow", Shape::count).repeated().since(5),
};

constexpr Rule xml_classification[] = {
    word("flow", Words::data_flow).required().attribute(),
    text("classification").content(),
};

constexpr Rule governance[] = {
    a("custodians", Shape::responsible).wrapping("custodian"),
    a("stewards", Shape::responsible).wrapping("steward"),
    a("owners", Shape::responsible).wrapping("owner"),
};

constexpr Rule responsible[] = {
    a("organization", Shape::entity),
    a("contact", Shape::contact),
    group(Is::exactly_one, "organization contact"),
};

}  // namespace

ShapeRules service_rules(Shape shape) {
  switch (shape) {
    case Shape::service: return {service, 0, true};
    case Shape::service_data: return {service_data};
    case Shape::xml_service_data: return {xml_service_data, 0, true};
    case Shape::xml_classification: return {xml_classification};
    case Shape::governance: return {governance};
    case Shape::responsible: return {responsible};
    default: return {};
  }
}

}  // namespace manara::formats::rules
