#include "store/blobs.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>

#include "store/made_practice.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

namespace {

constexpr std::int64_t later = INT64_MAX;

crypto::SealingKey key_of(std::uint8_t number) {
  crypto::SealingKey key;
  key.bytes.fill(number);
  return key;
}

/// Blobs in a folder of their own, and what lies there.
class Harbour {
 public:
  std::string file(const BlobName& name) { return blobs.folder() + "/" + blobs.file_of(name); }
  std::uint64_t files() {
    std::uint64_t count = 0;
    REQUIRE(blobs.list([&](const Blobs::Lying&) { ++count; }));
    return count;
  }
  Made made{};
  Blobs blobs{made.path() + ".blobs", key_of(5)};
};

std::string long_text(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    text[i] = static_cast<char>(i * 31 + i / 251);
  return text;
}

Draft with_blob(std::uint8_t number, const BlobRef& blob) {
  auto draft = lamp(number, "pier");
  draft.blobs = {blob};
  return draft;
}

}  // namespace

TEST_CASE("what was put is read back, of any size, and lies there sealed under a name that says nothing") {
  Harbour harbour;
  for (const std::size_t size : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 300'000UL}) {
    const auto text = long_text(size);
    const auto blob = harbour.blobs.put(text);
    REQUIRE(blob);
    CHECK(blob->size == size);
    CHECK(blob->name.digest == crypto::sha256(text));
    CHECK(harbour.blobs.bytes(blob->name) == text);
    CHECK(harbour.blobs.holds(blob->name));
    CHECK(harbour.blobs.plain(blob->name)->bytes() == text);
    CHECK(io::read_file(harbour.blobs.plain(blob->name)->path()) == text);
    const auto lying = *io::read_file(harbour.file(blob->name));
    CHECK(harbour.file(blob->name).find(to_string(blob->name).substr(2, 16)) == std::string::npos);
    if (size > 1) CHECK(lying.find(text.substr(0, 8)) == std::string::npos);
    CHECK(BlobName::read(to_string(blob->name)) == blob->name);
  }
  CHECK(harbour.files() == 6);
}

TEST_CASE("the same content twice is one file, also from a file; one that was damaged is made whole by the next put") {
  Harbour harbour;
  const auto text = long_text(100'000);
  const auto first = *harbour.blobs.put(text);
  REQUIRE(io::replace_file(harbour.made.path() + ".file", text));
  CHECK(harbour.blobs.put_file(harbour.made.path() + ".file") == first);
  CHECK(harbour.files() == 1);
  REQUIRE(io::replace_file(harbour.file(first.name), "damaged"));
  CHECK(harbour.blobs.check(first.name).error().code == Code{"blob_corrupt"});
  CHECK(harbour.blobs.put(text) == first);
  CHECK(harbour.blobs.check(first.name));
  CHECK(std::ranges::distance(std::filesystem::directory_iterator(harbour.blobs.folder()),
                              std::filesystem::directory_iterator()) == 1);
}

TEST_CASE("a blob that is larger than it may be is refused and leaves nothing") {
  Harbour harbour;
  const auto text = long_text(100'000);
  const auto stream = io::from_memory(text);
  const auto put = harbour.blobs.put(*stream, 99'999);
  REQUIRE_FALSE(put);
  CHECK(put.error().code == Code{"input_too_large"});
  CHECK(harbour.files() == 0);
  CHECK(std::filesystem::is_empty(harbour.blobs.folder()));
  const auto good = *harbour.blobs.put(text);
  CHECK(harbour.blobs.bytes(good.name, 99'999).error().code == Code{"input_too_large"});
}

TEST_CASE("a blob that was cut, changed, lengthened, swapped, or sealed with another key is named") {
  Harbour harbour;
  const auto text = long_text(200'000);
  const auto blob = *harbour.blobs.put(text);
  const auto other = *harbour.blobs.put(long_text(199'999));
  const auto path = harbour.file(blob.name);
  const auto good = *io::read_file(path);
  const auto is_corrupt = [&](std::string bytes) {
    REQUIRE(io::replace_file(path, bytes));
    const auto checked = harbour.blobs.check(blob.name);
    return !checked && checked.error().code == Code{"blob_corrupt"} &&
           checked.error().args == std::vector{to_string(blob.name)};
  };
  for (const std::size_t size : {0UL, 10UL, 24UL, 30UL, 65'577UL, good.size() - 1})
    CHECK_MESSAGE(is_corrupt(good.substr(0, size)), size);
  for (const std::size_t at : {0UL, 24UL, 70'000UL, good.size() - 1}) {
    auto changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK_MESSAGE(is_corrupt(changed), at);
  }
  CHECK(is_corrupt(good + "x"));
  CHECK(is_corrupt(*io::read_file(harbour.file(other.name))));
  REQUIRE(io::replace_file(path, good));
  CHECK(harbour.blobs.check(blob.name));
  Blobs foreign(harbour.blobs.folder(), key_of(6));
  CHECK(foreign.check(blob.name).error().code == Code{"blob_missing"});
  std::filesystem::remove(path);
  CHECK(harbour.blobs.check(blob.name).error().code == Code{"blob_missing"});
}

TEST_CASE("an entry refers to blobs that are there, and to no others; its header commits to which") {
  Harbour harbour;
  auto store = harbour.made.create();
  const auto blob = *harbour.blobs.put("an inventory");
  CHECK(store.commit(std::vector{with_blob(1, blob)})[0].error().code == Code{"blob_missing"});
  store.use_blobs(harbour.blobs);
  const BlobRef none{{crypto::sha256("never put")}, 9};
  CHECK(store.commit(std::vector{with_blob(2, none)})[0].error().args == std::vector{to_string(none.name)});
  const auto outcome = store.commit(std::vector{with_blob(1, blob)})[0];
  REQUIRE(outcome);
  CHECK(store.commit(std::vector{with_blob(1, blob)})[0]->repeated);
  CHECK(store.commit(std::vector{lamp(1, "pier")})[0].error().code == Code{"draft_reused"});
  const auto entry = *store.entry(outcome->id);
  CHECK(entry.header.blobs == 1);
  CHECK(entry.header.parts.size() == 2);
  CHECK(blobs_of(entry) == std::vector{blob});
  REQUIRE(store.rebuild());
  std::vector<BlobRef> all;
  REQUIRE(store.blobs([&](const BlobRef& one) {
    all.push_back(one);
    return true;
  }));
  CHECK(all == std::vector{blob});
}

TEST_CASE("what no entry refers to is removed once it is old enough, and nothing else") {
  Harbour harbour;
  auto store = harbour.made.create();
  store.use_blobs(harbour.blobs);
  const auto kept = *harbour.blobs.put("kept");
  const auto left = *harbour.blobs.put("left");
  REQUIRE(store.commit(std::vector{with_blob(1, kept)})[0]);
  CHECK(store.collect_blobs(1) == 0);
  CHECK(harbour.blobs.holds(left.name));
  CHECK(store.collect_blobs(later) == 1);
  CHECK_FALSE(harbour.blobs.holds(left.name));
  CHECK(harbour.blobs.check(kept.name));
  // Whoever puts it again and writes only then is not served a promise that no longer holds.
  CHECK(store.commit(std::vector{with_blob(2, left)})[0].error().code == Code{"blob_missing"});
}

TEST_CASE("remains of a put that was killed go; blobs stay") {
  Harbour harbour;
  const auto blob = *harbour.blobs.put("pier");
  REQUIRE(io::replace_file(harbour.blobs.folder() + "/0123.new", "half"));
  REQUIRE(harbour.blobs.tidy());
  CHECK_FALSE(io::exists(harbour.blobs.folder() + "/0123.new"));
  CHECK(harbour.blobs.check(blob.name));
}
