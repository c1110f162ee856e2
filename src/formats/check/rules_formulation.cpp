// Formulation (1.5): how something was made, as workflows of tasks and steps.
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Rule formula[] = {
    text("bom-ref", Form::reference).attribute(),
    a("components", Shape::component).wrapping("component").without_repeats(),
    a("services", Shape::service).wrapping("service").without_repeats(),
    a("workflows", Shape::workflow).wrapping("workflow").without_repeats(),
    a("properties", Shape::property).wrapping("property"),
};

// A workflow is a task that has tasks.
constexpr Rule workflow[] = {
    text("bom-ref", Form::reference).attribute().required(),
    text("uid").required(),
    text("name"),
    text("description"),
    a("resourceReferences", Shape::resource).wrapping("resourceReference").without_repeats(),
    a("tasks", Shape::task).wrapping("task").without_repeats(),
    a("taskDependencies", Shape::dependency).wrapping("dependency").without_repeats(),
    word("taskTypes", Words::task_type).wrapping("taskType").required(),
    a("trigger", Shape::trigger),
    a("steps", Shape::step).wrapping("step").without_repeats(),
    a("inputs", Shape::input).wrapping("input").without_repeats(),
    a("outputs", Shape::output).wrapping("output").without_repeats(),
    text("timeStart", Form::date_time),
    text("timeEnd", Form::date_time),
    a("workspaces", Shape::workspace).wrapping("workspace").without_repeats(),
    a("runtimeTopology", Shape::dependency).wrapping("dependency").without_repeats(),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule task[] = {
    text("bom-ref", Form::reference).attribute().required(),
    text("uid").required(),
    text("name"),
    text("description"),
    a("resourceReferences", Shape::resource).wrapping("resourceReference").without_repeats(),
    word("taskTypes", Words::task_type).wrapping("taskType").required(),
    a("trigger", Shape::trigger),
    a("steps", Shape::step).wrapping("step").without_repeats(),
    a("inputs", Shape::input).wrapping("input").without_repeats(),
    a("outputs", Shape::output).wrapping("output").without_repeats(),
    text("timeStart", Form::date_time),
    text("timeEnd", Form::date_time),
    a("workspaces", Shape::workspace).wrapping("workspace").without_repeats(),
    a("runtimeTopology", Shape::dependency).wrapping("dependency").without_repeats(),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule step[] = {
    text("name"),
    text("description"),
    a("commands", Shape::command).wrapping("command"),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule command[] = {text("executed"), a("properties", Shape::property).wrapping("property")};

constexpr Rule workspace[] = {
    text("bom-ref", Form::reference).attribute().required(),
    text("uid").required(),
    text("name"),
    text("aliases").wrapping("alias"),
    text("description"),
    a("resourceReferences", Shape::resource).wrapping("resourceReference").without_repeats(),
    word("accessMode", Words::access_mode),
    text("mountPath"),
    text("managedDataType"),
    text("volumeRequest"),
    a("volume", Shape::volume),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule volume[] = {
    text("uid"),
    text("name"),
    word("mode", Words::volume_mode),
    text("path"),
    text("sizeAllocated"),
    boolean("persistent"),
    boolean("remote"),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule trigger[] = {
    text("bom-ref", Form::reference).attribute().required(),
    text("uid").required(),
    text("name"),
    text("description"),
    a("resourceReferences", Shape::resource).wrapping("resourceReference").without_repeats(),
    word("type", Words::trigger_type).required(),
    a("event", Shape::event),
    a("conditions", Shape::condition).wrapping("condition").without_repeats(),
    text("timeActivated", Form::date_time),
    a("inputs", Shape::input).wrapping("input").without_repeats(),
    a("outputs", Shape::output).wrapping("output").without_repeats(),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule event[] = {
    text("uid"),
    text("description"),
    text("timeReceived", Form::date_time),
    a("data", Shape::attachment),
    a("source", Shape::resource),
    a("target", Shape::resource),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule input[] = {
    a("source", Shape::resource),
    a("target", Shape::resource),
    a("resource", Shape::resource),
    a("parameters", Shape::parameter).wrapping("parameter").without_repeats(),
    either("environmentVars", Is::shape_or_text, Shape::property).json_list().without_repeats(),
    a("environmentVars", Shape::count).only_xml(),
    a("data", Shape::attachment),
    a("properties", Shape::property).wrapping("property"),
    group(Is::exactly_one, "resource parameters environmentVars data"),
};

constexpr Rule output[] = {
    word("type", Words::output_type),
    a("source", Shape::resource),
    a("target", Shape::resource),
    a("resource", Shape::resource),
    a("data", Shape::attachment),
    either("environmentVars", Is::shape_or_text, Shape::property).json_list().without_repeats(),
    a("environmentVars", Shape::count).only_xml(),
    a("properties", Shape::property).wrapping("property"),
    group(Is::exactly_one, "resource environmentVars data"),
};

constexpr Rule resource[] = {
    text("ref", Form::reference),
    a("externalReference", Shape::reference),
    group(Is::exactly_one, "ref externalReference"),
};

constexpr Rule condition[] = {
    text("description"),
    text("expression"),
    a("properties", Shape::property).wrapping("property"),
};

constexpr Rule parameter[] = {text("name"), text("value"), text("dataType")};

}  // namespace

ShapeRules formulation_rules(Shape shape) {
  switch (shape) {
    case Shape::formula: return {formula};
    case Shape::workflow: return {workflow};
    case Shape::task: return {task};
    case Shape::step: return {step};
    case Shape::command: return {command};
    case Shape::workspace: return {workspace};
    case Shape::volume: return {volume};
    case Shape::trigger: return {trigger};
    case Shape::event: return {event};
    case Shape::input: return {input};
    case Shape::output: return {output};
    case Shape::resource: return {resource};
    case Shape::condition: return {condition};
    case Shape::parameter: return {parameter};
    default: return {};
  }
}

}  // namespace manara::formats::rules
