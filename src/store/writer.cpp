#include "store/writer.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <new>
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
  ledger::Head head{};            ///< of the store, which only the thread may ask
  std::size_t before = SIZE_MAX;  ///< drafts of the last batch; at first as many as go into one
  std::size_t wanted = 1;         ///< so many are worth waking the thread for
  std::thread thread{};

  /// The drafts of the next batch; empty where there is other work, or none will come.
  std::vector<Waiting> gather(std::unique_lock<std::mutex>& lock) {
    wanted = 1;
    changed.wait(lock, [&] { return !waiting.empty() || !work.empty() || closed; });
    if (waiting.empty()) return {};
    // With other work they don't wait for company: it is done first, and then they, whatever came meanwhile.
    if (work.empty()) wait_for_company(lock);
    const auto count = std::min(waiting.size(), limits.batch);
    before = count;
    const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Waiting> batch(std::make_move_iterator(waiting.begin()), std::make_move_iterator(end));
    waiting.erase(waiting.begin(), end);
    return batch;
  }

  void wait_for_company(std::unique_lock<std::mutex>& lock) {
    // Whoever was answered a moment ago asks again: one fsync for all of them. For more nobody waits, and whoever
    // writes alone waits for nobody.
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(limits.gather_us);
    wanted = std::min(limits.batch, before);
    changed.wait_until(lock, until, [&] { return waiting.size() >= wanted || closed; });
  }

  /// None of them where there is no memory: the store takes back what it did.
  std::vector<Result<Outcome>> committed(const std::vector<Draft>& drafts) {
    try {
      return store.commit(drafts);
    } catch (const std::bad_alloc&) {
      return std::vector<Result<Outcome>>(drafts.size(), fail(Code{"out_of_memory"}));
    }
  }

  void note_head() {
    const auto now = store.head();
    const std::scoped_lock lock(mutex);
    head = now;
  }

  void commit(std::vector<Waiting> batch) {
    std::vector<Draft> drafts;
    drafts.reserve(batch.size());
    for (auto& one : batch)
      drafts.push_back(std::move(one.draft));
    auto outcomes = committed(drafts);
    note_head();
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

namespace {

/// The thread is everybody's: what one asks for may not end it.
Status done(const std::function<Status(Store&)>& work, Store& store) {
  try {
    return work(store);
  } catch (const std::bad_alloc&) {
    return fail(Code{"out_of_memory"});
  } catch (const std::exception& thrown) {
    return fail(Code{"store_failed"}, {thrown.what()});
  }
}

}  // namespace

Writer::Writer(Store& store, WriterLimits limits)
    : state_(new State{.store = store, .limits = limits, .head = store.head()}) {
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
    if (state_->work.size() >= state_->limits.work) return fail(Code{"store_overloaded"});
    state_->work.emplace_back([&] {
      auto status = done(work, state_->store);
      state_->note_head();
      promise.set_value(std::move(status));
    });
  }
  state_->changed.notify_one();
  return answer.get();
}

ledger::Head Writer::head() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->head;
}

void Writer::close() {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->closed = true;
  }
  state_->changed.notify_one();
}

}  // namespace manara::store
