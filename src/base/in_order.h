/// Pieces of work that several threads make and the caller takes in order: what comes out is the same for any number of
/// threads.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace manara {

template <typename Make, typename Take>
class InOrder {
 public:
  InOrder(std::size_t count, unsigned threads, const Make& make, const Take& take)
      : count_(count), make_(make), take_(take), slots_(pieces_a_thread * threads) {}

  void run() {
    std::vector<std::jthread> helpers;
    const Ending ending{*this};  // before the threads are waited for
    help(helpers);
    for (std::size_t i = 0; i < count_; ++i)
      take_(next(i));
  }

 private:
  using Piece = std::invoke_result_t<const Make&, std::size_t>;
  /// So far ahead of the caller the others go: what is made and not yet taken stays small.
  static constexpr std::size_t pieces_a_thread = 4;

  struct Ending {
    InOrder& all;
    ~Ending() {
      const std::scoped_lock lock(all.mutex_);
      all.ended_ = true;
      all.changed_.notify_all();
    }
  };

  /// As many threads as the system gives: the caller alone is enough.
  void help(std::vector<std::jthread>& helpers) {
    const auto wanted = std::min(slots_.size() / pieces_a_thread, count_) - 1;
    helpers.reserve(wanted);
    try {
      while (helpers.size() < wanted)
        helpers.emplace_back([this] { make_all(); });
    } catch (const std::system_error&) {
      return;
    }
  }

  [[nodiscard]] bool may_claim() const { return claimed_ < count_ && claimed_ < taken_ + slots_.size(); }

  void make_one(std::unique_lock<std::mutex>& lock) {
    const auto i = claimed_++;
    lock.unlock();
    std::optional<Piece> piece;
    std::exception_ptr failure;
    try {
      piece.emplace(make_(i));
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    slots_[i % slots_.size()] = std::move(piece);
    if (failure && !failure_) failure_ = failure;
    changed_.notify_all();
  }

  void make_all() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return ended_ || failure_ || may_claim() || claimed_ == count_; });
      if (ended_ || failure_ || claimed_ == count_) return;
      make_one(lock);
    }
  }

  Piece next(std::size_t i) {
    std::unique_lock lock(mutex_);
    auto& slot = slots_[i % slots_.size()];
    while (!slot) {
      if (failure_) std::rethrow_exception(failure_);
      if (may_claim()) {
        make_one(lock);
      } else {
        changed_.wait(lock, [&] { return slot || failure_; });
      }
    }
    Piece piece = std::move(*slot);
    slot.reset();
    ++taken_;
    changed_.notify_all();
    return piece;
  }

  const std::size_t count_;
  const Make& make_;
  const Take& take_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::vector<std::optional<Piece>> slots_;  // of piece i: i % their number
  std::size_t claimed_ = 0;
  std::size_t taken_ = 0;
  bool ended_ = false;
  std::exception_ptr failure_{};
};

/// `take(make(i))` for each i below `count`, in ascending order. `make` runs on up to `threads` threads, the caller's
/// among them, and must be safe from many at once; `take` runs on the caller's alone. What either throws comes out
/// here, once no thread is at work.
template <typename Make, typename Take>
void in_order(std::size_t count, unsigned threads, const Make& make, const Take& take) {
  if (threads > 1 && count > 1) return InOrder<Make, Take>(count, threads, make, take).run();
  for (std::size_t i = 0; i < count; ++i)
    take(make(i));
}

/// The same for blocks of `size` items of a list, the last one shorter: `take(make(block))`.
template <typename T, typename Make, typename Take>
void blocks_in_order(std::span<const T> all, std::size_t size, unsigned threads, const Make& make, const Take& take) {
  const auto block = [&](std::size_t i) { return make(all.subspan(i * size, std::min(size, all.size() - i * size))); };
  in_order((all.size() + size - 1) / size, threads, block, take);
}

}  // namespace manara
