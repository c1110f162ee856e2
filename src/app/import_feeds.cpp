#include "app/import_feeds.h"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "app/feed_files.h"
#include "app/formats.h"
#include "app/signed_feeds.h"
#include "base/strings.h"
#include "crypto/signed_file.h"
#include "exposure/builder.h"
#include "io/file.h"
#include "io/source.h"

namespace manara::app {
namespace {

std::string_view base_name(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.remove_suffix(1);
  const auto halves = cut_last(path, '/');
  return halves ? halves->tail : path;
}

/// "pypi.osv.jsonl.zst" → "pypi"
std::string_view stem(std::string_view name) {
  constexpr std::array<std::string_view, 13> endings{".gz",     ".xz",   ".zst", ".tar", ".tgz",     ".zip",   ".jsonl",
                                                     ".ndjson", ".json", ".csv", ".osv", ".records", ".manara"};
  for (bool again = true; again;) {
    again = std::ranges::any_of(
        endings, [&](std::string_view ending) { return name.size() > ending.size() && take_suffix(name, ending); });
  }
  return name;
}

/// A name that is a file's name and nothing else: it comes from outside, be it a path or a line in a record file.
std::string plain_name(std::string name) {
  for (char& c : name) {
    if (!is_alnum(c) && c != '-' && c != '_' && c != '.') c = '_';
  }
  name.erase(0, name.find_first_not_of('.'));
  constexpr std::size_t longest = 100;
  if (name.size() > longest) name.resize(longest);
  return name.empty() ? "feed" : name;
}

/// An index is written piece by piece: what one call writes, Linux (ext4 since 6.16) keeps in one run of pages of up to
/// 2 MiB, and maps whole at the first touch. A small scan that looks at fifty places held 25 MB of the index, not 12.
std::vector<std::string_view> in_pieces(std::string_view bytes) {
  constexpr std::size_t piece = 64 << 10;
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    pieces.push_back(bytes.substr(at, piece));
  return pieces;
}

class Import {
 public:
  Import(const DataFolder& folder, const ImportOptions& options)
      : folder_(folder), options_(options), builder_(options.today) {}

  Status read(const std::string& source);
  Result<ImportReport> finish();

 private:
  Status read_signed(const std::string& source, const io::MappedFile& file);
  Result<io::Visit> read_item(const std::string& source, io::Item& item);
  FeedIntake& intake(const std::string& name, std::string_view format);
  [[nodiscard]] Status something_since(std::uint64_t before, const std::string& source) const;
  Status add_kept_feeds(const Current& current);

  const DataFolder& folder_;
  const ImportOptions& options_;
  exposure::IndexBuilder builder_;
  std::map<std::string, std::unique_ptr<FeedIntake>> intakes_{};
  Lane lane_{};           // ends before the intakes and the builder that its work is about
  FeedFile signature_{};  // of the source at hand
  std::map<std::string, FeedFile> signatures_{};
  std::uint64_t recognised_ = 0;
  std::uint64_t kept_ = 0;
};

FeedIntake& Import::intake(const std::string& name, std::string_view format) {
  auto& slot = intakes_[name];
  signatures_[name] = signature_;
  if (!slot) slot = std::make_unique<FeedIntake>(builder_, lane_, name, std::string(format));
  return *slot;
}

/// A record file names its feeds itself.
class RecordRouter final : public formats::RecordSink {
 public:
  using Open = std::function<FeedIntake&(const std::string&, std::string_view)>;
  RecordRouter(Open open, std::string fallback) : open_(std::move(open)), fallback_(std::move(fallback)) {}
  void feed(formats::FeedHead&& head) override {
    current_ = &open_(plain_name(head.name), head.format);
    current_->head(head);
  }
  void advisory(Advisory&& record) override { at().advisory(std::move(record)); }
  void kev(KevEntry&& entry) override { at().kev(std::move(entry)); }
  void epss(EpssScore&& score) override { at().epss(std::move(score)); }
  void vex(VexStatement&& statement) override { at().vex(std::move(statement)); }
  void unusable(Message reason, Place place) override { at().unusable(std::move(reason), std::move(place)); }
  void about(std::optional<Date> as_of, std::string_view model) override { at().about(as_of, model); }

 private:
  FeedIntake& at() {
    if (current_ == nullptr) current_ = &open_(fallback_, "record");
    return *current_;
  }
  Open open_;
  std::string fallback_;
  FeedIntake* current_ = nullptr;
};

Result<io::Visit> Import::read_item(const std::string& source, io::Item& item) {
  MANARA_TRY(head, item.stream->peek(formats::probe_bytes));
  const auto* format = recognise_advisories({.path = item.path, .head = head.substr(0, formats::probe_bytes)});
  if (format == nullptr) {
    if (item.named) return fail(Code{"no_advisories_in"}, {item.name});
    return io::Visit::go_on;
  }
  ++recognised_;
  Status status;
  if (format->name == "record") {
    RecordRouter router(
        [this](const std::string& name, std::string_view kind) -> FeedIntake& { return intake(name, kind); },
        feed_name_of(*format, source, item.path));
    status = format->read(*item.stream, item.path, router, options_.limits);
  } else {
    auto& feed = intake(feed_name_of(*format, source, item.path), format->name);
    status = format->read(*item.stream, item.path, feed, options_.limits);
  }
  if (!status) return std::unexpected(std::move(status).error().in(item.name));
  if (options_.progress) {
    std::uint64_t records = 0;
    for (const auto& [name, feed] : intakes_)
      records += feed->records();
    options_.progress(records);
  }
  return io::Visit::go_on;
}

/// A file that carries its signature: its payload is read as if it were the source, once the signature holds.
Status Import::read_signed(const std::string& source, const io::MappedFile& file) {
  MANARA_TRY(verified, verify_feeds(folder_, file.bytes(), options_.accept_older));
  signature_ = verified.signature;
  const auto status = io::for_each_item(verified.payload, source, options_.limits,
                                        [&](io::Item& item) { return read_item(source, item); });
  signature_ = {};
  return status;
}

Status Import::read(const std::string& source) {
  const auto before = recognised_;
  if (source != "-" && !io::is_folder(source)) {
    MANARA_TRY(file, io::MappedFile::open(source));
    if (crypto::looks_like_signed_file(file.bytes().substr(0, formats::probe_bytes))) {
      MANARA_CHECK(read_signed(source, file));
      return something_since(before, source);
    }
  }
  MANARA_CHECK(io::for_each_item(source, options_.limits, [&](io::Item& item) { return read_item(source, item); }));
  return something_since(before, source);
}

Status Import::something_since(std::uint64_t before, const std::string& source) const {
  if (recognised_ == before) return fail(Code{"no_advisories_in"}, {source});
  return {};
}

Status Import::add_kept_feeds(const Current& current) {
  for (const auto& [name, feed] : current.feeds) {
    if (intakes_.contains(name)) continue;
    MANARA_CHECK(add_feed_file(folder_.feed_path(feed.file), builder_));
    ++kept_;
  }
  return {};
}

Result<ImportReport> Import::finish() {
  for (auto& [name, feed] : intakes_) {
    if (feed->records() == 0) return fail(Code{"feed_without_records"}, {name});
    feed->finish();
  }
  lane_.drain();
  MANARA_TRY(current, folder_.current());
  MANARA_CHECK(add_kept_feeds(current));
  ImportReport report;
  report.kept_feeds = kept_;
  const auto bytes = builder_.finish();
  MANARA_TRY(index, exposure::Index::over(bytes));
  report.index_digest = index.digest_hex();
  report.index_bytes = bytes.size();

  Current next = current;
  // The body's digest names the file: two imports of the same records with other counts of unusable ones differ too.
  const auto name_of = [](std::string_view digest) { return std::string(digest.substr(0, 16)); };
  next.index = name_of(index.body_hex()) + ".idx";
  MANARA_CHECK(io::replace_file(folder_.index_path(next.index), in_pieces(bytes)));
  for (auto& [name, feed] : intakes_) {
    report.feeds.push_back({name, feed->format(), feed->records(), feed->reasons()});
    const auto packed = feed->pack();
    auto& file = next.feeds[name];
    file = signatures_[name];
    file.file = name + "-" + name_of(next.index) + ".zst";
    MANARA_CHECK(io::replace_file(folder_.feed_path(file.file), packed));
  }
  MANARA_TRY(written, exposure::Index::open(folder_.index_path(next.index)));
  MANARA_CHECK(written.validate());
  MANARA_CHECK(folder_.switch_to(next));
  return report;
}

}  // namespace

namespace {

/// "GHSA-….json", "CVE-….json.gz" inside a folder or archive: one record of the feed that holds it.
bool is_single_record(const formats::AdvisoryFormat& format, std::string_view source, std::string_view item_path) {
  if (format.unit == formats::FeedUnit::feed || item_path == base_name(source)) return false;
  for (const std::string_view packed : {".gz", ".xz", ".zst"})
    take_suffix(item_path, packed);
  return item_path.ends_with(".json");
}

}  // namespace

std::string feed_name_of(const formats::AdvisoryFormat& format, std::string_view source, std::string_view item_path) {
  // EPSS comes as a file of another name every day, and is still one feed.
  if (format.unit == formats::FeedUnit::feed && format.name != "record") return std::string(format.name);
  const bool single_record = is_single_record(format, source, item_path);
  std::string name;
  const auto folder = cut(item_path, '/');
  if (source == "-") {
    name = "stdin";
  } else if (!single_record) {
    name = stem(base_name(item_path.empty() ? source : item_path));
  } else if (folder && !folder->head.empty() && !is_digit(folder->head.front())) {
    name = folder->head;
  } else {
    name = stem(base_name(source));
    const auto holder = cut_last(source, '/');
    if (name == "all" && holder) name = base_name(holder->head);
  }
  return plain_name(std::move(name));
}

Result<ImportReport> import_feeds(const DataFolder& folder, const std::vector<std::string>& sources,
                                  const ImportOptions& options) {
  MANARA_CHECK(folder.make());
  MANARA_TRY(lock, FolderLock::take(folder));
  static_cast<void>(lock);
  Import import(folder, options);
  for (const auto& source : sources)
    MANARA_CHECK(import.read(source));
  return import.finish();
}

}  // namespace manara::app
