/// CycloneDX has one object model and two notations. The readers walk a Node, so that each rule of reading stands once:
/// a member of JSON is an attribute or a child element of XML, a JSON array `components` is a wrapping element
/// <components> with a <component> for each.
#pragma once

#include <string_view>

#include "base/strings.h"
#include "json/json.h"
#include "xml/xml.h"

namespace manara::formats::bom {

/// How a list is called in either notation: {"components", "components", "component"}.
struct ListName {
  std::string_view json, wrapper, element;
};

class JsonNode {
 public:
  explicit JsonNode(json::Value value) : value_(value) {}
  explicit operator bool() const { return value_.is_object(); }
  [[nodiscard]] std::string_view text(std::string_view member) const { return value_[member].string(); }
  /// The text of an element of a list of texts; of an object, its member.
  [[nodiscard]] std::string_view content(std::string_view member) const {
    return value_.is_string() ? value_.string() : value_[member].string();
  }
  /// It is there, but not as a text.
  [[nodiscard]] bool wrong_type(std::string_view member) const {
    const auto kind = value_[member].kind();
    return kind != json::Kind::missing && kind != json::Kind::null && kind != json::Kind::string;
  }
  [[nodiscard]] JsonNode child(std::string_view member) const { return JsonNode(value_[member]); }
  [[nodiscard]] std::size_t count(std::string_view list) const { return value_[list].size(); }
  template <typename Visit>
  void each(const ListName& list, Visit&& visit) const {
    for (const auto element : value_[list.json].elements())
      visit(JsonNode(element));
  }

 private:
  json::Value value_;
};

class XmlNode {
 public:
  explicit XmlNode(xml::Element element) : element_(element) {}
  explicit operator bool() const { return static_cast<bool>(element_); }
  [[nodiscard]] std::string_view text(std::string_view member) const {
    const auto attribute = element_.attribute(member);
    return attribute.empty() ? trim(element_.child(member).text()) : attribute;
  }
  [[nodiscard]] std::string_view content(std::string_view) const { return trim(element_.text()); }
  [[nodiscard]] bool wrong_type(std::string_view) const { return false; }
  [[nodiscard]] std::size_t count(std::string_view) const { return 0; }
  [[nodiscard]] XmlNode child(std::string_view member) const { return XmlNode(element_.child(member)); }
  template <typename Visit>
  void each(const ListName& list, Visit&& visit) const {
    const auto wrapper = element_.child(list.wrapper);
    for (const auto element : wrapper.children()) {
      if (element.name() == list.element && element.space() == wrapper.space()) visit(XmlNode(element));
    }
  }

 private:
  xml::Element element_;
};

}  // namespace manara::formats::bom
