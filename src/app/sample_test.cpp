#include "app/sample.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <set>

#include "api/body.h"
#include "app/practices.h"
#include "json/json.h"
#include "practice/constituency/inventories.h"
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
    store->use_blobs(blobs);
    const auto written = app::write_sample(*store, blobs, clock, random, now, text::Language::fr);
    REQUIRE(written);
    sampled = *written;
  }
  static constexpr std::int64_t now = 1'795'564'800'000;
  store::made::Made folder{};
  store::Blobs blobs{folder.path() + ".blobs", crypto::make_sealing_key()};
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
    if (entry.header.kind == "inventory_received") return true;
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

TEST_CASE("a good part of a sample's machines has lists of what they run, of every form, read whole") {
  Sample sample(1);
  auto reader = sample.store->reader({{access::ScopeId{sample.store->identity().home.bytes}}});
  REQUIRE(reader);
  const auto all = constituency::inventories(*reader, {.most = 10'000});
  REQUIRE(all);
  std::map<IdBytes, std::size_t> of_asset;
  std::map<std::string, std::size_t> of_format;
  std::size_t upgraded = 0, added = 0, removed = 0, unchanged = 0;
  for (const auto& one : *all) {
    ++of_asset[one.file.asset];
    ++of_format[one.file.format];
    CHECK(one.file.refused == 0);
    CHECK(one.file.components >= 9);
    const auto before = constituency::inventory_before(*reader, one);
    REQUIRE(before);
    if (!*before) continue;
    CHECK((*before)->at_ms + 30LL * 24 * 3'600'000 < one.at_ms);
    const auto found = constituency::differences(*constituency::components_of(*reader, **before),
                                                 *constituency::components_of(*reader, one));
    if (!found.changed.empty()) ++upgraded;
    if (!found.added.empty()) ++added;
    if (!found.removed.empty()) ++removed;
    if (found.changed.empty() && found.added.empty() && found.removed.empty()) ++unchanged;
  }
  CHECK(of_asset.size() > 60);
  CHECK(of_asset.size() < 150);
  for (const auto& [asset, count] : of_asset) {
    CHECK(count >= 2);
    CHECK(count <= 3);
  }
  for (const auto* format : {"dpkg", "rpm-list", "windows", "cyclonedx", "npm-lock"})
    CHECK_MESSAGE(of_format[format] > 5, format);
  CHECK(upgraded > 60);
  CHECK(added > 30);
  CHECK(removed > 30);
  CHECK(unchanged > 5);
}

TEST_CASE("a sample tells who runs a product, and only by what came last") {
  Sample sample(1);
  auto reader = sample.store->reader({{access::ScopeId{sample.store->identity().home.bytes}}});
  REQUIRE(reader);
  const auto runs = [&](std::string_view product) {
    std::set<IdBytes> organisations;
    const auto found = constituency::who_runs(*reader, product, 1000);
    REQUIRE(found);
    for (const auto& one : *found)
      organisations.insert(one.organisation);
    return organisations.size();
  };
  CHECK(runs("openssl") > 20);
  CHECK(runs("openssl 3.2.2") > 10);
  CHECK(runs("log4j-core") > 4);
  CHECK(runs("express") > 4);
  CHECK(runs("http-kernel") > 4);
  CHECK(runs("Mozilla Firefox") > 20);
  CHECK(runs("proftpd-core") < 15);  // gone from those who kept up
}

TEST_CASE("every file that a sample refers to is there, and all that follows from its entries is as they say") {
  Sample sample(1);
  std::size_t files = 0;
  REQUIRE(sample.store->blobs([&](const store::BlobRef& blob) {
    ++files;
    CHECK(sample.blobs.check(blob.name));
    return true;
  }));
  CHECK(files > 20);
  CHECK(files < 60);  // many machines run the same
  const auto derived = sample.store->check_derived();
  REQUIRE(derived);
  CHECK(derived->refused + derived->unknown == 0);
}
