#include "api/search_part.h"

#include <algorithm>
#include <map>

#include "api/record.h"
#include "base/strings.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using resource::Resource;

constexpr Member organisation_members[] = {Member::id("id"), Member::text("label")};
constexpr Shape organisation_shape{.members = organisation_members};
constexpr Member found_members[] = {Member::text("resource"), Member::id("id"), Member::text("label"),
                                    Member::object("organisation", organisation_shape).or_null()};
constexpr Shape found_shape{"found", found_members};
constexpr Member answer_members[] = {Member::object("items", found_shape).several()};
constexpr Shape answer_shape{.members = answer_members};

constexpr std::int64_t default_limit = 5;
constexpr std::int64_t most_limit = 20;

struct Question {
  std::string_view search{};
  std::int64_t limit = default_limit;
};

Result<Question> question_of(const Request& request) {
  Question question;
  for (const auto& [name, value] : request.query) {
    const auto number = name == "limit" ? parse_unsigned(value) : std::nullopt;
    if (name == "q") {
      question.search = value;
    } else if (number && *number > 0) {
      question.limit = static_cast<std::int64_t>(std::min<std::uint64_t>(*number, most_limit));
    } else {
      return fail(Code{"request_unknown_parameter"}, {name + "=" + value});
    }
  }
  return question;
}

/// What people call it. Names: in their language, else in the first that there is.
std::string label_of(const Resource& resource, json::Value item, text::Language language) {
  const auto key = item[resource.key];
  if (!key.is_object()) return key.text();
  if (const auto name = key[text::tag(language)].string(); !name.empty()) return std::string(name);
  for (const auto other : resource::name_languages) {
    if (const auto name = key[other].string(); !name.empty()) return std::string(name);
  }
  return {};
}

class Search {
 public:
  Search(std::span<const Resource> resources, store::Pool& readers, const Caller& caller)
      : resources_(resources), readers_(readers), caller_(caller) {}

  Result<Response> answer(const Question& question) {
    out_.begin_object().key("items").begin_array();
    for (const auto& resource : resources_) {
      const auto scope = caller_.sees(resource.name);
      if (resource.key.empty() || scope.held.empty() || trim(question.search).empty()) continue;
      MANARA_CHECK(add(resource, scope, question));
    }
    out_.end_array().end_object();
    auto response = json_response(200, out_.take());
    response.told = std::move(told_);
    return response;
  }

 private:
  Status add(const Resource& resource, const access::Scope& scope, const Question& question) {
    MANARA_TRY(reader, readers_.lend(scope));
    MANARA_CHECK(reader->look_for(question.search));
    // $1 to $3: from the beginning; $4: how many; behind them its filters, none of which is asked for.
    static constexpr IdBytes nobody{};
    std::vector<store::Value> values{std::string_view(), store::blob(nobody), std::int64_t{0}, question.limit};
    values.resize(values.size() + resource.filters.size(), std::string_view());
    Status status;
    std::vector<access::ScopeId> owners;
    MANARA_CHECK(reader->query(resource.orders.front().statement, values, [&](const store::Row& row) {
      status = write(resource, row.id<ledger::SubjectId>(0).bytes, row.text(2), owners);
      return status.has_value();
    }));
    if (!owners.empty()) told_.push_back(told_of(resource.name, std::move(owners)));
    return status;
  }

  Status write(const Resource& resource, const IdBytes& id, const std::string& body,
               std::vector<access::ScopeId>& owners) {
    json::Document document;
    MANARA_TRY(item, document.parse(body));
    out_.begin_object().member("resource", resource.name).member("id", id_text(id));
    out_.member("label", label_of(resource, item, caller_.language)).key("organisation");
    const auto owner = resource.owner.empty() ? std::nullopt : access::ScopeId::read(item[resource.owner].string());
    if (owner) {
      if (resource.personal) owners.push_back(*owner);
      MANARA_TRY(label, label_of_owner(resource, *owner));
      out_.begin_object().member("id", to_string(*owner)).member("label", label).end_object();
    } else {
      out_.null();
    }
    out_.end_object();
    return {};
  }

  /// "" where they don't see it.
  Result<std::string> label_of_owner(const Resource& resource, const access::ScopeId& owner) {
    if (const auto known = labels_.find(owner); known != labels_.end()) return known->second;
    const auto field = std::ranges::find(resource.fields, resource.owner, &resource::Field::name);
    if (field == resource.fields.end()) return std::string();
    const auto of = std::ranges::find(resources_, field->refers_to, &Resource::name);
    if (of == resources_.end()) return std::string();
    MANARA_TRY(reader, readers_.lend(caller_.sees(of->name)));
    std::string label;
    MANARA_CHECK(reader->query(of->one, {store::blob(owner)}, [&](const store::Row& row) {
      json::Document document;
      const auto body = row.text(2);
      if (const auto item = document.parse(body)) label = label_of(*of, *item, caller_.language);
      return false;
    }));
    labels_.emplace(owner, label);
    return label;
  }

  std::span<const Resource> resources_;
  store::Pool& readers_;
  const Caller& caller_;
  json::Writer out_{};
  std::vector<access_log::Event> told_{};
  std::map<access::ScopeId, std::string> labels_{};
};

}  // namespace

Part search_part(std::span<const resource::Resource> resources, store::Pool& readers) {
  const auto answer = [resources, &readers](const Request& request, const Caller* caller) -> Result<Response> {
    MANARA_TRY(question, question_of(request));
    return Search(resources, readers, *caller).answer(question);
  };
  return {.path = "/api/search",
          .method = "GET",
          .answer = answer,
          .description = {.summary = "What of everything that one may see has these words, a few of each resource",
                          .parameters = {Member::text("q").optional(), limit_parameter},
                          .answers = {{.shape = &answer_shape}}}};
}

}  // namespace manara::api
