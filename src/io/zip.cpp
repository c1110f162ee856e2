#include "io/zip.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "io/decoder.h"
#include "io/member_path.h"

namespace manara::io {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers in a zip are little-endian");

constexpr std::uint32_t local_signature = 0x04034b50, directory_signature = 0x02014b50, end_signature = 0x06054b50,
                        end64_signature = 0x06064b50, locator_signature = 0x07064b50;
constexpr std::size_t local_size = 30, directory_size = 46, end_size = 22, end64_size = 56, locator_size = 20;
constexpr std::uint16_t flag_encrypted = 1, method_stored = 0, method_deflated = 8, zip64_field = 1;
constexpr std::uint16_t all16 = 0xffff;  // "see the zip64 field"
constexpr std::uint32_t all32 = 0xffffffff;
constexpr std::uint8_t made_by_unix = 3;
constexpr unsigned type_mask = 0170000, symbolic_link = 0120000;  // of st_mode

/// A number at an offset that the caller has checked.
template <typename T>
T number(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.substr(at, sizeof value).data(), sizeof value);
  return value;
}

bool has(std::string_view bytes, std::size_t at, std::uint32_t signature) {
  return bytes.size() >= at + 4 && number<std::uint32_t>(bytes, at) == signature;
}

/// Where the end record stands: its comment reaches to the last byte, or what we have isn't the end of it.
std::optional<std::size_t> find_end(std::string_view bytes) {
  if (bytes.size() < end_size) return std::nullopt;
  const auto last = bytes.size() - end_size;
  const auto first = last - std::min<std::size_t>(last, all16);
  for (auto at = last + 1; at-- > first;) {
    if (has(bytes, at, end_signature) && number<std::uint16_t>(bytes, at + 20) == last - at) return at;
  }
  return std::nullopt;
}

/// The zip64 field among a member's extra fields; it holds those of the three numbers, in this order, that had no room.
Status read_zip64(std::string_view extra, std::uint64_t& size, std::uint64_t& packed_size, std::uint64_t& header_at) {
  while (extra.size() >= 4) {
    const auto length = number<std::uint16_t>(extra, 2);
    if (extra.size() < 4U + length) break;
    auto field = extra.substr(4, length);
    const bool found = number<std::uint16_t>(extra, 0) == zip64_field;
    extra.remove_prefix(4U + length);
    if (!found) continue;
    for (auto* value : {&size, &packed_size, &header_at}) {
      if (*value != all32) continue;
      if (field.size() < 8) return fail(Code{"archive_corrupt"});
      *value = number<std::uint64_t>(field, 0);
      field.remove_prefix(8);
    }
    return {};
  }
  return {};
}

class StoredMember final : public Stream {
 public:
  StoredMember(std::string_view bytes, std::uint32_t crc) : bytes_(bytes), crc_(crc) {}
  std::optional<std::string_view> whole() override {
    if (!is_right()) return std::nullopt;  // read() then says so
    return bytes_;
  }
  Result<std::size_t> read(std::span<char> buffer) override {
    if (!is_right()) return fail(Code{"archive_corrupt"});
    const auto count = std::min(buffer.size(), bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, count, buffer.data());
    at_ += count;
    return count;
  }

 private:
  bool is_right() {
    if (!right_) right_ = crc32_of(bytes_) == crc_;
    return *right_;
  }

  std::string_view bytes_;
  std::uint32_t crc_;
  std::size_t at_ = 0;
  std::optional<bool> right_{};
};

/// A deflated member with the look-ahead that its decoder reads from.
class DeflatedStream final : public Stream {
 public:
  DeflatedStream(std::string_view packed, Budget& budget, std::uint64_t size, std::uint32_t crc)
      : memory_(from_memory(packed)), ahead_(*memory_), decoder_(unpack_deflate(ahead_, budget, size, crc)) {}
  Result<std::size_t> read(std::span<char> buffer) override { return decoder_->read(buffer); }

 private:
  std::unique_ptr<Stream> memory_;
  Ahead ahead_;
  std::unique_ptr<Stream> decoder_;
};

}  // namespace

bool looks_like_zip(std::string_view head) {
  return has(head, 0, local_signature) || has(head, 0, end_signature);
}

Result<Zip> Zip::open(std::string_view bytes) {
  Zip zip;
  zip.bytes_ = bytes;
  const auto end = find_end(bytes);
  if (!end) return fail(Code{"archive_truncated"});
  MANARA_CHECK(zip.read_end(*end));
  zip.next_at_ = zip.directory_at_;
  return zip;
}

Status Zip::read_end(std::size_t end_at) {
  const auto disks = number<std::uint32_t>(bytes_, end_at + 4);
  count_ = number<std::uint16_t>(bytes_, end_at + 10);
  auto size = static_cast<std::uint64_t>(number<std::uint32_t>(bytes_, end_at + 12));
  directory_at_ = number<std::uint32_t>(bytes_, end_at + 16);
  directory_end_ = end_at;
  if (end_at >= locator_size && has(bytes_, end_at - locator_size, locator_signature)) {
    const auto at = number<std::uint64_t>(bytes_, end_at - locator_size + 8);
    if (at > end_at - locator_size || end_at - locator_size - at < end64_size) return fail(Code{"archive_corrupt"});
    const auto record = bytes_.substr(static_cast<std::size_t>(at));
    if (!has(record, 0, end64_signature)) return fail(Code{"archive_corrupt"});
    count_ = number<std::uint64_t>(record, 32);
    size = number<std::uint64_t>(record, 40);
    directory_at_ = number<std::uint64_t>(record, 48);
    directory_end_ = at;
  } else if (disks != 0) {
    return fail(Code{"archive_method"}, {"multi-disk zip"});
  }
  if (directory_at_ > directory_end_ || directory_end_ - directory_at_ != size) return fail(Code{"archive_corrupt"});
  return {};
}

Result<std::optional<Zip::Member>> Zip::next() {
  if (next_at_ == directory_end_ && seen_ == count_) return std::nullopt;
  const auto rest = bytes_.substr(0, directory_end_).substr(next_at_);
  if (seen_ == count_ || rest.size() < directory_size || !has(rest, 0, directory_signature)) {
    return fail(Code{"archive_corrupt"});
  }
  const std::size_t name_size = number<std::uint16_t>(rest, 28);
  const std::size_t extra_size = number<std::uint16_t>(rest, 30);
  const std::size_t whole = directory_size + name_size + extra_size + number<std::uint16_t>(rest, 32);
  if (rest.size() < whole) return fail(Code{"archive_corrupt"});
  Member member;
  member.flags = number<std::uint16_t>(rest, 8);
  member.method = number<std::uint16_t>(rest, 10);
  member.crc = number<std::uint32_t>(rest, 16);
  member.packed_size = number<std::uint32_t>(rest, 20);
  member.size = number<std::uint32_t>(rest, 24);
  member.header_at = number<std::uint32_t>(rest, 42);
  member.raw_name = rest.substr(directory_size, name_size);
  const auto extra = rest.substr(directory_size + name_size, extra_size);
  MANARA_CHECK(read_zip64(extra, member.size, member.packed_size, member.header_at));
  std::string name(member.raw_name);
  std::replace(name.begin(), name.end(), '\\', '/');
  MANARA_TRY(path, member_path(name));
  member.path = path;
  const auto mode = number<std::uint32_t>(rest, 38) >> 16;
  const bool link = static_cast<std::uint8_t>(rest[5]) == made_by_unix && (mode & type_mask) == symbolic_link;
  member.is_file = !path.empty() && !path.ends_with('/') && !link;
  next_at_ += whole;
  ++seen_;
  return member;
}

Result<std::optional<Zip::Member>> Zip::find(std::string_view path) const {
  Zip other = *this;
  other.next_at_ = directory_at_;
  other.seen_ = 0;
  for (;;) {
    MANARA_TRY(member, other.next());
    if (!member || member->path == path) return member;
  }
}

/// Where the member's own header says that its bytes stand. Its name must be that of the directory: a zip that shows
/// one name to one reader and another to the next was made to deceive.
Result<std::string_view> Zip::packed(const Member& member) const {
  const auto before_directory = bytes_.substr(0, directory_at_);
  if (member.header_at > directory_at_) return fail(Code{"archive_corrupt"});
  auto rest = before_directory.substr(member.header_at);
  if (rest.size() < local_size || !has(rest, 0, local_signature)) return fail(Code{"archive_corrupt"});
  const std::size_t name_size = number<std::uint16_t>(rest, 26);
  const std::size_t start = local_size + name_size + number<std::uint16_t>(rest, 28);
  if (rest.size() < start || rest.substr(local_size, name_size) != member.raw_name) {
    return fail(Code{"archive_corrupt"});
  }
  rest.remove_prefix(start);
  if (rest.size() < member.packed_size) return fail(Code{"archive_corrupt"});
  return rest.substr(0, member.packed_size);
}

Result<std::unique_ptr<Stream>> Zip::content(const Member& member, Budget& budget) const {
  if ((member.flags & flag_encrypted) != 0) return fail(Code{"archive_encrypted"});
  MANARA_TRY(packed_bytes, packed(member));
  if (member.method == method_stored) {
    if (member.size != member.packed_size) return fail(Code{"archive_corrupt"});
    return std::make_unique<StoredMember>(packed_bytes, member.crc);
  }
  if (member.method != method_deflated) return fail(Code{"archive_method"}, {fmt::format("zip {}", member.method)});
  MANARA_CHECK(budget.expect(member.size));
  return std::make_unique<DeflatedStream>(packed_bytes, budget, member.size, member.crc);
}

}  // namespace manara::io
