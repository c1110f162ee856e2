// Releases of distributions. Two spellings of one release meet in one normal form; they are never compared as texts,
// because "11.2" (a point release of Debian 11) or "8.10" (of AlmaLinux 8) would then match nothing, and "8.1" would
// match "8.10" by its head.
#include <algorithm>
#include <array>

#include "base/strings.h"
#include "versions/ecosystem.h"

namespace manara::versions {
namespace {

struct Codename {
  std::string_view name, release;
};

constexpr Codename debian_codenames[] = {{"hamm", "2.0"},    {"slink", "2.1"},   {"potato", "2.2"},  {"woody", "3.0"},
                                         {"sarge", "3.1"},   {"etch", "4"},      {"lenny", "5"},     {"squeeze", "6"},
                                         {"wheezy", "7"},    {"jessie", "8"},    {"stretch", "9"},   {"buster", "10"},
                                         {"bullseye", "11"}, {"bookworm", "12"}, {"trixie", "13"},   {"forky", "14"},
                                         {"duke", "15"},     {"sid", "sid"},     {"unstable", "sid"}};

constexpr Codename ubuntu_codenames[] = {
    {"dapper", "6.06"},   {"hardy", "8.04"},     {"lucid", "10.04"},   {"maverick", "10.10"}, {"natty", "11.04"},
    {"oneiric", "11.10"}, {"precise", "12.04"},  {"quantal", "12.10"}, {"raring", "13.04"},   {"saucy", "13.10"},
    {"trusty", "14.04"},  {"utopic", "14.10"},   {"vivid", "15.04"},   {"wily", "15.10"},     {"xenial", "16.04"},
    {"yakkety", "16.10"}, {"zesty", "17.04"},    {"artful", "17.10"},  {"bionic", "18.04"},   {"cosmic", "18.10"},
    {"disco", "19.04"},   {"eoan", "19.10"},     {"focal", "20.04"},   {"groovy", "20.10"},   {"hirsute", "21.04"},
    {"impish", "21.10"},  {"jammy", "22.04"},    {"kinetic", "22.10"}, {"lunar", "23.04"},    {"mantic", "23.10"},
    {"noble", "24.04"},   {"oracular", "24.10"}, {"plucky", "25.04"},  {"questing", "25.10"}, {"resolute", "26.04"}};

template <std::size_t N>
std::string_view release_of_codename(const Codename (&table)[N], std::string_view name) {
  for (const auto& row : table) {
    if (iequals(row.name, name)) return row.release;
  }
  return {};
}

/// The first `count` numbers of a dotted release, at most; "" where the text does not begin with a number. What follows
/// must be the end, a dot or a sign that no number goes on.
std::string_view leading_numbers(std::string_view text, int count) {
  std::size_t end = 0;
  for (int i = 0; i < count; ++i) {
    auto at = end;
    if (i > 0) {
      if (at >= text.size() || text[at] != '.') break;
      ++at;
    }
    const auto first = at;
    while (at < text.size() && is_digit(text[at]))
      ++at;
    if (at == first) break;
    end = at;
  }
  if (end < text.size() && (is_alnum(text[end]) || text[end] == '_')) return {};
  return text.substr(0, end);
}

std::string_view debian_release(std::string_view text) {
  // base-files of testing writes "trixie/sid".
  const auto word = text.substr(0, text.find('/'));
  if (const auto known = release_of_codename(debian_codenames, word); !known.empty()) return known;
  const auto major = leading_numbers(text, 1);
  const bool old = major.size() == 1 && major.front() < '4';
  return old ? leading_numbers(text, 2) : major;
}

std::string_view ubuntu_release(std::string_view text, std::string* variant) {
  for (const auto part : split(text, ':')) {
    if (const auto known = release_of_codename(ubuntu_codenames, part); !known.empty()) return known;
    if (const auto numbers = leading_numbers(part, 2); numbers.find('.') != std::string_view::npos) return numbers;
    if (variant == nullptr) continue;
    if (!variant->empty()) variant->push_back(':');
    variant->append(part);
  }
  return {};
}

std::string_view alpine_release(std::string_view text) {
  if (iequals(text, "edge")) return "edge";
  auto numbers = text;
  if (!take_prefix(numbers, "v")) take_prefix(numbers, "V");
  // VERSION_ID of edge is a pre-release of the next branch: "3.21_alpha20240807".
  if (numbers.find("_alpha") != std::string_view::npos) return "edge";
  return leading_numbers(numbers, 2);
}

/// "8.4", or a CPE without its head: "enterprise_linux:9::appstream", "rhel_eus:9.2::baseos",
/// "openshift:4.12::el8". A product for no release of RHEL gives none.
std::string_view red_hat_release(std::string_view text, std::string* variant) {
  if (const auto plain = leading_numbers(text, 1); !plain.empty()) return plain;
  const auto parts = split(text, ':');
  if (parts.size() < 2) return {};
  if (variant != nullptr) {
    *variant = parts[0];
    for (std::size_t i = 2; i < parts.size(); ++i)
      variant->append(":").append(parts[i]);
  }
  for (std::size_t i = 2; i < parts.size(); ++i) {
    auto edition = parts[i];
    if (take_prefix(edition, "el") && !leading_numbers(edition, 1).empty()) return leading_numbers(edition, 1);
  }
  const bool of_rhel = parts[0].starts_with("enterprise_linux") || parts[0].starts_with("rhel_");
  return of_rhel && !parts[0].starts_with("rhel_software_collections") ? leading_numbers(parts[1], 1)
                                                                       : std::string_view{};
}

bool is_suse_system(std::string_view product) {
  const auto folded = to_lower(product);
  constexpr std::string_view systems[] = {"linux enterprise", "linux micro", "leap", "package hub"};
  return folded.empty() ||
         std::ranges::any_of(systems, [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

/// "15.4", "15-SP4", "Linux Enterprise Server 15 SP4-LTSS", "Leap 15.4", "Leap Micro 5.3", "Tumbleweed". The release is
/// the last word that begins with a digit ("… Module for Python 3 15 SP4" is 15.4), with the service pack after it.
/// Other products ("Manager Server 4.3") are no release of the system.
std::string suse_release(std::string_view text, std::string* variant) {
  if (to_lower(text).find("tumbleweed") != std::string::npos) return "tumbleweed";
  std::string release;
  std::string_view product;
  std::string_view pack;
  for (const auto word : split(text, ' ')) {
    if (word.empty()) continue;
    if (is_digit(word.front())) {
      release = leading_numbers(word, 2);
      product = trim(text.substr(0, static_cast<std::size_t>(word.data() - text.data())));
      pack = word.substr(release.size());
      take_prefix(pack, "-");
    } else if (pack.empty()) {
      pack = word;
    }
    if (release.empty()) pack = {};
  }
  if (release.empty() || !is_suse_system(product)) return {};
  if (variant != nullptr) *variant = product;
  if (pack.size() > 2 && iequals(pack.substr(0, 2), "sp") && release.find('.') == std::string::npos) {
    if (const auto number = leading_numbers(pack.substr(2), 1); !number.empty()) release.append(".").append(number);
  }
  return release;
}

/// Amazon Linux 1 numbered its releases by month, 2 has none, 2023 a date behind.
std::string_view amazon_release(std::string_view text) {
  const auto major = leading_numbers(text, 1);
  if (major == "2018" || major == "2017" || major == "2016") return "1";
  return major;
}

std::string major_minor(std::string_view text) {
  std::string release(leading_numbers(text, 2));
  if (!release.empty() && release.find('.') == std::string::npos) release.append(".0");
  return release;
}

}  // namespace

std::string normal_release(const Ecosystem& ecosystem, std::string_view release, std::string* variant) {
  const auto text = trim(release);
  std::string normal;
  switch (ecosystem.release) {
    case ReleaseRule::none:
    case ReleaseRule::rolling: return {};
    case ReleaseRule::debian: normal = debian_release(text); break;
    case ReleaseRule::ubuntu: normal = ubuntu_release(text, variant); break;
    case ReleaseRule::alpine: normal = alpine_release(text); break;
    case ReleaseRule::major: normal = leading_numbers(text, 1); break;
    case ReleaseRule::major_minor: normal = major_minor(text); break;
    case ReleaseRule::red_hat: normal = red_hat_release(text, variant); break;
    case ReleaseRule::suse: normal = suse_release(text, variant); break;
    case ReleaseRule::amazon: normal = amazon_release(text); break;
    case ReleaseRule::whole: break;
  }
  return normal.empty() ? std::string(text) : normal;
}

std::string release_of_os(std::string_view os_id, std::string_view version_id) {
  const auto* ecosystem = ecosystem_of_os(os_id);
  if (ecosystem == nullptr) return {};
  // Its VERSION_ID is the day of a snapshot.
  if (iequals(os_id, "opensuse-tumbleweed")) return "tumbleweed";
  return normal_release(*ecosystem, version_id);
}

std::string release_of_distro(const Ecosystem& ecosystem, std::string_view distro) {
  const auto text = trim(distro);
  if (const auto* named = ecosystem_of_os(text)) return named == &ecosystem ? release_of_os(text, "") : std::string{};
  // Longer ids contain shorter ones ("opensuse-leap-15.4"), so each "-" may be where the id ends, the last one first.
  for (auto dash = text.rfind('-'); dash != std::string_view::npos && dash > 0; dash = text.rfind('-', dash - 1)) {
    const auto id = text.substr(0, dash);
    const auto* named = ecosystem_of_os(id);
    if (named == nullptr) continue;
    return named == &ecosystem ? release_of_os(id, text.substr(dash + 1)) : std::string{};
  }
  return normal_release(ecosystem, text);
}

std::string release_of_version(const Ecosystem& ecosystem, std::string_view version) {
  if (ecosystem.release != ReleaseRule::debian) return {};
  for (const std::string_view mark : {"+deb", "~deb"}) {
    const auto at = version.rfind(mark);
    if (at == std::string_view::npos) continue;
    const auto rest = version.substr(at + mark.size());
    const auto number = rest.substr(0, std::min(rest.find('u'), rest.size()));
    const auto update = rest.substr(number.size());
    const bool is_release = !number.empty() && number.size() < 3 && std::ranges::all_of(number, is_digit);
    if (is_release && update.size() > 1 && is_digit(update[1])) return std::string(number);
  }
  return {};
}

}  // namespace manara::versions
