/// A second thread that does what it is given, in order: one core reads and normalises records, the other interns and
/// packs them. The order of work, and so the result, is that of one thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace manara::app {

class Lane {
 public:
  using Task = std::move_only_function<void()>;
  Lane();
  ~Lane();  ///< after all that was posted
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  /// Waits while too much is under way, so that memory stays bounded.
  void post(Task task);
  /// Returns when everything posted so far is done.
  void drain();

 private:
  void hand_over(std::unique_lock<std::mutex>& lock);
  void work();

  std::vector<Task>
      gathering_{};  // of the posting thread; handed over in batches, or the lock costs more than the work
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::vector<Task> waiting_{};
  bool busy_ = false, ended_ = false;
  std::thread thread_;
};

}  // namespace manara::app
