// What a node does now and then, whatever of it can't be done.
#include <doctest/doctest.h>
#include <filesystem>
#include <vector>

#include "access_log/practice.h"
#include "app/practices.h"
#include "app/serving.h"
#include "crypto/system_random.h"
#include "io/file.h"
#include "node/node.h"
#include "store/made_practice.h"

using namespace manara;

TEST_CASE("days of the access log go into the ledger though files of entries can't be looked through") {
  store::made::Made folder;
  store::made::FixedClock clock;
  crypto::SystemRandom random;
  const auto key = crypto::make_sealing_key();
  const auto practices = node::with_own(app::practices());
  auto store =
      std::move(store::Store::create(folder.path(), practices, store::made::Made::identity(), {clock, random})).value();
  const auto files = folder.path() + ".blobs";
  store::Blobs blobs(files, key);
  const auto serving = std::move(app::Serving::start({store, key, clock, random, blobs})).value();
  REQUIRE(serving->tidy());
  REQUIRE(serving->access_log().note({.kind = access_log::Kind::read, .resource = "contacts"}));
  REQUIRE(serving->access_log().write());
  clock.now += 2 * 86'400'000LL;
  std::filesystem::remove_all(files);
  REQUIRE(io::replace_file(files, "no folder", io::Readers::owner));
  CHECK_FALSE(serving->tidy());
  int heads = 0;
  REQUIRE(store.entries(0, [&](const store::StoredEntry& entry) {
    heads += entry.header.kind == "access_log_head" ? 1 : 0;
    return true;
  }));
  CHECK(heads == 1);
}
