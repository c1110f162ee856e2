/// CycloneDX has one object model and two notations. The readers walk a Node, so that each rule of reading stands once:
/// a member of JSON is an attribute or a child element of XML, a JSON array `components` is a wrapping element
/// <components> with a child <component> for each.
#pragma once

#include <string_view>

#include "json/json.h"

namespace manara::formats::bom {

class JsonNode {
 public:
  explicit JsonNode(json::Value value) : value_(value) {}
  [[nodiscard]] bool is_object() const { return value_.is_object(); }
  [[nodiscard]] std::string_view text(std::string_view member) const { return value_[member].string(); }
  /// The text of a node that is a plain value or, in XML, an element's content; in JSON named `member`.
  [[nodiscard]] std::string_view content(std::string_view member) const {
    return value_.is_string() ? value_.string() : value_[member].string();
  }
  [[nodiscard]] JsonNode child(std::string_view member) const { return JsonNode(value_[member]); }
  [[nodiscard]] explicit operator bool() const { return static_cast<bool>(value_); }
  /// Each element of the array `list`.
  template <typename Visit>
  void each(std::string_view list, std::string_view /*element*/, Visit&& visit) const {
    for (const auto element : value_[list].elements())
      visit(JsonNode(element));
  }

 private:
  json::Value value_;
};

}  // namespace manara::formats::bom
