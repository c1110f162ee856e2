#include "formats/openvex/openvex.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <map>
#include <numeric>
#include <optional>

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

/// Statements in one document with the moments from which they hold (OpenVEX, "Inheritance Flow": the document's own
/// where a statement has none).
struct Dated {
  VexStatement statement{};
  std::optional<Moment> since{};
};

/// Of two statements about one vulnerability of one product the later counts; of equal moments the one behind.
void drop_superseded(std::vector<Dated>& all) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return all[i].since; });
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> latest;
  for (const auto i : order) {
    for (const auto& product : all[i].statement.products)
      latest[{all[i].statement.vulnerabilities.front(), product}] = i;
  }
  std::vector<std::vector<bool>> kept(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const auto& product : all[i].statement.products)
      kept[i].push_back(latest[{all[i].statement.vulnerabilities.front(), product}] == i);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::size_t at = 0;
    std::erase_if(all[i].statement.products, [&](const std::string&) { return !kept[i][at++]; });
  }
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
  std::vector<Dated> statements;
  const auto issued = parse_moment(root["timestamp"].string());
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
    const auto since = parse_moment(value["timestamp"].string());
    statements.push_back({std::move(statement), since ? since : issued});
  }
  drop_superseded(statements);
  for (auto& dated : statements) {
    if (!dated.statement.products.empty()) sink.vex(std::move(dated.statement));
  }
  sink.about(parse_date(root["timestamp"].string()), "");
  return {};
}

}  // namespace manara::formats
