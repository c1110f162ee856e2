#include "store/blob_name.h"

#include <fmt/core.h>

#include "base/strings.h"
#include "store/kinds.h"

namespace manara::store {
namespace {

constexpr std::size_t name_digits = 64;

int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::optional<BlobName> BlobName::read(std::string_view text) {
  BlobName name;
  if (text.size() != name_digits) return std::nullopt;
  for (std::size_t i = 0; i < name.digest.size(); ++i) {
    const int high = digit_of(text[2 * i]);
    const int low = digit_of(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    name.digest[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return name;
}

std::string to_string(const BlobName& name) {
  return crypto::hex(name.digest);
}

std::string write_blob_list(std::span<const BlobRef> blobs) {
  std::string part;
  for (const auto& blob : blobs)
    part += fmt::format("{} {}\n", to_string(blob.name), blob.size);
  return part;
}

Result<std::vector<BlobRef>> read_blob_list(std::string_view part) {
  std::vector<BlobRef> blobs;
  while (!part.empty()) {
    const auto end = part.find('\n');
    const auto halves = end == std::string_view::npos ? std::nullopt : cut(part.substr(0, end), ' ');
    const auto name = halves ? BlobName::read(halves->head) : std::nullopt;
    const auto size = halves ? parse_unsigned(halves->tail) : std::nullopt;
    if (!name || !size) return fail(Code{"entry_malformed"}, {"blobs"});
    blobs.push_back({*name, *size});
    part.remove_prefix(end + 1);
  }
  return blobs;
}

Result<std::vector<BlobRef>> blobs_of(const StoredEntry& entry) {
  if (!entry.header.blobs) return std::vector<BlobRef>();
  return read_blob_list(entry.part(*entry.header.blobs));
}

}  // namespace manara::store
