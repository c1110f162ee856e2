#include "supply.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "app/data_folder.h"
#include "base/strings.h"
#include "formats/record/record.h"
#include "io/source.h"
#include "versions/purl.h"

namespace manara::bench {
namespace {

class Collector final : public formats::RecordSink {
 public:
  void feed(formats::FeedHead&&) override {}
  void advisory(Advisory&& advisory) override;
  void kev(KevEntry&&) override {}
  void epss(EpssScore&&) override {}
  void vex(VexStatement&&) override {}
  void unusable(Message, Place) override {}
  void about(std::optional<Date>, std::string_view) override {}

  std::vector<KnownPackage> take();

 private:
  // In the order of their keys, so that what is drawn does not depend on the order of feeds.
  std::map<std::tuple<std::string, std::string, std::string>, KnownPackage> packages_{};
};

void Collector::advisory(Advisory&& advisory) {
  if (advisory.withdrawn) return;
  for (auto& affected : advisory.affected) {
    const auto ref = versions::parse_ecosystem(affected.ecosystem);
    if (ref.ecosystem == nullptr || affected.name.empty()) continue;
    auto& package =
        packages_[{std::string(ref.ecosystem->name), ref.release, versions::fold_name(*ref.ecosystem, affected.name)}];
    ++package.entries;
    package.ecosystem = ref.ecosystem;
    package.release = ref.release;
    if (package.name.empty() || affected.name < package.name) package.name = affected.name;
    std::ranges::move(affected.versions, std::back_inserter(package.versions));
    for (auto& range : affected.ranges) {
      if (range.type == RangeType::git) continue;
      for (auto& event : range.events) {
        if (event.version != "0") package.versions.push_back(std::move(event.version));
      }
    }
  }
}

std::string newest_of(const KnownPackage& package) {
  const auto& ordering = versions::ordering(package.ecosystem->scheme);
  const auto older = [&](const std::string& a, const std::string& b) { return ordering.compare(a, b) < 0; };
  return *std::ranges::max_element(package.versions, older);
}

std::vector<KnownPackage> Collector::take() {
  std::vector<KnownPackage> out;
  for (auto& [key, package] : packages_) {
    std::ranges::sort(package.versions);
    const auto twice = std::ranges::unique(package.versions);
    package.versions.erase(twice.begin(), twice.end());
    if (package.versions.empty()) continue;
    package.newest = newest_of(package);
    out.push_back(std::move(package));
  }
  return out;
}

struct Piece {
  std::size_t place, length;
};

std::vector<Piece> numbers_in(std::string_view version) {
  std::vector<Piece> numbers;
  for (std::size_t i = 0; i < version.size();) {
    const auto start = i;
    while (i < version.size() && is_digit(version[i]))
      ++i;
    if (i > start) numbers.push_back({start, i - start});
    i += i == start ? 1 : 0;
  }
  return numbers;
}

}  // namespace

Result<Supply> Supply::read(const std::string& data_folder) {
  const app::DataFolder folder(data_folder);
  MANARA_TRY(current, folder.current());
  if (current.index.empty()) return fail(Code{"no_index"}, {data_folder});
  Collector collector;
  for (const auto& [name, feed] : current.feeds) {
    const auto read = io::for_each_item(folder.feed_path(feed.file), {}, [&](io::Item& item) -> Result<io::Visit> {
      MANARA_CHECK(formats::read_record(*item.stream, item.path, collector, {}));
      return io::Visit::go_on;
    });
    MANARA_CHECK(read);
  }
  Supply supply;
  supply.packages_ = collector.take();
  std::uint64_t total = 0;
  for (const auto& package : supply.packages_)
    supply.ends_.push_back(total += package.entries);
  if (supply.packages_.empty()) return fail(Code{"no_index"}, {data_folder});
  return supply;
}

const KnownPackage& Supply::draw_by_entries(Random& random) const {
  const auto ticket = random.below(ends_.back());
  return packages_[static_cast<std::size_t>(std::ranges::upper_bound(ends_, ticket) - ends_.begin())];
}

std::string Supply::draw_version(const KnownPackage& package, Random& random) {
  const auto kind = random.below(3);
  if (kind == 0) return package.versions[random.below(package.versions.size())];
  const bool beyond = kind == 1;
  auto version = beyond ? package.newest : package.versions[random.below(package.versions.size())];
  const auto numbers = numbers_in(version);
  if (numbers.empty()) return version;
  // The first number, the line, is kept where there are others.
  const auto first = numbers.size() > 1 ? 1U : 0U;
  const auto [place, length] = numbers[first + (beyond ? 0 : random.below(numbers.size() - first))];
  const auto value = parse_unsigned(std::string_view(version).substr(place, length)).value_or(0);
  const auto least = beyond ? value + 1 : 0;
  const auto room = beyond ? 40 : std::min<std::uint64_t>(value, 1U << 20) + 6;
  version.replace(place, length, std::to_string(least + random.below(room)));
  return version;
}

std::string purl_of(const KnownPackage& package, std::string_view version) {
  const auto& ecosystem = *package.ecosystem;
  if (ecosystem.purl_type.empty()) return {};
  versions::Purl purl;
  purl.type = ecosystem.purl_type;
  purl.name = package.name;
  purl.version = version;
  if (ecosystem.is_distribution()) {
    purl.namespace_ = split(ecosystem.ids, ' ').front();
    if (const auto epoch = cut(version, ':'); epoch && purl.type == "rpm") {
      purl.qualifiers.push_back({"epoch", std::string(epoch->head)});
      purl.version = epoch->tail;
    }
    if (!package.release.empty()) purl.qualifiers.push_back({"distro", purl.namespace_ + "-" + package.release});
    std::ranges::sort(purl.qualifiers, {}, &versions::Qualifier::key);
  } else if (ecosystem.joint != 0) {
    if (const auto halves = cut_last(package.name, ecosystem.joint)) {
      purl.namespace_ = halves->head;
      purl.name = halves->tail;
    }
  }
  return versions::build_purl(std::move(purl)).value_or("");
}

}  // namespace manara::bench
