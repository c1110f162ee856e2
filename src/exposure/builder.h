/// Builds an index file from records, in any order: the same set of records gives the same bytes. Records are taken
/// apart on arrival into columns of numbers, so that memory grows with what is distinct, not with what is said.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "model/advisory.h"
#include "model/vex.h"

namespace manara::exposure {

using RecordDigest = std::array<std::uint8_t, 32>;

class IndexBuilder {
 public:
  /// `today`: dates of records behind it say nothing about a feed's age (two records of 2026 are dated 2027).
  explicit IndexBuilder(Date today);
  ~IndexBuilder();
  IndexBuilder(IndexBuilder&&) noexcept;
  IndexBuilder& operator=(IndexBuilder&&) noexcept;

  /// A feed by its name; the same name gives the same feed. `format`: "osv", "kev", …
  std::uint32_t feed(std::string_view name, std::string_view format);
  void about(std::uint32_t feed, std::optional<Date> as_of, std::string_view model);

  /// Normalised records. `digest`: SHA-256 of the record's line (formats/record). A record that is there already under
  /// the same feed is passed over.
  void add(std::uint32_t feed, const Advisory& advisory, const RecordDigest& digest);
  void add(std::uint32_t feed, const KevEntry& entry, const RecordDigest& digest);
  void add(std::uint32_t feed, const EpssScore& score, const RecordDigest& digest);
  void add(std::uint32_t feed, const VexStatement& statement, const RecordDigest& digest);
  void unusable(std::uint32_t feed, const Message& reason, std::uint32_t count = 1);

  [[nodiscard]] std::size_t advisory_count() const;

  /// The bytes of the file (layout.h). The builder is spent afterwards.
  std::string finish();

  struct Columns;

 private:
  std::unique_ptr<Columns> columns_;
};

}  // namespace manara::exposure
