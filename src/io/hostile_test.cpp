// Archives that were made to harm: bombs, names that lead out, numbers that lie.
#include <ctime>
#include <doctest/doctest.h>
#include <malloc.h>

#include "io/tar.h"
#include "io/testdata/make_archives.h"

using namespace manara;
using namespace manara::io;
using namespace manara::io::testing;

namespace {

constexpr std::uint32_t crc_of_1 = 0x83dcefb7;
constexpr std::uint64_t gigabytes = 1ULL << 30;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t many_members = 100'000;  // they make each a hundred times slower
#else
constexpr std::size_t many_members = 1'000'000;
#endif

/// Deflated zeros, `mebibytes` of them, without as much work: one piece repeated.
std::string deflated_zeros(int mebibytes) {
  const auto piece = deflated(std::string(8 << 20, '\0'), -15, Z_FULL_FLUSH, Z_BEST_COMPRESSION);
  std::string bytes;
  for (int i = 0; i < mebibytes; i += 8)
    bytes += piece;
  return bytes + deflated("", -15);
}

std::string repeated(const std::string& frame, int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i)
    bytes += frame;
  return bytes;
}

/// How many bytes are read of it before it is refused; checks that it is.
std::uint64_t read_until_refused(std::string_view bytes, const Limits& limits) {
  std::uint64_t total = 0;
  std::string code;
  std::string buffer(1 << 20, '\0');
  const auto status = for_each_item(bytes, "in", limits, [&](Item& item) -> Result<Visit> {
    for (;;) {
      MANARA_TRY(count, item.stream->read(buffer));
      if (count == 0) return Visit::go_on;
      total += count;
    }
  });
  REQUIRE_FALSE(status);
  CHECK(status.error().code == Code{"archive_bomb"});
  CHECK(status.error().args.size() == 3);
  return total;
}

std::string tar_header(const std::string& name, const std::string& size, char type = '0') {
  std::string header(512, '\0');
  header.replace(0, name.size(), name);
  header.replace(100, 7, "0000644");
  header.replace(124, size.size(), size);
  header[156] = type;
  header.replace(148, 8, "        ");
  unsigned sum = 0;
  for (const char c : header)
    sum += static_cast<unsigned char>(c);
  header.replace(148, 7, fmt::format("{:06o}", sum) + '\0');
  return header;
}

std::string zip_of_name(const std::string& name, const std::string& local_name = "") {
  ZipByHand zip;
  zip.add({.name = name, .packed = "1", .size = 1, .crc = crc_of_1, .local_name = local_name});
  return zip.finish();
}

}  // namespace

TEST_CASE("10 GB of zeros are refused: by what they unpack to, or by their ratio") {
  const Limits few{.unpacked_bytes = 64 << 20};
  const std::string zeros(8 << 20, '\0');
  const auto gzip = repeated(deflated(zeros, 15 + 16, Z_FINISH, Z_BEST_COMPRESSION), 1280);
  CHECK(read_until_refused(gzip, few) <= few.unpacked_bytes);
  // Deflate can't exceed 1,032 to 1; the others reach the ratio soon after the 16 MB below which nobody cares.
  CHECK(read_until_refused(repeated(xz_of(zeros), 1280), {}) < 24 << 20);
  CHECK(read_until_refused(repeated(zstd_of(zeros), 1280), {}) < 24 << 20);
  CHECK(read_until_refused(gzip_of(repeated(gzip_of(zeros), 100)), {}) < 256 << 20);
}

TEST_CASE("a zip member that says it has 10 GB is refused before it is unpacked") {
  ZipByHand zip;
  zip.add({.name = "zeros", .packed = deflated_zeros(1024), .size = 3 * gigabytes, .method = 8});
  const auto bytes = zip.finish();
  const auto start = std::clock();  // of this process: other work on the machine doesn't count
  CHECK(listing(bytes, {.unpacked_bytes = gigabytes}) == "in!zeros [zeros] !archive_bomb\n");
  CHECK(std::clock() - start < CLOCKS_PER_SEC / 10);
}

TEST_CASE("a zip member that unpacks to more than it says is refused") {
  for (const std::uint64_t said : {1U, 1U << 20, 3U << 20}) {
    ZipByHand zip;
    zip.add({.name = "zeros", .packed = deflated_zeros(16), .size = said, .method = 8});
    const auto listed = listing(zip.finish());
    CHECK(listed.ends_with("!archive_corrupt\n"));
    CHECK(listed.size() < said + 1000);
  }
}

TEST_CASE("many members that share one body are bounded by what they unpack to in all") {
  ZipByHand zip;
  const auto packed = deflated_zeros(8);
  for (int i = 0; i < 100; ++i)
    zip.add({.name = std::to_string(i), .packed = packed, .size = 8 << 20, .method = 8});
  std::uint64_t read = 0;
  std::string buffer(1 << 20, '\0');
  int refused = 0;
  CHECK(for_each_item(zip.finish(), "in", {.unpacked_bytes = 64 << 20}, [&](Item& item) -> Result<Visit> {
    for (;;) {
      const auto count = item.stream->read(buffer);
      if (!count) ++refused;
      if (!count || *count == 0) return Visit::go_on;
      read += *count;
    }
  }));
  CHECK(read <= 64 << 20);
  CHECK(refused > 90);
}

TEST_CASE("more members than the limit are refused") {
  const std::vector<File> files(11, File{"same", ""});
  for (const auto* format : {"zip", "ustar"}) {
    const auto listed = listing(archive_of(files, format), {.archive_members = 10});
    CHECK_MESSAGE(listed.ends_with("in!same [same] \n!archive_bomb\n"), format);
    CHECK_MESSAGE(std::count(listed.begin(), listed.end(), '\n') == 11, format);
  }
}

TEST_CASE("a million empty members take no more memory than ten") {
  ZipByHand zip;
  for (std::size_t i = 0; i < many_members; ++i)
    zip.add({.name = std::to_string(i)});
  const auto bytes = zip.finish();
  std::size_t items = 0, at_first = 0, most = 0;
  CHECK(for_each_item(bytes, "in", {}, [&](Item&) -> Result<Visit> {
    if (++items == 10) at_first = ::mallinfo2().uordblks;
    if (items % 10'000 == 0) most = std::max(most, ::mallinfo2().uordblks);
    return Visit::go_on;
  }));
  CHECK(items == many_members);
  CHECK(most <= at_first + 4096);
}

TEST_CASE("zips nested ten deep are opened to the limit, and what is deeper is named") {
  auto archive = archive_of({{"leaf", "x"}}, "zip");
  for (int i = 0; i < 10; ++i)
    archive = archive_of({{"z", archive}}, "zip");
  CHECK(listing(archive) == "in!z!z!z [z] !archive_nested\n");
}

TEST_CASE("a name that leads out of the archive refuses all of it") {
  for (const auto* name : {"../x", "a/../../x", "/etc/passwd", "a/..", "..", "C:/windows/x", "//x"}) {
    CHECK_MESSAGE(listing(zip_of_name(name)) == "!archive_path\n", name);
    CHECK_MESSAGE(listing(tar_header(name, "0000000") + std::string(1024, '\0')) == "!archive_path\n", name);
  }
  CHECK(listing(zip_of_name("..\\x")) == "!archive_path\n");
  CHECK(listing(zip_of_name("\\x")) == "!archive_path\n");
  CHECK(listing(zip_of_name(std::string("a\0b", 3))) == "!archive_path\n");
  CHECK(listing(zip_of_name(std::string(5000, 'x'))) == "!archive_path\n");
  CHECK(listing(zip_of_name("")) == "!archive_path\n");
}

TEST_CASE("odd names that stay inside are made plain") {
  CHECK(listing(zip_of_name("./a//b/./c")) == "in!a/b/c [a/b/c] 1\n");
  CHECK(listing(zip_of_name("osv\\a.json")) == "in!osv/a.json [osv/a.json] 1\n");
  CHECK(listing(zip_of_name("...")) == "in!... [...] 1\n");
  CHECK(listing(zip_of_name("\xff\xfe")) == "in!\xff\xfe [\xff\xfe] 1\n");
}

TEST_CASE("a zip that shows one name in its directory and another at the member is refused there") {
  CHECK(listing(zip_of_name("safe", "evil")) == "in!safe [safe] !archive_corrupt\n");
}

TEST_CASE("symbolic links in a zip are passed over") {
  ZipByHand zip;
  zip.add({.name = "link", .packed = "1", .size = 1, .crc = crc_of_1, .attributes = 0120777U << 16});
  zip.add({.name = "file", .packed = "1", .size = 1, .crc = crc_of_1, .attributes = 0100644U << 16});
  CHECK(listing(zip.finish()) == "in!file [file] 1\n");
}

TEST_CASE("a zip directory that contradicts itself is refused") {
  auto zip = zip_of_name("a");
  const auto end = zip.size() - 22;
  for (const std::size_t field : {10U, 12U, 16U}) {
    auto changed = zip;
    changed[end + field] = static_cast<char>(changed[end + field] + 1);
    CHECK_MESSAGE(listing(changed).ends_with("!archive_corrupt\n"), field);
    changed[end + field + 1] = '\x7f';
    CHECK_MESSAGE(listing(changed).ends_with("!archive_corrupt\n"), field);
  }
}

TEST_CASE("a tar member that says it is larger than the archive is cut off") {
  const auto body = std::string(1024, 'x');
  for (const auto* size : {"77777777777", "00000010000"}) {
    CHECK_MESSAGE(listing(tar_header("a", size) + body).ends_with("!archive_truncated\n"), size);
  }
  // Base 256: 2^63 - 1, which every sum with a header's size would exceed.
  const std::string largest = std::string("\x80\0\0\0\x7f", 5) + std::string(7, '\xff');
  CHECK(listing(tar_header("a", largest) + body).ends_with("!archive_truncated\n"));
  const std::string larger = std::string("\x80\0\0\0", 4) + std::string(8, '\xff');
  CHECK_FALSE(looks_like_tar(tar_header("a", larger)));
  CHECK(listing(tar_header("b", "00000000000") + tar_header("a", larger) + body).ends_with("!archive_corrupt\n"));
  const std::string negative(12, '\xff');
  CHECK_FALSE(looks_like_tar(tar_header("a", negative)));
  CHECK_FALSE(looks_like_tar(tar_header("a", "1234567x")));
}

TEST_CASE("tar headers that lie about names and sizes are refused") {
  const std::string end(1024, '\0');
  const auto padded = [](std::string bytes) {
    bytes.resize((bytes.size() + 511) / 512 * 512);
    return bytes;
  };
  const auto pax = [&](const std::string& records) {
    return tar_header("pax", fmt::format("{:011o}", records.size()), 'x') + padded(records) +
           tar_header("a", "00000000001") + padded("1") + end;
  };
  CHECK(listing(pax("12 path=b/c\n")) == "in!b/c [b/c] 1\n");
  CHECK(listing(pax("14 path=../../\n")).ends_with("!archive_corrupt\n"));
  CHECK(listing(pax("15 path=../../\n")) == "!archive_path\n");
  for (const auto* records : {"x", "99999999999999999999999 path=b\n", "3 path=b\n", "0 path=b\n", "11 path=b/c",
                              "9 pathbc\n", "10 size=-1\n", "9 size=x\n"}) {
    CHECK_MESSAGE(listing(pax(records)).ends_with("!archive_corrupt\n"), records);
  }
  CHECK(listing(tar_header("pax", "77777777777", 'x') + end).ends_with("!archive_corrupt\n"));
  CHECK(listing(tar_header("a", "00000000000", 'M') + end).ends_with("!archive_method\n"));
  CHECK(listing(tar_header("a", "00000000000") + std::string(512, 'x') + end).ends_with("!archive_corrupt\n"));
}

TEST_CASE("bytes behind a tar's end are refused: two joined archives must not pass for the first") {
  const auto tar = archive_of({{"a", "1"}}, "ustar");
  CHECK(listing(tar + tar) == "in!a [a] 1\n!archive_corrupt\n");
  CHECK(listing(tar + std::string(20'000, '\0')) == "in!a [a] 1\n");
}

TEST_CASE("links, devices and FIFOs in a tar are passed over, whatever size they state") {
  std::string tar;
  for (const char type : {'1', '2', '3', '4', '5', '6'})
    tar += tar_header("special", "00000001000", type);
  tar += tar_header("file", "00000000001") + "1" + std::string(511 + 1024, '\0');
  CHECK(listing(tar) == "in!file [file] 1\n");
}

TEST_CASE("files stored with holes are named, and what follows them is right") {
  auto sparse = tar_header("sparse", "00000000001", 'S');
  const std::string end = "1" + std::string(511, '\0');
  const auto file = tar_header("file", "00000000001") + end + std::string(1024, '\0');
  CHECK(listing(sparse + end + file) == "in!sparse [sparse] !archive_sparse\nin!file [file] 1\n");
}

TEST_CASE("windows beyond the limit are refused, those below are read") {
  const std::string text(1 << 20, 'x');
  CHECK(listing(zstd_of(text, 31)) == "!archive_window\n");
  CHECK((listing(zstd_of(text, 27)) == "in [in] " + text + "\n"));
  CHECK(listing(xz_of("x", 512U << 20)) == "!archive_window\n");
  CHECK(listing(xz_of("x", 64U << 20)) == "in [in] x\n");
}
