#include "base/in_order.h"

#include <atomic>
#include <chrono>
#include <doctest/doctest.h>
#include <stdexcept>
#include <string>

namespace manara {
namespace {

std::vector<std::string> squares(std::size_t count, unsigned threads) {
  std::vector<std::string> out;
  in_order(
      count, threads,
      [](std::size_t i) {
        if (i % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(50));
        return std::to_string(i * i);
      },
      [&](std::string piece) { out.push_back(std::move(piece)); });
  return out;
}

TEST_CASE("pieces are taken in order, each once, by any number of threads") {
  const auto plain = squares(500, 1);
  REQUIRE(plain.size() == 500);
  CHECK(plain[499] == "249001");
  for (const unsigned threads : {2U, 3U, 8U, 64U})
    CHECK(squares(500, threads) == plain);
  CHECK(squares(0, 4).empty());
  CHECK(squares(1, 4).size() == 1);
  CHECK(squares(2, 64).size() == 2);
}

TEST_CASE("a list is cut into blocks, the last one shorter") {
  const std::vector<int> all{1, 2, 3, 4, 5, 6, 7};
  for (const unsigned threads : {1U, 3U}) {
    std::vector<int> sizes, seen;
    blocks_in_order(
        std::span(all), 3, threads, [](std::span<const int> block) { return block; },
        [&](std::span<const int> block) {
          sizes.push_back(static_cast<int>(block.size()));
          seen.insert(seen.end(), block.begin(), block.end());
        });
    CHECK(seen == all);
    CHECK(sizes == std::vector{3, 3, 1});
  }
}

TEST_CASE("the makers don't run ahead of a caller that is slow to take") {
  std::atomic<std::size_t> made = 0;
  std::size_t taken = 0, most = 0;
  in_order(
      200, 3,
      [&](std::size_t i) {
        ++made;
        return i;
      },
      [&](std::size_t) {
        ++taken;
        if (taken % 40 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
        most = std::max(most, made - taken);
      });
  CHECK(taken == 200);
  CHECK(most <= 12);
}

TEST_CASE("what a piece or its taking throws comes out, and no later piece is taken") {
  for (const unsigned threads : {1U, 2U, 5U}) {
    std::size_t taken = 0;
    const auto make = [](std::size_t i) { return i == 30 ? throw std::runtime_error("piece 30") : i; };
    CHECK_THROWS_WITH_AS(in_order(100, threads, make, [&](std::size_t) { ++taken; }), "piece 30", std::runtime_error);
    CHECK(taken <= 30);

    const auto refuse = [](std::size_t i) {
      if (i == 10) throw std::runtime_error("taking 10");
    };
    CHECK_THROWS_WITH_AS(
        in_order(100, threads, [](std::size_t i) { return i; }, refuse), "taking 10", std::runtime_error);
  }
}

}  // namespace
}  // namespace manara
