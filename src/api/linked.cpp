#include "api/linked.h"

#include <algorithm>

#include "ledger/entry.h"
#include "text/fold.h"

namespace manara::api {
namespace {

using resource::Field;
using resource::FieldType;

const Field* key_of(const resource::Resource& resource) {
  const auto found = std::ranges::find(resource.fields, resource.key, &Field::name);
  return found == resource.fields.end() ? nullptr : &*found;
}

}  // namespace

Status each_item(store::Reader& reader, const resource::Resource& resource,
                 const std::function<Status(const IdBytes&, std::int64_t, const std::string&)>& each) {
  // $1 to $3: from the beginning; $4: all; behind them its filters, none of which is asked for.
  static constexpr IdBytes nobody{};
  std::vector<store::Value> values{std::string_view(), store::blob(nobody), std::int64_t{0}, std::int64_t{INT32_MAX}};
  values.resize(values.size() + resource.filters.size(), std::string_view());
  MANARA_CHECK(reader.look_for({}));
  Status status;
  MANARA_CHECK(reader.query(resource.orders.front().statement, values, [&](const store::Row& row) {
    status = each(row.id<ledger::SubjectId>(0).bytes, row.integer(1), std::string(row.text(2)));
    return status.has_value();
  }));
  return status;
}

std::vector<std::string> folded_names(const resource::Resource& resource, json::Value item) {
  std::vector<std::string> all;
  const auto add = [&](std::string_view text) {
    auto folded = text::fold_for_search(text);
    if (!folded.empty() && std::ranges::find(all, folded) == all.end()) all.push_back(std::move(folded));
  };
  const auto* key = key_of(resource);
  if (key == nullptr) return all;
  if (key->type != FieldType::names) {
    add(item[key->name].string());
    return all;
  }
  for (const auto language : resource::name_languages)
    add(item[key->name][language].string());
  return all;
}

Result<Linked> Linked::read(store::Reader& reader, const resource::Resource& resource) {
  Linked all;
  json::Document document;
  MANARA_CHECK(each_item(reader, resource, [&](const IdBytes& id, std::int64_t, const std::string& body) -> Status {
    MANARA_TRY(item, document.parse(body));
    all.add(id, resource, item);
    return {};
  }));
  return all;
}

void Linked::add(const IdBytes& id, const resource::Resource& resource, json::Value item) {
  auto& names = names_[id_text(id)];
  if (const auto* key = key_of(resource); key != nullptr && key->type == FieldType::names) {
    for (const auto language : resource::name_languages) {
      names.in.push_back(item[key->name][language].text());
      if (names.any.empty()) names.any = names.in.back();
    }
  } else if (key != nullptr) {
    names.any = item[key->name].text();
  }
  for (auto& folded : folded_names(resource, item))
    known_[std::move(folded)].push_back(id);
}

std::string Linked::name(std::string_view id, text::Language language) const {
  const auto found = names_.find(std::string(id));
  if (found == names_.end()) return std::string(id);
  const auto& names = found->second;
  const auto at = static_cast<std::size_t>(language);
  const auto& name = at < names.in.size() && !names.in[at].empty() ? names.in[at] : names.any;
  const auto called_so = find(name);
  const bool is_sure = called_so.size() == 1 && id_text(called_so.front()) == id;
  return is_sure ? name : std::string(id);
}

std::vector<IdBytes> Linked::find(std::string_view text) const {
  if (const auto id = read_id(text); id && has(*id)) return {*id};
  const auto found = known_.find(text::fold_for_search(text));
  return found == known_.end() ? std::vector<IdBytes>{} : found->second;
}

Result<Linked> LinkedLists::of(std::string_view refers_to, const Caller& caller) const {
  const auto name = refers_to == scopes ? std::string_view("organisations") : refers_to;
  const auto resource = std::ranges::find(resources_, name, &resource::Resource::name);
  if (resource == resources_.end()) return Linked{};
  MANARA_TRY(reader, readers_->lend(caller.sees(name)));
  MANARA_TRY(linked, Linked::read(*reader, *resource));
  if (refers_to != scopes) return linked;
  json::Document document;
  MANARA_TRY(names, document.parse(R"({"names":)" + nation_names_ + "}"));
  linked.add(nation_.bytes, *resource, names);
  return linked;
}

}  // namespace manara::api
