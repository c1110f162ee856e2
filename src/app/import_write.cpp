#include "app/import_write.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <numeric>
#include <thread>

namespace manara::app {
namespace {

/// Four commits of the writer: enough for it never to wait for us, and room in its queue for everybody else.
constexpr std::size_t most_in_flight = 1024;
constexpr std::size_t told_each = 256;
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

/// Those of `todo`, by their numbers; `results` has the outcome of each.
Status submit_all(store::Writer& writer, const std::vector<store::Draft>& drafts, const std::vector<std::size_t>& todo,
                  const std::function<Status(std::size_t)>& so_far, std::vector<Result<store::Outcome>>& results) {
  const auto together = std::make_shared<Together>(todo.size());
  Status wanted;
  for (std::size_t i = 0; i < todo.size() && !together->stopped(); ++i) {
    if (so_far && i % told_each == 0) wanted = so_far(drafts.size() - todo.size() + i);
    if (!wanted) break;
    together->wait_for_room();
    writer.submit(drafts[todo[i]],
                  [together, i](Result<store::Outcome> outcome) { together->answer(i, std::move(outcome)); });
  }
  auto outcomes = together->wait_for_all();
  for (std::size_t i = 0; i < todo.size(); ++i)
    results[todo[i]] = std::move(outcomes[i]);
  return wanted;
}

}  // namespace

Result<std::vector<Result<store::Outcome>>> write_together(store::Writer& writer,
                                                           const std::vector<store::Draft>& drafts,
                                                           const std::function<Status(std::size_t)>& so_far) {
  std::vector<Result<store::Outcome>> results(drafts.size(), fail(Code{"store_overloaded"}));
  std::vector<std::size_t> todo(drafts.size());
  std::iota(todo.begin(), todo.end(), std::size_t{0});
  for (int tries = 0;; ++tries) {
    MANARA_CHECK(submit_all(writer, drafts, todo, so_far, results));
    // What the writer had no room for, and what was not tried any more because of it.
    todo.clear();
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (results[i] || is_about_one(results[i].error().code)) continue;
      const bool may_come_again = results[i].error().code == Code{"store_overloaded"} && tries < most_tries;
      if (!may_come_again) return std::unexpected(results[i].error());
      todo.push_back(i);
    }
    if (todo.empty()) return results;
    std::this_thread::sleep_for(between_tries);
  }
}

}  // namespace manara::app
