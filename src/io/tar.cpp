#include "io/tar.h"

#include <algorithm>
#include <numeric>

#include "base/strings.h"
#include "io/member_path.h"

namespace manara::io {
namespace {

constexpr std::size_t block = 512;
/// A name is 4,096 bytes at most; pax records of extended attributes may be some tens of kilobytes.
constexpr std::uint64_t largest_extension = 1 << 20;

struct Field {
  std::size_t at, size;
};
constexpr Field name_field{0, 100}, size_field{124, 12}, sum_field{148, 8}, prefix_field{345, 155};
constexpr std::size_t type_at = 156, magic_at = 257, gnu_map_goes_on_at = 482, gnu_map_block_goes_on_at = 504;

std::string_view bytes_of(std::string_view header, Field field) {
  return header.substr(field.at, field.size);
}

/// Text to its first NUL.
std::string_view text_of(std::string_view header, Field field) {
  const auto bytes = bytes_of(header, field);
  return bytes.substr(0, bytes.find('\0'));
}

/// Octal digits, blanks before them, a blank or NUL behind; or base 256 where the first bit is set (GNU, star), which
/// may not be negative.
std::optional<std::uint64_t> number_of(std::string_view bytes) {
  std::uint64_t value = 0;
  if (!bytes.empty() && (bytes.front() & 0x80) != 0) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]) & (i == 0 ? 0x7fU : 0xffU);
      if (value >> 55 != 0) return std::nullopt;
      value = value << 8 | byte;
    }
    return value;
  }
  auto digits = bytes.substr(std::min(bytes.find_first_not_of(' '), bytes.size()));
  digits = digits.substr(0, digits.find_first_of(std::string_view(" \0", 2)));
  for (const char c : digits) {
    if (c < '0' || c > '7') return std::nullopt;
    value = value << 3 | static_cast<unsigned>(c - '0');  // 12 digits at most: 36 bits
  }
  return value;
}

/// The sum of the header's bytes with its own field as blanks; some old tools took the bytes for signed.
bool sum_is_right(std::string_view header) {
  const auto stated = number_of(bytes_of(header, sum_field));
  if (!stated || *stated == 0) return false;
  std::int64_t unsigned_sum = 8 * ' ', signed_sum = 8 * ' ';
  for (std::size_t i = 0; i < block; ++i) {
    if (i >= sum_field.at && i < sum_field.at + sum_field.size) continue;
    unsigned_sum += static_cast<unsigned char>(header[i]);
    signed_sum += static_cast<signed char>(header[i]);
  }
  const auto sum = static_cast<std::int64_t>(*stated);
  return sum == unsigned_sum || sum == signed_sum;
}

bool is_zeros(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

std::uint64_t padding_of(std::uint64_t size) {
  return (block - size % block) % block;
}

/// ustar splits long names in two; GNU's own magic has a space there and uses the second field for something else.
std::string name_of(std::string_view header) {
  const auto name = text_of(header, name_field);
  const auto prefix = text_of(header, prefix_field);
  const bool ustar = header.substr(magic_at, 6) == std::string_view("ustar\0", 6);
  if (!ustar || prefix.empty()) return std::string(name);
  return std::string(prefix) + '/' + std::string(name);
}

enum class Type : std::uint8_t { file, sparse_file, without_bytes, extension, unsupported };

Type type_of(char type) {
  switch (type) {
    case '1':  // hard link
    case '2':  // symbolic link
    case '3':  // devices
    case '4':
    case '5':  // folder
    case '6':  // FIFO
      return Type::without_bytes;
    case 'x':  // pax, of the next member
    case 'X':
    case 'g':  // pax, of all that follow
    case 'L':  // GNU long name, long link
    case 'K':
    case 'V':  // GNU volume label
      return Type::extension;
    case 'S': return Type::sparse_file;
    case 'M':  // the rest of a member that began in another volume
      return Type::unsupported;
    default:  // POSIX: a type that is not known is to be read as a file
      return Type::file;
  }
}

}  // namespace

bool looks_like_tar(std::string_view head) {
  return head.size() >= block && head.front() != '\0' && sum_is_right(head.substr(0, block)) &&
         number_of(bytes_of(head, size_field)).has_value();
}

Status Tar::pass_over_rest() {
  const auto count = left_ + padding_;
  left_ = padding_ = 0;
  MANARA_TRY(skipped, archive_.skip(count));
  if (skipped < count) return fail(Code{"archive_truncated"});
  return {};
}

/// The rest is read to its end: whatever packs it then compares its check sum.
Status Tar::check_end() {
  for (;;) {
    MANARA_TRY(rest, archive_.peek(1));
    if (rest.empty()) return {};
    if (!is_zeros(rest)) return fail(Code{"archive_corrupt"});
    archive_.consume(rest.size());
  }
}

Result<std::string> Tar::extension_bytes(std::uint64_t size) {
  if (size > largest_extension) return fail(Code{"archive_corrupt"});
  MANARA_TRY(bytes, archive_.peek(static_cast<std::size_t>(size)));
  if (bytes.size() < size) return fail(Code{"archive_truncated"});
  return std::string(bytes.substr(0, static_cast<std::size_t>(size)));
}

/// Records "length key=value\n"; the length counts itself and the line end.
Status Tar::read_pax(Extension& extension, std::uint64_t size) {
  MANARA_TRY(bytes, extension_bytes(size));
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto space = rest.find(' ');
    const auto length = parse_unsigned(rest.substr(0, std::min(space, rest.size())));
    if (space == std::string_view::npos || !length || *length > rest.size() || *length < space + 2) {
      return fail(Code{"archive_corrupt"});
    }
    const auto record = rest.substr(space + 1, static_cast<std::size_t>(*length) - space - 1);
    rest.remove_prefix(static_cast<std::size_t>(*length));
    const auto halves = cut(record, '=');
    if (!halves || !record.ends_with('\n')) return fail(Code{"archive_corrupt"});
    const auto value = halves->tail.substr(0, halves->tail.size() - 1);
    if (halves->head == "path" || halves->head == "GNU.sparse.name") extension.path = value;
    if (halves->head.starts_with("GNU.sparse.")) extension.sparse = true;
    if (halves->head != "size") continue;
    extension.size = parse_unsigned(value);
    if (!extension.size) return fail(Code{"archive_corrupt"});
  }
  return {};
}

Status Tar::read_extension(char type, std::uint64_t size, Extension& extension) {
  if (type == 'x' || type == 'X') return read_pax(extension, size);
  if (type != 'L') return {};
  MANARA_TRY(name, extension_bytes(size));
  extension.path = name.substr(0, name.find('\0'));
  return {};
}

/// The map of a sparse file's holes, where the header has no room for all of it.
Status Tar::pass_over_map() {
  for (bool more = true; more;) {
    MANARA_TRY(bytes, archive_.peek(block));
    if (bytes.size() < block) return fail(Code{"archive_truncated"});
    more = bytes[gnu_map_block_goes_on_at] != '\0';
    archive_.consume(block);
  }
  return {};
}

Result<std::optional<Tar::Member>> Tar::next() {
  Extension extension;
  for (;;) {
    MANARA_CHECK(pass_over_rest());
    MANARA_TRY(ahead, archive_.peek(block));
    if (ahead.size() < block) return fail(Code{"archive_truncated"});
    const std::string header(ahead.substr(0, block));
    if (is_zeros(header)) {
      MANARA_CHECK(check_end());
      return std::nullopt;
    }
    const auto stated = number_of(bytes_of(header, size_field));
    const auto type = type_of(header[type_at]);
    if (!sum_is_right(header) || !stated) return fail(Code{"archive_corrupt"});
    if (type == Type::unsupported) return fail(Code{"archive_method"}, {"multi-volume tar"});
    archive_.consume(block);
    auto size = extension.size && type != Type::extension ? *extension.size : *stated;
    if (size > INT64_MAX) return fail(Code{"archive_corrupt"});
    if (type == Type::without_bytes) size = 0;  // of a link it may be the size of what it leads to
    if (type == Type::sparse_file && header[gnu_map_goes_on_at] != '\0') MANARA_CHECK(pass_over_map());
    left_ = size;
    padding_ = padding_of(size);
    if (type == Type::extension) {
      MANARA_CHECK(read_extension(header[type_at], size, extension));
      continue;
    }
    MANARA_TRY(path, member_path(extension.path ? *extension.path : name_of(header)));
    const bool folder = path.empty() || path.ends_with('/');  // V7 knows folders by their name alone
    return Member{path, size, type != Type::without_bytes && !folder, extension.sparse || type == Type::sparse_file};
  }
}

Result<std::size_t> Tar::Content::read(std::span<char> buffer) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), tar_.left_));
  if (count == 0) return 0;
  MANARA_TRY(got, tar_.archive_.read(buffer.first(count)));
  if (got == 0) return fail(Code{"archive_truncated"});
  tar_.left_ -= got;
  return got;
}

std::optional<std::string_view> Tar::Content::whole() {
  const auto rest = tar_.archive_.whole();
  if (!rest || rest->size() < tar_.left_) return std::nullopt;  // reading it then says that it is cut off
  return rest->substr(0, static_cast<std::size_t>(tar_.left_));
}

}  // namespace manara::io
