// CSAF documents: what our reader counts equals a plain walk of the JSON by this file, and half a document is refused.
#include "formats/csaf/csaf.h"

#include <fmt/core.h>

#include "json/json.h"
#include "suite.h"

namespace manara::conformance {
namespace {

struct Counts {
  std::size_t products = 0, vulnerabilities = 0, statuses = 0;
  bool operator==(const Counts&) const = default;
};

std::size_t count_branches(const json::Value& branches) {
  std::size_t count = 0;
  for (const auto branch : branches.elements()) {
    count += (branch["product"].is_object() ? 1U : 0U) + count_branches(branch["branches"]);
  }
  return count;
}

Counts walk(const json::Value& root) {
  Counts counts;
  const auto tree = root["product_tree"];
  counts.products = count_branches(tree["branches"]) + tree["full_product_names"].size();
  for (const auto relationship : tree["relationships"].elements()) {
    if (relationship["full_product_name"].is_object()) ++counts.products;
  }
  for (const auto vulnerability : root["vulnerabilities"].elements()) {
    ++counts.vulnerabilities;
    for (const auto [name, products] : vulnerability["product_status"].members())
      counts.statuses += products.size();
  }
  return counts;
}

Counts read(const formats::CsafDocument& document) {
  Counts counts{document.products.size(), document.vulnerabilities.size(), 0};
  for (const auto& vulnerability : document.vulnerabilities)
    counts.statuses += vulnerability.statuses.size();
  return counts;
}

bool refuses_half(const std::string& text) {
  json::Document document;
  return !document.parse(std::string_view(text).substr(0, text.size() / 2));
}

void check_document(const std::string& path, Tally& tally) {
  const auto text = read_text(path);
  json::Document json;
  const auto root = json.parse(text);
  if (!root) return tally.fail(path + ": not read");
  if (!(*root)["document"]["csaf_version"]) return;  // a schema, or the list of tests
  const auto document = formats::csaf_document(*root, {});
  tally.check(document && read(*document) == walk(*root) && refuses_half(text), path);
}

}  // namespace

void csaf(const std::string& path, Tally& tally) {
  for (const auto& file : files_below(path, ".json"))
    check_document(file, tally);
}

}  // namespace manara::conformance
