/// The OpenAPI document as what answers are held against: every answer that a test of the API is given must be as the
/// document describes it. Stricter than the document itself: what it does not mention must not be said.
#pragma once

#include <string>

#include "api/http.h"
#include "json/json.h"

namespace manara::made {

class Contract {
 public:
  explicit Contract(const std::string& document);
  Contract(const Contract&) = delete;
  Contract& operator=(const Contract&) = delete;

  /// "" or what doesn't fit, and where. Of a path or method that isn't described nothing is said.
  [[nodiscard]] std::string complaint(const api::Request& request, const api::Response& response) const;
  [[nodiscard]] json::Value root() const { return root_; }
  /// A schema, or what stands for it.
  [[nodiscard]] json::Value resolved(json::Value schema) const;

 private:
  [[nodiscard]] json::Value operation(const api::Request& request) const;
  [[nodiscard]] std::string misfit(json::Value schema, json::Value value, const std::string& where) const;
  [[nodiscard]] std::string misfit_of_object(json::Value schema, json::Value value, const std::string& where) const;

  json::Document document_{};
  json::Value root_{};
};

}  // namespace manara::made
