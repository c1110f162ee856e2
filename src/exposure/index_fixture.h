/// Small indexes for tests: records as values, on the way that an import takes them (normalised, digested by their
/// line), to the bytes of a file and an Index over them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "crypto/sha256.h"
#include "exposure/builder.h"
#include "exposure/index.h"
#include "exposure/normalise.h"
#include "formats/record/record.h"

namespace manara::exposure::made {

inline Date day(std::string_view text) {
  return parse_date(text).value_or(Date{});
}

inline RangeEvent introduced(std::string version) {
  return {EventKind::introduced, std::move(version)};
}
inline RangeEvent fixed(std::string version) {
  return {EventKind::fixed, std::move(version)};
}
inline RangeEvent last_affected(std::string version) {
  return {EventKind::last_affected, std::move(version)};
}

/// A package's entry with one range.
inline Affected package(std::string ecosystem, std::string name, std::vector<RangeEvent> events) {
  Affected affected{.ecosystem = std::move(ecosystem), .name = std::move(name)};
  if (!events.empty()) affected.ranges.push_back({.events = std::move(events)});
  return affected;
}

/// One that enumerates versions only.
inline Affected enumerated(std::string ecosystem, std::string name, std::vector<std::string> versions) {
  return {.ecosystem = std::move(ecosystem), .name = std::move(name), .versions = std::move(versions)};
}

inline Affected product(std::string vendor, std::string name, std::vector<RangeEvent> events,
                        std::string version_type = "custom") {
  Affected affected{.name = std::move(name), .vendor = std::move(vendor), .version_type = std::move(version_type)};
  if (!events.empty()) affected.ranges.push_back({.events = std::move(events)});
  affected.any_version = affected.ranges.empty();
  return affected;
}

inline Advisory advisory(std::string id, std::vector<Affected> affected, std::vector<std::string> aliases = {}) {
  return {.id = std::move(id), .aliases = std::move(aliases), .affected = std::move(affected)};
}

/// What one import source holds.
struct Feed {
  std::string name = "test";
  std::string format = "osv";
  std::optional<Date> as_of = day("2026-11-01");
  std::string model{};
  std::vector<Advisory> advisories{};
  std::vector<KevEntry> kev{};
  std::vector<EpssScore> epss{};
  std::vector<VexStatement> vex{};
};

inline const Date today = day("2026-11-24");

inline void add_to(IndexBuilder& builder, const Feed& feed) {
  const auto number = builder.feed(feed.name, feed.format);
  builder.about(number, feed.as_of, feed.model);
  const auto add = [&](const auto& record) {
    builder.add(number, record, crypto::sha256(formats::record_line(record)));
  };
  for (auto record : feed.advisories) {
    if (const auto usable = normalise(record); usable) {
      add(record);
    } else {
      builder.unusable(number, usable.error().message());
    }
  }
  for (const auto& entry : feed.kev)
    add(entry);
  for (const auto& score : feed.epss)
    add(score);
  for (const auto& statement : feed.vex)
    add(statement);
}

inline std::string bytes_of(const std::vector<Feed>& feeds) {
  IndexBuilder builder(today);
  for (const auto& feed : feeds)
    add_to(builder, feed);
  return builder.finish();
}

/// An index with the bytes that it reads.
class MadeIndex {
 public:
  explicit MadeIndex(const std::vector<Feed>& feeds) : bytes_(bytes_of(feeds)), index_(*Index::over(bytes_)) {}
  explicit MadeIndex(std::vector<Advisory> advisories) : MadeIndex({Feed{.advisories = std::move(advisories)}}) {}
  MadeIndex(const MadeIndex&) = delete;
  MadeIndex& operator=(const MadeIndex&) = delete;
  [[nodiscard]] const Index& operator*() const { return index_; }
  [[nodiscard]] const Index* operator->() const { return &index_; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  Index index_;
};

/// A bit of everything that an index can hold: what is shuffled, cut and damaged in tests and by the fuzzer.
inline std::vector<Feed> some_of_everything() {
  Affected git{.ecosystem = "PyPI", .name = "lamp"};
  git.ranges = {{.type = RangeType::git, .repo = "https://example.org/lamp", .events = {introduced("0")}}};
  Affected stream = package("AlmaLinux:8", "nodejs", {introduced("0"), fixed("1:18.9.1-1.module_el8.9")});
  stream.module = "nodejs:18";
  Advisory withdrawn = advisory("PYSEC-2030-9", {package("PyPI", "lamp", {introduced("0")})});
  withdrawn.withdrawn = day("2026-01-02");
  Advisory scored = advisory("GHSA-aaaa-bbbb-cccc", {package("PyPI", "lamp", {introduced("0"), fixed("1.2")})},
                             {"CVE-2030-0001", "PYSEC-2030-1"});
  scored.cvss = {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/not a vector"};
  scored.published = day("2026-03-01");
  scored.modified = day("2026-04-01");
  scored.summary = "A lamp that can be put out from afar";
  Advisory debian =
      advisory("DEBIAN-CVE-2030-0002", {package("Debian:12", "harbour", {introduced("0"), fixed("2:1.0-1+deb12u1")}),
                                        package("Debian:11", "harbour", {introduced("0")})});
  debian.upstream = {"CVE-2030-0002"};
  debian.summary = "Harbour lets ships in unseen";
  Advisory erratum = advisory("ALSA-2030:1", {stream});
  erratum.related = {"CVE-2030-0003"};
  Advisory record =
      advisory("CVE-2030-0004", {product("Harbour", "Lamp Desk", {introduced("0"), fixed("4.5")}),
                                 product("Harbour", "Lamp Desk", {introduced("5.0.0"), fixed("5.1.0")}, "semver")});
  record.ssvc = SsvcPoints{"active", "yes", "total"};
  record.published = day("2026-02-01");
  Advisory no_security = advisory("ALBA-2030:1", {});
  Feed osv{.name = "osv",
           .advisories = {scored, withdrawn, debian, erratum, no_security,
                          advisory("PYSEC-2030-1", {git, enumerated("PyPI", "lamp", {"0.1", "legacy"})}),
                          advisory("MAL-2030-1", {enumerated("npm", "@sea/gull", {"1.0.0"})})}};
  Feed cve5{.name = "cve5", .format = "cve5", .as_of = std::nullopt, .advisories = {record}};
  Feed kev{.name = "kev",
           .format = "kev",
           .kev = {{"CVE-2030-0001", "Harbour", "Lamp", day("2026-03-05"), true},
                   {"CVE-2030-0005", "Harbour", "Buoy", day("2026-05-05"), false}}};
  Feed epss{.name = "epss",
            .format = "epss",
            .model = "v2025.03.14",
            .epss = {{"CVE-2030-0001", 0.5, 0.99}, {"CVE-2030-0002", 0.01, 0.3}}};
  Feed vex{.name = "vex",
           .format = "openvex",
           .vex = {{.vulnerabilities = {"CVE-2030-0002"},
                    .products = {"pkg:deb/debian/harbour?distro=debian-12"},
                    .status = VexStatus::not_affected,
                    .justification = "vulnerable_code_not_present"}}};
  return {osv, cve5, kev, epss, vex};
}

}  // namespace manara::exposure::made
