/// What is answered to an import, for tests: counts and refusals as text.
#pragma once

#include "node.h"

namespace manara::made {

using Query = std::vector<std::pair<std::string, std::string>>;

/// What was answered to an import, with its document.
struct Imported {
  Response response{};
  json::Document document{};
  json::Value root{};

  [[nodiscard]] std::string counts() const {
    std::string all;
    for (const auto* name : {"read", "new", "changed", "same", "refused"})
      all += fmt::format("{} {} ", name, root["rows"][name].integer().value_or(-1));
    return all;
  }
  /// "3 field_choice; 5 table_open_quote; "
  [[nodiscard]] std::string refused() const {
    std::string all;
    for (const auto row : root["refused"].elements())
      all += fmt::format("{} {}; ", row["line"].integer().value_or(-1), row["code"].string());
    return all;
  }
  [[nodiscard]] std::string code() const { return root["code"].text(); }
};

inline Imported import(Node& node, const std::string& resource, std::string file, Query query = {}) {
  Imported out;
  out.response = node.ask("POST", "/api/imports/" + resource, std::move(file), std::move(query));
  const auto root = out.document.parse(out.response.body);
  if (root) out.root = *root;
  return out;
}

inline Imported apply(Node& node, const std::string& resource, std::string file, Query query = {}) {
  query.emplace_back("mode", "apply");
  return import(node, resource, std::move(file), std::move(query));
}

inline std::string listed(Node& node, const std::string& resource, Query query = {}) {
  query.emplace_back("limit", "200");
  return node.ask("GET", "/api/" + resource, "", std::move(query)).body;
}

/// A node with an analyst of the nation at it.
class Analyst : public Node {
 public:
  Analyst() { become(access::Role::analyst, nation); }
};

}  // namespace manara::made
