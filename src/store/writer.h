/// The one writer of a node. Many ask at once; they are written together: up to 256 drafts, as many as were written the
/// last time, or whoever came within 2 ms of the first. Whoever asks gets an answer only when it is on the disk.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "base/result.h"
#include "store/store.h"

namespace manara::store {

struct WriterLimits {
  std::size_t batch = 256;        ///< drafts in one commit
  std::size_t waiting = 4096;     ///< drafts that may wait; one more is refused at once
  std::size_t work = 1024;        ///< other work that may wait
  std::int64_t gather_us = 2000;  ///< how long the first of a batch waits for as many as came before
};

class Writer {
 public:
  using Answer = std::function<void(Result<Outcome>)>;

  /// Starts the thread that writes. While it lives the store belongs to it.
  explicit Writer(Store& store, WriterLimits limits = {});
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  /// Writes what waits, then stops.
  ~Writer();

  /// `answer` is called on the writer's thread when the draft is durable or refused. Errors of its own: store_closed,
  /// store_overloaded, out_of_memory.
  void submit(Draft draft, Answer answer);
  /// The same, waiting for it.
  Result<Outcome> write(Draft draft);
  /// Runs `work` on the writer's thread, between two batches: a rebuild, a checkpoint. However much of it there is, a
  /// batch has its turn after what waited when the last one was done. Errors of its own: as of submit().
  Status run(std::function<Status(Store&)> work);
  /// The ledger as it was after the last batch or work: at once, whatever the thread does.
  [[nodiscard]] ledger::Head head() const;
  /// Refuses what comes from now on and writes what waits.
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace manara::store
