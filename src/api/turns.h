/// Few at the same time: of work that takes a handler's thread, and memory, for as long as it lasts. On any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <semaphore>

namespace manara::api {

class Turns {
 public:
  explicit Turns(std::ptrdiff_t most_at_once) : free_(most_at_once) {}

  /// Lets the next one in when it goes; nullptr: as many as may are under way.
  using Turn = std::unique_ptr<Turns, void (*)(Turns*)>;
  Turn take() {
    return {free_.try_acquire() ? this : nullptr, [](Turns* all) { all->free_.release(); }};
  }

 private:
  std::counting_semaphore<> free_;
};

}  // namespace manara::api
