/// The threads that run handlers: a fixed number, before them a queue that ends. Handlers wait for disks; the thread
/// that serves the sockets must not.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace manara::server {

class Handlers {
 public:
  Handlers(std::size_t threads, std::size_t queue);
  ~Handlers();  ///< runs what waits, then ends

  /// False: the queue is full. `work` throws nothing.
  bool add(std::function<void()> work);
  [[nodiscard]] bool full() const;
  [[nodiscard]] std::size_t waiting() const;

 private:
  void run();

  const std::size_t queue_;
  mutable std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<std::function<void()>> waiting_{};
  bool ending_ = false;
  std::vector<std::thread> threads_{};
};

}  // namespace manara::server
