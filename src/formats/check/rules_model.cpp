// Machine learning: model cards (1.5) and what training costs (1.6).
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Rule model_card[] = {
    text("bom-ref", Form::reference).attribute(),          a("modelParameters", Shape::model_parameters),
    a("quantitativeAnalysis", Shape::quantitative),        a("considerations", Shape::considerations),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule model_parameters[] = {
    a("approach", Shape::approach),
    text("task"),
    text("architectureFamily"),
    text("modelArchitecture"),
    either("datasets", Is::two_shapes, Shape::component_data, Shape::dataset_ref).json_list(),
    a("inputs", Shape::ml_format).wrapping("input"),
    a("outputs", Shape::ml_format).wrapping("output"),
};

constexpr Rule approach[] = {word("type", Words::approach_type)};
constexpr Rule dataset_ref[] = {text("ref", Form::reference)};
constexpr Rule ml_format[] = {text("format")};

constexpr Rule quantitative[] = {
    a("performanceMetrics", Shape::metric).wrapping("performanceMetric"),
    a("graphics", Shape::graphics),
};

constexpr Rule metric[] = {text("type"), text("value"), text("slice"), a("confidenceInterval", Shape::interval)};
constexpr Rule interval[] = {text("lowerBound"), text("upperBound")};
constexpr Rule graphics[] = {text("description"), a("collection", Shape::graphic).wrapping("graphic")};
constexpr Rule graphic[] = {text("name"), a("image", Shape::attachment)};

constexpr Rule considerations[] = {
    text("users").wrapping("user"),
    text("useCases").wrapping("useCase"),
    text("technicalLimitations").wrapping("technicalLimitation"),
    text("performanceTradeoffs").wrapping("performanceTradeoff"),
    a("ethicalConsiderations", Shape::risk).wrapping("ethicalConsideration"),
    a("environmentalConsiderations", Shape::environmental).since(6),
    a("fairnessAssessments", Shape::fairness).wrapping("fairnessAssessment"),
};

constexpr Rule risk[] = {text("name"), text("mitigationStrategy")};
constexpr Rule fairness[] = {text("groupAtRisk"), text("benefits"), text("harms"), text("mitigationStrategy")};

constexpr Rule environmental[] = {
    a("energyConsumptions", Shape::energy_consumption).wrapping("energyConsumption"),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule energy_consumption[] = {
    word("activity", Words::activity).required(),
    a("energyProviders", Shape::energy_provider).repeated().required(),
    a("activityEnergyCost", Shape::measure_kwh).required(),
    a("co2CostEquivalent", Shape::measure_co2),
    a("co2CostOffset", Shape::measure_co2),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule measure_kwh[] = {number("value").required(), word("unit", Words::kwh).required()};
constexpr Rule measure_co2[] = {number("value").required(), word("unit", Words::tco2eq).required()};

constexpr Rule energy_provider[] = {
    text("bom-ref", Form::reference).attribute(),       text("description"),
    a("organization", Shape::entity).required(),        word("energySource", Words::energy_source).required(),
    a("energyProvided", Shape::measure_kwh).required(), a("externalReferences", Shape::reference).wrapping("reference"),
};

}  // namespace

ShapeRules model_rules(Shape shape) {
  switch (shape) {
    case Shape::model_card: return {model_card};
    case Shape::model_parameters: return {model_parameters};
    case Shape::approach: return {approach};
    case Shape::dataset_ref: return {dataset_ref};
    case Shape::ml_format: return {ml_format};
    case Shape::quantitative: return {quantitative};
    case Shape::metric: return {metric};
    case Shape::interval: return {interval};
    case Shape::graphics: return {graphics};
    case Shape::graphic: return {graphic};
    case Shape::considerations: return {considerations};
    case Shape::risk: return {risk};
    case Shape::fairness: return {fairness};
    case Shape::environmental: return {environmental};
    case Shape::energy_consumption: return {energy_consumption};
    case Shape::measure_kwh: return {measure_kwh};
    case Shape::measure_co2: return {measure_co2};
    case Shape::energy_provider: return {energy_provider};
    default: return {};
  }
}

}  // namespace manara::formats::rules
