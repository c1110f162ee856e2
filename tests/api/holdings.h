/// What organisations have, for tests of the API: entries, uploads, and the question who must know.
#pragma once

#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "node.h"

namespace manara::made {

using ledger::SubjectId;

using Query = std::vector<std::pair<std::string, std::string>>;

/// A thing of an organisation: its path, its entry, and a body in which every text holds `text`.
struct Thing {
  std::string_view resource;
  std::string_view saved;
  std::string (*body)(const std::string& organisation, std::string_view text);
};

inline std::string contact(const std::string& organisation, std::string_view text) {
  return fmt::format(
      R"({{"organisation":"{0}","kind":"person","name":"{1}","role":"{1}","language":"ar","channels":[)"
      R"({{"kind":"mail","address":"{1}@foreign.example"}},{{"kind":"telephone","address":"{1}","out_of_hours":true}}],)"
      R"("verified":"2026-01-01","notes":"{1}"}})",
      organisation, text);
}

inline std::string network(const std::string& organisation, std::string_view text) {
  return fmt::format(R"({{"organisation":"{}","value":"{}.example","notes":"{}"}})", organisation, to_lower(text),
                     text);
}

inline std::string asset(const std::string& organisation, std::string_view text) {
  return fmt::format(R"({{"organisation":"{0}","name":"{1}","kind":"server","exposure":"internet","owner":"{1}",)"
                     R"("notes":"{1}"}})",
                     organisation, text);
}

inline constexpr Thing things[] = {
    {"contacts", "contact_saved", contact}, {"networks", "network_saved", network}, {"assets", "asset_saved", asset}};

inline std::string path_of(const Thing& thing, const SubjectId& id) {
  return fmt::format("/api/{}/{}", thing.resource, to_string(id));
}

inline std::string sbom(std::string_view name, std::string_view version) {
  return fmt::format(R"({{"bomFormat":"CycloneDX","specVersion":"1.5","components":[)"
                     R"({{"type":"library","name":"{0}","version":"{1}","purl":"pkg:npm/{0}@{1}"}}]}})",
                     name, version);
}

inline Response upload(Node& node, const SubjectId& on, const std::string& body, const std::string& name = "bom.json") {
  return node.ask("POST", "/api/inventories", body, {{"asset", to_string(on)}, {"name", name}});
}

/// "name: reason code" of each organisation that must know, in order; then "kind value".
inline std::vector<std::string> who(Node& node, const std::string& text) {
  const auto response = node.ask("GET", "/api/who", "", {{"q", text}});
  REQUIRE(response.status == 200);
  json::Document document;
  const auto root = document.parse(response.body);
  REQUIRE(root);
  std::vector<std::string> all{
      fmt::format("{} {}", (*root)["question"]["kind"].string(), (*root)["question"]["value"].string())};
  for (const auto item : (*root)["items"].elements()) {
    all.push_back(fmt::format("{}: {} {}", item["organisation"]["names"]["en"].string(),
                              item["reason"]["code"].string(), item["contacts"].size()));
  }
  return all;
}

using Lines = std::vector<std::string>;

inline SubjectId add_network(Node& node, const SubjectId& of, std::string_view value, std::string_view dates = "") {
  return node.add("network_saved",
                  {fmt::format(R"({{"organisation":"{}","value":"{}"{}}})", to_string(of), value, dates)});
}

}  // namespace manara::made
