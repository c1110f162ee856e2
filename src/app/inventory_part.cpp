#include "app/inventory_part.h"

#include <algorithm>
#include <memory>

#include "api/given.h"
#include "api/turns.h"
#include "app/received_inventory.h"
#include "base/strings.h"
#include "io/file.h"
#include "json/writer.h"

namespace manara::app {
namespace {

using api::Caller;
using api::Request;
using api::Response;
using constituency::InstalledComponent;
using constituency::Inventory;

using api::Member;
using api::Shape;

constexpr Member inventory_members[] = {Member::id("id"),         Member::id("asset"),    Member::id("organisation"),
                                        Member::number("at"),     Member::text("name"),   Member::text("format"),
                                        Member::text("digest"),   Member::number("size"), Member::number("components"),
                                        Member::number("refused")};
constexpr Shape inventory_shape{"inventory", inventory_members};
constexpr Member inventories_members[] = {Member::object("items", inventory_shape).several(), api::next_member};
constexpr Shape inventories_shape{.members = inventories_members};
constexpr Member component_members[] = {Member::text("name"), Member::text("version").optional(),
                                        Member::text("purl").optional()};
constexpr Shape component_shape{"component", component_members};
constexpr Member components_members[] = {Member::object("items", component_shape).several(), api::next_member,
                                         Member::number("total")};
constexpr Shape components_shape{.members = components_members};
constexpr Member version_change_members[] = {Member::text("name"), Member::text("from"), Member::text("to")};
constexpr Shape version_change_shape{.members = version_change_members};
constexpr Member differences_members[] = {
    Member::id("before").or_null(), Member::object("added", component_shape).several(),
    Member::object("removed", component_shape).several(), Member::object("changed", version_change_shape).several()};
constexpr Shape differences_shape{"differences", differences_members};

constexpr std::string_view prefix = "/api/inventories/";
constexpr Member after_number = Member::number("after").at_least(1).optional();
constexpr std::int64_t default_limit = 50;
constexpr std::int64_t most_limit = 200;
/// Reading one takes a processor and some memory for as long as it lasts.
constexpr std::ptrdiff_t most_at_once = 2;

struct Ground {
  store::Pool& readers;
  store::Writer& writer;
  store::Blobs& blobs;
  api::Changed changed;
  api::Turns reading{most_at_once};
};

std::unexpected<Error> unknown(std::string_view name, std::string_view value) {
  return fail(Code{"request_unknown_parameter"}, {std::string(name) + "=" + std::string(value)});
}

/// limit and after, a number; what else may be asked is `other`'s to say.
struct Page {
  std::int64_t limit = default_limit;
  std::int64_t after = 0;
};
Result<Page> page_of(const Request& request, std::string_view other = {}) {
  Page page;
  for (const auto& [name, value] : request.query) {
    if (!other.empty() && name == other) continue;
    const auto number = parse_unsigned(value);
    const bool known = name == "limit" || name == "after";
    if (!known || !number || *number == 0 || *number > INT64_MAX) return unknown(name, value);
    const auto given = static_cast<std::int64_t>(*number);
    if (name == "limit") page.limit = std::min(given, most_limit);
    if (name == "after") page.after = given;
  }
  return page;
}

void write(json::Writer& out, const Inventory& inventory) {
  const auto& file = inventory.file;
  out.begin_object().member("id", id_text(inventory.id)).member("asset", id_text(file.asset));
  out.member("organisation", id_text(inventory.organisation)).member("at", inventory.at_ms);
  out.member("name", file.name).member("format", file.format).member("digest", file.digest).member("size", file.size);
  out.member("components", file.components).member("refused", file.refused).end_object();
}

void write(json::Writer& out, const InstalledComponent& component) {
  out.begin_object().member("name", component.name);
  if (!component.version.empty()) out.member("version", component.version);
  if (!component.purl.empty()) out.member("purl", component.purl);
  out.end_object();
}

Result<Response> list(const Request& request, const Caller& caller, Ground& ground) {
  MANARA_TRY(page, page_of(request, "asset"));
  const auto given = request.parameter("asset");
  const auto asset = read_id(given);
  if (!given.empty() && !asset) return unknown("asset", given);
  MANARA_TRY(reader, ground.readers.lend(caller.sees("inventories")));
  MANARA_TRY(found, constituency::inventories(
                        *reader, {.asset = asset ? &*asset : nullptr, .behind = page.after, .most = page.limit + 1}));
  std::string next;
  if (found.size() > static_cast<std::size_t>(page.limit)) {
    found.pop_back();
    next = std::to_string(found.back().revision);
  }
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const auto& one : found)
    write(out, one);
  out.end_array().member_or_null("next", next).end_object();
  return api::json_response(200, out.take());
}

/// The asset's organisation; request_not_found where one may not see the asset.
Result<access::ScopeId> owner_of(const IdBytes& asset, const Caller& caller, Ground& ground) {
  MANARA_TRY(reader, ground.readers.lend(caller.sees("assets")));
  access::ScopeId owner;
  MANARA_CHECK(reader->query("asset_name", {store::blob(asset)}, [&](const store::Row& row) {
    owner = row.id<access::ScopeId>(1);
    return false;
  }));
  if (owner.empty()) return fail(Code{"request_not_found"});
  return owner;
}

struct Sending {
  ledger::DraftId draft{};
  IdBytes asset{};
  std::string name{};
};
Result<Sending> sending_of(const Request& request) {
  const auto draft = ledger::DraftId::read(request.header("idempotency-key"));
  if (!draft) return fail(Code{"request_idempotency"});
  Sending sending{.draft = *draft, .name = "file"};
  bool has_asset = false;
  for (const auto& [name, value] : request.query) {
    const auto asset = name == "asset" ? read_id(value) : std::nullopt;
    const auto file = name == "name" ? file_name_of(value) : std::nullopt;
    if (!asset && !file) return unknown(name, value);
    if (asset) sending.asset = *asset;
    if (file) sending.name = *file;
    has_asset = has_asset || asset;
  }
  if (!has_asset) return unknown("asset", "");
  return sending;
}

Result<store::Draft> draft_of(const Request& request, const Sending& sending, const Caller& caller, Ground& ground) {
  const auto turn = ground.reading.take();
  if (!turn) return fail(Code{"server_busy"});
  io::MappedFile mapped;
  if (!request.body_file.empty()) {
    MANARA_TRY(opened, io::MappedFile::open(request.body_file));
    mapped = std::move(opened);
  }
  const SentFile sent{.bytes = request.body_file.empty() ? std::string_view(request.body) : mapped.bytes(),
                      .name = sending.name,
                      .file = request.body_file};
  if (sent.bytes.size() > most_inventory_body) return fail(Code{"request_body_too_large"});
  MANARA_TRY(read, read_received(sent, caller.language));
  MANARA_TRY(blob, ground.blobs.put(sent.bytes));
  const constituency::ReceivedFile file{.asset = sending.asset,
                                        .name = sending.name,
                                        .format = read.format,
                                        .digest = to_string(blob.name),
                                        .size = blob.size,
                                        .components = read.components.size(),
                                        .refused = read.refused};
  return store::Draft{.id = sending.draft,
                      .kind = "inventory_received",
                      .subject = store::subject_of(sending.draft),
                      .actor = caller.actor,
                      .expected_revision = -1,
                      .parts = {write_received(file), write_components(std::move(read.components))},
                      .blobs = {blob}};
}

Result<Inventory> seen(const IdBytes& id, const Caller& caller, Ground& ground) {
  MANARA_TRY(reader, ground.readers.lend(caller.sees("inventories")));
  MANARA_TRY(found, constituency::inventory(*reader, id));
  if (!found) return fail(Code{"request_not_found"});
  return std::move(*found);
}

/// The one that the path names.
Result<Inventory> named(const Request& request, const Caller& caller, Ground& ground) {
  MANARA_TRY(id, api::id_behind<Id<struct InventoryTag>>(request, prefix));
  return seen(id.bytes, caller, ground);
}

Result<Response> receive(const Request& request, const Caller& caller, Ground& ground) {
  MANARA_TRY(sending, sending_of(request));
  MANARA_TRY(owner, owner_of(sending.asset, caller, ground));
  if (!caller.may("inventories", access::Verb::create, owner)) return fail(Code{"access_denied"});
  MANARA_TRY(draft, draft_of(request, sending, caller, ground));
  const auto id = draft.subject.bytes;
  MANARA_CHECK(ground.writer.write(std::move(draft)));
  MANARA_TRY(inventory, seen(id, caller, ground));
  ground.changed({"inventories", id, inventory.revision, {inventory.organisation}});
  json::Writer out;
  write(out, inventory);
  auto response = api::json_response(201, out.take());
  response.headers.push_back({"Location", "/api/inventories/" + id_text(id)});
  return response;
}

Result<Response> read(const Request& request, const Caller& caller, Ground& ground) {
  MANARA_TRY(inventory, named(request, caller, ground));
  json::Writer out;
  write(out, inventory);
  return api::json_response(200, out.take());
}

/// `after`: how many of them came before; they never change.
Result<Response> components(const Request& request, const Caller& caller, Ground& ground) {
  MANARA_TRY(inventory, named(request, caller, ground));
  MANARA_TRY(reader, ground.readers.lend(caller.sees("inventories")));
  MANARA_TRY(page, page_of(request));
  MANARA_TRY(all, components_of(*reader, inventory));
  const auto from = std::min(static_cast<std::size_t>(page.after), all.size());
  const auto to = std::min(from + static_cast<std::size_t>(page.limit), all.size());
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (auto i = from; i < to; ++i)
    write(out, all[i]);
  out.end_array().member_or_null("next", to < all.size() ? std::to_string(to) : std::string());
  out.member("total", static_cast<std::uint64_t>(all.size())).end_object();
  return api::json_response(200, out.take());
}

Result<Response> differences(const Request& request, const Caller& caller, Ground& ground) {
  MANARA_TRY(inventory, named(request, caller, ground));
  MANARA_TRY(reader, ground.readers.lend(caller.sees("inventories")));
  MANARA_TRY(before, inventory_before(*reader, inventory));
  constituency::Differences found;
  if (before) {
    MANARA_TRY(old, components_of(*reader, *before));
    MANARA_TRY(now, components_of(*reader, inventory));
    found = constituency::differences(old, now);
  }
  json::Writer out;
  out.begin_object().member_or_null("before", before ? id_text(before->id) : std::string());
  out.key("added").begin_array();
  for (const auto& one : found.added)
    write(out, one);
  out.end_array().key("removed").begin_array();
  for (const auto& one : found.removed)
    write(out, one);
  out.end_array().key("changed").begin_array();
  for (const auto& one : found.changed) {
    out.begin_object().member("name", one.name).member("from", one.from).member("to", one.to);
    out.end_object();
  }
  out.end_array().end_object();
  return api::json_response(200, out.take());
}

Result<Response> file(const Request& request, const Caller& caller, Ground& ground) {
  MANARA_TRY(inventory, named(request, caller, ground));
  const auto name = store::BlobName::read(inventory.file.digest);
  if (!name) return fail(Code{"request_not_found"});
  MANARA_TRY(bytes, ground.blobs.bytes(*name, most_inventory_body));
  Response response{.headers = {{"Content-Type", "application/octet-stream"},
                                {"Content-Disposition", as_attachment(inventory.file.name)},
                                {"X-Content-Type-Options", "nosniff"}},
                    .body = std::move(bytes)};
  response.told.push_back({.kind = access_log::Kind::exported,
                           .resource = "inventories",
                           .item = inventory.id,
                           .scopes = {{inventory.organisation}}});
  return response;
}

}  // namespace

std::vector<api::Part> inventory_parts(store::Pool& readers, store::Writer& writer, store::Blobs& blobs,
                                       api::Changed changed) {
  const auto ground = std::make_shared<Ground>(readers, writer, blobs, std::move(changed));
  const auto by = [ground](Result<Response> (*answer)(const Request&, const Caller&, Ground&)) {
    return [ground, answer](const Request& request, const Caller* caller) { return answer(request, *caller, *ground); };
  };
  const std::string all = "/api/inventories", one = "/api/inventories/{id}";
  return {{.path = all,
           .method = "GET",
           .answer = by(list),
           .description = {.summary = "Inventories, the newest first",
                           .parameters = {Member::id("asset").optional(), api::limit_parameter, after_number},
                           .answers = {{.shape = &inventories_shape}}}},
          {.path = all,
           .method = "POST",
           .answer = by(receive),
           .description = {.summary = "Takes a file as the inventory of an asset",
                           .parameters = {Member::id("asset"), Member::text("name").at_least(1).optional()},
                           .key = true,
                           .file = true,
                           .answers = {{201, &inventory_shape}},
                           .refusals = {404}}},
          {.path = one,
           .method = "GET",
           .answer = by(read),
           .description = {.summary = "One inventory", .answers = {{.shape = &inventory_shape}}}},
          {.path = one + "/components",
           .method = "GET",
           .answer = by(components),
           .description = {.summary = "What it found installed",
                           .parameters = {api::limit_parameter, after_number},
                           .answers = {{.shape = &components_shape}}}},
          {.path = one + "/differences",
           .method = "GET",
           .answer = by(differences),
           .description = {.summary = "What changed since the inventory before it",
                           .answers = {{.shape = &differences_shape}}}},
          {.path = one + "/file",
           .method = "GET",
           .answer = by(file),
           .description = {.summary = "The file, as it came", .answers = {{.media = "application/octet-stream"}}}}};
}

}  // namespace manara::app
