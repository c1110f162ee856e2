#include "api/item_links.h"

#include <algorithm>

#include "json/json.h"

namespace manara::api {
namespace {

/// Nothing in a nation stands so deep; a way that is longer is a circle that was there before.
constexpr int most_steps = 64;

}  // namespace

Result<std::vector<FieldError>> ItemLinks::refused(const Change& change, const Caller& caller) const {
  std::vector<FieldError> all;
  json::Document after_document, before_document;
  MANARA_TRY(after, after_document.parse(change.after));
  json::Value before;
  if (!change.before.empty()) {
    MANARA_TRY(parsed, before_document.parse(change.before));
    before = parsed;
  }
  for (const auto& field : change.resource.fields) {
    if (field.type != resource::FieldType::link) continue;
    const auto was = before[field.name].string(), is = after[field.name].string();
    if (was == is) continue;
    const auto refuse = [&](Code code) { all.push_back({std::string(field.name), {code, {}}}); };
    MANARA_TRY(saw, was.empty() ? Result<bool>(true) : sees(field.refers_to, was, caller));
    // What one may not see is not there: the answer is the same.
    MANARA_TRY(sees_now, is.empty() ? Result<bool>(true) : sees(field.refers_to, is, caller));
    if (!saw) {
      refuse(Code{"field_kept"});
    } else if (!sees_now) {
      refuse(Code{"field_link"});
    } else if (!is.empty() && field.refers_to == change.resource.name) {
      MANARA_TRY(round, leads_back(change.resource, field, is, change.id));
      if (round) refuse(Code{"field_circle"});
    }
  }
  return all;
}

Result<bool> ItemLinks::sees(std::string_view resource, std::string_view id, const Caller& caller) const {
  const auto other = std::ranges::find(resources_, resource, &resource::Resource::name);
  const auto bytes = read_id(id);
  if (other == resources_.end() || !bytes) return false;
  MANARA_TRY(reader, readers_.lend(caller.sees(other->name)));
  bool there = false;
  MANARA_CHECK(reader->query(other->one, {store::blob(*bytes)}, [&](const store::Row&) {
    there = true;
    return false;
  }));
  return there;
}

/// Whether the way from one item along the field comes to another.
Result<bool> ItemLinks::leads_back(const resource::Resource& resource, const resource::Field& field,
                                   std::string_view from, const IdBytes& to) const {
  MANARA_TRY(reader, readers_.lend({{nation_}}));
  auto at = read_id(from);
  for (int step = 0; at && step < most_steps; ++step) {
    if (*at == to) return true;
    std::optional<IdBytes> next;
    MANARA_CHECK(reader->query(resource.one, {store::blob(*at)}, [&](const store::Row& row) {
      json::Document document;
      const auto body = row.text(2);
      if (const auto item = document.parse(body)) next = read_id((*item)[field.name].string());
      return false;
    }));
    at = next;
  }
  return at.has_value();
}

}  // namespace manara::api
