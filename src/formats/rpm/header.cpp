#include "formats/rpm/header.h"

#include <algorithm>

namespace manara::formats {
namespace {

// rpm's own limits (header.c checks the same): more is no header that rpm would have stored.
constexpr std::uint32_t max_entries = 0x0000ffff;
constexpr std::uint32_t max_data = 0x0fffffff;

constexpr std::size_t intro_bytes = 8, entry_bytes = 16;
constexpr std::uint32_t type_int32 = 4, type_string = 6, type_string_array = 8, type_i18n_string = 9;

std::uint32_t big_endian_32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

bool is_text(std::uint32_t type) {
  return type == type_string || type == type_string_array || type == type_i18n_string;
}

bool is_asked_for(std::uint32_t tag) {
  switch (static_cast<RpmTag>(tag)) {
    case RpmTag::name:
    case RpmTag::version:
    case RpmTag::release:
    case RpmTag::epoch:
    case RpmTag::vendor:
    case RpmTag::arch:
    case RpmTag::source_rpm:
    case RpmTag::dir_indexes:
    case RpmTag::base_names:
    case RpmTag::dir_names:
    case RpmTag::modularity_label: return true;
  }
  return false;
}

/// The strings of an array, one after the other, each ended by a NUL inside the data.
class Strings {
 public:
  explicit Strings(std::string_view data) : rest_(data) {}
  std::optional<std::string_view> next() {
    const auto end = rest_.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    const auto text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }

 private:
  std::string_view rest_;
};

}  // namespace

Result<RpmHeader> RpmHeader::parse(std::string_view blob) {
  if (blob.size() < intro_bytes) return fail(Code{"rpm_header_damaged"});
  const auto count = big_endian_32(blob, 0);
  const auto data_bytes = big_endian_32(blob, 4);
  if (count == 0 || count > max_entries || data_bytes > max_data) return fail(Code{"rpm_header_damaged"});
  const auto data_at = intro_bytes + count * entry_bytes;
  if (blob.size() < data_at + data_bytes) return fail(Code{"rpm_header_damaged"});
  RpmHeader header;
  header.data_ = blob.substr(data_at, data_bytes);
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = intro_bytes + i * entry_bytes;
    const Entry entry{big_endian_32(blob, at), big_endian_32(blob, at + 4), big_endian_32(blob, at + 8),
                      big_endian_32(blob, at + 12)};
    if (!is_asked_for(entry.tag)) continue;
    if (entry.offset >= data_bytes || entry.count == 0) return fail(Code{"rpm_header_damaged"});
    header.entries_.push_back(entry);
  }
  return header;
}

const RpmHeader::Entry* RpmHeader::find(RpmTag tag) const {
  const auto found = std::ranges::find(entries_, static_cast<std::uint32_t>(tag), &Entry::tag);
  return found == entries_.end() ? nullptr : &*found;
}

std::string_view RpmHeader::string(RpmTag tag) const {
  const auto* entry = find(tag);
  if (entry == nullptr || !is_text(entry->type)) return {};
  return Strings(data_.substr(entry->offset)).next().value_or(std::string_view());
}

std::optional<std::uint32_t> RpmHeader::number(RpmTag tag) const {
  const auto* entry = find(tag);
  if (entry == nullptr || entry->type != type_int32 || data_.size() - entry->offset < 4) return std::nullopt;
  return big_endian_32(data_, entry->offset);
}

void RpmHeader::for_each_file(const FileVisitor& visit) const {
  const auto* names = find(RpmTag::base_names);
  const auto* indexes = find(RpmTag::dir_indexes);
  const auto* dirs = find(RpmTag::dir_names);
  if (names == nullptr || indexes == nullptr || dirs == nullptr) return;
  if (!is_text(names->type) || !is_text(dirs->type) || indexes->type != type_int32) return;
  std::vector<std::string_view> folders;
  Strings folder_strings(data_.substr(dirs->offset));
  for (std::uint32_t i = 0; i < dirs->count; ++i) {
    const auto folder = folder_strings.next();
    if (!folder) break;
    folders.push_back(*folder);
  }
  Strings file_strings(data_.substr(names->offset));
  const auto count = std::min<std::size_t>({names->count, indexes->count, (data_.size() - indexes->offset) / 4});
  for (std::size_t i = 0; i < count; ++i) {
    const auto file = file_strings.next();
    const auto index = big_endian_32(data_, indexes->offset + i * 4);
    if (!file) return;
    if (index < folders.size()) visit(folders[index], *file);
  }
}

}  // namespace manara::formats
