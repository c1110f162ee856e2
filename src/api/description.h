/// What a part of the API takes and gives, as data beside the part, a line a member. The OpenAPI document says it, and
/// a request's parameters are held against it before the part is asked: what is written and what is done are one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "base/result.h"
#include "resource/resource.h"

namespace manara::api {

enum class MemberType : std::uint8_t {
  text,
  number,    ///< whole, 0 or more
  id,        ///< 32 hexadecimal digits
  date,      ///< "2026-11-28"
  flag,      ///< true or false
  choice,    ///< one of `choices`
  names,     ///< {"en","fr","ar"}, those there are
  object,    ///< of `shape`
  item,      ///< of the resource `of`, as its list gives it
  lists,     ///< any names, each with a list of texts
  anything,  ///< of a kind that depends
  begins,    ///< of parameters: texts whose names begin with this one and go on
};

struct Shape;

/// A member of a JSON object, or a parameter of a query: Member::id("person").optional()
struct Member {
  std::string_view name;
  MemberType type = MemberType::text;
  resource::Need need = resource::Need::required;
  bool null_too = false;
  bool many = false;       ///< a list of such
  std::uint32_t most = 0;  ///< characters of a text; 0: what the rules of the practice say
  std::int64_t least = 0;  ///< of a number; of a text: characters
  std::span<const std::string_view> choices{};
  const Shape* shape = nullptr;
  std::string_view of{};

  static constexpr Member text(std::string_view name) { return {.name = name}; }
  static constexpr Member number(std::string_view name) { return {.name = name, .type = MemberType::number}; }
  static constexpr Member id(std::string_view name) { return {.name = name, .type = MemberType::id}; }
  static constexpr Member date(std::string_view name) { return {.name = name, .type = MemberType::date}; }
  static constexpr Member flag(std::string_view name) { return {.name = name, .type = MemberType::flag}; }
  static constexpr Member choice(std::string_view name, std::span<const std::string_view> choices) {
    return {.name = name, .type = MemberType::choice, .choices = choices};
  }
  static constexpr Member names(std::string_view name) { return {.name = name, .type = MemberType::names}; }
  static constexpr Member object(std::string_view name, const Shape& shape) {
    return {.name = name, .type = MemberType::object, .shape = &shape};
  }
  static constexpr Member item(std::string_view name, std::string_view of) {
    return {.name = name, .type = MemberType::item, .of = of};
  }
  static constexpr Member lists(std::string_view name) { return {.name = name, .type = MemberType::lists}; }
  static constexpr Member anything(std::string_view name) { return {.name = name, .type = MemberType::anything}; }
  static constexpr Member begins(std::string_view name) {
    return {.name = name, .type = MemberType::begins, .need = resource::Need::optional};
  }

  [[nodiscard]] constexpr Member optional() const {
    auto other = *this;
    other.need = resource::Need::optional;
    return other;
  }
  [[nodiscard]] constexpr Member or_null() const {
    auto other = *this;
    other.null_too = true;
    return other;
  }
  [[nodiscard]] constexpr Member several() const {
    auto other = *this;
    other.many = true;
    return other;
  }
  [[nodiscard]] constexpr Member at_least(std::int64_t bound) const {
    auto other = *this;
    other.least = bound;
    return other;
  }
  [[nodiscard]] constexpr Member at_most(std::uint32_t bound) const {
    auto other = *this;
    other.most = bound;
    return other;
  }
};

/// An object. One with a name stands once in the document, and is a type of the console; the same name means the same.
struct Shape {
  std::string_view name{};
  std::span<const Member> members{};
};

/// An answer that is no refusal. No shape: what it is can't be said in JSON, or, with 204, there is none.
struct Answer {
  int status = 200;
  const Shape* shape = nullptr;
  std::string_view media = "application/json";
};

struct Description {
  std::string summary{};             ///< in English
  std::vector<Member> parameters{};  ///< of the query; any other is refused
  bool key = false;                  ///< Idempotency-Key
  bool revision = false;             ///< If-Match
  const Shape* body = nullptr;       ///< JSON
  bool file = false;                 ///< a file as it is, in place of `body`
  std::vector<Answer> answers{};
  std::vector<int> refusals{};  ///< statuses, beside those that follow from the rest
};

/// What every list takes that is read page by page.
inline constexpr Member limit_parameter = Member::number("limit").at_least(1).optional();
inline constexpr Member after_parameter = Member::text("after").at_least(1).optional();
/// The end of a page: where the next begins, or null.
inline constexpr Member next_member = Member::text("next").or_null();

/// Errors: request_unknown_parameter (a name or a value that is not described), request_parameter_missing.
Status check_parameters(const Request& request, const Description& description);

}  // namespace manara::api
