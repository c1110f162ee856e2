#include "app/sample.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>

#include "api/body.h"
#include "app/practices.h"
#include "json/json.h"
#include "store/made_practice.h"
#include "store/reader.h"

using namespace manara;

namespace {

struct Sample {
  explicit Sample(std::uint64_t seed) : random(seed) {
    const auto all = app::practices();
    auto made = store::Store::create(folder.path(), all, store::made::Made::identity(), {clock, random});
    REQUIRE(made);
    store = std::make_unique<store::Store>(std::move(*made));
    const auto written = app::write_sample(*store, clock, random, now, text::Language::fr);
    REQUIRE(written);
    sampled = *written;
  }
  static constexpr std::int64_t now = 1'795'564'800'000;
  store::made::Made folder{};
  app::SetClock clock{now};
  app::SeededRandom random;
  std::unique_ptr<store::Store> store{};
  app::Sampled sampled{};
};

}  // namespace

TEST_CASE("a sample has forty organisations over three years, each with three names, and no time to come") {
  Sample sample(1);
  CHECK(sample.sampled.organisations == 40);
  std::int64_t first = INT64_MAX;
  std::int64_t last = 0;
  std::uint64_t entries = 0;
  REQUIRE(sample.store->entries(0, [&](const store::StoredEntry& entry) {
    first = std::min(first, entry.header.at_ms);
    CHECK(entry.header.at_ms >= last);
    last = entry.header.at_ms;
    ++entries;
    json::Document document;
    const auto root = document.parse(entry.part(0));
    REQUIRE(root);
    if (entry.header.kind == "organisation_saved") CHECK((*root)["names"].size() == 3);
    return true;
  }));
  CHECK(entries == sample.sampled.entries);
  CHECK(last <= Sample::now);
  CHECK(Sample::now - first > 2LL * 365 * 24 * 3'600'000);
}

TEST_CASE("a sample has contacts to verify, networks that are nobody's, and assets, as the API would take them") {
  Sample sample(1);
  const auto resources = app::resources();
  std::map<std::string, std::uint64_t> count;
  std::uint64_t unverified = 0;
  REQUIRE(sample.store->entries(0, [&](const store::StoredEntry& entry) {
    const auto resource = std::ranges::find(resources, entry.header.kind, &resource::Resource::saved);
    REQUIRE(resource != resources.end());
    const auto body = api::read_body(*resource, entry.part(0));
    REQUIRE(body);
    CHECK(body->refused.empty());
    CHECK(body->json == entry.part(0));  // canonical as it stands
    ++count[entry.header.kind];
    json::Document document;
    const auto root = document.parse(entry.part(0));
    if (entry.header.kind == "contact_saved" && (*root)["verified"].string() < "2026-05-29") ++unverified;
    return true;
  }));
  CHECK(count["contact_saved"] == 80);
  CHECK(unverified > 20);
  CHECK(unverified < 60);
  CHECK(count["network_saved"] == 40 * 3 + 16 + 1);
  CHECK(count["asset_saved"] == 40 * 5 + 10);
}

TEST_CASE("the same seed makes the same ledger, another seed another") {
  CHECK(Sample(1).store->head() == Sample(1).store->head());
  CHECK(Sample(1).store->head().root != Sample(2).store->head().root);
}
