// Archives and compressed bytes as they come: recognised by content, read whole, refused when they are not.
#include <doctest/doctest.h>

#include "io/budget.h"
#include "io/testdata/make_archives.h"
#include "io/unpack.h"
#include "io/zip.h"

using namespace manara;
using namespace manara::io;
using namespace manara::io::testing;

namespace {

const std::vector<File> two_files = {{"osv/a.json", "{\"id\":1}"}, {"osv/deep/er/b.json", std::string(700, 'b')}};
const std::string listed_two =
    "in!osv/a.json [osv/a.json] {\"id\":1}\nin!osv/deep/er/b.json [osv/deep/er/b.json] " + std::string(700, 'b') + "\n";

/// Text of which no two parts are alike, so that a decoder can't be right by chance.
std::string varied(std::size_t size) {
  std::string text;
  for (std::uint32_t i = 0, x = 1; text.size() < size; ++i) {
    x = x * 1664525U + 1013904223U;
    text += std::to_string(i) + ':' + std::to_string(x >> 8) + '\n';
  }
  text.resize(size);
  return text;
}

std::string unpacked(std::string_view packed, std::size_t step, std::size_t buffer_size = 4096) {
  Trickle trickle(packed, step);
  Ahead ahead(trickle);
  const Limits limits;
  Budget budget(limits, [&] { return packed.size(); });
  const auto stream = unpack(packing_of(packed), ahead, budget);
  std::string bytes, buffer(buffer_size, '\0');
  for (;;) {
    const auto count = stream->read(buffer);
    if (!count) return bytes + '!' + std::string(count.error().code.name());
    if (*count == 0) return bytes;
    bytes.append(buffer, 0, *count);
  }
}

using Packer = std::string (*)(std::string_view);
struct NamedPacker {
  const char* name;
  Packer pack;
};
const NamedPacker packers[] = {{"gzip", gzip_of},
                               {"xz", [](std::string_view bytes) { return xz_of(bytes, 1 << 16); }},
                               {"zstd", [](std::string_view bytes) { return zstd_of(bytes); }}};

/// The texts that are packed here have no exclamation mark of this kind.
bool is_refused(std::string_view listed) {
  return listed.find("!archive_") != std::string_view::npos;
}

}  // namespace

TEST_CASE("a plain document is one item, its bytes without a copy") {
  const std::string bytes = "{\"bomFormat\":\"CycloneDX\"}";
  int items = 0;
  REQUIRE(for_each_item(bytes, "bom.json", {}, [&](Item& item) -> Result<Visit> {
    ++items;
    CHECK(item.name == "bom.json");
    CHECK(item.path == "bom.json");
    CHECK(item.named);
    CHECK(item.refusal == nullptr);
    CHECK(item.stream->whole()->data() == bytes.data());
    return Visit::go_on;
  }));
  CHECK(items == 1);
  CHECK(listing("") == "in [in] \n");
}

TEST_CASE("tar in all its dialects gives its files in order, folders passed over") {
  auto files = two_files;
  files.insert(files.begin() + 1, File{"osv/deep/", ""});
  for (const auto* format : {"pax", "gnutar", "ustar", "v7tar"}) {
    CHECK_MESSAGE(listing(archive_of(files, format)) == listed_two, format);
  }
}

TEST_CASE("tar names beyond the header's 100 bytes come whole") {
  const std::string longer = std::string(90, 'd') + '/' + std::string(90, 'e');
  const std::string longest = std::string(140, 'f') + "/x" + std::string(200, 'g');
  for (const auto* format : {"pax", "gnutar", "ustar"}) {
    CHECK_MESSAGE(listing(archive_of({{longer, "1"}}, format)) == "in!" + longer + " [" + longer + "] 1\n", format);
  }
  for (const auto* format : {"pax", "gnutar"}) {
    CHECK_MESSAGE(listing(archive_of({{longest, "1"}}, format)) == "in!" + longest + " [" + longest + "] 1\n", format);
  }
}

TEST_CASE("zip gives its files, deflated or stored, also written without sizes known ahead") {
  auto files = two_files;
  files.insert(files.begin() + 1, File{"osv/deep/", ""});
  CHECK(listing(archive_of(files, "zip", "zip:compression=deflate")) == listed_two);
  CHECK(listing(archive_of(files, "zip", "zip:compression=store")) == listed_two);
  CHECK(listing(archive_of(files, "zip", "zip:zip64")) == listed_two);
  CHECK(listing(ZipByHand().finish()).empty());
}

TEST_CASE("a zip behind a pipe is read as one in a file") {
  const auto large = varied(9 << 20);  // above what is kept in memory
  const auto zip = archive_of({{"a", "1"}, {"large", large}}, "zip", "zip:compression=store");
  CHECK(listing(gzip_of(zip)) == "in!a [a] 1\nin!large [large] " + large + "\n");
}

TEST_CASE("compressed bytes come unpacked, whatever the size of the pieces they come in") {
  const auto text = varied(300'000);
  for (const auto& [name, pack] : packers) {
    const auto packed = pack(text);
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, packed.size()}) {
      CHECK_MESSAGE((unpacked(packed, step) == text), name, step);
    }
    CHECK_MESSAGE((unpacked(packed, packed.size(), 1) == text), name);
    CHECK_MESSAGE(listing(pack("")) == "in [in] \n", name);
    CHECK_MESSAGE(listing(pack("x")) == "in [in] x\n", name);
  }
}

TEST_CASE("frames that follow one another are one stream") {
  for (const auto& [name, pack] : packers) {
    const auto packed = pack("one,") + pack("") + pack("two,") + pack("three");
    CHECK_MESSAGE(listing(packed) == "in [in] one,two,three\n", name);
    CHECK_MESSAGE(unpacked(packed, 1) == "one,two,three", name);
  }
  const std::string skippable = "\x51\x2a\x4d\x18" + number(3, 4) + "abc";
  CHECK(listing(skippable + zstd_of("x") + skippable) == "in [in] x\n");
}

TEST_CASE("LZ4 frames come off too, under the same limits") {
  const std::string stored = "\x05" + number(0x800000, 3) + "hello";
  const auto frame = "\x04\x22\x4d\x18\x60\x40\x82" + stored + number(0, 4);
  CHECK(listing(frame) == "in [in] hello\n");
  CHECK(listing(archive_of({{"list.lz4", frame}}, "ustar")) == "in!list.lz4 [list] hello\n");
  CHECK(listing(frame, {.unpacked_bytes = 4}) == "!archive_bomb\n");
}

TEST_CASE("anything but padding behind the last frame is refused") {
  for (const auto& [name, pack] : packers) {
    const auto listed = listing(pack("whole") + "garbage that goes on");
    CHECK_MESSAGE(listed == "!archive_corrupt\n", name);
  }
  CHECK(listing(gzip_of("whole") + std::string(1000, '\0')) == "in [in] whole\n");
  CHECK(listing(xz_of("whole") + std::string(1000, '\0')) == "in [in] whole\n");
  CHECK(listing(gzip_of("whole") + std::string(9, '\0') + gzip_of("more")) == "!archive_corrupt\n");
}

TEST_CASE("compressed bytes cut off anywhere are an error, never a short text that looks whole") {
  const auto text = varied(3000);
  for (const auto& [name, pack] : packers) {
    const auto packed = pack(text);
    for (std::size_t size = 6; size < packed.size(); ++size) {
      const auto cut = listing(std::string_view(packed).substr(0, size));
      CHECK_MESSAGE(cut.ends_with("!archive_truncated\n"), name, size);
    }
    const auto two = packed + pack("more");
    for (std::size_t size = packed.size() + 1; size < two.size(); ++size) {
      CHECK_MESSAGE(listing(std::string_view(two).substr(0, size)).ends_with("!archive_truncated\n"), name, size);
    }
  }
}

TEST_CASE("a changed byte in compressed data is noticed, or changes nothing that is read") {
  const auto text = varied(800);
  for (const auto& [name, pack] : packers) {
    const auto packed = pack(text);
    for (std::size_t at = 6; at < packed.size(); ++at) {
      auto changed = packed;
      changed[at] = static_cast<char>(changed[at] ^ 0x20);
      const auto listed = listing(changed);
      CHECK_MESSAGE((listed == "in [in] " + text + "\n" || is_refused(listed)), name, at);
    }
  }
}

TEST_CASE("archives cut off anywhere are an error, but for the padding at the end of a tar") {
  for (const auto* format : {"zip", "pax", "gnutar", "ustar"}) {
    const auto archive = archive_of(two_files, format);
    for (std::size_t size = 512; size < archive.size(); ++size) {
      const auto cut = std::string_view(archive).substr(0, size);
      const auto listed = listing(cut);
      const bool only_padding = format != std::string_view("zip") && size + 512 >= archive.size();
      if (only_padding) {
        CHECK_MESSAGE(listed == listed_two, format, size);
      } else {
        CHECK_MESSAGE(listed.ends_with("!archive_truncated\n"), format, size);
      }
    }
  }
}

TEST_CASE("a compressed tar cut off behind its last member is an error too") {
  const auto tar = archive_of(two_files, "ustar");
  for (const auto& [name, pack] : packers) {
    const auto packed = pack(tar);
    CHECK_MESSAGE(listing(packed) == listed_two, name);
    for (std::size_t size = 6; size < packed.size(); ++size) {
      CHECK_MESSAGE(listing(std::string_view(packed).substr(0, size)).ends_with("!archive_truncated\n"), name, size);
    }
  }
}

TEST_CASE("a changed byte in a zip is noticed, or changes nothing that is read") {
  const auto zip = archive_of(two_files, "zip");
  for (std::size_t at = 0; at < zip.size(); ++at) {
    auto changed = zip;
    changed[at] = static_cast<char>(changed[at] ^ 0x01);
    const auto listed = listing(changed);
    const bool plain = at < 4;  // then it is no zip any more
    CHECK_MESSAGE((plain || listed == listed_two || is_refused(listed)), at, listed);
  }
}

TEST_CASE("archives in archives are opened to three levels, compression apart") {
  auto archive = archive_of({{"leaf.json", "leaf"}}, "ustar");
  archive = archive_of({{"b.tar", archive}}, "zip");
  archive = archive_of({{"a.zip.gz", gzip_of(archive)}}, "pax");
  const std::string leaf = "in!a.zip.gz!b.tar!leaf.json [leaf.json] leaf\n";
  CHECK(listing(archive) == leaf);
  CHECK(listing(zstd_of(archive)) == leaf);
  const auto fourth = archive_of({{"x.tar", archive}}, "ustar");
  CHECK(listing(fourth) == "in!x.tar!a.zip.gz!b.tar [b.tar] !archive_nested\n");
  CHECK(listing(gzip_of(gzip_of(gzip_of("x")))) == "in [in] x\n");
  CHECK(listing(gzip_of(gzip_of(gzip_of(gzip_of("x"))))) == "!archive_nested\n");
}

TEST_CASE("the ending of a compression that was taken off is not in the path, by which formats are recognised") {
  const auto archive = archive_of({{"lib/status.gz", gzip_of("Package: a")}, {"b.xz", "not packed"}}, "ustar");
  CHECK(listing(archive) == "in!lib/status.gz [lib/status] Package: a\nin!b.xz [b.xz] not packed\n");
}

TEST_CASE("a damaged member is refused by itself, and the others are read") {
  const auto broken = gzip_of("whole").substr(0, 20);
  const auto archive = archive_of({{"a", "1"}, {"b.gz", broken}, {"c", "3"}}, "ustar");
  CHECK(listing(archive) == "in!a [a] 1\nin!b.gz [b.gz] !archive_truncated\nin!c [c] 3\n");
  ZipByHand zip;
  zip.add({.name = "a", .packed = "1", .size = 1, .crc = 0x83dcefb7});
  zip.add({.name = "b", .packed = "2", .size = 1, .crc = 0x83dcefb7});
  zip.add({.name = "c", .packed = deflated("3", -15), .size = 1, .crc = 0x83dcefb7, .method = 8});
  CHECK(listing(zip.finish()) == "in!a [a] 1\nin!b [b] !archive_corrupt\nin!c [c] !archive_corrupt\n");
}

TEST_CASE("encrypted, sparse and oddly packed members are named as such") {
  ZipByHand zip;
  zip.add({.name = "a", .packed = "1", .size = 1, .crc = 0x83dcefb7, .flags = 1});
  zip.add({.name = "b", .packed = "1", .size = 1, .crc = 0x83dcefb7, .method = 12});
  CHECK(listing(zip.finish()) == "in!a [a] !archive_encrypted\nin!b [b] !archive_method\n");
}

TEST_CASE("a visitor that stops is not called again, and its own error comes back as it is") {
  const auto archive = archive_of(two_files, "zip");
  int calls = 0;
  CHECK(for_each_item(archive, "in", {}, [&](Item&) -> Result<Visit> {
    ++calls;
    return Visit::stop;
  }));
  CHECK(calls == 1);
  const auto status = for_each_item(archive, "in", {}, [&](Item&) -> Result<Visit> {
    ++calls;
    return fail(Code{"json_syntax"}, {}, {.line = 3});
  });
  CHECK(calls == 2);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == Code{"json_syntax"});
  CHECK(status.error().place.line == 3);
}

TEST_CASE("members that nobody reads are passed over, and what follows them is right") {
  std::string names;
  for (const auto* format : {"zip", "pax"}) {
    const auto archive = archive_of({{"a", varied(3 << 20)}, {"b", "2"}, {"c", varied(70'000)}, {"d", "4"}}, format);
    names.clear();
    CHECK(for_each_item(gzip_of(archive), "in", {}, [&](Item& item) -> Result<Visit> {
      names += item.path + '=';
      if (item.path == "d") names += content_of(*item.stream);
      return Visit::go_on;
    }));
    CHECK_MESSAGE(names == "a=b=c=d=4", format);
  }
}

TEST_CASE("a workbook is handed over whole, and its parts are found by name") {
  const auto book = archive_of({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<workbook/>"}}, "zip");
  CHECK((listing(book) == "in [in] " + book + "\n"));
  CHECK((listing(archive_of({{"list.xlsx", book}}, "ustar")) == "in!list.xlsx [list.xlsx] " + book + "\n"));
  const auto zip = Zip::open(book);
  REQUIRE(zip);
  const auto part = zip->find("xl/workbook.xml").value();
  REQUIRE(part);
  const Limits limits;
  Budget budget(limits, [&] { return book.size(); });
  CHECK(content_of(**zip->content(*part, budget)) == "<workbook/>");
  CHECK_FALSE(zip->find("xl/none.xml")->has_value());
}

TEST_CASE("what only looks like an archive is a plain item") {
  CHECK(listing("PK but no archive") == "in [in] PK but no archive\n");
  CHECK(listing(std::string(1024, '\0')) == "in [in] " + std::string(1024, '\0') + "\n");
  const auto text = varied(600);
  CHECK(listing(text) == "in [in] " + text + "\n");
}
