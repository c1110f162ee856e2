#include "io/lz4.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::io;

namespace {

std::string from_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}

/// The text, or the error's code.
std::string decode(std::string_view packed, std::uint64_t max_unpacked = 1 << 30) {
  const auto memory = from_memory(packed);
  const auto stream = lz4_decoded(*memory, max_unpacked);
  const auto input = WholeInput::read(*stream, 1 << 30);
  return input ? std::string(input->bytes()) : std::string(input.error().code.name());
}

std::string little_endian(std::uint32_t value) {
  std::string out;
  for (unsigned i = 0; i < 4; ++i)
    out += static_cast<char>(value >> (8 * i) & 0xffU);
  return out;
}

constexpr std::string_view head = "\x04\x22\x4d\x18\x40\x40\xc0";  // linked blocks of 64 KB, no checksums

std::string frame(const std::vector<std::string>& blocks) {
  std::string out(head);
  for (const auto& block : blocks)
    out += little_endian(static_cast<std::uint32_t>(block.size())) + block;
  return out + little_endian(0);
}

/// What the lz4 command made of twelve stanzas of ours.
const std::string blocks_of_tool =
    "65000000fc115061636b6167653a206c616e7465726e300a56657273696f6e3a20312e300a0a2000183120001e312000183220003f320a0a60"
    "000a1f3360000c1f3460000c1f3560000c1f3660000c1f3760000c1f3860000c1f3920010d1f3061000b502e31310a0a";

std::string stanzas() {
  std::string text;
  for (int i = 0; i < 12; ++i)
    text += "Package: lantern" + std::to_string(i % 3) + "\nVersion: 1." + std::to_string(i) + "\n\n";
  return text;
}

}  // namespace

TEST_CASE("frames as the lz4 command writes them: with content checksum, content size, block checksums") {
  CHECK(decode(from_hex("04224d186440a7" + blocks_of_tool + "000000001ef43a34")) == stanzas());
  CHECK(decode(from_hex("04224d186c408201000000000000d3" + blocks_of_tool + "000000001ef43a34")) == stanzas());
  CHECK(decode(from_hex("04224d187040ad" + blocks_of_tool + "9162996200000000")) == stanzas());
}

TEST_CASE("a block goes on with the block before, as apt's do") {
  // "abcdef" as literals, then eight bytes from six back: the second block's match lies in the first.
  const auto packed = frame({std::string("\x60") + "abcdef", std::string("\x04\x06\x00\x10z", 5)});
  CHECK(decode(packed) == "abcdefabcdefabz");
}

TEST_CASE("frames follow one another, skippable ones are skipped, stored blocks are taken as they are") {
  const auto stored = std::string(head) + little_endian(0x80000003) + "xyz" + little_endian(0);
  const auto skippable = std::string("\x53\x2a\x4d\x18", 4) + little_endian(5) + "12345";
  CHECK(decode(stored + skippable + stored) == "xyzxyz");
}

TEST_CASE("a frame that was cut off is an error, wherever the cut is") {
  const auto whole = from_hex("04224d186440a7" + blocks_of_tool + "000000001ef43a34");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK(decode(std::string_view(whole).substr(0, size)) == "lz4_truncated");
  }
}

TEST_CASE("what is no frame, or a block that contradicts itself, is corrupt") {
  CHECK(decode("not a frame") == "lz4_corrupt");
  CHECK(decode(frame({std::string("\x0f\x00\x00", 3)})) == "lz4_corrupt");  // offset 0
  CHECK(decode(frame({std::string("\x10"
                                  "a\x02\x00",
                                  4)})) == "lz4_corrupt");                      // before the beginning
  CHECK(decode(frame({std::string("\x50") + "ab"})) == "lz4_corrupt");          // fewer literals than said
  CHECK(decode(frame({std::string("\xf0\xff\xff\xff", 4)})) == "lz4_corrupt");  // a length without end
  CHECK(decode(frame({std::string("\x10")})) == "lz4_corrupt");
  CHECK(decode(std::string("\x04\x22\x4d\x18\x41\x40\xc0", 7)) == "lz4_corrupt");  // wants a dictionary
  CHECK(decode(std::string(head) + little_endian(0x00ffffff)) == "lz4_corrupt");   // bigger than a block may be
}

TEST_CASE("a small block that unpacks to more than a block may hold, or than is allowed, is refused") {
  const std::string run = std::string(
      "\x1f"
      "a\x01\x00",
      4);
  CHECK(decode(frame({run + std::string(1000, '\xff') + std::string("\x00\x10z", 3)})) == "lz4_corrupt");
  const auto fits = run + std::string(250, '\xff') + std::string("\x00\x10z", 3);
  CHECK(decode(frame({fits})).size() == 1 + 19 + 250 * 255 + 1);
  CHECK(decode(frame(std::vector<std::string>(20, fits)), 1 << 20) == "archive_bomb");
}

TEST_CASE("a frame is known by its magic number") {
  CHECK(looks_like_lz4(head));
  CHECK_FALSE(looks_like_lz4("\x04\x22\x4d"));
  CHECK_FALSE(looks_like_lz4("PK\x03\x04"));
}
