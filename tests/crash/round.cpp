#include "round.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/core.h>
#include <map>
#include <mutex>
#include <random>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "app/practices.h"
#include "base/strings.h"
#include "crypto/system_random.h"
#include "http.h"
#include "io/file.h"
#include "node/node.h"
#include "rows.h"
#include "store/check.h"

namespace manara::crash {
namespace {

constexpr int clients = 8;
constexpr std::string_view pier = "Pier ";

/// What was acknowledged of a draft.
struct Told {
  IdBytes item{};
  std::uint64_t revision = 0;
  bool operator==(const Told&) const = default;
};

/// `manara serve`, until it is killed.
class Served {
 public:
  Served(const std::string& program, const std::string& folder) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    pid_ = ::fork();
    if (pid_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::dup2(ends[1], STDOUT_FILENO);
      const int quiet = ::open("/dev/null", O_WRONLY);
      if (quiet < 0) ::_exit(1);
      ::dup2(quiet, STDERR_FILENO);
      const auto data = folder + "/data";
      const auto key = folder + "/key";
      ::execl(program.c_str(), program.c_str(), "serve", "--data", data.c_str(), "--key-file", key.c_str(), "--listen",
              "127.0.0.1:0", nullptr);
      ::_exit(1);
    }
    ::close(ends[1]);
    port_ = read_port(ends[0]);
    ::close(ends[0]);
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  ~Served() { kill(); }

  /// 0: it did not come up.
  [[nodiscard]] std::uint16_t port() const { return port_; }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }

 private:
  /// The first line ends with it.
  static std::uint16_t read_port(int from) {
    std::string line;
    for (char c = 0; ::read(from, &c, 1) == 1 && c != '\n';)
      line.push_back(c);
    const auto port = parse_unsigned(std::string_view(line).substr(line.rfind(':') + 1));
    return port && *port <= 65'535 ? static_cast<std::uint16_t>(*port) : std::uint16_t{0};
  }

  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

/// What all clients were told.
class Book {
 public:
  void write(const ledger::DraftId& draft, const Told& told) {
    const std::lock_guard lock(mutex_);
    // The same draft again must have had the same answer.
    if (told_.emplace(draft, told).first->second != told) ++unequal_;
    count_ = told_.size();
  }
  /// What nobody answered.
  struct Asked {
    std::string request{};
    ledger::DraftId draft{};
  };
  void leave(Asked asked) {
    const std::lock_guard lock(mutex_);
    unanswered_.push_back(std::move(asked));
  }
  [[nodiscard]] const std::vector<Asked>& unanswered() const { return unanswered_; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] const std::map<ledger::DraftId, Told>& told() const { return told_; }
  [[nodiscard]] std::uint64_t unequal() const { return unequal_; }

 private:
  std::mutex mutex_{};
  std::map<ledger::DraftId, Told> told_{};
  std::vector<Asked> unanswered_{};
  std::uint64_t unequal_ = 0;
  std::atomic<std::size_t> count_ = 0;
};

/// The item and revision of a good answer.
std::optional<Told> told_by(const Answer& answer) {
  constexpr std::string_view id_name = "\"id\":\"";
  if (answer.status != 200 && answer.status != 201) return std::nullopt;
  const auto at = answer.body.find(id_name);
  if (at == std::string::npos) return std::nullopt;
  const auto id = read_id(std::string_view(answer.body).substr(at + id_name.size(), 32));
  const auto tag = answer.header("ETag");
  const auto revision = parse_unsigned(std::string_view(tag).substr(1, tag.size() < 2 ? 0 : tag.size() - 2));
  if (!id || !revision) return std::nullopt;
  return Told{*id, *revision};
}

/// One client: new organisations, changes of the last one, now and then the last request again, as a client does that
/// lost the answer, and one that is refused. Ends when nobody answers any more.
class Client {
 public:
  Client(std::uint16_t port, std::string token, Book& book)
      : connection_(port), token_(std::move(token)), book_(book) {}

  void run() {
    for (std::uint64_t count = 0;; ++count) {
      if (count % 16 != 15) request_ = next(count);
      const auto answer = connection_.ask(request_);
      if (!answer) return book_.leave({request_, draft_});
      const auto told = told_by(*answer);
      if (!told) continue;
      last_ = *told;
      book_.write(draft_, *told);
    }
  }

 private:
  std::string next(std::uint64_t count) {
    draft_ = random_.make_id<ledger::DraftId>();
    const bool change = count % 3 == 2 && last_.item != IdBytes{};
    // Nothing else says the same: what is there twice is found by what it says.
    const auto body = count % 50 == 49
                          ? std::string(R"({"names":{},"sector":"water"})")
                          : fmt::format(R"({{"names":{{"en":"{}{}"}},"sector":"water"}})", pier, to_string(draft_));
    const auto where =
        change ? "PUT /api/organisations/" + id_text(last_.item) : std::string("POST /api/organisations");
    const auto match = change ? fmt::format("If-Match: \"{}\"\r\n", last_.revision) : std::string();
    return fmt::format(
        "{} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n"
        "Idempotency-Key: {}\r\n{}Content-Length: {}\r\n\r\n{}",
        where, token_, to_string(draft_), match, body.size(), body);
  }

  Connection connection_;
  std::string token_;
  Book& book_;
  crypto::SystemRandom random_{};
  std::string request_{};
  ledger::DraftId draft_{};
  Told last_{};
};

/// As clients do that never heard an answer. Returns why not.
std::string ask_again(std::uint16_t port, Book& book, Round& round) {
  if (port == 0) return "the node is not served again";
  Connection connection(port);
  for (const auto& asked : book.unanswered()) {
    const auto answer = connection.ask(asked.request);
    if (!answer) return "what was asked again is not answered";
    ++round.again;
    if (const auto told = told_by(*answer)) book.write(asked.draft, *told);
  }
  return "";
}

/// How many entries say what one request said.
std::uint64_t said_twice(const std::map<std::string, std::uint64_t>& said) {
  return static_cast<std::uint64_t>(std::ranges::count_if(said, [](const auto& one) { return one.second > 1; }));
}

void examine(const std::string& folder, const Book& book, Round& round) {
  SystemClock clock;
  crypto::SystemRandom random;
  const auto path = folder + "/data/manara.db";
  const auto own = app::practices();
  const auto practices = node::with_own(own);
  auto store = store::Store::open(path, practices, {clock, random});
  if (!store) {
    round.why = store.error().code.name();
    return;
  }
  constexpr std::size_t id_digits = 32;
  std::map<ledger::DraftId, std::vector<Told>> there;
  std::map<std::string, std::uint64_t> said;
  const auto read = store->entries(0, [&](const store::StoredEntry& entry) {
    there[entry.header.draft].push_back({entry.header.subject.bytes, entry.index});
    const auto at = entry.part(0).find(pier);
    if (at != std::string_view::npos) ++said[std::string(entry.part(0).substr(at + pier.size(), id_digits))];
    return true;
  });
  if (!read) round.why = read.error().code.name();
  round.twice = said_twice(said);
  if (said.empty()) round.why = "no entry says what was asked";
  for (const auto& [draft, told] : book.told()) {
    const auto found = there.find(draft);
    if (found == there.end()) {
      ++round.lost;
    } else if (found->second.front() != told) {
      ++round.unequal;
    }
  }
  if (!store::check_ledger(*store, {})) ++round.unequal;
  const auto before = sim::rows_of(path, nullptr);
  if (!store->rebuild() || before.empty() || sim::rows_of(path, nullptr) != before) ++round.unequal;
}

}  // namespace

Round run_round(const std::string& program, const std::string& folder, std::uint64_t seed) {
  constexpr auto patience = std::chrono::seconds(20);
  std::mt19937_64 chance(seed);
  Round round;
  Book book;
  const auto token = io::read_file(folder + "/token");
  Served served(program, folder);
  if (!token || served.port() == 0) {
    round.why = "the node is not served";
    return round;
  }
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i)
      threads.emplace_back([&] { Client(served.port(), *token, book).run(); });
    // At least a hundred, then at any moment, as a rule in the middle of a commit.
    const auto least = least_acknowledged + chance() % 100;
    const auto begin = std::chrono::steady_clock::now();
    while (book.size() < least && std::chrono::steady_clock::now() - begin < patience)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(std::chrono::microseconds(chance() % 5000));
    served.kill();
  }
  {
    Served again(program, folder);
    round.why = ask_again(again.port(), book, round);
  }
  if (!round.why.empty()) return round;
  round.acknowledged = book.size();
  round.unequal = book.unequal();
  examine(folder, book, round);
  if (round.why.empty() && round.acknowledged < least_acknowledged) round.why = "too few acknowledged";
  return round;
}

}  // namespace manara::crash
