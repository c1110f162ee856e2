#include "formats/openvex/openvex.h"

#include <array>
#include <fmt/core.h>

#include "base/strings.h"
#include "json/json.h"

namespace manara::formats {
namespace {

constexpr std::array<std::string_view, 4> status_names{"not_affected", "affected", "fixed", "under_investigation"};

void add_text(const json::Value& value, std::vector<std::string>& out) {
  if (value.is_string() && !value.string().empty()) out.push_back(value.text());
}

/// A product is its @id, its identifiers, and its subcomponents: what a statement on an image says of a package in it.
void add_product(const json::Value& product, std::vector<std::string>& out) {
  add_text(product, out);  // v0.0.1: a plain text
  std::vector<std::string> parts;
  for (const auto part : product["subcomponents"].elements()) {
    add_text(part, parts);
    add_text(part["@id"], parts);
    for (const auto [kind, identifier] : part["identifiers"].members())
      add_text(identifier, parts);
  }
  if (!parts.empty()) {
    out.insert(out.end(), parts.begin(), parts.end());
    return;
  }
  add_text(product["@id"], out);
  for (const auto [kind, identifier] : product["identifiers"].members())
    add_text(identifier, out);
}

VexStatement statement_of(const json::Value& value, const json::Value& root) {
  VexStatement out;
  const auto vulnerability = value["vulnerability"];
  add_text(vulnerability, out.vulnerabilities);
  add_text(vulnerability["name"], out.vulnerabilities);
  for (const auto alias : vulnerability["aliases"].elements())
    add_text(alias, out.vulnerabilities);
  for (const auto product : value["products"].elements())
    add_product(product, out.products);
  out.justification = value["justification"].text();
  out.statement = value["impact_statement"].text();
  if (out.statement.empty()) out.statement = value["action_statement"].text();
  out.author = value["supplier"].text();
  if (out.author.empty()) out.author = root["author"].text();
  return out;
}

}  // namespace

bool looks_like_openvex(const Probe& probe) {
  const auto head = trim(probe.head);
  return head.starts_with('{') && head.find("openvex.dev/ns") != std::string_view::npos;
}

Status read_openvex(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  if (!root["statements"].is_array()) return fail(Code{"openvex_not_a_document"});
  std::size_t number = 0;
  for (const auto value : root["statements"].elements()) {
    auto statement = statement_of(value, root);
    const auto place = fmt::format("statements/{}", number++);
    const auto status = value["status"].string();
    bool known = false;
    for (std::size_t i = 0; i < status_names.size(); ++i) {
      if (status != status_names[i]) continue;
      statement.status = static_cast<VexStatus>(i);
      known = true;
    }
    if (!known || statement.vulnerabilities.empty() || statement.products.empty()) {
      sink.unusable({Code{"openvex_statement"}, {}}, {.path = place});
      continue;
    }
    statement.found_in = path;
    sink.vex(std::move(statement));
  }
  sink.about(parse_date(root["timestamp"].string()), "");
  return {};
}

}  // namespace manara::formats
