/// What a running node is made of behind its sockets: readers, the writer, accounts, and the API of all practices. The
/// server hands it requests; tests, benchmarks and simulations do the same without a socket.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "access/rate_limit.h"
#include "access_log/access_log.h"
#include "accounts/accounts.h"
#include "api/api.h"
#include "api/export.h"
#include "api/live.h"
#include "api/sessions.h"
#include "base/clock.h"
#include "base/random.h"
#include "io/spool.h"
#include "jobs/jobs.h"
#include "node/node.h"
#include "resource/resource.h"
#include "store/blobs.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::app {

class Serving {
 public:
  /// What it stands on, which outlives it.
  struct Ground {
    store::Store& store;
    const crypto::SealingKey& master;  ///< seals what must not lie open in the database
    Clock& clock;
    Random& random;
    store::Blobs& blobs;  ///< the files of entries
    accounts::Settings accounts{};
    access_log::Settings access_log{};
    /// Whose own jobs it does (app/node_jobs.h); nullptr: none.
    const node::Node* node = nullptr;
    std::string backups{};  ///< the folder where they go
    /// What whoever serves it counts, as text that Prometheus reads; {}: nothing. On any thread.
    std::function<std::string()> metrics{};
    /// Where long exports are written on their way; nullptr: $TMPDIR or /tmp.
    std::shared_ptr<io::Spools> spools{};
    /// Of one person's sessions together, and of their tokens together: far more than a page or a program needs.
    access::Rate pace{.burst = 2000, .per_minute = 6000};
  };

  /// Errors: those of reading the node's first entry.
  static Result<std::unique_ptr<Serving>> start(Ground ground);
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  ~Serving();

  /// Answers what lies below /api, /health and /metrics; on any thread.
  api::Response handle(const api::Request& request);
  /// What the server asks before it takes a long body (api::Api::welcome).
  Result<std::vector<api::Header>> welcome(const api::Request& request) { return api_->welcome(request); }
  /// What the server refused without asking: the access log has it.
  void note_refused(const api::Request& request, const Error& error);
  /// Whether handle() is asked for it; all else is the console's.
  static bool answers(std::string_view path) {
    return path.starts_with("/api/") || path == "/health" || path == "/metrics";
  }
  accounts::Accounts& accounts() { return accounts_; }
  access_log::AccessLog& access_log() { return access_log_; }
  store::Writer& writer() { return writer_; }
  store::Pool& readers() { return readers_; }
  store::Blobs& blobs() { return ground_.blobs; }
  [[nodiscard]] const access::ScopeId& nation() const { return nation_; }
  /// What is done now and then: what has expired goes.
  Status tidy();
  /// Refuses what comes from now on and writes what waits.
  void close();
  /// Ends the streams of events: they would keep a server from draining.
  void end_streams() { live_.close(); }

 private:
  explicit Serving(Ground& ground);
  Result<api::NodeFacts> facts();
  [[nodiscard]] std::vector<jobs::Kind> job_kinds();
  [[nodiscard]] std::vector<api::Part> people_parts();
  [[nodiscard]] std::vector<api::Part> parts();
  [[nodiscard]] api::Part metrics_part();
  std::int64_t wait_of(const api::Caller& caller);
  Status tidy_blobs();

  Ground ground_;
  access::ScopeId nation_;
  std::int64_t blobs_collected_ms_ = 0;
  store::Pool readers_;
  store::Writer writer_;
  accounts::Accounts accounts_;
  access_log::AccessLog access_log_;
  std::vector<resource::Resource> resources_;
  access::RateLimit pace_, paced_;  ///< `paced_`: how often the log has that somebody was told to wait
  api::Live live_;
  jobs::Jobs jobs_;
  std::shared_ptr<api::Exports> exports_{};
  std::unique_ptr<api::Sessions> sessions_{};
  std::unique_ptr<api::Api> api_{};
};

}  // namespace manara::app
