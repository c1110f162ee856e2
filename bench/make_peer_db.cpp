// make_peer_db ADVISORIES OUT: the same advisories as osv-scanner's offline database wants them, one archive an
// ecosystem: OUT/osv-scalibr/<Ecosystem>/all.zip. ADVISORIES is a folder of *.osv.jsonl, one OSV record a line.
//
// The archives are stored, not compressed: what the peer pays for unpacking would be our choice of a level.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/core.h>
#include <map>
#include <set>
#include <vector>
#include <zlib.h>

#include "base/strings.h"
#include "io/file.h"
#include "json/json.h"
#include "text/catalogue.h"

namespace manara::bench {
namespace {

/// A zip archive of stored members (APPNOTE 6.3.9, 4.3.7, 4.3.12, 4.3.16).
class StoredZip {
 public:
  void add(const std::string& name, std::string_view bytes) {
    const auto crc = static_cast<std::uint32_t>(
        ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    const auto offset = body_.size();
    member_head(body_, 0x04034b50, crc, bytes.size(), name.size());
    body_.append(name).append(bytes);
    member_head(directory_, 0x02014b50, crc, bytes.size(), name.size());
    number(directory_, 0, 10);  // comment, disk, attributes
    number(directory_, offset, 4);
    directory_.append(name);
    ++count_;
  }
  std::string finish() {
    auto out = std::move(body_);
    const auto start = out.size();
    out += directory_;
    number(out, 0x06054b50, 4);
    number(out, 0, 4);
    number(out, count_, 2);
    number(out, count_, 2);
    number(out, directory_.size(), 4);
    number(out, start, 4);
    number(out, 0, 2);
    return out;
  }
  /// Without ZIP64 an archive holds 65,535 members.
  [[nodiscard]] bool full() const { return count_ == 65'535; }

 private:
  static void number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
      out.push_back(static_cast<char>(value & 0xffU));
      value >>= 8;
    }
  }
  static void member_head(std::string& out, std::uint32_t magic, std::uint32_t crc, std::size_t size,
                          std::size_t name) {
    number(out, magic, 4);
    if (magic == 0x02014b50) number(out, 20, 2);  // made by
    number(out, 20, 2);                           // needed
    number(out, 0, 4);                            // flags, stored
    number(out, 0, 2);                            // midnight
    number(out, 0x21, 2);                         // 1980-01-01
    number(out, crc, 4);
    number(out, size, 4);
    number(out, size, 4);
    number(out, name, 2);
    number(out, 0, 2);  // extra
  }

  std::string body_{}, directory_{};
  std::uint64_t count_ = 0;
};

using Archives = std::map<std::string, StoredZip>;

// The reference data has no advisories of these; without an archive, be it empty, osv-scanner ends its scan at the
// first package of one.
constexpr std::array without_advisories{
    "Ubuntu",  "Red Hat",   "Rocky Linux", "SUSE",     "openSUSE",       "Photon OS", "Chainguard",
    "Wolfi",   "Mageia",    "Pub",         "SwiftURL", "GitHub Actions", "Alpaquita", "BellSoft Hardened Containers",
    "MinimOS", "openEuler", "Echo",        "GIT"};

Status add_record(std::string_view line, json::Document& document, Archives& archives) {
  MANARA_TRY(root, document.parse(line));
  std::set<std::string> ecosystems;
  for (const auto affected : root["affected"].elements()) {
    const auto name = affected["package"]["ecosystem"].string();
    const auto release = cut(name, ':');
    if (!name.empty()) ecosystems.emplace(release ? release->head : name);
  }
  for (const auto& name : ecosystems) {
    auto& archive = archives[name];
    if (archive.full()) return fail(Code{"json_too_large"});
    archive.add(root["id"].text() + ".json", line);
  }
  return {};
}

Status make(const std::string& advisories, const std::string& out) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(advisories)) {
    if (entry.path().string().ends_with(".osv.jsonl")) paths.push_back(entry.path().string());
  }
  std::ranges::sort(paths);
  Archives archives;
  json::Document document;
  for (const auto& path : paths) {
    MANARA_TRY(file, io::MappedFile::open(path));
    auto rest = file.bytes();
    while (!rest.empty()) {
      const auto halves = cut(rest, '\n');
      const auto line = halves ? halves->head : rest;
      rest = halves ? halves->tail : std::string_view{};
      if (!line.empty()) MANARA_CHECK(add_record(line, document, archives));
    }
  }
  for (const auto* name : without_advisories)
    archives[name];
  for (auto& [name, archive] : archives) {
    const auto folder = out + "/osv-scalibr/" + name;
    MANARA_CHECK(io::make_folders(folder));
    MANARA_CHECK(io::replace_file(folder + "/all.zip", archive.finish()));
  }
  fmt::print("{} ecosystems in {}/osv-scalibr\n", archives.size(), out);
  return {};
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: make_peer_db ADVISORIES OUT\n");
    return 2;
  }
  const auto made = manara::bench::make(argv[1], argv[2]);
  if (made) return 0;
  fmt::print(stderr, "{}\n", manara::text::sentence(manara::text::Language::en, made.error()));
  return 1;
}
