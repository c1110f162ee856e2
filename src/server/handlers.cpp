#include "server/handlers.h"

#include <algorithm>
#include <utility>

namespace manara::server {

Handlers::Handlers(std::size_t threads, std::size_t queue) : queue_(queue) {
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i)
    threads_.emplace_back([this] { run(); });
}

Handlers::~Handlers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_)
    thread.join();
}

bool Handlers::add(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= queue_) return false;
    waiting_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

bool Handlers::full() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size() >= queue_;
}

std::size_t Handlers::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void Handlers::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    work = nullptr;  // what it holds goes here, not under the mutex
    lock.lock();
  }
}

}  // namespace manara::server
