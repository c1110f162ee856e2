/// A package database of RPM made in memory, for tests: headers as rpm writes them, in a table as rpm lays it out.
#pragma once

#include <cstdint>
#include <cstring>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace manara::formats::made {

inline std::string big_endian(std::uint32_t value) {
  std::string out(4, '\0');
  for (std::size_t i = 0; i < 4; ++i)
    out[i] = static_cast<char>(value >> (24 - 8 * i) & 0xffU);
  return out;
}

/// A header blob, tag by tag.
class Header {
 public:
  Header& string(std::uint32_t tag, std::string_view text) { return add(tag, 6, 1, std::string(text) + '\0'); }
  Header& number(std::uint32_t tag, std::uint32_t value) { return add(tag, 4, 1, big_endian(value)); }
  Header& numbers(std::uint32_t tag, const std::vector<std::uint32_t>& values) {
    std::string bytes;
    for (const auto value : values)
      bytes += big_endian(value);
    return add(tag, 4, values.size(), bytes);
  }
  Header& strings(std::uint32_t tag, const std::vector<std::string_view>& texts) {
    std::string bytes;
    for (const auto text : texts)
      bytes += std::string(text) + '\0';
    return add(tag, 8, texts.size(), bytes);
  }
  Header& add(std::uint32_t tag, std::uint32_t type, std::size_t count, const std::string& bytes) {
    index_ += big_endian(tag) + big_endian(type) + big_endian(static_cast<std::uint32_t>(data_.size())) +
              big_endian(static_cast<std::uint32_t>(count));
    ++entries_;
    data_ += bytes;
    return *this;
  }
  [[nodiscard]] std::string blob() const {
    return big_endian(entries_) + big_endian(static_cast<std::uint32_t>(data_.size())) + index_ + data_;
  }

 private:
  std::uint32_t entries_ = 0;
  std::string index_{}, data_{};
};

inline Header package(std::string_view name, std::string_view version, std::string_view release,
                      std::string_view source_rpm = "") {
  Header header;
  header.string(1000, name).string(1001, version).string(1002, release).string(1022, "x86_64");
  if (!source_rpm.empty()) header.string(1044, source_rpm);
  return header;
}

constexpr const char* rpm_schema =
    "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)";

/// The bytes of a database with that schema and, where there are blobs, those in `Packages`.
inline std::string database(const std::vector<std::string>& blobs, const char* schema = rpm_schema) {
  sqlite3* db = nullptr;
  const auto check = [&](int result) {
    if (result != SQLITE_OK && result != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db));
  };
  check(sqlite3_open(":memory:", &db));
  check(sqlite3_exec(db, schema, nullptr, nullptr, nullptr));
  for (const auto& blob : blobs) {
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(db, "INSERT INTO Packages(blob) VALUES (?)", -1, &insert, nullptr));
    check(sqlite3_bind_blob64(insert, 1, blob.data(), blob.size(), SQLITE_STATIC));
    check(sqlite3_step(insert));
    sqlite3_finalize(insert);
  }
  sqlite3_int64 size = 0;
  unsigned char* image = sqlite3_serialize(db, "main", &size, 0);
  std::string bytes(reinterpret_cast<const char*>(image), static_cast<std::size_t>(size));
  sqlite3_free(image);
  sqlite3_close(db);
  bytes[18] = bytes[19] = 2;  // as rpm leaves it: write-ahead mode
  return bytes;
}

}  // namespace manara::formats::made
