// Killed at any moment of a backup there is a whole one: the last or the new one. Killed at any moment of a restore
// there is a whole node: the old one or the restored one.
#include <csignal>
#include <doctest/doctest.h>
#include <random>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "node/made_harbour.h"

using namespace manara;
using namespace manara::node;
using made::Harbour;
using made::Site;

namespace {

constexpr int rounds = 25;

/// Runs `work` again and again in another process, each time with success, and kills it after `after`.
template <typename Work>
void kill_in_the_middle(const Work& work, std::chrono::microseconds after) {
  const auto child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (work()) {
    }
    ::_exit(1);
  }
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
}

std::chrono::microseconds moment(std::mt19937_64& chance) {
  return std::chrono::microseconds(2'000 + chance() % 60'000);
}

}  // namespace

TEST_CASE("killed at any moment of a backup, the last one or the new one can be restored") {
  Harbour harbour;
  REQUIRE(harbour.back_up());
  std::mt19937_64 chance(20261125);
  for (int round = 0; round < rounds; ++round) {
    kill_in_the_middle([&] { return harbour.back_up().has_value(); }, moment(chance));
    Site elsewhere;
    auto from = harbour.from();
    from.folder = elsewhere.data();
    const auto restored = node::restore(from);
    CHECK_MESSAGE(restored, round);
    CHECK(harbour.lamps() == "pier;pier;");
  }
  REQUIRE(harbour.back_up());
  CHECK(harbour.names() == "blobs keys manara.db ");
}

TEST_CASE("killed at any moment of a restore, there is the old node or the restored one") {
  Harbour harbour;
  REQUIRE(harbour.back_up());
  std::mt19937_64 chance(20261125);
  for (int round = 0; round < rounds; ++round) {
    harbour.light(3, 4);
    kill_in_the_middle([&] { return harbour.restore().has_value(); }, moment(chance));
    const auto lamps = harbour.lamps();
    CHECK_MESSAGE((lamps == "pier;pier;" || lamps == "pier;pier;pier;"), round, " ", lamps);
    CHECK(harbour.site.open()->check({}));
    CHECK_FALSE(io::exists(harbour.site.data() + "/restored"));
    REQUIRE(harbour.restore());
    CHECK(harbour.lamps() == "pier;pier;");
  }
}
