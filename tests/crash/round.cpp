#include "round.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <poll.h>
#include <random>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "crypto/ed25519.h"
#include "io/file.h"
#include "ledger/note.h"
#include "rows.h"
#include "store/check.h"
#include "store/made_practice.h"
#include "store/writer.h"

namespace manara::crash {
namespace {

constexpr int writers = 8;
constexpr int patience_ms = 20'000;

/// What is told of an acknowledged draft: less than PIPE_BUF, so that each arrives whole or not at all.
struct Told {
  ledger::DraftId draft{};
  ledger::EntryId entry{};
  std::uint64_t index = 0;
};

std::string path_in(const std::string& folder) {
  return folder + "/manara.db";
}

Result<store::Store> open_in(const std::string& folder, store::Surroundings around) {
  const auto path = path_in(folder);
  if (io::exists(path)) return store::Store::open(path, store::made::practices, around);
  const ledger::NoteSigner signer{"manara.example/harbour", crypto::signing_key_of({3})};
  return store::Store::create(path, store::made::practices,
                              store::made::Made::identity(to_string(ledger::verifier_of(signer))), around);
}

/// One of the threads: new drafts about few lamps, now and then the last one again, as a client does that lost the
/// answer, and one that is refused.
void write_on(store::Writer& writer, int to, std::uint8_t number) {
  crypto::SystemRandom random;
  store::Draft draft;
  for (std::uint64_t count = 0;; ++count) {
    if (count % 16 != 15) {
      draft = store::made::lamp(static_cast<std::uint8_t>(count % 40), "pier " + std::to_string(count));
      draft.id = random.make_id<ledger::DraftId>();
      if (count % 50 == 49) draft.parts = {""};
    }
    const auto outcome = writer.write(draft);
    if (!outcome) continue;
    const Told told{draft.id, outcome->id, outcome->index};
    if (::write(to, &told, sizeof told) != sizeof told) ::_exit(10 + number);
  }
}

[[noreturn]] void write_until_killed(const std::string& folder, int to) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  SystemClock clock;
  crypto::SystemRandom random;
  auto store = open_in(folder, {clock, random});
  if (!store) ::_exit(1);
  store::Writer writer(*store);
  std::vector<std::jthread> threads;
  for (std::uint8_t i = 0; i < writers; ++i)
    threads.emplace_back([&writer, to, i] { write_on(writer, to, i); });
  for (;;)
    ::pause();
}

class Child {
 public:
  explicit Child(const std::string& folder) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    from_ = ends[0];
    pid_ = ::fork();
    if (pid_ == 0) write_until_killed(folder, ends[1]);
    ::close(ends[1]);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill();
    if (from_ >= 0) ::close(from_);
  }

  /// Takes what is told within `timeout_ms`. False where nothing came or nothing will.
  bool hear(int timeout_ms, Round& round) {
    ::pollfd waiting{.fd = from_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, timeout_ms) <= 0) return false;
    Told one;
    if (::read(from_, &one, sizeof one) != sizeof one) return false;
    // The same draft again must have had the same answer.
    const auto first = told.emplace(one.draft, one).first->second;
    if (first.entry != one.entry || first.index != one.index) ++round.unequal;
    return true;
  }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }

  std::map<ledger::DraftId, Told> told{};

 private:
  int from_ = -1;
  pid_t pid_ = -1;
};

void examine(const std::string& folder, const std::map<ledger::DraftId, Told>& told, Round& round) {
  SystemClock clock;
  crypto::SystemRandom random;
  auto store = open_in(folder, {clock, random});
  if (!store) {
    round.why = store.error().code.name();
    return;
  }
  std::map<ledger::DraftId, std::vector<Told>> there;
  const auto read = store->entries(0, [&](const store::StoredEntry& entry) {
    there[entry.header.draft].push_back({entry.header.draft, entry.header.id, entry.index});
    return true;
  });
  if (!read) round.why = read.error().code.name();
  for (const auto& [draft, entries] : there) {
    if (entries.size() > 1) ++round.twice;
  }
  for (const auto& [draft, one] : told) {
    const auto found = there.find(draft);
    if (found == there.end()) {
      ++round.lost;
    } else if (found->second.front().entry != one.entry || found->second.front().index != one.index) {
      ++round.unequal;
    }
  }
  if (!store::check_ledger(*store, {})) ++round.unequal;
  const auto before = sim::rows_of(path_in(folder), nullptr);
  if (!store->rebuild() || before.empty() || sim::rows_of(path_in(folder), nullptr) != before) ++round.unequal;
}

}  // namespace

Round run_round(const std::string& folder, std::uint64_t seed) {
  std::mt19937_64 chance(seed);
  Round round;
  Child child(folder);
  while (child.told.size() < least_acknowledged && child.hear(patience_ms, round)) {
  }
  // Then at any moment, as a rule in the middle of a commit.
  const auto more = least_acknowledged + chance() % 100;
  while (child.told.size() < more && child.hear(patience_ms, round)) {
  }
  std::this_thread::sleep_for(std::chrono::microseconds(chance() % 5000));
  child.kill();
  while (child.hear(0, round)) {
  }
  round.acknowledged = child.told.size();
  examine(folder, child.told, round);
  if (round.why.empty() && round.acknowledged < least_acknowledged) round.why = "too few acknowledged";
  return round;
}

}  // namespace manara::crash
