/// How practices and the store meet: a practice is a span of entry kinds and a file of SQL; what an entry changes in
/// its tables is one pure function a kind.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/entry.h"
#include "store/value.h"

namespace manara::store {

/// An entry as it stands in the ledger. A part that was erased is nullopt.
struct StoredEntry {
  std::uint64_t index = 0;
  std::string header_bytes{};
  ledger::Header header{};
  std::vector<std::optional<ledger::Part>> parts{};
  /// As its row says: of each part the entry that erased it. Whether that is so is what check_ledger looks at.
  std::vector<std::optional<std::uint64_t>> erased_by{};

  /// The bytes of a part; "" where it was erased or there are fewer.
  [[nodiscard]] std::string_view part(std::size_t n) const {
    return n < parts.size() && parts[n] ? std::string_view(parts[n]->bytes) : std::string_view();
  }
};

/// Where a projection writes: the statements of its practice that are headed "write".
class Projection {
 public:
  virtual ~Projection() = default;
  /// Returns the rows that changed.
  virtual Result<std::int64_t> run(std::string_view statement, std::initializer_list<Value> values) = 0;
};

struct EntryKind {
  std::string_view name;      ///< "organisation_saved"
  std::uint32_t version = 1;  ///< that is written now
  /// Applies the entry, its parts already lifted to `version`. An error refuses the draft; in a rebuild it is reported
  /// and the entry passed over. Reads no clock and nothing but the entry.
  Status (*project)(Projection& rows, const StoredEntry& entry);
  /// Lifts the parts of `from` to from + 1; nullptr where there is one version only.
  Status (*upcast)(std::uint32_t from, StoredEntry& entry) = nullptr;
  /// Statements headed "operate" that are run with the subject as $1 when a part of the latest entry of this kind about
  /// it is erased: what is no entry and says who somebody was.
  std::span<const std::string_view> forget{};
  /// Its projection passes over an entry whose first part is erased, so that what an earlier one said is so again: the
  /// latest is erased only with those before it. Others remove whom they were about.
  bool passes_over_erased = false;
};

struct Practice {
  std::string_view name{};
  std::span<const EntryKind> kinds{};
  std::string_view (*sql)() = nullptr;  ///< its file of tables and statements, embedded; nullptr: it has none
  /// Raised where its projections, or what they call, write other rows out of the same entries and neither a version
  /// nor a statement says so: derived tables are made anew then.
  std::uint32_t projection = 1;
};

}  // namespace manara::store
