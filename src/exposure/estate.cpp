#include "exposure/estate.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <thread>
#include <tuple>

#include "base/fnv.h"
#include "exposure/matcher.h"
#include "exposure/pool.h"
#include "exposure/scheme.h"
#include "versions/ecosystem.h"

namespace manara::exposure {

struct Estate::Row {
  std::uint32_t ecosystem, release, name, version, key;
  std::uint8_t scheme;
  std::uint8_t state;  // versions::Key
  std::uint16_t reserved;
};

struct Estate::Header {
  char magic[8];
  std::uint64_t rows;
  std::uint64_t text;  // bytes, behind the rows
};

namespace {

constexpr std::string_view estate_magic = "MANARAES";
constexpr std::string_view pairs_magic = "MANARAEP";

versions::Scheme scheme_of(const EstateComponent& component) {
  if (component.ecosystem == product_ecosystem) return versions::Scheme::dotted;
  const auto* ecosystem = versions::find_ecosystem(component.ecosystem);
  return ecosystem != nullptr ? ecosystem->scheme : versions::Scheme::generic;
}

template <typename T>
void append_bytes(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

std::uint64_t vulnerability_key(const Index& index, std::uint32_t cluster) {
  const auto* row = index.cluster(cluster);
  if (row == nullptr) return 0;
  const auto ids = index.part<std::uint32_t>(Section::cluster_ids, row->ids);
  Fnv1a hash;
  hash.add(ids.empty() ? std::string_view{} : index.text(ids.front()));
  return hash.value();
}

std::string Estate::build(std::vector<EstateComponent> components) {
  struct Keyed {
    EstateComponent component;
    std::string key;
    versions::Key state;
    versions::Scheme scheme;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(components.size());
  for (auto& component : components) {
    Keyed row{std::move(component), {}, versions::Key::unparsable, versions::Scheme::generic};
    row.scheme = scheme_of(row.component);
    row.state = versions::append_key(row.scheme, row.component.version, row.key);
    keyed.push_back(std::move(row));
  }
  const auto order = [](const Keyed& row) {
    return std::tie(row.component.ecosystem, row.component.release, row.component.name, row.key, row.component.version);
  };
  std::ranges::sort(keyed, [&](const Keyed& a, const Keyed& b) { return order(a) < order(b); });
  const auto same = std::ranges::unique(keyed, [&](const Keyed& a, const Keyed& b) { return order(a) == order(b); });
  keyed.erase(same.begin(), same.end());

  Pool pool;
  std::vector<std::array<std::uint32_t, 5>> numbers;
  numbers.reserve(keyed.size());
  for (const auto& row : keyed) {
    numbers.push_back({pool.intern(row.component.ecosystem), pool.intern(row.component.release),
                       pool.intern(row.component.name), pool.intern(row.component.version), pool.intern(row.key)});
  }
  pool.seal();
  std::string out;
  Header head{};
  std::memcpy(head.magic, estate_magic.data(), sizeof head.magic);
  head.rows = keyed.size();
  head.text = pool.bytes().size();
  append_bytes(out, head);
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    append_bytes(out, Row{pool.ref(numbers[i][0]), pool.ref(numbers[i][1]), pool.ref(numbers[i][2]),
                          pool.ref(numbers[i][3]), pool.ref(numbers[i][4]), static_cast<std::uint8_t>(keyed[i].scheme),
                          static_cast<std::uint8_t>(keyed[i].state), 0});
  }
  out += pool.bytes();
  return out;
}

Result<Estate> Estate::open(const std::string& path) {
  MANARA_TRY(file, io::MappedFile::open(path));
  const auto bytes = file.bytes();
  Estate estate(std::move(file));
  const bool headed = bytes.size() >= sizeof(Header) && bytes.starts_with(estate_magic);
  if (!headed || estate.header().rows > bytes.size() / sizeof(Row) ||
      sizeof(Header) + estate.header().rows * sizeof(Row) + estate.header().text != bytes.size()) {
    return fail(Code{"estate_corrupt"}, {path});
  }
  return estate;
}

const Estate::Header& Estate::header() const {
  return *reinterpret_cast<const Header*>(file_.bytes().data());
}

std::span<const Estate::Row> Estate::rows() const {
  return {reinterpret_cast<const Row*>(file_.bytes().data() + sizeof(Header)), header().rows};
}

std::size_t Estate::size() const {
  return header().rows;
}

std::string_view Estate::text(std::uint32_t ref) const {
  const auto pool = file_.bytes().substr(sizeof(Header) + header().rows * sizeof(Row));
  std::uint32_t length = 0;
  if (pool.size() < sizeof length || ref > pool.size() - sizeof length) return {};
  std::memcpy(&length, pool.data() + ref, sizeof length);
  return length > pool.size() - sizeof length - ref ? std::string_view{} : pool.substr(ref + sizeof length, length);
}

EstateComponent Estate::component(std::uint32_t at) const {
  const auto& row = rows()[at];
  return {std::string(text(row.ecosystem)), std::string(text(row.release)), std::string(text(row.name)),
          std::string(text(row.version))};
}

/// Behind the components of the same name: refs of a sealed pool are equal where texts are.
std::size_t Estate::group_end(std::size_t at) const {
  const auto all = rows();
  const auto& head = all[at];
  while (at < all.size() && all[at].name == head.name && all[at].release == head.release &&
         all[at].ecosystem == head.ecosystem)
    ++at;
  return at;
}

void Estate::evaluate_part(const Index& index, std::size_t first, std::size_t last,
                           std::vector<EstatePair>& out) const {
  const Matcher matcher(index);
  const auto all = rows();
  std::vector<Match> matches;
  std::vector<std::uint64_t> keys(index.all<ClusterRow>(Section::clusters).size(), 0);
  const EcosystemRow* ecosystem = nullptr;
  std::uint32_t ecosystem_ref = no_ref;
  std::uint32_t release_ref = no_ref;
  std::span<const PackageRow> packages;
  std::size_t package = 0;
  for (auto at = first; at < last;) {
    const auto end = group_end(at);
    const auto& head = all[at];
    if (head.ecosystem != ecosystem_ref || head.release != release_ref) {
      ecosystem_ref = head.ecosystem;
      release_ref = head.release;
      ecosystem = index.ecosystem(text(head.ecosystem), text(head.release));
      packages = ecosystem != nullptr ? index.part<PackageRow>(Section::packages, ecosystem->packages)
                                      : std::span<const PackageRow>{};
      package = 0;
    }
    const auto name = text(head.name);
    // Both sides are sorted by name: the index is walked along, in steps that double while it is far behind.
    std::size_t step = 1;
    while (package + step < packages.size() && index.text(packages[package + step].name) < name)
      step *= 2;
    const auto from = packages.begin() + static_cast<std::ptrdiff_t>(package + (step > 1 ? step / 2 : 0));
    const auto to = packages.begin() + static_cast<std::ptrdiff_t>(std::min(package + step + 1, packages.size()));
    const auto found = std::lower_bound(
        from, to, name, [&](const PackageRow& row, std::string_view wanted) { return index.text(row.name) < wanted; });
    package = static_cast<std::size_t>(found - packages.begin());
    if (package < packages.size() && index.text(packages[package].name) == name) {
      const auto affected = index.rows(packages[package]);
      for (; at < end; ++at) {
        Probe probe{static_cast<versions::Scheme>(all[at].scheme), text(all[at].version),
                    std::string(text(all[at].key)), static_cast<versions::Key>(all[at].state)};
        matches.clear();
        matcher.match_rows(affected, {ecosystem, name, probe.version, {}, {}}, probe, matches);
        const auto start = out.size();
        for (const auto& match : matches) {
          const auto* advisory = index.advisory(match.row->advisory);
          if (advisory == nullptr || advisory->cluster >= keys.size()) continue;  // a damaged index
          const auto cluster = advisory->cluster;
          if (keys[cluster] == 0) keys[cluster] = vulnerability_key(index, cluster);
          out.push_back({static_cast<std::uint32_t>(at), match.verdict == Verdict::affected ? 0U : 1U, keys[cluster]});
        }
        // One vulnerability may be in several records: affected, if one of them says so.
        const auto by_key = [](const EstatePair& pair) { return std::pair(pair.vulnerability, pair.undecided); };
        std::ranges::sort(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), {}, by_key);
        const auto twice = std::ranges::unique(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), {},
                                               &EstatePair::vulnerability);
        out.erase(twice.begin(), twice.end());
      }
    }
    at = end;
  }
}

std::vector<EstatePair> Estate::evaluate(const Index& index, unsigned threads) const {
  const auto count = size();
  std::vector<std::size_t> borders{0};
  for (unsigned i = 1; i < threads; ++i) {
    const auto wanted = std::max(count * i / threads, borders.back());
    if (wanted < count) borders.push_back(wanted == 0 ? 0 : group_end(wanted - 1));
  }
  borders.push_back(count);
  std::vector<std::vector<EstatePair>> parts(borders.size() - 1);
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
      workers.emplace_back([&, i] { evaluate_part(index, borders[i], borders[i + 1], parts[i]); });
    }
  }
  auto all = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i)
    all.insert(all.end(), parts[i].begin(), parts[i].end());
  return all;
}

EstateDiff difference(std::span<const EstatePair> before, std::span<const EstatePair> after) {
  const auto order = [](const EstatePair& a, const EstatePair& b) {
    return std::tie(a.component, a.vulnerability, a.undecided) < std::tie(b.component, b.vulnerability, b.undecided);
  };
  EstateDiff diff;
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(diff.opened), order);
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(diff.closed), order);
  return diff;
}

Status write_pairs(const std::string& path, std::span<const EstatePair> pairs) {
  std::string bytes(pairs_magic);
  bytes.append(reinterpret_cast<const char*>(pairs.data()), pairs.size_bytes());
  return io::replace_file(path, bytes);
}

Result<std::vector<EstatePair>> read_pairs(const std::string& path) {
  MANARA_TRY(file, io::MappedFile::open(path));
  auto bytes = file.bytes();
  if (!bytes.starts_with(pairs_magic) || (bytes.size() - pairs_magic.size()) % sizeof(EstatePair) != 0) {
    return fail(Code{"estate_corrupt"}, {path});
  }
  bytes.remove_prefix(pairs_magic.size());
  std::vector<EstatePair> pairs(bytes.size() / sizeof(EstatePair));
  std::memcpy(pairs.data(), bytes.data(), bytes.size());
  return pairs;
}

}  // namespace manara::exposure
