#include "formats/go_binary/go_binary.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "formats/go_binary/made_program.h"
#include "formats/locked_summary.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  return summary_of(go_binary, "Go", text, limits);
}

/// Bytes that can't be had at once, as of a member of an archive; `pieces` at a time.
class Pieces final : public io::Stream {
 public:
  Pieces(std::string_view bytes, std::size_t piece) : rest_(bytes), piece_(piece) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const auto count = std::min({piece_, buffer.size(), rest_.size()});
    std::copy_n(rest_.data(), count, buffer.data());
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
  std::size_t piece_;
};

std::string read_in_pieces(std::string_view text, std::size_t piece = 1000) {
  Pieces stream(text, piece);
  const auto inventory = read_go_binary(stream, "", {});
  if (!inventory) return std::string(inventory.error().code.name());
  std::string out;
  for (const auto& c : inventory->components)
    out += c.name + " " + c.version + "; ";
  return out;
}

constexpr std::string_view modules =
    "path\texample.org/ward/cmd/ward\n"
    "mod\texample.org/ward\t(devel)\t\n"
    "dep\tcloud.google.com/go\tv0.110.0\th1:AAAA=\n"
    "dep\texample.org/forked\tv1.0.0\n"
    "=>\texample.org/fork\tv1.0.1\th1:AAAA=\n"
    "dep\texample.org/ours\tv0.0.0\n"
    "=>\t./ours\t(devel)\t\n"
    "dep\texample.org/outside\tv0.0.0\n"
    "=>\t../outside\t(devel)\t\n"
    "dep\tgithub.com/BurntSushi/toml\tv1.2.1\th1:AAAA=\n"
    "build\t-compiler=gc\n"
    "build\tCGO_ENABLED=0\n";

constexpr std::string_view components =
    "example.org/ward (devel); cloud.google.com/go v0.110.0; example.org/fork v1.0.1; "
    "github.com/BurntSushi/toml v1.2.1; stdlib 1.21.3; ";

const std::string info = made::build_info("go1.21.3", modules);

bool recognised(std::string_view head) {
  return looks_like_go_binary({.path = "usr/bin/ward", .head = head});
}

}  // namespace

TEST_CASE("modules with their replacements and the standard library, from every kind of program") {
  const auto expected =
      std::string(components) + "0: lock_from_folder example.org/ours; 0: lock_from_folder example.org/outside; ";
  for (const auto& program : {made::Elf{}(info), made::Elf{.sections = false}(info), made::Elf{.is_64 = false}(info),
                              made::Elf{.is_64 = false, .big_endian = true}(info), made::Elf{.big_endian = true}(info),
                              made::Elf{.type = 3}(info), made::Elf{.table_first = true}(info), made::pe(info),
                              made::mach_o(info), made::mach_o(info, false)}) {
    CHECK(recognised(program));
    CHECK(read(program) == expected);
    CHECK(read_in_pieces(program) == components);
  }
}

TEST_CASE("a stream is searched in its writable data, wherever the mark lies between two pieces") {
  const auto program = made::Elf{.sections = false}(std::string(200'000, '\xff') + info + std::string(100'000, 'x'));
  for (const std::size_t piece : {17U, 4096U, 262'144U})
    CHECK(read_in_pieces(program, piece) == components);
  CHECK(read(program).starts_with(components));
  // The mark itself lies across the end of the first piece that is searched.
  for (std::size_t before = 262'140 - 13; before < 262'150; before += 3) {
    const auto shifted = made::Elf{.sections = false}(std::string(before, ' ') + info);
    CHECK(read_in_pieces(shifted, 100'000) == components);
  }
}

TEST_CASE("where the names of sections are out of reach the writable data is searched") {
  const auto program = made::Elf{.table_first = true}(info + std::string(2 * probe_bytes, 'x'));
  CHECK(recognised(std::string_view(program).substr(0, probe_bytes)));
  CHECK(read_in_pieces(program) == components);
  CHECK(read(program).starts_with(components));
}

TEST_CASE("programs of Go itself, without modules, of another Go, and of a development version") {
  CHECK(read(made::pe(made::build_info("go1.26.8", "path\tcmd/go\nbuild\t-compiler=gc\n"))) ==
        "stdlib 1.26.8; toolchain 1.26.8; ");
  CHECK(read(made::pe(made::build_info("go1.21rc2", ""))) == "stdlib 1.21.0-rc.2; 0: go_binary_without_modules; ");
  CHECK(read(made::pe(made::build_info("devel go1.22-0a1b2c3 X", "mod\ta\tv1.0.0\th1:A=\n"))) ==
        "a v1.0.0; stdlib (devel); ");
  CHECK(read(made::pe(made::build_info("gccgo", "mod\ta\tv1.0.0\n"))) == "a v1.0.0; ");
  CHECK(read(made::pe(made::build_info("go1.21.3", "mod\texample.org/go\tv1.0.0\n"))) ==
        "example.org/go v1.0.0; stdlib 1.21.3; ");
}

TEST_CASE("replacements by a folder are told by their path, on Windows too; lines that name nothing are listed") {
  CHECK(read(made::pe(made::build_info("go1.20",
                                       "dep\ta\tv1\n=>\tC:\\src\\a\t(devel)\ndep\tb\tv1\n=>\t/src/b\t\n"
                                       "dep\tc\ndep\n=>\td\tv2\nunknown\te\tv1\n"))) ==
        "stdlib 1.20; 0: lock_from_folder a; 0: lock_from_folder b; 0: package_without_version c; ");
}

TEST_CASE("before Go 1.18 the texts lie elsewhere: too old, and said so") {
  auto old = info;
  old[15] = '\0';
  CHECK(read(made::Elf{}(old)) == "go_binary_too_old");
}

TEST_CASE("other programs and files are none; the table of sections is believed") {
  CHECK(read(made::Elf{}(std::string(1000, 'x'))) == "go_binary_none");
  CHECK(read(made::Elf{.section_name = ".data"}(info)) == "go_binary_none");
  CHECK(read(made::Elf{.type = 1}(info)) == "go_binary_none");
  CHECK(read(made::pe(std::string(1000, 'x'))) == "go_binary_none");
  CHECK(read(info) == "go_binary_none");
  CHECK(read("") == "go_binary_none");
  CHECK(read_in_pieces(made::Elf{.sections = false}("x")) == "go_binary_none");
  CHECK(go_binary.not_one == Code{"go_binary_none"});
  for (const auto* head : {"", "MZ",
                           "\x7f"
                           "ELF",
                           "\xcf\xfa\xed\xfe", "#!/bin/sh\n", "PK\x03\x04"}) {
    CHECK_FALSE(recognised(head));
  }
}

TEST_CASE("a program that was cut off is refused or none, wherever the cut is") {
  for (const auto& whole : {made::Elf{}(info), made::Elf{.table_first = true}(info), made::Elf{.sections = false}(info),
                            made::pe(info), made::mach_o(info)}) {
    for (std::size_t end = 0; end < whole.size(); ++end) {
      const auto text = read(whole.substr(0, end));
      CAPTURE(end);
      CHECK((text == "go_binary_none" || text == "go_binary_truncated" || text == "go_binary_damaged"));
      CHECK(read_in_pieces(whole.substr(0, end)).starts_with("go_binary_"));
    }
  }
}

TEST_CASE("lengths beyond the end, without an end, or of nothing are refused") {
  const auto header = info.substr(0, 32);
  CHECK(read(made::pe(header + "\xff\xff\xff\xff\xff\xff\xff\xff\x7f")) == "go_binary_damaged");
  CHECK(read(made::pe(header + std::string(40, '\xff'))) == "go_binary_damaged");
  CHECK(read(made::pe(header + made::with_length("go1.21"))) == "go_binary_damaged");
  CHECK(read(made::pe(header.substr(0, 20))) == "go_binary_truncated");
  CHECK(read(made::pe(header + made::with_length("go1.21") + made::with_length("short"))) ==
        "stdlib 1.21; 0: go_binary_without_modules; ");
}

TEST_CASE("headers that lie cost no more than the file") {
  const std::string nonsense(100'000, '\xff');
  auto elf = made::Elf{}(info);
  for (std::size_t at = 4; at < 200; ++at) {
    auto changed = elf;
    changed.replace(at, 8, nonsense, 0, 8);
    CAPTURE(at);
    CHECK_FALSE(read(changed + nonsense).empty());
  }
  auto mach_o = made::mach_o(info);
  mach_o.replace(16, 4, nonsense, 0, 4);
  // 8,000 commands, each with a table of 4 billion sections.
  for (int i = 0; i < 8000; ++i)
    mach_o += made::number(0x19, 4) + made::number(8, 4);
  CHECK(read(mach_o + nonsense).starts_with(components));
  std::string many = "mod\ta\tv1\n";
  for (int i = 0; i < 100'000; ++i)
    many += "dep\tp" + std::to_string(i) + "\tv1\n";
  CHECK(read(made::Elf{}(made::build_info("go1.21.3", many)), {.components = 1000}) == "too_many_components");
}
