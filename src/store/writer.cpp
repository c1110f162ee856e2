#include "store/writer.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace manara::store {

struct Writer::State {
  struct Waiting {
    Draft draft{};
    Answer answer{};
  };

  Store& store;
  WriterLimits limits;
  std::mutex mutex{};
  std::condition_variable changed{};
  std::deque<Waiting> waiting{};
  std::deque<std::function<void()>> work{};
  bool closed = false;
  std::size_t before = SIZE_MAX;  ///< drafts of the last batch; at first as many as go into one
  std::size_t wanted = 1;         ///< so many are worth waking the thread for
  std::thread thread{};

  /// The drafts of the next batch; empty where there is other work, or none will come.
  std::vector<Waiting> gather(std::unique_lock<std::mutex>& lock) {
    wanted = 1;
    changed.wait(lock, [&] { return !waiting.empty() || !work.empty() || closed; });
    if (!work.empty() || waiting.empty()) return {};
    // Whoever was answered a moment ago asks again: one fsync for all of them. For more nobody waits, and whoever
    // writes alone waits for nobody.
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(limits.gather_us);
    wanted = std::min(limits.batch, before);
    changed.wait_until(lock, until, [&] { return waiting.size() >= wanted || closed; });
    const auto count = std::min(waiting.size(), limits.batch);
    before = count;
    const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Waiting> batch(std::make_move_iterator(waiting.begin()), std::make_move_iterator(end));
    waiting.erase(waiting.begin(), end);
    return batch;
  }

  void commit(std::vector<Waiting> batch) {
    std::vector<Draft> drafts;
    drafts.reserve(batch.size());
    for (auto& one : batch)
      drafts.push_back(std::move(one.draft));
    auto outcomes = store.commit(drafts);
    for (std::size_t i = 0; i < batch.size(); ++i)
      batch[i].answer(std::move(outcomes[i]));
  }

  void loop() {
    for (;;) {
      std::unique_lock lock(mutex);
      auto batch = gather(lock);
      if (batch.empty() && work.empty() && closed) return;
      std::deque<std::function<void()>> now;
      now.swap(work);
      lock.unlock();
      for (const auto& one : now)
        one();
      if (!batch.empty()) commit(std::move(batch));
    }
  }
};

Writer::Writer(Store& store, WriterLimits limits) : state_(new State{.store = store, .limits = limits}) {
  state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

Writer::~Writer() {
  close();
  state_->thread.join();
}

void Writer::submit(Draft draft, Answer answer) {
  std::unique_lock lock(state_->mutex);
  if (state_->closed || state_->waiting.size() >= state_->limits.waiting) {
    const bool closed = state_->closed;
    lock.unlock();
    answer(closed ? fail(Code{"store_closed"}) : fail(Code{"store_overloaded"}));
    return;
  }
  state_->waiting.push_back({std::move(draft), std::move(answer)});
  const bool is_enough = state_->waiting.size() >= state_->wanted;
  lock.unlock();
  if (is_enough) state_->changed.notify_one();
}

Result<Outcome> Writer::write(Draft draft) {
  std::promise<Result<Outcome>> promise;
  auto answer = promise.get_future();
  submit(std::move(draft), [&](Result<Outcome> outcome) { promise.set_value(std::move(outcome)); });
  return answer.get();
}

Status Writer::run(std::function<Status(Store&)> work) {
  std::promise<Status> promise;
  auto answer = promise.get_future();
  {
    const std::scoped_lock lock(state_->mutex);
    if (state_->closed) return fail(Code{"store_closed"});
    state_->work.emplace_back([&] { promise.set_value(work(state_->store)); });
  }
  state_->changed.notify_one();
  return answer.get();
}

void Writer::close() {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->closed = true;
  }
  state_->changed.notify_one();
}

}  // namespace manara::store
