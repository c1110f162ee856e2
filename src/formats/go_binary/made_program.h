/// Programs as Go's linker makes them, for tests: headers, a gap where the code would be, and the build info.
#pragma once

#include <string>
#include <string_view>

namespace manara::formats::made {

/// `value` in `size` bytes; beyond its own eight they are zero.
inline std::string number(std::uint64_t value, std::size_t size, bool big_endian = false) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) {
    const auto place = big_endian ? size - 1 - i : i;
    out.push_back(place < sizeof value ? static_cast<char>(value >> 8U * place) : '\0');
  }
  return out;
}

/// A text behind its length.
inline std::string with_length(std::string_view text) {
  std::string out;
  auto left = text.size();
  for (; left >= 0x80; left >>= 7U)
    out.push_back(static_cast<char>((left & 0x7fU) | 0x80U));
  out.push_back(static_cast<char>(left));
  return out.append(text);
}

/// `modules` between its marks; "" gives none.
inline std::string build_info(std::string_view toolchain, std::string_view modules) {
  const std::string mark(16, '\x30');
  auto out = "\xff Go buildinf:" + std::string("\x08\x02", 2) + std::string(16, '\0') + with_length(toolchain);
  return out + with_length(modules.empty() ? "" : mark + std::string(modules) + mark);
}

inline constexpr std::size_t gap = 300;

/// ELF with one writable segment behind a read-only one, and a table of sections or none. The table lies at the end,
/// or, as Go's linker puts it, behind the headers; the names in it always at the end.
struct Elf {
  bool is_64 = true, big_endian = false, sections = true;
  std::uint16_t type = 2;
  std::string section_name = ".go.buildinfo";
  bool table_first = false;

  [[nodiscard]] std::string operator()(const std::string& data) const {
    const std::size_t word = is_64 ? 8 : 4, header = is_64 ? 64 : 52, entry = is_64 ? 56 : 32;
    const std::size_t table = 2 * (is_64 ? 64 : 40), headers = header + 2 * entry + (table_first ? table : 0);
    const auto data_at = headers + gap;
    const auto names_at = data_at + data.size();
    const std::string names = std::string(1, '\0') + section_name + std::string(1, '\0');
    const auto table_at = table_first ? headers - table : names_at + names.size();
    const auto n = [&](std::uint64_t value, std::size_t size) { return number(value, size, big_endian); };
    auto out =
        "\x7f"
        "ELF" +
        number(is_64 ? 2 : 1, 1) + number(big_endian ? 2 : 1, 1) + number(1, 10);
    out += n(type, 2) + n(62, 2) + n(1, 4) + n(0x1000, word) + n(header, word);
    out += n(sections ? table_at : 0, word) + n(0, 4) + n(header, 2) + n(entry, 2) + n(2, 2);
    out += n(is_64 ? 64 : 40, 2) + n(sections ? 2 : 0, 2) + n(0, 2);
    out += segment(5, 0, data_at, word) + segment(6, data_at, data.size(), word);
    const auto section = [&](std::uint64_t name, std::uint64_t at, std::uint64_t size) {
      return n(name, 4) + n(1, 4) + n(0, word) + n(0, word) + n(at, word) + n(size, word) + n(0, 8) + n(16, word) +
             n(0, word);
    };
    const auto both = section(0, names_at, names.size()) + section(1, data_at, data.size());
    if (table_first) out += both;
    out += std::string(gap, '\xcc') + data;
    if (!sections) return out;
    return out + names + (table_first ? "" : both);
  }

 private:
  [[nodiscard]] std::string segment(std::uint64_t flags, std::uint64_t at, std::uint64_t size, std::size_t word) const {
    const auto n = [&](std::uint64_t value, std::size_t width) { return number(value, width, big_endian); };
    const auto place = n(at, word) + n(0x1000 + at, word) + n(0x1000 + at, word) + n(size, word) + n(size, word);
    return is_64 ? n(1, 4) + n(flags, 4) + place + n(16, 8) : n(1, 4) + place + n(flags, 4) + n(16, 4);
  }
};

/// PE with a section of code and one of data.
inline std::string pe(const std::string& data) {
  const std::size_t header = 0x80, tables = header + 24 + 16, data_at = tables + 80 + gap;
  auto out = "MZ" + std::string(0x3a, '\0') + number(header, 4) + std::string(header - 0x40, '\0');
  out += std::string("PE\0\0", 4) + number(0x8664, 2) + number(2, 2) + number(0, 12) + number(16, 2) + number(2, 2);
  out += std::string(16, '\0');
  const auto section = [](std::string name, std::uint64_t size, std::uint64_t at, std::uint64_t flags) {
    name.resize(8);
    return name + number(size, 4) + number(0x1000, 4) + number(size, 4) + number(at, 4) + number(0, 12) +
           number(flags, 4);
  };
  out += section(".text", gap, tables + 80, 0x60000020) + section(".data", data.size(), data_at, 0xc0000040);
  return out + std::string(gap, '\xcc') + data;
}

/// Mach-O with the section that Go's linker names.
inline std::string mach_o(const std::string& data, bool is_64 = true) {
  const std::size_t word = is_64 ? 8 : 4, header = is_64 ? 32 : 28, command = is_64 ? 72 + 80 : 56 + 68;
  const auto data_at = header + 16 + command + gap;
  const auto name = [](std::string text) {
    text.resize(16);
    return text;
  };
  auto out = (is_64 ? "\xcf" : "\xce") + std::string("\xfa\xed\xfe") + number(7, 8) + number(2, 4) + number(2, 4) +
             number(16 + command, 4) + number(0, is_64 ? 8 : 4);
  out += number(0x1b, 4) + number(16, 4) + number(0, 8);  // a command of another kind
  out += number(is_64 ? 0x19 : 1, 4) + number(command, 4) + name("__DATA") + number(0x1000, word) +
         number(data.size(), word) + number(data_at, word) + number(data.size(), word) + number(3, 8) + number(1, 4) +
         number(0, 4);
  out += name("__go_buildinfo") + name("__DATA") + number(0x1000, word) + number(data.size(), word) +
         number(data_at, 4) + number(0, is_64 ? 28 : 24);
  return out + std::string(gap, '\xcc') + data;
}

}  // namespace manara::formats::made
