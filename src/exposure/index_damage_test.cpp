// Files that are no index, or no longer one: each is refused with its name, or answers without reading outside of it.
#include <array>
#include <cstring>
#include <doctest/doctest.h>
#include <random>

#include "exposure/index_walk.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

const std::string& whole() {
  static const std::string bytes = bytes_of(some_of_everything());
  return bytes;
}

std::string refusal(const std::string& bytes) {
  const auto index = Index::over(bytes);
  return index ? "" : std::string(index.error().code.name());
}

/// The bytes with `value` in a field of the header.
template <typename T>
std::string with_field(std::size_t offset, T value) {
  auto bytes = whole();
  std::memcpy(bytes.data() + offset, &value, sizeof value);
  return bytes;
}

std::size_t head_of(Section section) {
  return offsetof(IndexHeader, sections) + static_cast<std::size_t>(section) * sizeof(SectionHead);
}

}  // namespace

TEST_CASE("the walk finds something everywhere in a whole index") {
  const auto index = Index::over(whole());
  REQUIRE(index);
  CHECK(walk(*index) > 50);
}

TEST_CASE("an index that is cut off anywhere is refused") {
  CHECK(refusal(whole()).empty());
  for (std::size_t length = 0; length < whole().size(); length += 97) {
    const auto name = refusal(whole().substr(0, length));
    CHECK_MESSAGE(name == (length < 8 ? "index_foreign" : "index_truncated"), "at ", length, ": ", name);
  }
  CHECK(refusal(whole().substr(0, whole().size() - 1)) == "index_truncated");
  CHECK(refusal(whole() + '\0') == "index_corrupt");
}

TEST_CASE("what is no index is called foreign, another version by its number") {
  CHECK(refusal("") == "index_foreign");
  CHECK(refusal(std::string(4096, '\0')) == "index_foreign");
  CHECK(refusal("{\"bomFormat\":\"CycloneDX\"}" + std::string(4096, ' ')) == "index_foreign");
  const auto other = Index::over(with_field(offsetof(IndexHeader, version), index_version + 1));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == Code{"index_version"});
  CHECK(other.error().args ==
        std::vector<std::string>{std::to_string(index_version + 1), std::to_string(index_version)});
  CHECK(refusal(with_field(offsetof(IndexHeader, endian), std::uint32_t{0x04030201})) == "index_version");
}

TEST_CASE("sections out of place are refused when the file is opened") {
  const std::uint64_t huge = ~std::uint64_t{0} - 7;
  for (std::size_t i = 0; i < section_count; ++i) {
    const auto head = head_of(static_cast<Section>(i));
    for (const auto value : std::array<std::uint64_t, 4>{huge, whole().size() + 8, 8, 4097}) {
      CHECK(refusal(with_field(head + offsetof(SectionHead, offset), value)) == "index_corrupt");
    }
    CHECK(refusal(with_field(head + offsetof(SectionHead, length), huge)) == "index_corrupt");
    CHECK(refusal(with_field(head + offsetof(SectionHead, count), huge)) == "index_corrupt");
  }
}

TEST_CASE("any changed byte of the body is found by the validation after a build") {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    auto bytes = whole();
    bytes[sizeof(IndexHeader) + random() % (bytes.size() - sizeof(IndexHeader))] ^=
        static_cast<char>(1 + random() % 255);
    const auto index = Index::over(bytes);
    REQUIRE(index);
    const auto valid = index->validate();
    REQUIRE_FALSE(valid);
    CHECK(valid.error().code == Code{"index_corrupt"});
  }
}

TEST_CASE("an index with flipped bytes answers something or nothing, and reads nothing outside of it") {
  std::size_t opened = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    auto bytes = whole();
    // Half of the time everywhere, half in one place that is filled with one value: references that all go astray.
    const std::size_t start = random() % bytes.size();
    const std::size_t count = 1 + random() % 64;
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = seed % 2 == 0 ? random() % bytes.size() : (start + i) % bytes.size();
      bytes[at] = seed % 2 == 0 ? static_cast<char>(random()) : static_cast<char>(seed % 3 == 0 ? 0xff : 0x7f);
    }
    const auto index = Index::over(bytes);
    if (!index) continue;
    ++opened;
    walk(*index);
  }
  CHECK(opened > 50);
}

TEST_CASE("every word of the tables, set to the worst, is survived") {
  for (const auto section :
       {Section::feeds, Section::ecosystems, Section::packages, Section::rows, Section::ranges, Section::enumerated,
        Section::advisories, Section::clusters, Section::cluster_ids, Section::cluster_cves, Section::ids,
        Section::cves, Section::vectors, Section::vex, Section::blocks, Section::kev_products, Section::counts}) {
    SectionHead head{};
    std::memcpy(&head, whole().data() + head_of(section), sizeof head);
    REQUIRE(head.length > 0);
    for (std::size_t at = 0; at + 4 <= head.length; at += 4) {
      for (const auto value : std::array<std::uint32_t, 4>{0xffffffffU, 0x7fffffffU, 0x80000001U, 0U}) {
        const auto bytes = with_field(head.offset + at, value);
        const auto index = Index::over(bytes);
        REQUIRE(index);
        CHECK(walk(*index) > 0);
      }
    }
  }
}
