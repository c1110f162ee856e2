#include "app/import_write.h"

#include <doctest/doctest.h>

#include "store/made_practice.h"

using namespace manara;
using namespace manara::store;

namespace {

std::vector<Draft> lamps(int count) {
  std::vector<Draft> all;
  for (int i = 0; i < count; ++i)
    all.push_back(made::lamp(static_cast<std::uint8_t>(i), "quay " + std::to_string(i)));
  return all;
}

std::size_t repeated(const std::vector<Result<Outcome>>& outcomes) {
  std::size_t count = 0;
  for (const auto& one : outcomes)
    count += static_cast<std::size_t>(one && one->repeated);
  return count;
}

}  // namespace

TEST_CASE("many drafts are written together though the writer has room for few, and once") {
  made::Made made;
  auto store = made.create();
  Writer writer(store, {.batch = 8, .waiting = 64, .gather_us = 0});
  const auto first = app::write_together(writer, lamps(200));
  REQUIRE(first);
  CHECK(first->size() == 200);
  CHECK(repeated(*first) == 0);
  const auto again = app::write_together(writer, lamps(200));
  REQUIRE(again);
  CHECK(repeated(*again) == 200);
}

TEST_CASE(
    "what broke off midway is finished by the same again; a draft that was used for something else stands alone") {
  made::Made made;
  auto store = made.create();
  {
    Writer writer(store, {.gather_us = 0});
    REQUIRE(app::write_together(writer, lamps(90)));
    writer.close();
    const auto stopped = app::write_together(writer, lamps(200));
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == Code{"store_closed"});
  }
  Writer writer(store, {.gather_us = 0});
  auto drafts = lamps(200);
  drafts[5].parts = {"elsewhere"};
  const auto rest = app::write_together(writer, drafts);
  REQUIRE(rest);
  CHECK(repeated(*rest) == 89);
  REQUIRE_FALSE((*rest)[5]);
  CHECK((*rest)[5].error().code == Code{"draft_reused"});
}
