#include "api/items.h"

#include <algorithm>
#include <optional>

#include "api/body.h"
#include "api/given.h"
#include "api/record.h"
#include "base/strings.h"
#include "crypto/base64.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::api {
namespace {

constexpr std::int64_t default_limit = 50;
constexpr std::int64_t most_limit = 200;
constexpr std::string_view prefix = "/api/";

/// The part of the path behind the resource's name: "" for the list, else an id.
std::string_view rest_of(const resource::Resource& resource, std::string_view path) {
  path.remove_prefix(prefix.size() + resource.name.size());
  take_prefix(path, "/");
  return path;
}

}  // namespace

/// A list's question, understood.
struct Items::Question {
  const resource::Resource* resource = nullptr;
  std::string_view statement{};
  std::string search{};
  std::vector<std::string> filters{};  ///< as the statement takes them, in the order of the resource's
  std::optional<access::ScopeId> owner{};
  std::int64_t limit = default_limit;
  std::optional<ExportFormat> file{};  ///< nothing: JSON
  std::optional<Item> behind{};        ///< the last item of the page before
};

void Items::add_filters(const Question& question, std::vector<store::Value>& values) {
  for (std::size_t i = 0; i < question.filters.size(); ++i) {
    const auto& given = question.filters[i];
    const bool is_id = question.resource->filters[i].type == resource::FieldType::link && !given.empty();
    values.push_back(is_id ? store::Value(store::Blob{given}) : store::Value(std::string_view(given)));
  }
}

/// What the list may hold: of one owner's alone where that was asked for, and may be seen.
access::Scope Items::scope_of(const Question& question, const Caller& caller) {
  const auto& name = question.resource->name;
  if (!question.owner) return caller.sees(name);
  if (!caller.may(name, Verb::read, *question.owner)) return {};
  return {{*question.owner}};
}

const resource::Resource* Items::find(std::string_view path) const {
  if (!take_prefix(path, prefix)) return nullptr;
  const auto name = split(path, '/').front();
  const auto found = std::ranges::find(resources_, name, &resource::Resource::name);
  return found == resources_.end() ? nullptr : &*found;
}

Response Items::handle(const resource::Resource& resource, const Request& request, const Caller& caller) {
  const auto answered = [&]() -> Result<Response> {
    const auto rest = rest_of(resource, request.path);
    const bool is_read = request.method == "GET" || request.method == "HEAD";
    const bool is_change = request.method == (rest.empty() ? "POST" : "PUT") || request.method == "DELETE";
    // Lists alone take parameters.
    if (!request.query.empty() && (rest.empty() ? is_change : is_read || is_change)) {
      const auto& [name, value] = request.query.front();
      return fail(Code{"request_unknown_parameter"}, {name + "=" + value});
    }
    if (rest.empty()) {
      if (is_read) return list(resource, request, caller);
      if (request.method == "POST" && !resource.saved.empty()) return create(resource, request, caller);
      return fail(Code{"request_method"}, {request.method});
    }
    const auto id = read_id(rest);
    if (!id) return fail(Code{"request_not_found"});
    if (is_read) return read(resource, *id, caller);
    if (request.method == "PUT" && !resource.saved.empty()) return edit({resource, *id}, request, caller);
    if (request.method == "DELETE" && !resource.removed.empty()) return remove({resource, *id}, request, caller);
    return fail(Code{"request_method"}, {request.method});
  }();
  if (answered) return *answered;
  auto refused = problem(answered.error(), caller.language);
  const auto id = read_id(rest_of(resource, request.path));
  if (id && answered.error().code == Code{"request_not_found"}) tell_hidden(resource, *id, refused);
  return refused;
}

/// Whoever tries ids that are others' is known for it. Both are looked up, what is there and what never was: the time
/// that an answer takes tells them apart no more than its text.
void Items::tell_hidden(const resource::Resource& resource, const IdBytes& id, Response& response) const {
  auto reader = readers_.lend({{nation_}});
  if (!reader) return;
  // What can't be read can't be told of; the answer is the same.
  [[maybe_unused]] const auto read = (*reader)->query(resource.one, {store::blob(id)}, [&](const store::Row& row) {
    response.told.push_back({.kind = access_log::Kind::refusal,
                             .resource = std::string(resource.name),
                             .item = id,
                             .scopes = {row.id<access::ScopeId>(3)},
                             .result = "request_not_found"});
    return false;
  });
}

Result<Items::Question> Items::question_of(const resource::Resource& resource, const Request& request) const {
  Question question{.resource = &resource, .statement = resource.orders.front().statement};
  question.filters.resize(resource.filters.size());
  for (const auto& [name, value] : request.query) {
    const auto unknown = fail(Code{"request_unknown_parameter"}, {name + "=" + value});
    if (name == "q") {
      question.search = value;
    } else if (name == "limit") {
      const auto limit = parse_unsigned(value);
      if (!limit || *limit == 0) return unknown;
      question.limit = std::min(static_cast<std::int64_t>(std::min<std::uint64_t>(*limit, INT32_MAX)), most_limit);
    } else if (name == "sort") {
      const auto order = std::ranges::find(resource.orders, value, &resource::Order::name);
      if (order == resource.orders.end()) return unknown;
      question.statement = order->statement;
    } else if (name == "after") {
      const auto cursor = crypto::from_base64(value);
      Item behind;
      if (!cursor || cursor->size() < behind.id.size()) return unknown;
      std::copy_n(cursor->begin(), behind.id.size(), behind.id.begin());
      behind.key = cursor->substr(behind.id.size());
      question.behind = std::move(behind);
    } else if (name == "format" && value == "json") {
      question.file.reset();
    } else if (name == "format" && (value == "csv" || value == "xlsx")) {
      question.file = value == "csv" ? ExportFormat::csv : ExportFormat::xlsx;
    } else if (!resource.owner.empty() && name == resource.owner) {
      const auto id = read_id(value);
      if (!id) return unknown;
      question.owner = access::ScopeId{*id};
    } else {
      const auto filter = std::ranges::find(resource.filters, name, &resource::Filter::name);
      if (filter == resource.filters.end()) return unknown;
      auto& given = question.filters[static_cast<std::size_t>(filter - resource.filters.begin())];
      given = value;
      if (filter->type != resource::FieldType::link || value.empty()) continue;
      const auto id = read_id(value);
      if (!id) return unknown;
      given.assign(id->begin(), id->end());
    }
  }
  return question;
}

Result<Items::Page> Items::page(const Question& question, store::Reader& reader) const {
  Page page;
  const Item none;
  const auto& behind = question.behind ? *question.behind : none;
  // One more than asked for tells whether there is another page.
  std::vector<store::Value> values{std::string_view(behind.key), store::blob(behind.id),
                                   std::int64_t{question.behind ? 1 : 0}, question.limit + 1};
  add_filters(question, values);
  MANARA_CHECK(reader.look_for(question.search));
  MANARA_CHECK(reader.query(question.statement, values, [&](const store::Row& row) {
    page.items.push_back({.id = row.id<ledger::SubjectId>(0).bytes,
                          .revision = row.integer(1),
                          .body = row.text(2),
                          .key = row.text(3)});
    return true;
  }));
  if (page.items.size() > static_cast<std::size_t>(question.limit)) {
    page.items.pop_back();
    const auto& last = page.items.back();
    page.next = crypto::base64(std::string(store::blob(last.id).bytes) + last.key);
  }
  return page;
}

/// Whose the items are, where they tell of people.
void Items::add_owners(const resource::Resource& resource, const std::vector<Item>& items,
                       std::vector<access::ScopeId>& to) {
  if (!resource.personal) return;
  for (const auto& one : items) {
    if (const auto owner = owner_in(resource, one.body)) to.push_back(*owner);
  }
}

/// All of it as a file.
Result<Response> Items::exported(Question& question, store::Reader& reader, const Caller& caller) const {
  question.limit = most_limit;
  const auto& resource = *question.resource;
  return exports_->write(table_of(resource), *question.file, caller,
                         [&](Export& file, access_log::Event& event) -> Result<bool> {
                           MANARA_TRY(some, page(question, reader));
                           for (const auto& one : some.items)
                             MANARA_CHECK(file.add(id_text(one.id), one.body));
                           add_owners(resource, some.items, event.scopes);
                           const bool more = !some.next.empty();
                           if (more) question.behind = std::move(some.items.back());
                           return more;
                         });
}

Result<Response> Items::list(const resource::Resource& resource, const Request& request, const Caller& caller) {
  MANARA_TRY(question, question_of(resource, request));
  MANARA_TRY(reader, readers_.lend(scope_of(question, caller)));
  if (question.file) return exported(question, *reader, caller);
  json::Writer out;
  std::vector<access::ScopeId> owners;
  const auto status = reader->in_snapshot([&]() -> Status {
    MANARA_TRY(some, page(question, *reader));
    add_owners(resource, some.items, owners);
    std::vector<store::Value> values;
    add_filters(question, values);
    MANARA_TRY(total, reader->count(resource.count, values));
    out.begin_object().key("items").begin_array();
    for (const auto& one : some.items)
      out.raw(json_of(one));
    out.end_array().member_or_null("next", some.next).member("total", total.number);
    if (total.at_least) out.member("total_is", "at_least");
    out.end_object();
    return {};
  });
  MANARA_CHECK(status);
  auto response = json_response(200, out.take());
  if (!owners.empty()) response.told.push_back(told_of(resource.name, std::move(owners)));
  return response;
}

Result<Items::Item> Items::item(const resource::Resource& resource, const IdBytes& id, const Caller& caller) const {
  MANARA_TRY(reader, readers_.lend(caller.sees(resource.name)));
  std::optional<Item> found;
  const auto read = reader->query(resource.one, {store::blob(id)}, [&](const store::Row& row) {
    found = Item{.id = id, .revision = row.integer(1), .body = row.text(2), .scope = row.id<access::ScopeId>(3)};
    return false;
  });
  MANARA_CHECK(read);
  if (!found) return fail(Code{"request_not_found"});
  return std::move(*found);
}

Result<Response> Items::read(const resource::Resource& resource, const IdBytes& id, const Caller& caller) {
  MANARA_TRY(found, item(resource, id, caller));
  return answer(200, resource, found);
}

Result<Response> Items::create(const resource::Resource& resource, const Request& request, const Caller& caller) {
  // Of what belongs to an organisation, its own body says to which: save() asks.
  if (resource.owner.empty() && !caller.may(resource.name, Verb::create, nation_)) return fail(Code{"access_denied"});
  MANARA_TRY(draft, draft_in(request));
  return save(resource, {.draft = {.id = draft, .subject = store::subject_of(draft), .expected_revision = -1}}, request,
              caller, 201);
}

/// Of a change to what is there: who may, from which revision, and under which key.
Result<Items::Allowed> Items::draft_of(const Target& target, Verb verb, const Request& request,
                                       const Caller& caller) const {
  MANARA_TRY(before, item(target.resource, target.id, caller));
  if (!caller.may(target.resource.name, verb, before.scope)) return fail(Code{"access_denied"});
  MANARA_TRY(revision, revision_in(request));
  MANARA_TRY(draft, draft_in(request));
  return Allowed{.draft = {.id = draft, .subject = ledger::SubjectId{target.id}, .expected_revision = revision},
                 .before = std::move(before)};
}

Result<Response> Items::edit(const Target& target, const Request& request, const Caller& caller) {
  MANARA_TRY(change, draft_of(target, Verb::edit, request, caller));
  return save(target.resource, std::move(change), request, caller, 200);
}

Result<Response> Items::remove(const Target& target, const Request& request, const Caller& caller) {
  if (!carries_csrf(request, caller.csrf)) return fail(Code{"request_csrf"});
  MANARA_TRY(change, draft_of(target, Verb::remove, request, caller));
  change.draft.kind = target.resource.removed;
  const auto revision = change.draft.expected_revision.value_or(0);
  MANARA_TRY(refused, write(target.resource, std::move(change.draft), caller));
  if (refused) return std::move(*refused);
  if (changed_) changed_({target.resource.name, target.id, revision, change.before.scope});
  return Response{.status = 204};
}

Result<access::ScopeId> Items::owner_in(const resource::Resource& resource, std::string_view body) {
  json::Document document;
  MANARA_TRY(root, document.parse(body));
  const auto owner = access::ScopeId::read(root[resource.owner].string());
  if (!owner) return fail(Code{"access_denied"});
  return *owner;
}

Result<Response> Items::save(const resource::Resource& resource, Allowed change, const Request& request,
                             const Caller& caller, int status) {
  if (!carries_csrf(request, caller.csrf)) return fail(Code{"request_csrf"});
  if (!request.header("content-type").starts_with("application/json")) return fail(Code{"request_media_type"});
  MANARA_TRY(body, read_body(resource, request.body));
  auto& draft = change.draft;
  if (body.refused.empty()) {
    MANARA_TRY(links, links_.refused({resource, draft.subject.bytes, change.before.body, body.json}, caller));
    body.refused = std::move(links);
  }
  if (!body.refused.empty()) return problem({Code{"request_fields"}, {}, {}}, caller.language, body.refused);
  if (!resource.owner.empty()) {
    // Also where an edit moves it to another organisation: it is made anew there.
    MANARA_TRY(scope, owner_in(resource, body.json));
    if (!caller.may(resource.name, Verb::create, scope)) return fail(Code{"access_denied"});
  }
  const auto id = draft.subject.bytes;
  draft.kind = resource.saved;
  draft.parts = {std::move(body.json)};
  MANARA_TRY(refused, write(resource, std::move(draft), caller));
  if (refused) return std::move(*refused);
  MANARA_TRY(saved, item(resource, id, caller));
  if (changed_) changed_({resource.name, id, saved.revision, saved.scope});
  return answer(status, resource, saved);
}

/// Nothing: it is written. Else the answer to somebody who was too late.
Result<std::optional<Response>> Items::write(const resource::Resource& resource, store::Draft draft,
                                             const Caller& caller) {
  draft.actor = caller.actor;
  const auto id = draft.subject.bytes;
  const auto outcome = writer_.write(std::move(draft));
  if (outcome) return std::nullopt;
  if (outcome.error().code != Code{"revision_conflict"}) return std::unexpected(outcome.error());
  // Both versions: theirs is in their hands, this is the other.
  MANARA_TRY(now, item(resource, id, caller));
  auto conflict = problem_with(outcome.error(), caller.language, "current", json_of(now));
  tell(resource, now, conflict);
  return conflict;
}

/// Whoever is given an item that tells of a person is known for it, also by what they wrote or came too late for.
void Items::tell(const resource::Resource& resource, const Item& item, Response& response) {
  if (resource.personal) response.told.push_back(told_of(resource.name, {item.scope}, item.id));
}

Response Items::answer(int status, const resource::Resource& resource, const Item& item) {
  auto response = json_response(status, json_of(item));
  tell(resource, item, response);
  response.headers.push_back({"ETag", "\"" + std::to_string(item.revision) + "\""});
  if (status == 201)
    response.headers.push_back({"Location", std::string(prefix) + std::string(resource.name) + "/" + id_text(item.id)});
  return response;
}

std::string Items::json_of(const Item& item) {
  auto text = "{\"id\":\"" + id_text(item.id) + "\",\"revision\":" + std::to_string(item.revision);
  const auto rest = std::string_view(item.body).substr(1);
  if (rest != "}") text += ",";
  return text.append(rest);
}

}  // namespace manara::api
