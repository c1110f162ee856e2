/// Work that takes longer than a request may: asked for, then looked at. A few threads do it, one job after the other;
/// what waits is bounded. A job can be cancelled, and says how far it is.
///
/// What was waiting or running when the process ended is not taken up again: it is `interrupted`, and says so. Whoever
/// asked knows best whether it is still wanted, and every kind of work may be asked for again without harm.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "access/scope.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "ledger/entry.h"
#include "store/kinds.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::jobs {

using JobId = Id<struct JobTag>;

enum class State : std::uint8_t { waiting, running, done, failed, cancelled, interrupted };
inline constexpr std::array<std::string_view, 6> state_names{"waiting", "running",   "done",
                                                             "failed",  "cancelled", "interrupted"};
std::string_view name_of(State state);

struct Job {
  JobId id{};
  access::ScopeId scope{};
  ledger::ActorId person{};
  std::string kind{};
  State state = State::waiting;
  std::int64_t made_ms = 0, begun_ms = 0, ended_ms = 0;  ///< 0: not yet
  std::int64_t done = 0, total = 0;                      ///< in whatever the kind counts; total 0: not known
  std::string outcome{};                                 ///< JSON: what `run` gave, or {"code","args"} of the error
  std::string resource{};                                ///< what it is about: "contacts"; "": nothing of the kind
};

/// How a job says how far it is, and hears that it is no longer wanted.
class Progress {
 public:
  virtual ~Progress() = default;
  /// Error: job_cancelled, which the job passes on.
  virtual Status at(std::int64_t done, std::int64_t total) = 0;
};

struct Kind {
  std::string_view name{};
  /// `request` as it was asked for; returns JSON. What it throws is a failure of the job.
  std::function<Result<std::string>(std::string_view request, Progress& progress)> run{};
};

struct Wish {
  std::string_view kind{};
  std::string_view resource{};
  std::string request{};
  /// What is done in place of the kind's own, with what somebody brought along: it is held until then.
  std::function<Result<std::string>(Progress& progress)> work{};
  access::ScopeId scope{};
  ledger::ActorId person{};
};

/// Its table and statements: jobs.sql, embedded.
std::string_view jobs_sql();
store::Practice practice();

class Jobs {
 public:
  struct Limits {
    std::size_t threads = 1;
    std::size_t waiting = 32;
    std::int64_t kept_ms = 30LL * 24 * 3'600'000;
    std::int64_t told_ms = 1000;  ///< progress is written so often at most
  };
  struct Ground {
    store::Writer& writer;
    store::Pool& readers;
    Clock& clock;
    Random& random;
    std::function<void(const Job&)> changed{};  ///< a state, or how far: on any thread
  };

  Jobs(Ground ground, std::vector<Kind> kinds, Limits limits);
  Jobs(Ground ground, std::vector<Kind> kinds) : Jobs(std::move(ground), std::move(kinds), Limits()) {}
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;
  ~Jobs();  ///< close()

  /// To be called once, before anything is asked for: says of what was left by the process before that it was
  /// interrupted.
  Status begin();
  /// Errors: job_unknown_kind, jobs_busy.
  Result<JobId> start(Wish wish);
  /// A job that waits is cancelled at once, one that runs when it next says how far it is; one that has ended stays as
  /// it is.
  Status cancel(const JobId& id);
  /// The newest first, those made before `behind`. With what is known of those that run.
  Result<std::vector<Job>> list(const access::Scope& scope, const std::optional<Job>& behind, std::size_t most);
  /// Error: request_not_found.
  Result<Job> find(const access::Scope& scope, const JobId& id);
  /// The last of this kind that was done; nullopt: none that is still known.
  Result<std::optional<Job>> last_done(const access::Scope& scope, std::string_view kind);
  /// Forgets what ended long ago.
  Status tidy();
  /// Cancels what waits and what runs, and waits for it.
  void close();

 private:
  class Running;
  struct Waiting {
    Job job{};
    std::string request{};
    std::function<Result<std::string>(Progress& progress)> work{};
    const Kind* kind = nullptr;
  };
  void work();
  void run(Running& running);
  void end(Job& job, State state, std::string outcome);
  Status write(std::string_view statement, std::initializer_list<store::Value> values);
  Job refreshed(const Job& job);

  Ground ground_;
  const std::vector<Kind> kinds_;
  const Limits limits_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<Waiting> waiting_{};
  std::map<JobId, Running*> running_{};
  bool closing_ = false;
  std::vector<std::thread> threads_{};
};

}  // namespace manara::jobs
