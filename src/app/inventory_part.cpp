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

using resource::FieldType;

constexpr resource::Field fields[] = {
    {.name = "asset", .type = FieldType::link, .refers_to = "assets", .headings = "Asset|Actif|الأصل"},
    {.name = "organisation",
     .type = FieldType::link,
     .refers_to = "organisations",
     .headings = "Organisation|Organisation|المؤسسة"},
    {.name = "at", .type = FieldType::moment, .headings = "Received (UTC)|Reçu (UTC)|وقت الاستلام (UTC)"},
    {.name = "name", .type = FieldType::text, .headings = "File|Fichier|الملف"},
    {.name = "format", .type = FieldType::text, .headings = "Format|Format|الصيغة"},
    {.name = "digest", .type = FieldType::text, .headings = "SHA-256|SHA-256|SHA-256"},
    {.name = "size", .type = FieldType::number, .headings = "Bytes|Octets|البايتات"},
    {.name = "components", .type = FieldType::number, .headings = "Components|Composants|المكونات"},
    {.name = "refused", .type = FieldType::number, .headings = "Rows refused|Lignes refusées|الصفوف المرفوضة"}};
constexpr resource::Filter filters[] = {{"asset", FieldType::link}};

using AssetId = Id<struct AssetTag>;

constexpr std::string_view prefix = "/api/inventories/";
constexpr Member after_number = Member::number("after").at_least(1).optional();
/// Reading one takes a processor and some memory for as long as it lasts.
constexpr std::ptrdiff_t most_at_once = 2;

struct Ground {
  store::Pool& readers;
  store::Writer& writer;
  store::Blobs& blobs;
  api::Exports& exports;
  api::Changed changed;
  api::Turns reading{most_at_once};
};

std::unexpected<Error> unknown(std::string_view name, std::string_view value) {
  return fail(Code{"request_unknown_parameter"}, {std::string(name) + "=" + std::string(value)});
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
  MANARA_TRY(asset, api::id_in<AssetId>(request, "asset"));
  const auto read = [&](std::string_view after, std::int64_t most) -> Result<std::vector<api::ListedItem>> {
    const auto behind = static_cast<std::int64_t>(parse_unsigned(after).value_or(0));
    MANARA_TRY(reader, ground.readers.lend(caller.sees("inventories")));
    MANARA_TRY(found, constituency::inventories(
                          *reader, {.asset = asset.empty() ? nullptr : &asset.bytes, .behind = behind, .most = most}));
    std::vector<api::ListedItem> items;
    for (const auto& one : found) {
      json::Writer out;
      write(out, one);
      items.push_back({.body = out.take(), .cursor = std::to_string(one.revision)});
    }
    return items;
  };
  return api::answer_list(inventories_list, {.read = read}, request, caller, ground.exports);
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

Result<store::Draft> draft_for(const Request& request, const Sending& sending, const Caller& caller, Ground& ground) {
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
  MANARA_TRY(kept, keep_inventory(sent, ground.blobs, caller.language));
  auto draft = draft_of(sending.draft, sending.asset, kept);
  draft.actor = caller.actor;
  return draft;
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
  MANARA_TRY(draft, draft_for(request, sending, caller, ground));
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
  MANARA_TRY(page, api::paging_in(request));
  MANARA_TRY(all, components_of(*reader, inventory));
  const auto behind = static_cast<std::size_t>(parse_unsigned(page.after).value_or(0));
  const auto from = std::min(behind, all.size());
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

const api::Listed inventories_list{
    .table = {.name = "inventories", .fields = fields}, .path = "/api/inventories", .filters = filters};

std::vector<api::Part> inventory_parts(store::Pool& readers, store::Writer& writer, store::Blobs& blobs,
                                       api::Exports& exports, api::Changed changed) {
  const auto ground = std::make_shared<Ground>(readers, writer, blobs, exports, std::move(changed));
  const auto by = [ground](Result<Response> (*answer)(const Request&, const Caller&, Ground&)) {
    return [ground, answer](const Request& request, const Caller* caller) { return answer(request, *caller, *ground); };
  };
  const std::string all = "/api/inventories", one = "/api/inventories/{id}";
  return {{.path = all,
           .method = "GET",
           .answer = by(list),
           .description = api::list_description("Inventories, the newest first", {Member::id("asset").optional()},
                                                after_number, inventories_shape)},
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
