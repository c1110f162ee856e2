#include "jobs/jobs.h"

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <utility>

#include "json/writer.h"
#include "store/reader.h"

namespace manara::jobs {
namespace {

State read_state(std::string_view name) {
  const auto* const found = std::ranges::find(state_names, name);
  return found == state_names.end() ? State::interrupted : static_cast<State>(found - state_names.begin());
}

Job job_of(const store::Row& row) {
  return {.id = row.id<JobId>(0),
          .scope = row.id<access::ScopeId>(1),
          .person = row.id<ledger::ActorId>(2),
          .kind = row.text(3),
          .state = read_state(row.text(4)),
          .made_ms = row.integer(5),
          .begun_ms = row.integer(6),
          .ended_ms = row.integer(7),
          .done = row.integer(8),
          .total = row.integer(9),
          .outcome = row.text(10),
          .resource = row.text(11)};
}

/// What went wrong, as it is kept: whoever reads it makes the sentence in their language.
std::string outcome_of(const Error& error) {
  std::string out = R"({"code":")" + std::string(error.code.name()) + R"(","args":[)";
  for (const auto& arg : error.args) {
    if (!out.ends_with('[')) out += ",";
    json::append_quoted(out, arg);
  }
  return out + "]}";
}

}  // namespace

std::string_view name_of(State state) {
  return state_names.at(static_cast<std::size_t>(state));
}

store::Practice practice() {
  return {.name = "jobs", .sql = jobs_sql};
}

/// A job on its thread: from the moment on when it no longer waits, so that there is none in which it is neither.
/// `job` is read by others under the mutex.
class Jobs::Running final : public Progress {
 public:
  /// Under the mutex.
  Running(Jobs& jobs, Waiting next) : next_(std::move(next)), jobs_(jobs), job_(next_.job) {
    jobs_.running_[job_.id] = this;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() override { leave(); }

  /// Before it is said that it has ended.
  void leave() {
    const std::lock_guard lock(jobs_.mutex_);
    jobs_.running_.erase(job_.id);
  }

  Status at(std::int64_t done, std::int64_t total) override {
    const auto now = jobs_.ground_.clock.now_ms();
    {
      const std::lock_guard lock(jobs_.mutex_);
      if (cancelled) return fail(Code{"job_cancelled"});
      job_.done = done;
      job_.total = total;
    }
    if (now - told_ms_ < jobs_.limits_.told_ms) return {};
    told_ms_ = now;
    MANARA_CHECK(jobs_.write("advance_job", {store::blob(job_.id), done, total}));
    if (jobs_.ground_.changed) jobs_.ground_.changed(job_);
    return {};
  }

  Result<std::string> run() {
    {
      const std::lock_guard lock(jobs_.mutex_);
      if (cancelled) return fail(Code{"job_cancelled"});
    }
    try {
      return next_.work ? next_.work(*this) : next_.kind->run(next_.request, *this);
    } catch (const std::bad_alloc&) {
      return fail(Code{"out_of_memory"});
    } catch (const std::exception& thrown) {
      return fail(Code{"job_threw"}, {thrown.what()});
    }
  }

  [[nodiscard]] Job& job() { return job_; }
  bool cancelled = false;  // under the mutex

 private:
  Waiting next_;
  Jobs& jobs_;
  Job& job_;
  std::int64_t told_ms_ = 0;
};

Jobs::Jobs(Ground ground, std::vector<Kind> kinds, Limits limits)
    : ground_(std::move(ground)), kinds_(std::move(kinds)), limits_(limits) {
  for (std::size_t i = 0; i < limits_.threads; ++i)
    threads_.emplace_back([this] { work(); });
}

Jobs::~Jobs() {
  close();
}

Status Jobs::write(std::string_view statement, std::initializer_list<store::Value> values) {
  return ground_.writer.run([&](store::Store& store) {
    return store.operate([&](store::Operations& rows) -> Status {
      MANARA_CHECK(rows.run(statement, values));
      return {};
    });
  });
}

Status Jobs::begin() {
  return write("interrupt_jobs", {ground_.clock.now_ms()});
}

Status Jobs::tidy() {
  return write("forget_jobs", {ground_.clock.now_ms() - limits_.kept_ms});
}

Result<JobId> Jobs::start(Wish wish) {
  const auto kind = std::ranges::find(kinds_, wish.kind, &Kind::name);
  if (kind == kinds_.end()) return fail(Code{"job_unknown_kind"}, {std::string(wish.kind)});
  const Job job{.id = ground_.random.make_id<JobId>(),
                .scope = wish.scope,
                .person = wish.person,
                .kind = std::string(wish.kind),
                .made_ms = ground_.clock.now_ms(),
                .resource = std::string(wish.resource)};
  {
    const std::lock_guard lock(mutex_);
    if (closing_ || waiting_.size() >= limits_.waiting) return fail(Code{"jobs_busy"});
  }
  MANARA_CHECK(write("add_job",
                     {store::blob(job.id), store::blob(job.scope), store::blob(job.person), std::string_view(job.kind),
                      std::string_view(wish.request), job.made_ms, std::string_view(job.resource)}));
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({.job = job, .request = std::move(wish.request), .work = std::move(wish.work), .kind = &*kind});
  }
  changed_.notify_one();
  return job.id;
}

Status Jobs::cancel(const JobId& id) {
  Job job;
  {
    const std::lock_guard lock(mutex_);
    if (const auto running = running_.find(id); running != running_.end()) {
      running->second->cancelled = true;
      return {};
    }
    const auto waits = std::ranges::find_if(waiting_, [&](const Waiting& one) { return one.job.id == id; });
    if (waits == waiting_.end()) return {};
    job = std::move(waits->job);
    waiting_.erase(waits);
  }
  end(job, State::cancelled, {});
  return {};
}

void Jobs::end(Job& job, State state, std::string outcome) {
  job.state = state;
  job.ended_ms = ground_.clock.now_ms();
  job.outcome = std::move(outcome);
  // Where even this can't be written, the next start says that it was interrupted.
  auto written = write("advance_job", {store::blob(job.id), job.done, job.total});
  if (written)
    written = write("end_job", {store::blob(job.id), name_of(state), job.ended_ms, std::string_view(job.outcome)});
  if (written && ground_.changed) ground_.changed(job);
}

void Jobs::work() {
  for (;;) {
    std::optional<Running> running;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
      if (closing_) return;
      running.emplace(*this, std::move(waiting_.front()));
      waiting_.pop_front();
    }
    run(*running);
  }
}

void Jobs::run(Running& running) {
  auto& job = running.job();
  auto outcome = [&]() -> Result<std::string> {
    {
      const std::lock_guard lock(mutex_);
      job.state = State::running;
      job.begun_ms = ground_.clock.now_ms();
    }
    MANARA_CHECK(write("begin_job", {store::blob(job.id), job.begun_ms}));
    if (ground_.changed) ground_.changed(job);
    return running.run();
  }();
  running.leave();
  if (outcome) {
    end(job, State::done, std::move(*outcome));
  } else if (outcome.error().code == Code{"job_cancelled"}) {
    const auto closing = [&] {
      const std::lock_guard lock(mutex_);
      return closing_;
    };
    end(job, closing() ? State::interrupted : State::cancelled, {});
  } else {
    end(job, State::failed, outcome_of(outcome.error()));
  }
}

/// With how far it is now: the row knows a second's worth less.
Job Jobs::refreshed(const Job& job) {
  const std::lock_guard lock(mutex_);
  const auto running = running_.find(job.id);
  return running == running_.end() ? job : running->second->job();
}

Result<std::vector<Job>> Jobs::list(const access::Scope& scope, const std::optional<Job>& behind, std::size_t most) {
  MANARA_TRY(reader, ground_.readers.lend(scope));
  std::vector<Job> jobs;
  const auto before = behind.value_or(Job{.made_ms = INT64_MAX});
  const auto read = reader->query("jobs", {before.made_ms, store::blob(before.id), static_cast<std::int64_t>(most)},
                                  [&](const store::Row& row) {
                                    jobs.push_back(job_of(row));
                                    return true;
                                  });
  MANARA_CHECK(read);
  for (auto& job : jobs)
    job = refreshed(job);
  return jobs;
}

Result<Job> Jobs::find(const access::Scope& scope, const JobId& id) {
  MANARA_TRY(reader, ground_.readers.lend(scope));
  std::optional<Job> found;
  MANARA_CHECK(reader->query("job", {store::blob(id)}, [&](const store::Row& row) {
    found = job_of(row);
    return false;
  }));
  if (!found) return fail(Code{"request_not_found"});
  return refreshed(*found);
}

Result<std::optional<Job>> Jobs::last_done(const access::Scope& scope, std::string_view kind) {
  MANARA_TRY(reader, ground_.readers.lend(scope));
  std::optional<Job> found;
  MANARA_CHECK(reader->query("last_job_done", {kind}, [&](const store::Row& row) {
    found = job_of(row);
    return false;
  }));
  return found;
}

void Jobs::close() {
  std::deque<Waiting> left;
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    left = std::exchange(waiting_, {});
    for (auto& [id, running] : running_)
      running->cancelled = true;
  }
  changed_.notify_all();
  for (auto& one : left)
    end(one.job, State::interrupted, {});
  for (auto& thread : std::exchange(threads_, {}))
    thread.join();
}

}  // namespace manara::jobs
