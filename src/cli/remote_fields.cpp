// `remote fields`: the lists that this program knows, their fields, filters and orders. Asks no node.
#include "app/practices.h"
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "cli/stdout_output.h"
#include "text/width.h"

namespace manara::cli {
namespace {

using resource::Field;
using resource::FieldType;

std::string_view type_name(FieldType type) {
  switch (type) {
    case FieldType::prose: return "prose";
    case FieldType::names: return "names";
    case FieldType::choice: return "choice";
    case FieldType::link: return "link";
    case FieldType::date: return "date";
    case FieldType::flag: return "flag";
    case FieldType::list: return "list";
    default: return "text";
  }
}

/// What a value looks like.
std::string shape_of(const Field& field) {
  switch (field.type) {
    case FieldType::choice: return remote_list_of(field.choices);
    case FieldType::link: return "ID (" + std::string(field.refers_to) + ")";
    case FieldType::date: return "2026-11-28";
    case FieldType::flag: return "true, false";
    case FieldType::names: {
      std::string all;
      for (const auto language : resource::name_languages)
        all += (all.empty() ? "" : ", ") + std::string(field.name) + "." + std::string(language);
      return all;
    }
    case FieldType::list: return example_of(field);
    default: return field.format == nullptr ? std::string() : std::string(field.format->example);
  }
}

void print_fields(const resource::Resource& resource, Session& session) {
  constexpr std::size_t name_width = 14, type_width = 8;
  for (const auto& field : resource.fields) {
    std::string line;
    text::append_padded(line, std::string(field.name) + (field.need == resource::Need::required ? " *" : ""),
                        name_width);
    line += "  ";
    text::append_padded(line, type_name(field.type), type_width);
    line += "  " + shape_of(field);
    session.print(line.substr(0, line.find_last_not_of(' ') + 1) + "\n");
  }
  std::vector<std::string_view> filters, orders;
  if (!resource.owner.empty()) filters.push_back(resource.owner);
  for (const auto& filter : resource.filters)
    filters.push_back(filter.name);
  for (const auto& order : resource.orders)
    orders.push_back(order.name);
  session.print("--where  " + remote_list_of(filters) + "\n--sort   " + remote_list_of(orders) + "\n");
  session.print(session.say(Code{"remote_fields_needed"}) + "\n");
}

int run_fields(const Arguments& arguments, Session& session) {
  if (arguments.positional().empty()) {
    for (const auto& resource : app::resources())
      session.print(std::string(resource.name) + "\n");
    return exit_ok;
  }
  const auto resource = remote_resource(arguments.positional().front());
  if (!resource) return session.error(resource.error());
  print_fields(*resource, session);
  return exit_ok;
}

}  // namespace

const Command remote_fields{"remote fields", Code{"help_remote_fields"},     {}, {"RESOURCE", 0, 1},
                            run_fields,      "manara remote fields contacts"};

}  // namespace manara::cli
