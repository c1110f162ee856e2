#include "api/description.h"

#include <algorithm>

#include "base/id.h"
#include "base/strings.h"
#include "base/time.h"

namespace manara::api {
namespace {

bool is_called(const Member& member, std::string_view name) {
  if (member.type != MemberType::begins) return member.name == name;
  return name.starts_with(member.name) && name.size() > member.name.size();
}

bool is_number(std::string_view text, std::int64_t least) {
  const auto number = parse_unsigned(text);
  return number && *number <= INT64_MAX && static_cast<std::int64_t>(*number) >= least;
}

bool has_length(std::string_view text, const Member& member) {
  const auto characters = std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; });
  return characters >= member.least && (member.most == 0 || characters <= member.most);
}

bool fits(std::string_view value, const Member& member) {
  switch (member.type) {
    case MemberType::number: return is_number(value, member.least);
    case MemberType::id: return read_id(value).has_value();
    case MemberType::date: return value.size() == 10 && parse_date(value);
    case MemberType::flag: return value == "true" || value == "false";
    case MemberType::choice: return std::ranges::find(member.choices, value) != member.choices.end();
    default: return has_length(value, member);
  }
}

}  // namespace

Status check_parameters(const Request& request, const Description& description) {
  for (const auto& [name, value] : request.query) {
    const auto known =
        std::ranges::find_if(description.parameters, [&](const Member& member) { return is_called(member, name); });
    if (known == description.parameters.end() || !fits(value, *known))
      return fail(Code{"request_unknown_parameter"}, {name + "=" + value});
  }
  for (const auto& member : description.parameters) {
    if (member.need == resource::Need::optional) continue;
    const bool given = std::ranges::any_of(request.query, [&](const auto& one) { return one.first == member.name; });
    if (!given) return fail(Code{"request_parameter_missing"}, {std::string(member.name)});
  }
  return {};
}

}  // namespace manara::api
