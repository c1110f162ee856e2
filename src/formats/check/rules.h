/// The rules of CycloneDX as a table: a Shape is a kind of object, and has a Rule for each member it may have, in the
/// versions that have it. One row serves both notations; where XML says the same in another way (an attribute, an
/// element around a list, the content of the element) the row says so.
///
/// Source: the CycloneDX specification (cyclonedx.org, ECMA-424), versions 1.0 to 1.7. In XML the order of elements is
/// not checked.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace manara::formats::rules {

using Minor = std::uint8_t;  ///< of 1.x
inline constexpr Minor newest = 7;

// clang-format off
enum class Shape : std::uint8_t {
  bom, metadata, distribution, lifecycle, tool, tools, entity, contact, address, identifiable, component, swid,
  attachment, hash, fingerprint, license_choice, license_choices, license, licensing, party, expression_detail,
  expression_detailed, xml_detail, pedigree, commit, patch, diff, issue, named_source, reference, dependency,
  ref_only, service, service_data, xml_service_data, xml_classification, governance, responsible, evidence,
  identity, method, occurrence, callstack, frame, copyright, xml_copyright, composition, property, release_notes,
  note, vulnerability, vulnerability_reference, rating, proof, advisory, credits, analysis, affect,
  affected_version, annotation, annotator, citation, definitions, standard, requirement, level, patent,
  patent_family, priority, patent_assertion, model_card, model_parameters, approach, dataset_ref,
  ml_format, quantitative, metric, interval, graphics, graphic, considerations, risk, fairness, environmental,
  energy_consumption, measure_kwh, measure_co2, energy_provider, component_data, data_contents, formula, workflow,
  task, step, command, workspace, volume, trigger, event, input, output, resource, condition, parameter,
  declarations, assessor, attestation, attestation_map, conformance, confidence, claim, claim_evidence,
  evidence_data, evidence_contents, targets, affirmation, signatory, signature, crypto, algorithm, certificate,
  certificate_state, certificate_extension, crypto_asset, crypto_material, protocol, cipher_suite, ikev2, ikev2_enc,
  ikev2_named, ikev2_ke, secured_by, count,
};
// clang-format on

/// Lists of the words that a member may have.
// clang-format off
enum class Words : std::uint8_t {
  bom_format, component_type, scope, encoding, hash_alg, acknowledgement, license_type, patch_type, issue_type,
  reference_type, phase, tlp, data_flow, aggregate, identity_field, technique, severity, score_method,
  analysis_state, justification, response, affected_status, approach_type, data_type, activity, kwh, tco2eq,
  energy_source, task_type, access_mode, volume_mode, trigger_type, output_type, asset_type, primitive, execution,
  platform, certification, mode, padding, crypto_function, certificate_state, common_extension, material_type,
  material_state, protocol_type, patent_status, assertion_type, count,
};
// clang-format on

struct Word {
  std::string_view text;
  Minor from = 0;
};
std::span<const Word> words(Words list);

/// What a text must look like.
enum class Form : std::uint8_t {
  any,
  serial,     ///< urn:uuid:…
  reference,  ///< a bom-ref or what points at one: not empty, from 1.5
  hash,       ///< 32, 40, 64, 96 or 128 hexadecimal digits
  media_type,
  date_time,  ///< RFC 3339; in XML (xs:dateTime) the zone may be missing
  date,
  uri,
  email,       ///< in JSON from 1.4
  locale,      ///< "en", "en-US"
  license_id,  ///< of the SPDX licence list
  purl,
  cpe,       ///< 2.2 or 2.3
  open_cre,  ///< "CRE:616-305"
  patent_number,
  jurisdiction,
  not_empty,
};

enum class Is : std::uint8_t {
  text,
  word,
  integer,
  number,
  boolean,
  shape,
  object,         ///< any object
  shape_or_list,  ///< JSON: an object of one shape or a list of another
  shape_or_text,  ///< JSON: an object of a shape, or a plain text
  two_shapes,     ///< JSON: an object of one of two shapes
  // Rules over several members, whose names stand in `name` with blanks between them:
  exactly_one,
  at_most_one,
  at_least_one,
  alone,       ///< `name`: a list; an element of it that has the member `item` is its only one
  needs,       ///< the first member needs the second
  needs_true,  ///< the first member needs the second to be true
};

enum class InXml : std::uint8_t {
  element,
  attribute,
  content,   ///< the text of the element itself
  repeated,  ///< a list without an element around it
  wrapped,   ///< a list with an element around it, whose children are called `item`
  never,
};
enum class InJson : std::uint8_t { member, never };

inline constexpr Minor never = 255;

// The order of the fields is that of reading a rule; eight bytes a rule are not worth another.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
struct Rule {
  std::string_view name{};
  Is is = Is::text;
  Form form = Form::any;
  Words list_of_words = Words::count;
  Shape shape = Shape::count, other = Shape::count;
  Minor from = 0, until = newest;
  Minor required_from = never, required_until = never;
  bool list = false, unique = false, not_empty = false;
  double low = std::numeric_limits<double>::lowest(), high = std::numeric_limits<double>::max();
  InJson json = InJson::member;
  InXml xml = InXml::element;
  std::string_view xml_name{}, item{};

  constexpr Rule since(Minor minor) const {
    auto r = *this;
    r.from = minor;
    return r;
  }
  constexpr Rule up_to(Minor minor) const {
    auto r = *this;
    r.until = minor;
    return r;
  }
  constexpr Rule required(Minor first = 0, Minor last = newest) const {
    auto r = *this;
    r.required_from = first;
    r.required_until = last;
    return r;
  }
  constexpr Rule attribute() const {
    auto r = *this;
    r.xml = InXml::attribute;
    return r;
  }
  constexpr Rule content() const {
    auto r = *this;
    r.xml = InXml::content;
    return r;
  }
  constexpr Rule only_json() const {
    auto r = *this;
    r.xml = InXml::never;
    return r;
  }
  constexpr Rule only_xml() const {
    auto r = *this;
    r.json = InJson::never;
    return r;
  }
  constexpr Rule named(std::string_view in_xml) const {
    auto r = *this;
    r.xml_name = in_xml;
    return r;
  }
  /// A list; in XML an element around elements called `of`.
  constexpr Rule wrapping(std::string_view of) const {
    auto r = *this;
    r.list = true;
    r.xml = InXml::wrapped;
    r.item = of;
    return r;
  }
  /// A list; in XML the element itself, as often as there are items.
  constexpr Rule repeated() const {
    auto r = *this;
    r.list = true;
    r.xml = InXml::repeated;
    return r;
  }
  /// A list in JSON that XML writes in a way that another row has.
  constexpr Rule json_list() const {
    auto r = *this;
    r.list = true;
    r.xml = InXml::never;
    return r;
  }
  constexpr Rule without_repeats() const {
    auto r = *this;
    r.unique = true;
    return r;
  }
  constexpr Rule filled() const {
    auto r = *this;
    r.not_empty = true;
    return r;
  }
  constexpr Rule between(double least, double most = std::numeric_limits<double>::max()) const {
    auto r = *this;
    r.low = least;
    r.high = most;
    return r;
  }

  [[nodiscard]] constexpr bool holds_in(Minor minor) const { return minor >= from && minor <= until; }
  [[nodiscard]] constexpr bool is_required_in(Minor minor) const {
    return required_from != never && minor >= required_from && minor <= required_until;
  }
  [[nodiscard]] constexpr std::string_view name_in_xml() const { return xml_name.empty() ? name : xml_name; }
  [[nodiscard]] constexpr bool is_group() const { return is >= Is::exactly_one; }
};

// The words in which the tables are written.
constexpr Rule text(std::string_view name, Form form = Form::any) {
  return {.name = name, .form = form};
}
constexpr Rule word(std::string_view name, Words list) {
  return {.name = name, .is = Is::word, .list_of_words = list};
}
constexpr Rule integer(std::string_view name) {
  return {.name = name, .is = Is::integer};
}
constexpr Rule number(std::string_view name) {
  return {.name = name, .is = Is::number};
}
constexpr Rule boolean(std::string_view name) {
  return {.name = name, .is = Is::boolean};
}
constexpr Rule a(std::string_view name, Shape shape) {
  return {.name = name, .is = Is::shape, .shape = shape};
}
constexpr Rule object(std::string_view name) {
  return {.name = name, .is = Is::object, .xml = InXml::never};
}
/// JSON only: XML has signatures in a namespace of their own.
constexpr Rule signature() {
  return {.name = "signature", .is = Is::shape, .shape = Shape::signature, .xml = InXml::never};
}
constexpr Rule either(std::string_view name, Is which, Shape shape, Shape other = Shape::count) {
  return {.name = name, .is = which, .shape = shape, .other = other, .xml = InXml::never};
}
constexpr Rule group(Is which, std::string_view members) {
  return {.name = members, .is = which};
}

/// How strict a shape is about members that it has no rule for.
struct ShapeRules {
  std::span<const Rule> rules;
  Minor closed_from = 0;       ///< JSON: from this version
  bool closed_in_xml = false;  ///< elements of CycloneDX's own namespace
};
const ShapeRules& rules_of(Shape shape);

// Each file of tables answers for its shapes; no rules for another's.
ShapeRules document_rules(Shape shape);
ShapeRules component_rules(Shape shape);
ShapeRules service_rules(Shape shape);
ShapeRules vulnerability_rules(Shape shape);
ShapeRules model_rules(Shape shape);
ShapeRules formulation_rules(Shape shape);
ShapeRules declaration_rules(Shape shape);
ShapeRules crypto_rules(Shape shape);

}  // namespace manara::formats::rules
