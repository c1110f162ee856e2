#include "app/lane.h"

#include <utility>

namespace manara::app {
namespace {
constexpr std::size_t batch = 256;
constexpr std::size_t most_waiting = 4096;
}  // namespace

Lane::Lane() : thread_([this] { work(); }) {}

Lane::~Lane() {
  drain();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Lane::hand_over(std::unique_lock<std::mutex>& lock) {
  changed_.wait(lock, [this] { return waiting_.size() < most_waiting; });
  for (auto& task : gathering_)
    waiting_.push_back(std::move(task));
  gathering_.clear();
  changed_.notify_all();
}

void Lane::post(Task task) {
  gathering_.push_back(std::move(task));
  if (gathering_.size() < batch) return;
  std::unique_lock lock(mutex_);
  hand_over(lock);
}

void Lane::drain() {
  std::unique_lock lock(mutex_);
  hand_over(lock);
  changed_.wait(lock, [this] { return waiting_.empty() && !busy_; });
}

void Lane::work() {
  std::vector<Task> tasks;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      busy_ = false;
      changed_.notify_all();
      changed_.wait(lock, [this] { return !waiting_.empty() || ended_; });
      if (waiting_.empty()) return;
      tasks.swap(waiting_);
      busy_ = true;
    }
    for (auto& task : tasks)
      task();
    tasks.clear();
  }
}

}  // namespace manara::app
