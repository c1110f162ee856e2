/// A small practice of lamps, for the store's tests: one kind of entry, one table, one list.
#pragma once

#include <filesystem>
#include <string>
#include <unistd.h>

#include "crypto/system_random.h"
#include "store/reader.h"
#include "store/store.h"

namespace manara::store::made {

inline constexpr access::ScopeId harbour{{0xff}};

inline std::string_view sql() {
  return R"(
-- table derived lamp
CREATE TABLE lamp (scope_id BYTEA PRIMARY KEY, place TEXT NOT NULL CHECK (place <> ''));

-- write light_lamp
INSERT INTO lamp (scope_id, place) VALUES ($1, $2) ON CONFLICT (scope_id) DO UPDATE SET place = $2

-- read lamps
SELECT place FROM lamp
WHERE scope_id IN (SELECT m.scope_id FROM scope_member m JOIN granted g ON g.scope_id = m.holder)
ORDER BY scope_id
)";
}

inline Status light(Projection& rows, const StoredEntry& entry) {
  MANARA_CHECK(rows.run("light_lamp", {blob(entry.header.subject), entry.part(0)}));
  MANARA_CHECK(rows.run("hold_scope", {blob(entry.header.subject), blob(entry.header.subject)}));
  MANARA_CHECK(rows.run("hold_scope", {blob(harbour), blob(entry.header.subject)}));
  return {};
}

inline constexpr EntryKind kinds[] = {{.name = "lamp_lit", .version = 1, .project = light}};
inline constexpr Practice practices[] = {{.name = "lamps", .kinds = kinds, .sql = sql}};

/// Lamp `number`, whose id and draft begin with it; `again`: another draft about the same lamp.
inline Draft lamp(std::uint8_t number, std::string place, std::uint8_t again = 0) {
  return {.id = {{number, 0, again}}, .kind = "lamp_lit", .subject = {{number}}, .parts = {std::move(place)}};
}

class FixedClock final : public Clock {
 public:
  std::int64_t now_ms() override { return now; }
  std::int64_t now = 1'795'564'800'000;
};

/// A folder of its own, gone at the end.
class Made {
 public:
  Made() {
    std::string name = (std::filesystem::temp_directory_path() / "manara-store-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return folder_ + "/manara.db"; }
  Surroundings around() { return {clock_, random_}; }
  static Identity identity(std::string verifier = "key") {
    return {.home = {{7}}, .origin = "manara.example/harbour", .verifier = std::move(verifier)};
  }
  Store create(std::string verifier = "key") {
    return std::move(Store::create(path(), practices, identity(std::move(verifier)), around())).value();
  }
  Store open() { return std::move(Store::open(path(), practices, around())).value(); }

  /// The places of the lamps that the scope sees.
  static std::string lamps(Store& store, const access::Scope& scope = {{harbour}}) {
    std::string all;
    auto reader = std::move(store.reader(scope)).value();
    const auto status = reader.query("lamps", {}, [&](const Row& row) {
      all += row.text(0) + ";";
      return true;
    });
    return status ? all : "error";
  }
  static std::string lamps(Store&& store) { return lamps(store); }

 private:
  std::string folder_{};
  FixedClock clock_{};
  crypto::SystemRandom random_{};
};

}  // namespace manara::store::made
