/// Inventories: what was found installed on an asset, on a day. Entry: inventory_received, about the inventory (part 0:
/// asset, name, format, digest and size of the file, how many rows were refused; part 1: its components). The file
/// itself is a blob. The newest inventory of each asset tells who runs a product.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "store/kinds.h"
#include "store/reader.h"

namespace manara::constituency {

/// Its tables and statements: inventories.sql, embedded.
std::string_view inventories_sql();

store::Practice inventories_practice();

struct InstalledComponent {
  std::string name{};
  std::string version{};  ///< "" where the inventory does not say
  std::string purl{};
  auto operator<=>(const InstalledComponent&) const = default;
};

/// The components as part 1 keeps them: sorted, each once.
std::string write_components(std::vector<InstalledComponent> components);
/// Errors: entry_malformed.
Result<std::vector<InstalledComponent>> read_components(std::string_view part);

/// What was received, as part 0 keeps it.
struct ReceivedFile {
  IdBytes asset{};
  std::string name{};    ///< of the file, as its sender called it
  std::string format{};  ///< that read it
  std::string digest{};  ///< SHA-256 of the file, 64 hexadecimal digits
  std::uint64_t size = 0;
  std::uint64_t components = 0;
  std::uint64_t refused = 0;  ///< rows that could not be read
};
std::string write_received(const ReceivedFile& file);

struct Inventory {
  IdBytes id{};
  IdBytes organisation{};
  std::int64_t revision = 0;
  std::int64_t at_ms = 0;
  ReceivedFile file{};
};

/// Of one asset (nullptr: of all), the newest first; `behind`: the revision of the last one of the page before, 0:
/// none.
struct InventoriesAsked {
  const IdBytes* asset = nullptr;
  std::int64_t behind = 0;
  std::int64_t most = 50;
};
Result<std::vector<Inventory>> inventories(store::Reader& reader, const InventoriesAsked& asked);
/// nullopt: none, or none that may be seen.
Result<std::optional<Inventory>> inventory(store::Reader& reader, const IdBytes& id);
/// The one of the same asset that came before it.
Result<std::optional<Inventory>> inventory_before(store::Reader& reader, const Inventory& inventory);
/// All of an inventory's components, sorted.
Result<std::vector<InstalledComponent>> components_of(store::Reader& reader, const Inventory& inventory);

/// A component of another version than before.
struct ChangedComponent {
  std::string name{};
  std::string from{};
  std::string to{};
  bool operator==(const ChangedComponent&) const = default;
};
struct Differences {
  std::vector<InstalledComponent> added{};
  std::vector<InstalledComponent> removed{};
  std::vector<ChangedComponent> changed{};
};
/// One of the same name (by its purl, where it has one) that has one other version is changed; where there are several
/// versions at once, each that came is added, each that went is removed.
Differences differences(const std::vector<InstalledComponent>& before, const std::vector<InstalledComponent>& after);

/// Where a product runs, by the newest inventories.
struct RunsOn {
  IdBytes organisation{};
  IdBytes asset{};
  std::string name{};
  std::string version{};
};
/// Components whose name begins with `product` ("openssl"; of "@scope/name" and "group:name" the last part counts);
/// "openssl 3.0" is one whose version begins with 3.0. In the order of organisations, `most` of them.
Result<std::vector<RunsOn>> who_runs(store::Reader& reader, std::string_view product, std::int64_t most);

}  // namespace manara::constituency
