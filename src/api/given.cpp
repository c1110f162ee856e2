#include "api/given.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::api {
namespace {

constexpr std::uint64_t most_bytes = 64 << 10;
constexpr std::int64_t most_limit = 200;

}  // namespace

Result<Given> Given::read(const Request& request, const Shape& shape) {
  if (!request.header("content-type").starts_with("application/json")) return fail(Code{"request_media_type"});
  Given given;
  const auto root = given.document_.parse(request.body, {.document_bytes = most_bytes, .depth = 8});
  if (!root || !root->is_object()) return fail(Code{"request_malformed"});
  given.root_ = *root;
  given.shape_ = &shape;
  for (const auto& member : given.root_.members()) {
    if (std::ranges::find(shape.members, member.name, &Member::name) == shape.members.end())
      given.refuse(member.name, {Code{"field_unknown"}, {}});
  }
  return given;
}

void Given::refuse(std::string_view member, Message why) {
  refused_.push_back({std::string(member), std::move(why)});
}

std::string_view Given::optional_text(std::string_view member) {
  const auto value = root_[member];
  if (value && value.kind() != json::Kind::null && !value.is_string()) refuse(member, {Code{"field_type"}, {}});
  return value.string();
}

std::string_view Given::text(std::string_view member) {
  const auto before = refused_.size();
  const auto text = optional_text(member);
  if (text.empty() && refused_.size() == before) refuse(member, {Code{"field_missing"}, {}});
  return text;
}

bool Given::flag(std::string_view member) {
  const auto value = root_[member].boolean();
  if (!value) refuse(member, {root_[member] ? Code{"field_type"} : Code{"field_missing"}, {}});
  return value.value_or(false);
}

std::optional<std::int64_t> Given::moment(std::string_view member) {
  const auto value = root_[member];
  if (!value || value.kind() == json::Kind::null) return std::nullopt;
  const auto number = value.integer();
  if (!number) refuse(member, {Code{"field_type"}, {}});
  return number;
}

std::string_view Given::choice(std::string_view member) {
  const auto chosen = text(member);
  const auto known = std::ranges::find(shape_->members, member, &Member::name);
  const bool good = known != shape_->members.end() && std::ranges::find(known->choices, chosen) != known->choices.end();
  if (!chosen.empty() && !good) refuse(member, {Code{"field_choice"}, {std::string(chosen)}});
  return chosen;
}

Response Given::refusal(text::Language language) const {
  return problem({Code{"request_fields"}, {}, {}}, language, refused_);
}

Result<ledger::DraftId> draft_in(const Request& request) {
  const auto draft = ledger::DraftId::read(request.header("idempotency-key"));
  if (!draft) return fail(Code{"request_idempotency"});
  return *draft;
}

Result<std::int64_t> revision_in(const Request& request) {
  auto tag = request.header("if-match");
  take_prefix(tag, "W/");
  const bool quoted = take_prefix(tag, "\"") && take_suffix(tag, "\"");
  const auto number = parse_unsigned(tag);
  if (!quoted || !number || *number > INT64_MAX) return fail(Code{"request_revision_missing"});
  return static_cast<std::int64_t>(*number);
}

Result<Paging> paging_in(const Request& request) {
  Paging paging{.after = request.parameter("after")};
  const auto given = request.parameter("limit");
  if (given.empty()) return paging;
  const auto limit = parse_unsigned(given);
  if (!limit || *limit == 0) return fail(Code{"request_unknown_parameter"}, {"limit=" + std::string(given)});
  paging.limit = static_cast<std::int64_t>(std::min<std::uint64_t>(*limit, most_limit));
  return paging;
}

}  // namespace manara::api
