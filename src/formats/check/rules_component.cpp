// Components and what is known about them.
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Rule component[] = {
    word("type", Words::component_type).required().attribute(),
    text("mime-type", Form::media_type).attribute().since(2),
    text("bom-ref", Form::reference).attribute().since(1),
    boolean("isExternal").attribute().since(7),
    a("supplier", Shape::entity).since(2),
    a("manufacturer", Shape::entity).since(6),
    a("authors", Shape::contact).wrapping("author").since(6),
    text("author").since(2),
    text("publisher"),
    text("group"),
    text("name").required(),
    text("version").required(0, 3),
    text("versionRange", Form::not_empty).since(7),
    text("description"),
    word("scope", Words::scope),
    a("hashes", Shape::hash).wrapping("hash"),
    a("licenses", Shape::license_choice).json_list(),
    a("licenses", Shape::license_choices).only_xml(),
    group(Is::alone, "licenses expression").since(5).up_to(6),
    text("copyright"),
    a("patentAssertions", Shape::patent_assertion).json_list().since(7),
    a("patentAssertions", Shape::count).only_xml().since(7),
    text("cpe", Form::cpe),
    text("purl", Form::purl),
    text("omniborId").repeated().since(6),
    text("swhid").repeated().since(6),
    a("swid", Shape::swid).since(2),
    boolean("modified").since(1),
    boolean("modified").only_xml().required(0, 0).up_to(0),
    a("pedigree", Shape::pedigree).since(1),
    a("externalReferences", Shape::reference).wrapping("reference").since(1),
    a("properties", Shape::property).wrapping("property").since(3),
    a("components", Shape::component).wrapping("component").without_repeats(),
    a("evidence", Shape::evidence).since(3),
    a("releaseNotes", Shape::release_notes).since(4),
    a("modelCard", Shape::model_card).since(5),
    a("data", Shape::component_data).repeated().since(5),
    a("cryptoProperties", Shape::crypto).since(6),
    text("tags").wrapping("tag").since(6),
    signature().since(4),
    group(Is::at_most_one, "version versionRange").since(7),
    group(Is::needs_true, "versionRange isExternal").since(7),
};

constexpr Rule swid[] = {
    text("tagId").required().attribute(),
    text("name").required().attribute(),
    text("version").attribute(),
    integer("tagVersion").attribute(),
    boolean("patch").attribute(),
    a("text", Shape::attachment),
    text("url", Form::uri),
};

constexpr Rule pedigree[] = {
    a("ancestors", Shape::component).wrapping("component"), a("descendants", Shape::component).wrapping("component"),
    a("variants", Shape::component).wrapping("component"),  a("commits", Shape::commit).wrapping("commit"),
    a("patches", Shape::patch).wrapping("patch").since(2),  text("notes"),
};

constexpr Rule commit[] = {
    text("uid"),     text("url", Form::uri), a("author", Shape::identifiable), a("committer", Shape::identifiable),
    text("message"),
};

constexpr Rule patch[] = {
    word("type", Words::patch_type).required().attribute(),
    a("diff", Shape::diff),
    a("resolves", Shape::issue).wrapping("issue"),
};

constexpr Rule diff[] = {a("text", Shape::attachment), text("url", Form::uri)};

constexpr Rule evidence[] = {
    a("identity", Shape::identity).only_json().since(5).up_to(5),
    either("identity", Is::shape_or_list, Shape::identity, Shape::identity).since(6),
    a("identity", Shape::identity).repeated().only_xml().since(5),
    a("occurrences", Shape::occurrence).wrapping("occurrence").since(5),
    a("callstack", Shape::callstack).since(5),
    a("licenses", Shape::license_choice).json_list(),
    a("licenses", Shape::license_choices).only_xml(),
    group(Is::alone, "licenses expression").since(5).up_to(6),
    a("copyright", Shape::copyright).json_list(),
    a("copyright", Shape::xml_copyright).only_xml(),
};

constexpr Rule identity[] = {
    word("field", Words::identity_field).required(),
    number("confidence").between(0, 1),
    text("concludedValue").since(6),
    a("methods", Shape::method).wrapping("method"),
    text("tools", Form::reference).json_list().without_repeats(),
    a("tools", Shape::ref_only).wrapping("tool").only_xml(),
};

constexpr Rule method[] = {
    word("technique", Words::technique).required(),
    number("confidence").required().between(0, 1),
    text("value"),
};

constexpr Rule occurrence[] = {
    text("bom-ref", Form::reference).attribute(), text("location").required(), integer("line").between(0).since(6),
    integer("offset").between(0).since(6),        text("symbol").since(6),     text("additionalContext").since(6),
};

constexpr Rule callstack[] = {a("frames", Shape::frame).wrapping("frame")};

constexpr Rule frame[] = {
    text("package"), text("module").required(), text("function"),     text("parameters").wrapping("parameter"),
    integer("line"), integer("column"),         text("fullFilename"),
};

constexpr Rule copyright[] = {text("text").required()};
constexpr Rule xml_copyright[] = {text("text").repeated()};

constexpr Rule component_data[] = {
    text("bom-ref", Form::reference).attribute(),
    word("type", Words::data_type).required(),
    text("name"),
    a("contents", Shape::data_contents),
    text("classification"),
    text("sensitiveData").repeated(),
    a("graphics", Shape::graphics),
    text("description"),
    a("governance", Shape::governance),
};

constexpr Rule data_contents[] = {
    a("attachment", Shape::attachment),
    text("url", Form::uri),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule patent_assertion[] = {
    text("bom-ref", Form::reference),
    word("assertionType", Words::assertion_type).required(),
    text("patentRefs", Form::reference).json_list(),
    // An entity, a contact (its members are a part of an entity's but for two), or a reference to one.
    {.name = "asserter",
     .is = Is::shape_or_text,
     .shape = Shape::count,
     .required_from = 0,
     .required_until = newest,
     .xml = InXml::never},
    text("notes"),
};

}  // namespace

ShapeRules component_rules(Shape shape) {
  switch (shape) {
    case Shape::component: return {component, 0, true};
    case Shape::swid: return {swid, 0, true};
    case Shape::pedigree: return {pedigree, 0, true};
    case Shape::commit: return {commit, 0, true};
    case Shape::patch: return {patch, 0, true};
    case Shape::diff: return {diff, 0, true};
    case Shape::evidence: return {evidence, 0, true};
    case Shape::identity: return {identity};
    case Shape::method: return {method};
    case Shape::occurrence: return {occurrence};
    case Shape::callstack: return {callstack};
    case Shape::frame: return {frame};
    case Shape::copyright: return {copyright};
    case Shape::xml_copyright: return {xml_copyright, 0, true};
    case Shape::component_data: return {component_data};
    case Shape::data_contents: return {data_contents};
    case Shape::patent_assertion: return {patent_assertion};
    default: return {};
  }
}

}  // namespace manara::formats::rules
