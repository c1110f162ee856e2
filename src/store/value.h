/// What goes into statements and comes out of rows, whatever database stands below.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/id.h"

namespace manara::store {

struct Blob {
  std::string_view bytes{};
};
/// What is given for $1, $2, …: views, read before the call returns.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, Blob>;

inline Blob blob(std::span<const std::uint8_t> bytes) {
  return {{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}
template <typename Tag>
Blob blob(const Id<Tag>& id) {
  return blob(std::span<const std::uint8_t>(id.bytes));
}

/// One row while a query stands on it. Columns count from 0; a null reads as 0 or "".
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string text(int column) const = 0;
  [[nodiscard]] virtual std::string blob(int column) const = 0;

  /// An id; the empty one where the column holds no 16 bytes.
  template <typename IdType>
  [[nodiscard]] IdType id(int column) const {
    IdType id;
    const auto bytes = blob(column);
    if (bytes.size() == id.bytes.size()) std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
  }
};

}  // namespace manara::store
