/// One package's header as rpm's database keeps it: a table of typed, tagged data (rpm's "Header Structure", format v3
/// and v4, without the magic that a header in a package file begins with). Big-endian; foreign bytes: every offset is
/// checked before it is followed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manara::formats {

/// The tags that are asked for (rpm's "Tag definitions").
enum class RpmTag : std::uint32_t {
  name = 1000,
  version = 1001,
  release = 1002,
  epoch = 1003,
  vendor = 1011,
  arch = 1022,
  source_rpm = 1044,
  dir_indexes = 1116,
  base_names = 1117,
  dir_names = 1118,
  modularity_label = 5096,
};

/// A view into the blob, which must outlive it.
class RpmHeader {
 public:
  /// Errors: rpm_header_damaged (sizes that contradict the blob's, or are beyond rpm's own limits).
  static Result<RpmHeader> parse(std::string_view blob);

  /// The first string of a tag; "" where there is none, or it runs out of the data.
  [[nodiscard]] std::string_view string(RpmTag tag) const;
  /// The first number of a 32-bit tag.
  [[nodiscard]] std::optional<std::uint32_t> number(RpmTag tag) const;

  using FileVisitor = std::function<void(std::string_view folder, std::string_view file)>;
  /// Every file of the package, from DIRNAMES, DIRINDEXES and BASENAMES; folders as written ("/usr/lib/").
  void for_each_file(const FileVisitor& visit) const;

 private:
  struct Entry {
    std::uint32_t tag, type, offset, count;
  };
  [[nodiscard]] const Entry* find(RpmTag tag) const;

  std::string_view data_{};
  std::vector<Entry> entries_{};  ///< only those of an RpmTag
};

}  // namespace manara::formats
