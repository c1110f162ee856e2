// Makes content/starter again from the open sources of the reference data: facts alone (ids, aliases, packages, ranges,
// vectors, dates, scores), no sentences. One packed file a feed, so that a later import replaces feed by feed.
//   build/make_starter OUT SOURCE…
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fmt/core.h>
#include <map>
#include <zstd.h>

#include "app/formats.h"
#include "app/import_feeds.h"
#include "exposure/normalise.h"
#include "formats/record/record.h"
#include "io/file.h"
#include "io/source.h"

namespace manara {
namespace {

struct StarterFeed {
  formats::FeedHead head{};
  std::vector<std::string> lines{};
};

class Facts final : public formats::FeedSink {
 public:
  explicit Facts(StarterFeed& feed) : feed_(feed) {}
  void advisory(Advisory&& record) override {
    record.summary.clear();
    if (!exposure::normalise(record)) return;
    newest(record.modified);
    feed_.lines.push_back(formats::record_line(record));
  }
  void kev(KevEntry&& entry) override { feed_.lines.push_back(formats::record_line(entry)); }
  void epss(EpssScore&& score) override { feed_.lines.push_back(formats::record_line(score)); }
  void vex(VexStatement&&) override {}
  void unusable(Message, Place) override {}
  void about(std::optional<Date> as_of, std::string_view model) override {
    feed_.head.as_of = as_of;
    feed_.head.model = model;
  }

 private:
  /// Two records of 2026 are dated 2027; what lies ahead says nothing of a feed's age.
  void newest(const std::optional<Date>& date) {
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const Date today{static_cast<std::int32_t>(now.time_since_epoch().count())};
    if (date && *date <= today && (!feed_.head.as_of || *feed_.head.as_of < *date)) feed_.head.as_of = date;
  }
  StarterFeed& feed_;
};

Result<io::Visit> take_item(const std::string& source, io::Item& item, std::map<std::string, StarterFeed>& feeds) {
  MANARA_TRY(head, item.stream->peek(formats::probe_bytes));
  const auto* format = app::recognise_advisories({.path = item.path, .head = head.substr(0, formats::probe_bytes)});
  if (format == nullptr) return io::Visit::go_on;
  const auto name = app::feed_name_of(*format, source, item.path);
  auto& feed = feeds[name];
  feed.head.name = name;
  feed.head.format = format->name;
  Facts facts(feed);
  MANARA_CHECK(format->read(*item.stream, item.path, facts, {}));
  return io::Visit::go_on;
}

std::string pack(StarterFeed& feed) {
  std::ranges::sort(feed.lines);
  std::string text = formats::record_line(feed.head) + "\n";
  for (const auto& line : feed.lines)
    text += line + "\n";
  auto* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 22);
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 27);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return packed;
}

int run(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: make_starter OUT SOURCE…\n");
    return 2;
  }
  std::map<std::string, StarterFeed> feeds;
  for (int i = 2; i < argc; ++i) {
    const std::string source = argv[i];
    const auto status = io::for_each_item(source, {}, [&](io::Item& item) { return take_item(source, item, feeds); });
    if (status) continue;
    fmt::print(stderr, "{}: {}\n", source, status.error().code.name());
    return 2;
  }
  std::size_t total = 0;
  for (auto& [name, feed] : feeds) {
    const auto packed = pack(feed);
    total += packed.size();
    fmt::print("{:8} bytes  {:6} records  {}\n", packed.size(), feed.lines.size(), name);
    if (!io::replace_file(std::string(argv[1]) + "/" + name + ".jsonl.zst", packed)) return 2;
  }
  fmt::print("{:8} bytes in all\n", total);
  return 0;
}

}  // namespace
}  // namespace manara

int main(int argc, char** argv) {
  return manara::run(argc, argv);
}
