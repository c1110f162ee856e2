#include "practice/constituency/inventories.h"

#include <algorithm>
#include <map>

#include "base/strings.h"
#include "json/json.h"
#include "json/writer.h"
#include "text/fold.h"

namespace manara::constituency {
namespace {

using ItemId = Id<struct ItemTag>;

/// Above every text that begins with `text`: the last character of Unicode, which is none of a name.
std::string behind(std::string_view text) {
  return std::string(text) + "\xf4\x8f\xbf\xbf";
}

/// What a component is looked for by: "core" of "@angular/core", "log4j-core" of "org.apache.logging.log4j:log4j-core".
std::string name_key(std::string_view name) {
  const auto at = name.find_last_of("/:");
  const auto last = at == std::string_view::npos || at + 1 == name.size() ? name : name.substr(at + 1);
  return text::fold_for_search(last);
}

Status remove_inventory(store::Projection& rows, const store::StoredEntry& entry) {
  const auto id = store::blob(entry.header.subject);
  MANARA_CHECK(rows.run("remove_components_of_newest", {id}));
  MANARA_CHECK(rows.run("remove_inventory", {id}));
  return {};
}

Status save_components(store::Projection& rows, const store::Blob& asset, std::string_view part) {
  MANARA_TRY(components, read_components(part));
  MANARA_CHECK(rows.run("remove_components_of", {asset}));
  for (const auto& component : components) {
    const auto key = name_key(component.name);
    MANARA_CHECK(rows.run("save_component", {asset, std::string_view(key), std::string_view(component.name),
                                             std::string_view(component.version), std::string_view(component.purl)}));
  }
  return {};
}

Status received(store::Projection& rows, const store::StoredEntry& entry) {
  // Erased: there is no such inventory any more.
  if (std::ranges::any_of(entry.parts, [](const auto& part) { return !part; })) return remove_inventory(rows, entry);
  json::Document document;
  MANARA_TRY(file, document.parse(entry.part(0)));
  const auto asset = read_id(file["asset"].string());
  if (!asset) return fail(Code{"entry_malformed"}, {entry.header.kind});
  const auto number = [&](std::string_view name) { return file[name].integer().value_or(0); };
  MANARA_TRY(saved, rows.run("save_inventory", {store::blob(entry.header.subject), store::blob(*asset),
                                                static_cast<std::int64_t>(entry.index), entry.header.at_ms,
                                                file["name"].string(), file["format"].string(), file["digest"].string(),
                                                number("size"), number("components"), number("refused")}));
  // Nothing: the asset went while its inventory was read.
  if (saved == 0) return {};
  return save_components(rows, store::blob(*asset), entry.part(1));
}

constexpr store::EntryKind kinds[] = {{.name = "inventory_received", .version = 1, .project = received}};

Inventory inventory_of(const store::Row& row) {
  return {.id = row.id<ItemId>(0).bytes,
          .organisation = row.id<ItemId>(1).bytes,
          .revision = row.integer(2),
          .at_ms = row.integer(4),
          .file = {.asset = row.id<ItemId>(3).bytes,
                   .name = row.text(5),
                   .format = row.text(6),
                   .digest = row.text(7),
                   .size = static_cast<std::uint64_t>(row.integer(8)),
                   .components = static_cast<std::uint64_t>(row.integer(9)),
                   .refused = static_cast<std::uint64_t>(row.integer(10))}};
}

/// What two versions of one component have in common.
std::string_view identity(const InstalledComponent& component) {
  auto purl = std::string_view(component.purl);
  purl = purl.substr(0, purl.find_first_of("?#"));
  const auto at = purl.rfind('@');
  const auto slash = purl.rfind('/');
  if (at != std::string_view::npos && slash != std::string_view::npos && at > slash) purl = purl.substr(0, at);
  return purl.empty() ? std::string_view(component.name) : purl;
}

/// Of one component what only one side has.
struct Versions {
  std::vector<const InstalledComponent*> gone{};
  std::vector<const InstalledComponent*> come{};
};

}  // namespace

store::Practice inventories_practice() {
  return {.name = "inventories", .kinds = kinds, .sql = inventories_sql};
}

std::string write_components(std::vector<InstalledComponent> components) {
  std::ranges::sort(components);
  const auto twice = std::ranges::unique(components);
  components.erase(twice.begin(), twice.end());
  json::Writer out;
  out.begin_array();
  for (const auto& component : components) {
    out.begin_object().member("name", component.name);
    if (!component.version.empty()) out.member("version", component.version);
    if (!component.purl.empty()) out.member("purl", component.purl);
    out.end_object();
  }
  out.end_array();
  return out.take();
}

Result<std::vector<InstalledComponent>> read_components(std::string_view part) {
  json::Document document;
  MANARA_TRY(root, document.parse(part));
  if (!root.is_array()) return fail(Code{"entry_malformed"}, {"inventory_received"});
  std::vector<InstalledComponent> all;
  for (const auto one : root.elements())
    all.push_back({.name = one["name"].text(), .version = one["version"].text(), .purl = one["purl"].text()});
  return all;
}

std::string write_received(const ReceivedFile& file) {
  json::Writer out;
  out.begin_object().member("asset", id_text(file.asset)).member("name", file.name).member("format", file.format);
  out.member("digest", file.digest).member("size", file.size).member("components", file.components);
  out.member("refused", file.refused).end_object();
  return out.take();
}

Result<std::vector<Inventory>> inventories(store::Reader& reader, const InventoriesAsked& asked) {
  std::vector<Inventory> found;
  const auto take = [&](const store::Row& row) {
    found.push_back(inventory_of(row));
    return true;
  };
  if (asked.asset == nullptr) {
    MANARA_CHECK(reader.query("inventories", {asked.behind, asked.most}, take));
  } else {
    MANARA_CHECK(reader.query("inventories_of", {asked.behind, asked.most, store::blob(*asked.asset)}, take));
  }
  return found;
}

Result<std::optional<Inventory>> inventory(store::Reader& reader, const IdBytes& id) {
  std::optional<Inventory> found;
  MANARA_CHECK(reader.query("inventory", {store::blob(id)}, [&](const store::Row& row) {
    found = inventory_of(row);
    return false;
  }));
  return found;
}

Result<std::optional<Inventory>> inventory_before(store::Reader& reader, const Inventory& inventory) {
  MANARA_TRY(found, inventories(reader, {.asset = &inventory.file.asset, .behind = inventory.revision, .most = 1}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<std::vector<InstalledComponent>> components_of(store::Reader& reader, const Inventory& inventory) {
  std::string part = "[]";
  MANARA_CHECK(reader.query("inventory_components", {store::blob(inventory.id)}, [&](const store::Row& row) {
    part = row.blob(0);
    return false;
  }));
  return read_components(part);
}

Differences differences(const std::vector<InstalledComponent>& before, const std::vector<InstalledComponent>& after) {
  std::map<std::string_view, Versions> all;
  for (const auto& one : before) {
    if (!std::ranges::binary_search(after, one)) all[identity(one)].gone.push_back(&one);
  }
  for (const auto& one : after) {
    if (!std::ranges::binary_search(before, one)) all[identity(one)].come.push_back(&one);
  }
  Differences found;
  for (const auto& [name, versions] : all) {
    if (versions.gone.size() == 1 && versions.come.size() == 1) {
      const auto& from = versions.gone.front()->version;
      const auto& to = versions.come.front()->version;
      if (from != to) found.changed.push_back({versions.come.front()->name, from, to});
      continue;
    }
    for (const auto* one : versions.gone)
      found.removed.push_back(*one);
    for (const auto* one : versions.come)
      found.added.push_back(*one);
  }
  return found;
}

Result<std::vector<RunsOn>> who_runs(store::Reader& reader, std::string_view product, std::int64_t most) {
  std::vector<RunsOn> found;
  const auto look = [&](std::string_view name, std::string_view version) -> Status {
    const auto key = name_key(name);
    const auto key_end = behind(key);
    const auto version_end = behind(version);
    if (key.empty()) return {};
    return reader.query(
        "who_runs", {std::string_view(key), std::string_view(key_end), version, std::string_view(version_end), most},
        [&](const store::Row& row) {
          found.push_back({.organisation = row.id<ItemId>(0).bytes,
                           .asset = row.id<ItemId>(1).bytes,
                           .name = row.text(2),
                           .version = row.text(3)});
          return true;
        });
  };
  MANARA_CHECK(look(product, {}));
  const auto halves = cut_last(product, ' ');
  if (found.empty() && halves) MANARA_CHECK(look(trim(halves->head), halves->tail));
  return found;
}

}  // namespace manara::constituency
