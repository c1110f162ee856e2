// The document as it stands: the product tree flattened, the statuses listed. What it means is csaf.cpp's.
#include <algorithm>
#include <array>

#include "formats/csaf/csaf.h"

namespace manara::formats {
namespace {

constexpr std::array<std::string_view, 8> status_names{"first_affected", "first_fixed",        "fixed",
                                                       "known_affected", "known_not_affected", "last_affected",
                                                       "recommended",    "under_investigation"};

/// What the branches above a product say of it.
struct Above {
  std::string vendor{}, product{}, version{}, version_range{};
};

void add_product(const json::Value& value, const Above& above, std::vector<CsafProduct>& out) {
  if (!value.is_object()) return;
  CsafProduct product;
  product.id = value["product_id"].text();
  product.name = value["name"].text();
  product.vendor = above.vendor;
  product.product = above.product;
  product.version = above.version;
  product.version_range = above.version_range;
  const auto helper = value["product_identification_helper"];
  product.purl = helper["purl"].text();
  product.cpe = helper["cpe"].text();
  out.push_back(std::move(product));
}

// Nesting was bounded when the JSON was read.
void walk(const json::Value& branches, const Above& above, std::vector<CsafProduct>& out) {
  for (const auto branch : branches.elements()) {
    Above here = above;
    const auto category = branch["category"].string();
    const auto name = branch["name"].text();
    if (category == "vendor") here.vendor = name;
    if (category == "product_name") here.product = name;
    if (category == "product_version") here.version = name;
    if (category == "product_version_range") here.version_range = name;
    add_product(branch["product"], here, out);
    walk(branch["branches"], here, out);
  }
}

void add_relationships(const json::Value& relationships, std::vector<CsafProduct>& out) {
  for (const auto relationship : relationships.elements()) {
    const auto before = out.size();
    add_product(relationship["full_product_name"], {}, out);
    if (out.size() > before) out.back().refers_to = relationship["product_reference"].text();
  }
}

/// product_groups: a flag may name a group instead of its products.
using Groups = std::map<std::string, std::vector<std::string>>;

void add_flag(const json::Value& flag, const Groups& groups, CsafVulnerability& out) {
  const auto label = flag["label"].text();
  for (const auto id : flag["product_ids"].elements())
    out.justifications[id.text()] = label;
  for (const auto group : flag["group_ids"].elements()) {
    const auto found = groups.find(group.text());
    if (found == groups.end()) continue;
    for (const auto& id : found->second)
      out.justifications.emplace(id, label);
  }
}

CsafVulnerability vulnerability_of(const json::Value& value, const Groups& groups) {
  CsafVulnerability out;
  out.cve = value["cve"].text();
  for (const auto id : value["ids"].elements()) {
    if (auto text = id["text"].text(); !text.empty()) out.ids.push_back(std::move(text));
  }
  for (const auto score : value["scores"].elements()) {
    for (const auto member : {"cvss_v4", "cvss_v3", "cvss_v2"}) {
      auto vector = score[member]["vectorString"].text();
      if (!vector.empty() && std::ranges::find(out.vectors, vector) == out.vectors.end())
        out.vectors.push_back(std::move(vector));
    }
  }
  for (const auto [name, products] : value["product_status"].members()) {
    const auto status = std::ranges::find(status_names, name);
    if (status == status_names.end()) continue;
    for (const auto id : products.elements()) {
      out.statuses.emplace_back(static_cast<CsafStatus>(status - status_names.begin()), id.text());
    }
  }
  for (const auto flag : value["flags"].elements())
    add_flag(flag, groups, out);
  return out;
}

}  // namespace

Result<CsafDocument> csaf_document(const json::Value& root, const Limits&) {
  const auto about = root["document"];
  if (!about.is_object() || !about["csaf_version"].is_string()) return fail(Code{"csaf_not_a_document"});
  CsafDocument out;
  out.tracking_id = about["tracking"]["id"].text();
  out.title = about["title"].text();
  out.publisher = about["publisher"]["name"].text();
  out.published = parse_date(about["tracking"]["initial_release_date"].string());
  out.modified = parse_date(about["tracking"]["current_release_date"].string());
  const auto tree = root["product_tree"];
  walk(tree["branches"], {}, out.products);
  for (const auto product : tree["full_product_names"].elements())
    add_product(product, {}, out.products);
  add_relationships(tree["relationships"], out.products);
  Groups groups;
  for (const auto group : tree["product_groups"].elements()) {
    auto& products = groups[group["group_id"].text()];
    for (const auto id : group["product_ids"].elements())
      products.push_back(id.text());
  }
  for (const auto value : root["vulnerabilities"].elements())
    out.vulnerabilities.push_back(vulnerability_of(value, groups));
  return out;
}

}  // namespace manara::formats
