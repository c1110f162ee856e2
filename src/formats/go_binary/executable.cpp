#include "formats/go_binary/executable.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::formats::program {
namespace {

constexpr std::size_t most_parts = 64;

/// Mach-O's headers may overlap, so that hostile ones cost the square of their length.
constexpr std::size_t longest_mach_o_head = 64U << 10U;

/// Numbers out of foreign bytes; beyond their end they are zero.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes, bool big_endian = false) : bytes_(bytes), big_endian_(big_endian) {}

  [[nodiscard]] std::uint64_t number(std::uint64_t offset, std::size_t size) const {
    if (offset > bytes_.size() || bytes_.size() - offset < size) return 0;
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto at = offset + (big_endian_ ? i : size - 1 - i);
      out = out << 8U | static_cast<unsigned char>(bytes_[at]);
    }
    return out;
  }
  [[nodiscard]] std::uint32_t word(std::uint64_t offset) const { return static_cast<std::uint32_t>(number(offset, 4)); }
  [[nodiscard]] std::uint16_t half(std::uint64_t offset) const { return static_cast<std::uint16_t>(number(offset, 2)); }
  /// A name in a field of `size` bytes, or up to the first zero byte.
  [[nodiscard]] std::string_view name(std::uint64_t offset, std::size_t size) const {
    if (offset >= bytes_.size()) return {};
    const auto field = bytes_.substr(offset, size);
    return field.substr(0, field.find('\0'));
  }
  [[nodiscard]] bool has(std::uint64_t offset, std::uint64_t size) const {
    return offset <= bytes_.size() && bytes_.size() - offset >= size;
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
};

/// Sums of what headers say; a nonsense beyond 63 bits is the largest size there is.
std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
  return a > INT64_MAX || b > INT64_MAX ? INT64_MAX : std::min<std::uint64_t>(a + b, INT64_MAX);
}

void add(Layout& layout, Part part) {
  if (part.size > 0 && part.offset < INT64_MAX && layout.parts.size() < most_parts) layout.parts.push_back(part);
}

/// Offsets of the fields of ELF's tables, for 32 and 64 bit.
struct ElfForm {
  std::size_t word;  ///< size of an address
  std::size_t phoff, shoff, phentsize, phnum, shentsize, shnum, shstrndx;
  std::size_t p_flags, p_offset, p_filesz;
  std::size_t sh_offset, sh_size;
};
constexpr ElfForm elf32 = {4, 28, 32, 42, 44, 46, 48, 50, 24, 4, 16, 16, 20};
constexpr ElfForm elf64 = {8, 32, 40, 54, 56, 58, 60, 62, 4, 8, 32, 24, 32};

class Elf {
 public:
  explicit Elf(std::string_view head)
      : bytes_(head, head.size() > 5 && head[5] == 2), form_(head.size() > 4 && head[4] == 2 ? elf64 : elf32) {}

  std::optional<Layout> layout() const {
    constexpr std::uint16_t executable = 2, shared = 3;
    const auto type = bytes_.half(16);
    if (type != executable && type != shared) return std::nullopt;
    Layout out;
    const auto sections = bytes_.number(form_.shoff, form_.word);
    const auto table = std::uint64_t{bytes_.half(form_.shentsize)} * bytes_.half(form_.shnum);
    if (table > 0) out.end = sum(sections, table);
    add_segments(out);
    if (table > 0 && bytes_.has(sections, table)) use_sections(sections, out);
    return out;
  }

 private:
  void add_segments(Layout& out) const {
    constexpr std::uint32_t load = 1, writable = 2;
    const auto table = bytes_.number(form_.phoff, form_.word), size = std::uint64_t{bytes_.half(form_.phentsize)};
    for (std::uint64_t i = 0; i < bytes_.half(form_.phnum); ++i) {
      const auto at = sum(table, i * size);
      if (bytes_.word(at) != load) continue;
      const Part part{bytes_.number(sum(at, form_.p_offset), form_.word),
                      bytes_.number(sum(at, form_.p_filesz), form_.word)};
      out.end = std::max(out.end, sum(part.offset, part.size));
      if ((bytes_.word(sum(at, form_.p_flags)) & writable) != 0) add(out, part);
    }
  }

  /// Go's linker writes the table right behind the headers, but the names in it far from them: in the head of a stream
  /// they are not to be had, and the segments have to do.
  void use_sections(std::uint64_t table, Layout& out) const {
    constexpr std::uint32_t none = 0, no_bits = 8;
    const auto names = section(table, bytes_.half(form_.shstrndx));
    const bool has_names = bytes_.has(names.offset, std::max<std::uint64_t>(names.size, 1));
    if (has_names) out.parts.clear();
    for (std::uint64_t i = 0; i < bytes_.half(form_.shnum); ++i) {
      const auto at = entry(table, i);
      const auto type = bytes_.word(sum(at, 4));
      if (type == none || type == no_bits) continue;
      const auto part = section(table, i);
      out.end = std::max(out.end, sum(part.offset, part.size));
      if (has_names && bytes_.name(sum(names.offset, bytes_.word(at)), 16) == ".go.buildinfo") add(out, part);
    }
  }

  [[nodiscard]] std::uint64_t entry(std::uint64_t table, std::uint64_t index) const {
    return sum(table, index * bytes_.half(form_.shentsize));
  }
  [[nodiscard]] Part section(std::uint64_t table, std::uint64_t index) const {
    const auto at = entry(table, index);
    return {bytes_.number(sum(at, form_.sh_offset), form_.word), bytes_.number(sum(at, form_.sh_size), form_.word)};
  }

  Bytes bytes_;
  const ElfForm& form_;
};

std::optional<Layout> layout_of_pe(std::string_view head) {
  const Bytes bytes(head);
  const std::uint64_t header = bytes.word(0x3c);
  if (bytes.name(header, 4) != "PE" || !bytes.has(header, 24)) return std::nullopt;
  // Initialised data that may be read and written; the bits of an alignment may stand beside them.
  constexpr std::uint32_t data = 0xc0000040, alignment = 0x00f00000;
  Layout out;
  const auto table = header + 24 + bytes.half(header + 20);
  for (std::uint64_t i = 0; i < bytes.half(header + 6); ++i) {
    const auto at = table + i * 40;
    const Part part{bytes.word(at + 20), bytes.word(at + 16)};
    out.end = std::max(out.end, sum(part.offset, part.size));
    if ((bytes.word(at + 36) & ~alignment) == data) add(out, part);
  }
  return out;
}

std::optional<Layout> layout_of_mach_o(std::string_view head, bool is_64) {
  constexpr std::uint32_t executable = 2, library = 6, bundle = 8, segment = 1, segment_64 = 0x19;
  const Bytes bytes(head);
  const auto type = bytes.word(12);
  if (type != executable && type != library && type != bundle) return std::nullopt;
  Layout out;
  std::uint64_t at = is_64 ? 32 : 28;
  const std::size_t word = is_64 ? 8 : 4, segment_size = is_64 ? 72 : 56, section_size = is_64 ? 80 : 68;
  for (std::uint32_t i = 0; i < bytes.word(16) && bytes.has(at, 8); ++i) {
    if (bytes.word(at) == (is_64 ? segment_64 : segment)) {
      const auto offset = at + 24 + 2 * word, count = at + segment_size - 8;
      out.end = std::max(out.end, sum(bytes.number(offset, word), bytes.number(offset + word, word)));
      for (std::uint64_t s = 0; s < bytes.word(count); ++s) {
        const auto section = at + segment_size + s * section_size;
        if (!bytes.has(section, section_size)) break;
        if (bytes.name(section, 16) == "__go_buildinfo")
          add(out, {bytes.word(section + 32 + 2 * word), bytes.number(section + 32 + word, word)});
      }
    }
    at += std::max<std::uint64_t>(bytes.word(at + 4), 8);
  }
  return out;
}

}  // namespace

std::optional<Layout> layout_of(std::string_view head) {
  std::optional<Layout> out;
  if (head.starts_with("\x7f"
                       "ELF")) {
    out = Elf(head).layout();
  } else if (head.starts_with("MZ")) {
    out = layout_of_pe(head);
  } else if (head.starts_with("\xcf\xfa\xed\xfe") || head.starts_with("\xce\xfa\xed\xfe")) {
    out = layout_of_mach_o(head.substr(0, longest_mach_o_head), head.front() == '\xcf');
  }
  if (out) std::ranges::sort(out->parts, {}, &Part::offset);
  return out;
}

}  // namespace manara::formats::program
