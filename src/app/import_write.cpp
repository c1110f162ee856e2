#include "app/import_write.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace manara::app {
namespace {

/// Four commits of the writer: enough for it never to wait for us, and room in its queue for everybody else.
constexpr std::size_t most_in_flight = 1024;
constexpr int most_tries = 500;
constexpr std::chrono::milliseconds between_tries{20};

bool is_about_one(Code code) {
  return code == Code{"draft_reused"} || code == Code{"revision_conflict"};
}

class Together {
 public:
  explicit Together(std::size_t count) : results_(count, fail(Code{"store_overloaded"})) {}

  void wait_for_room() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return in_flight_ < most_in_flight; });
    ++in_flight_;
  }
  void answer(std::size_t at, Result<store::Outcome> outcome) {
    const std::scoped_lock lock(mutex_);
    if (!outcome && !is_about_one(outcome.error().code)) stopped_ = true;
    results_[at] = std::move(outcome);
    --in_flight_;
    changed_.notify_all();
  }
  [[nodiscard]] bool stopped() {
    const std::scoped_lock lock(mutex_);
    return stopped_;
  }
  std::vector<Result<store::Outcome>> wait_for_all() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return in_flight_ == 0; });
    return std::move(results_);
  }

 private:
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::size_t in_flight_ = 0;
  bool stopped_ = false;
  std::vector<Result<store::Outcome>> results_;
};

std::vector<Result<store::Outcome>> submit_all(store::Writer& writer, const std::vector<store::Draft>& drafts) {
  const auto together = std::make_shared<Together>(drafts.size());
  for (std::size_t i = 0; i < drafts.size() && !together->stopped(); ++i) {
    together->wait_for_room();
    writer.submit(drafts[i],
                  [together, i](Result<store::Outcome> outcome) { together->answer(i, std::move(outcome)); });
  }
  return together->wait_for_all();
}

}  // namespace

Result<std::vector<Result<store::Outcome>>> write_together(store::Writer& writer, std::vector<store::Draft> drafts) {
  for (int tries = 0;; ++tries) {
    auto results = submit_all(writer, drafts);
    const auto stopped = std::ranges::find_if(
        results, [](const Result<store::Outcome>& one) { return !one && !is_about_one(one.error().code); });
    if (stopped == results.end()) return results;
    // What is written already answers the same again: trying all of them anew costs a look each.
    const bool is_busy = stopped->error().code == Code{"store_overloaded"};
    if (!is_busy || tries == most_tries) return std::unexpected(stopped->error());
    std::this_thread::sleep_for(between_tries);
  }
}

}  // namespace manara::app
