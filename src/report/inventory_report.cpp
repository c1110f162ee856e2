#include "report/inventory_report.h"

#include "json/writer.h"
#include "report/drain.h"
#include "text/escape.h"
#include "text/width.h"

namespace manara::report {
namespace {

void write_component(const exposure::Target& target, const Component& component, json::Writer& out) {
  out.begin_object().member("name", component.name).member("version", component.version);
  out.member_or_null("purl", component.purl).member_or_null("vendor", component.vendor);
  out.member_or_null("product", component.product).key("source");
  if (component.source.name.empty()) {
    out.null();
  } else {
    out.begin_object().member("name", component.source.name).member("version", component.source.version).end_object();
  }
  out.member("target", target.name).member("found_in", component.found_in).end_object();
}

void write_refused(std::string_view target, std::uint64_t line, std::string_view reason, json::Writer& out) {
  out.begin_object().member("target", target).key("line");
  line > 0 ? out.value(line) : out.null();
  out.member("reason", reason).end_object();
}

/// By what name the matcher will look it up, or why it can't.
std::string understood(const Component& component, const OperatingSystem& os, text::Language language) {
  const auto identity = exposure::identify(component, os);
  if (!identity.unassessed.code.empty()) return text::sentence(language, Message{Code{"inventory_not_matched"}, {}});
  std::string out =
      identity.ecosystem != nullptr ? std::string(identity.ecosystem->name) : std::string(name_of(identity.confidence));
  if (!identity.release.empty()) out += " " + identity.release;
  for (const auto& name : identity.names)
    out += " " + name.name;
  return out;
}

/// "rootfs, Debian GNU/Linux 12 (bookworm)"
std::string kind_of(const Inventory& inventory) {
  const auto& os = inventory.os;
  if (!os.name.empty()) return inventory.kind + ", " + os.name;
  return os.id.empty() ? inventory.kind : inventory.kind + ", " + os.id + " " + os.version;
}

}  // namespace

void write_inventory_json(std::span<const exposure::Target> targets, std::span<const Error> refused,
                          text::Language language, Output& output) {
  json::Writer out;
  Drain drain(out, output);
  out.begin_object().key("components").begin_array();
  for (const auto& target : targets) {
    for (const auto& component : target.inventory.components) {
      write_component(target, component, out);
      drain.if_full();
    }
  }
  out.end_array().key("refused").begin_array();
  for (const auto& target : targets) {
    for (const auto& row : target.inventory.refused) {
      write_refused(target.name, row.line, text::sentence(language, row.reason), out);
      drain.if_full();
    }
  }
  for (const auto& error : refused)
    write_refused(error.place.file, error.place.line, text::sentence(language, error.message()), out);
  out.end_array().end_object();
  drain.now();
  output.write("\n");
}

void write_inventory_table(std::span<const exposure::Target> targets, text::Language language, Output& out) {
  for (const auto& target : targets) {
    const auto& inventory = target.inventory;
    out.write(text::for_terminal(text::sentence(
                  language, Message{Code{"inventory_target"},
                                    {target.name, kind_of(inventory), std::to_string(inventory.components.size())}})) +
              "\n");
    std::string line;
    for (const auto& component : inventory.components) {
      line = "  ";
      text::append_padded(line, text::for_terminal(component.name), 36);
      line += "  ";
      text::append_padded(line, text::for_terminal(component.version), 24);
      line += "  " + text::for_terminal(understood(component, inventory.os, language));
      if (!component.found_in.empty()) line += "  " + text::for_terminal(component.found_in);
      out.write(line + "\n");
    }
    for (const auto& row : inventory.refused) {
      const Error error{row.reason.code, row.reason.args, {target.name, row.line, {}}};
      out.write("  ! " + text::for_terminal(text::sentence(language, error)) + "\n");
    }
  }
}

}  // namespace manara::report
