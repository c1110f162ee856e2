#include "exposure/estate.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <iterator>
#include <thread>
#include <tuple>

#include "exposure/group_matcher.h"
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

/// Walks the packages of one ecosystem and release along: both sides are sorted by name.
class Estate::PackageWalk {
 public:
  PackageWalk(const Index& index, const EcosystemRow* ecosystem) : index_(index) {
    if (ecosystem != nullptr) packages_ = index.part<PackageRow>(Section::packages, ecosystem->packages);
  }
  /// nullptr: none of that name. Names must be asked for in their order.
  const PackageRow* find(std::string_view name) {
    const auto name_of = [this](const PackageRow& row) { return index_.text(row.name); };
    // In steps that double while the index is far behind.
    std::size_t step = 1;
    while (step < packages_.size() && name_of(packages_[step]) < name)
      step *= 2;
    const auto within = packages_.subspan(step / 2, std::min(step + 1, packages_.size()) - step / 2);
    const auto found = std::ranges::lower_bound(within, name, {}, name_of);
    packages_ = packages_.subspan(step / 2 + static_cast<std::size_t>(found - within.begin()));
    return !packages_.empty() && name_of(packages_.front()) == name ? &packages_.front() : nullptr;
  }

 private:
  const Index& index_;
  std::span<const PackageRow> packages_{};
};

void Estate::evaluate_part(const Index& index, GroupMatcher& matcher, std::size_t first, std::size_t last,
                           std::vector<EstatePair>& out) const {
  const auto all = rows();
  const EcosystemRow* ecosystem = nullptr;
  std::optional<PackageWalk> walk;
  Probe probe{};
  for (auto at = first; at < last;) {
    const auto end = group_end(at);
    const auto& head = all[at];
    if (at == first || head.ecosystem != all[at - 1].ecosystem || head.release != all[at - 1].release) {
      ecosystem = index.ecosystem(text(head.ecosystem), text(head.release));
      walk.emplace(index, ecosystem);
    }
    const auto name = text(head.name);
    const auto* package = walk->find(name);
    if (package != nullptr) matcher.begin(index.rows(*package), static_cast<versions::Scheme>(head.scheme));
    for (; package != nullptr && at < end; ++at) {
      probe.scheme = static_cast<versions::Scheme>(all[at].scheme);
      probe.version = text(all[at].version);
      probe.key = text(all[at].key);
      probe.state = static_cast<versions::Key>(all[at].state);
      matcher.match({.ecosystem = ecosystem, .name = name, .version = probe.version}, probe,
                    [&](const GroupMatch& match) {
                      out.push_back({static_cast<std::uint32_t>(at), match.undecided ? 1U : 0U, match.vulnerability});
                    });
    }
    at = end;
  }
}

/// Borders of about `count` parts, none of which cuts a package in two.
std::vector<std::size_t> Estate::borders(std::size_t count) const {
  std::vector<std::size_t> out{0};
  for (std::size_t i = 1; i < count; ++i) {
    const auto wanted = size() * i / count;
    if (wanted > out.back()) out.push_back(group_end(wanted - 1));
  }
  if (out.back() < size() || out.size() == 1) out.push_back(size());
  return out;
}

std::vector<EstatePair> Estate::evaluate(const Index& index, unsigned threads) const {
  // More parts than threads: some packages have a hundred times as many advisories as others.
  constexpr std::size_t parts_a_thread = 16;
  const auto ends = borders(threads * parts_a_thread);
  std::vector<std::vector<EstatePair>> parts(ends.size() - 1);
  std::atomic<std::size_t> next = 0;
  {
    std::vector<std::jthread> workers;
    workers.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        GroupMatcher matcher(index);
        for (auto part = next++; part < parts.size(); part = next++)
          evaluate_part(index, matcher, ends[part], ends[part + 1], parts[part]);
      });
    }
  }
  std::size_t total = 0;
  for (const auto& part : parts)
    total += part.size();
  std::vector<EstatePair> all;
  all.reserve(total);
  for (auto& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
    part = {};
  }
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
  const std::array pieces{pairs_magic,
                          std::string_view(reinterpret_cast<const char*>(pairs.data()), pairs.size_bytes())};
  return io::replace_file(path, pieces);
}

Result<PairsFile> PairsFile::open(const std::string& path) {
  MANARA_TRY(file, io::MappedFile::open(path));
  const auto bytes = file.bytes();
  if (!bytes.starts_with(pairs_magic) || (bytes.size() - pairs_magic.size()) % sizeof(EstatePair) != 0) {
    return fail(Code{"estate_corrupt"}, {path});
  }
  return PairsFile(std::move(file));
}

std::span<const EstatePair> PairsFile::pairs() const {
  static_assert(pairs_magic.size() % alignof(EstatePair) == 0);
  const auto bytes = file_.bytes().substr(pairs_magic.size());
  return {reinterpret_cast<const EstatePair*>(bytes.data()), bytes.size() / sizeof(EstatePair)};
}

}  // namespace manara::exposure
