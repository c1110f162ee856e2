// bench_ledger FOLDER [ENTRIES]: durable appends of 64 writers who each wait for their answer (store::Writer), against
// the same entries, rows and projections committed 64 at a time by one caller, in turns and in the same run; and what
// an fdatasync takes there.
#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <fmt/core.h>
#include <memory>
#include <thread>
#include <unistd.h>

#include "app/practices.h"
#include "base/clock.h"
#include "base/strings.h"
#include "crypto/system_random.h"
#include "io/descriptor.h"
#include "io/file.h"
#include "process.h"
#include "store/writer.h"

namespace manara::bench {
namespace {

constexpr std::size_t writers = 64;
constexpr int rounds = 5;
constexpr double target = 0.7;

class Site {
 public:
  explicit Site(std::string folder) : folder_(std::move(folder)) {
    std::filesystem::remove_all(folder_);
    if (!io::make_folders(folder_)) return;
    auto made =
        store::Store::create(folder_ + "/manara.db", practices_,
                             {.home = {{7}}, .origin = "bench.example/ledger", .verifier = "none"}, {clock_, random_});
    if (made) store_ = std::make_unique<store::Store>(std::move(*made));
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] bool there() const { return store_ != nullptr; }
  store::Store& store() { return *store_; }
  /// Assets of an organisation: a row of three indexes and five words each.
  std::vector<store::Draft> drafts(std::size_t count) {
    std::vector<store::Draft> all;
    for (std::size_t i = 0; i < count; ++i) {
      const auto id = random_.make_id<ledger::DraftId>();
      all.push_back({.id = id,
                     .kind = "asset_saved",
                     .subject = store::subject_of(id),
                     .parts = {fmt::format(R"({{"organisation":"{:032x}","name":"mail-{:06} north","kind":"server",)"
                                           R"("exposure":"internet","criticality":"high","owner":"Head of IT"}})",
                                           i % 100 + 1, i)}});
    }
    return all;
  }

 private:
  std::string folder_;
  SystemClock clock_{};
  crypto::SystemRandom random_{};
  std::vector<store::Practice> practices_ = app::practices();
  std::unique_ptr<store::Store> store_{};
};

/// Entries a second; 0 where one was refused.
double by_writers(Site& site, std::vector<store::Draft> drafts) {
  std::atomic<bool> good = true;
  store::Writer writer(site.store());
  const auto share = drafts.size() / writers;
  const auto start = now_s();
  {
    std::vector<std::jthread> threads;
    threads.reserve(writers);
    for (std::size_t w = 0; w < writers; ++w) {
      threads.emplace_back([&, w] {
        // Every 64th: what waits together is what the other side commits together.
        for (std::size_t i = w; i < share * writers; i += writers) {
          if (!writer.write(std::move(drafts[i]))) good = false;
        }
      });
    }
  }
  return good ? static_cast<double>(share * writers) / (now_s() - start) : 0;
}

double in_batches(Site& site, const std::vector<store::Draft>& drafts) {
  const auto start = now_s();
  for (std::size_t at = 0; at + writers <= drafts.size(); at += writers) {
    for (const auto& outcome : site.store().commit(std::span(drafts).subspan(at, writers))) {
      if (!outcome) return 0;
    }
  }
  const auto written = drafts.size() / writers * writers;
  return static_cast<double>(written) / (now_s() - start);
}

double middle(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// Of 16 KB behind the end of a file, as a log grows.
double fdatasync_ms(const std::string& folder) {
  const auto path = folder + "/synced";
  std::vector<double> times;
  {
    const io::Descriptor file(::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    const std::string block(16'384, 'x');
    for (int i = 0; i < 200; ++i) {
      if (::write(file.get(), block.data(), block.size()) < 0) break;
      const auto start = now_s();
      ::fdatasync(file.get());
      times.push_back((now_s() - start) * 1000);
    }
  }
  ::unlink(path.c_str());
  return times.empty() ? 0 : middle(times);
}

int measure(const std::string& folder, std::size_t entries) {
  if (!io::make_folders(folder)) return 1;
  std::vector<double> written, batched, synced;
  for (int round = 0; round < rounds; ++round) {
    synced.push_back(fdatasync_ms(folder));
    Site first(folder + "/writers"), second(folder + "/batches");
    if (!first.there() || !second.there()) return 1;
    written.push_back(by_writers(first, first.drafts(entries)));
    batched.push_back(in_batches(second, second.drafts(entries)));
    if (written.back() == 0 || batched.back() == 0) {
      fmt::print("an entry was refused\n");
      return 1;
    }
  }
  const auto ours = middle(written), bound = middle(batched);
  fmt::print("| durable entries | a second |\n|---|--:|\n");
  fmt::print("| {} writers, each waiting for its answer | {:.0f} |\n", writers, ours);
  fmt::print("| the same rows, {} in a commit | {:.0f} |\n", writers, bound);
  fmt::print("ratio {:.2f} (target ≥ {:.2f}); fdatasync {:.2f} ms\n", ours / bound, target, middle(synced));
  return ours >= bound * target ? 0 : 1;
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc < 2) return 1;
  const auto entries = argc > 2 ? manara::parse_unsigned(argv[2]).value_or(0) : 6400;
  return manara::bench::measure(argv[1], static_cast<std::size_t>(entries));
}
