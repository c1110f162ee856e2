/// What parts of the API read of a request: small JSON bodies against the members that they may have, the headers of
/// writes, the parameters of lists. A member that is not listed is refused: nobody assigns what isn't named.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/description.h"
#include "api/http.h"
#include "api/problem.h"
#include "base/id.h"
#include "base/result.h"
#include "json/json.h"
#include "ledger/entry.h"

namespace manara::api {

/// A body whose members are asked for one by one; what is wrong with them is gathered, to be said at once.
class Given {
 public:
  /// `shape` outlives it. Errors: request_media_type, request_malformed (no JSON object, more than 64 KB, nested deeper
  /// than 8).
  static Result<Given> read(const Request& request, const Shape& shape);

  /// The text of a member, which must be there; of an optional one "" where it is missing or null.
  std::string_view text(std::string_view member);
  std::string_view optional_text(std::string_view member);
  template <typename IdType>
  IdType id(std::string_view member) {
    const auto read = IdType::read(text(member));
    if (!read) refuse(member, {Code{"field_link"}, {}});
    return read.value_or(IdType{});
  }
  bool flag(std::string_view member);
  /// Milliseconds since 1970; nullopt where it is null or missing.
  std::optional<std::int64_t> moment(std::string_view member);
  /// One of those that the shape names.
  std::string_view choice(std::string_view member);
  void refuse(std::string_view member, Message why);

  [[nodiscard]] bool good() const { return refused_.empty(); }
  /// 422 with every member that was refused.
  [[nodiscard]] Response refusal(text::Language language) const;

 private:
  json::Document document_{};
  json::Value root_{};
  const Shape* shape_ = nullptr;
  std::vector<FieldError> refused_{};
};

/// The wish that a write stands for. Error: request_idempotency.
Result<ledger::DraftId> draft_in(const Request& request);
/// The revision that a change begins from. Error: request_revision_missing.
Result<std::int64_t> revision_in(const Request& request);

/// limit and after of a list, as its description took them. Error: request_unknown_parameter.
struct Paging {
  std::int64_t limit = 50;
  std::string_view after{};
};
Result<Paging> paging_in(const Request& request);
/// An id among the parameters; empty where there is none. Error: request_unknown_parameter.
template <typename IdType>
Result<IdType> id_in(const Request& request, std::string_view parameter) {
  const auto text = request.parameter(parameter);
  if (text.empty()) return IdType{};
  const auto id = IdType::read(text);
  if (!id) return fail(Code{"request_unknown_parameter"}, {std::string(parameter) + "=" + std::string(text)});
  return *id;
}
/// What stands behind `prefix` in the path, up to the next "/". Error: request_not_found (no id).
template <typename IdType>
Result<IdType> id_behind(const Request& request, std::string_view prefix) {
  const auto rest = std::string_view(request.path).substr(prefix.size());
  const auto id = IdType::read(rest.substr(0, rest.find('/')));
  if (!id) return fail(Code{"request_not_found"});
  return *id;
}

}  // namespace manara::api
