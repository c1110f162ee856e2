#include "app/lane.h"

#include <doctest/doctest.h>
#include <numeric>

using namespace manara::app;

TEST_CASE("what is posted is done in order, and all of it when drain returns") {
  std::vector<int> done;
  Lane lane;
  for (int i = 0; i < 20'000; ++i) {
    lane.post([&done, i] { done.push_back(i); });
    if (i == 100) {
      lane.drain();
      CHECK(done.size() == 101);
    }
  }
  lane.drain();
  std::vector<int> expected(20'000);
  std::iota(expected.begin(), expected.end(), 0);
  CHECK(done == expected);
  lane.drain();
  CHECK(done.size() == 20'000);
}

TEST_CASE("a lane that goes does first what was posted") {
  int done = 0;
  {
    Lane lane;
    for (int i = 0; i < 300; ++i)
      lane.post([&done] { ++done; });
  }
  CHECK(done == 300);
}
