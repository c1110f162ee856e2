/// What a server counts, as text that Prometheus reads (exposition format 0.0.4). Routes are those of the tables, never
/// a path as it was asked for: the number of series is bounded, and none tells of an item or a person.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "server/options.h"
#include "server/server.h"

namespace manara::server {

class Metrics {
 public:
  /// Quick, on any thread.
  void count(const Access& access);
  [[nodiscard]] std::string text(const Load& load) const;

 private:
  /// Upper bounds in seconds, from what a list takes to what is too slow for anybody.
  static constexpr std::array<double, 9> bounds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30};
  using Key = std::tuple<std::string, std::string, int>;  ///< method, route, status

  mutable std::mutex mutex_{};
  std::map<Key, std::uint64_t> requests_{};
  std::array<std::uint64_t, bounds.size() + 1> within_{};  ///< the last: slower than all
  double seconds_ = 0;
  std::uint64_t bytes_in_ = 0, bytes_out_ = 0;
};

}  // namespace manara::server
