// peer_pairs OURS.json PEER.json [--list]: what one of two results finds and the other does not, as pairs of a
// component and a vulnerability; with --list each of them. OURS is `manara scan --json`, PEER is `osv-scanner
// --all-vulns --format json`, of the same inputs. docs/differences.md is made from it.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/core.h>
#include <map>
#include <set>
#include <tuple>

#include "base/strings.h"
#include "io/file.h"
#include "json/json.h"
#include "text/catalogue.h"
#include "versions/ecosystem.h"
#include "versions/purl.h"

namespace manara::bench {
namespace {

struct Pair {
  std::string ecosystem{}, release{}, name{}, version{}, target{}, vulnerability{};
  auto operator<=>(const Pair&) const = default;
};

/// The name of the file itself, be it given through a link (bench_scan) or as a copy.
std::string file_of(std::string_view path) {
  std::error_code failed;
  const auto file = std::filesystem::canonical(path, failed);
  return (failed ? std::filesystem::path(path) : file).filename().string();
}

/// Of packages in SPDX the peer shows the short name, and no release.
void shorten(Pair& pair, std::string_view path) {
  if (path.ends_with(".cdx.json")) return;
  pair.release.clear();
  pair.name.erase(0, pair.name.find_last_of("/:") + 1);
}

std::string_view without_v(std::string_view version) {
  take_prefix(version, "v");
  return version;
}

class Comparison {
 public:
  void add_ours(json::Value result);
  void add_theirs(json::Value result);
  void print(bool list) const;

 private:
  [[nodiscard]] std::string vulnerability(json::Value record) const;

  std::map<std::string, std::string, std::less<>> clusters_{};  // id → the first id of its cluster
  std::set<Pair> ours_{}, theirs_{};
};

void Comparison::add_ours(json::Value result) {
  for (const auto row : result["exposures"].elements()) {
    const auto state = row["state"].string();
    const auto purl = versions::parse_purl(row["purl"].string(), versions::Reading::tolerant);
    const auto package = purl ? versions::identify(*purl) : std::nullopt;
    if (!package || (state != "affected" && state != "undecided")) continue;
    std::vector<std::string> ids{row["id"].text()};
    for (const auto alias : row["aliases"].elements())
      ids.push_back(alias.text());
    const auto first = *std::ranges::min_element(ids);
    for (const auto& id : ids)
      clusters_.emplace(id, first);
    const auto version = package->version.empty() ? row["version"].string() : std::string_view(package->version);
    const auto path = file_of(row["target"].string());
    Pair pair{std::string(package->ecosystem->name),
              package->release,
              package->name,
              std::string(without_v(version)),
              path,
              first};
    // As the SPDX package is called, which need not be how its purl is.
    if (!path.ends_with(".cdx.json")) pair.name = versions::fold_name(*package->ecosystem, row["name"].string());
    shorten(pair, path);
    ours_.insert(std::move(pair));
  }
}

std::string Comparison::vulnerability(json::Value record) const {
  if (const auto known = clusters_.find(record["id"].string()); known != clusters_.end()) return known->second;
  for (const auto alias : record["aliases"].elements()) {
    if (const auto known = clusters_.find(alias.string()); known != clusters_.end()) return known->second;
  }
  return record["id"].text();
}

void Comparison::add_theirs(json::Value result) {
  for (const auto source : result["results"].elements()) {
    const auto path = file_of(source["source"]["path"].string());
    for (const auto package : source["packages"].elements()) {
      const auto about = package["package"];
      const auto ref = versions::parse_ecosystem(about["ecosystem"].string());
      const auto name =
          ref.ecosystem != nullptr ? versions::fold_name(*ref.ecosystem, about["name"].string()) : about["name"].text();
      for (const auto record : package["vulnerabilities"].elements()) {
        Pair pair{ref.ecosystem != nullptr ? std::string(ref.ecosystem->name) : ref.name,
                  ref.release,
                  name,
                  std::string(without_v(about["version"].string())),
                  path,
                  vulnerability(record)};
        shorten(pair, path);
        theirs_.insert(std::move(pair));
      }
    }
  }
}

void print_pair(char side, const Pair& pair) {
  fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", side, pair.ecosystem, pair.release, pair.name, pair.version,
             pair.vulnerability, pair.target);
}

void Comparison::print(bool list) const {
  std::map<std::string, std::array<std::size_t, 3>> counts;
  for (const auto& pair : ours_) {
    const bool both = theirs_.contains(pair);
    ++counts[pair.ecosystem][both ? 0 : 1];
    if (list && !both) print_pair('<', pair);
  }
  for (const auto& pair : theirs_) {
    if (ours_.contains(pair)) continue;
    ++counts[pair.ecosystem][2];
    if (list) print_pair('>', pair);
  }
  fmt::print("| ecosystem | both | only ours | only the peer's |\n|---|--:|--:|--:|\n");
  std::array<std::size_t, 3> all{};
  for (const auto& [ecosystem, of] : counts) {
    fmt::print("| {} | {} | {} | {} |\n", ecosystem, of[0], of[1], of[2]);
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] += of[i];
  }
  fmt::print("| all | {} | {} | {} |\n", all[0], all[1], all[2]);
}

Status compare(const std::string& ours, const std::string& theirs, bool list) {
  Comparison comparison;
  json::Document document;
  MANARA_TRY(own_file, io::MappedFile::open(ours));
  MANARA_TRY(own, document.parse(own_file.bytes()));
  comparison.add_ours(own);
  MANARA_TRY(peer_file, io::MappedFile::open(theirs));
  MANARA_TRY(peer, document.parse(peer_file.bytes()));
  comparison.add_theirs(peer);
  comparison.print(list);
  return {};
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  const bool list = argc == 4 && std::string_view(argv[3]) == "--list";
  if (argc != 3 && !list) {
    fmt::print(stderr, "usage: peer_pairs OURS.json PEER.json [--list]\n");
    return 2;
  }
  const auto compared = manara::bench::compare(argv[1], argv[2], list);
  if (compared) return 0;
  fmt::print(stderr, "{}\n", manara::text::sentence(manara::text::Language::en, compared.error()));
  return 1;
}
