// An export is made of files that never change once written, but for the checkpoint, which therefore comes last, when
// all others are on the disk: an export that was cut off has none. They are synced at once and not each by itself:
// 300,000 entries have as many files of parts, and a sync of each took an hour.
#include <filesystem>
#include <fmt/core.h>

#include "base/strings.h"
#include "crypto/base64.h"
#include "io/file.h"
#include "json/json.h"
#include "json/writer.h"
#include "ledger/erasure.h"
#include "ledger/tiles.h"
#include "node/backup.h"
#include "node/node.h"
#include "store/erasing.h"

namespace manara::node {
namespace {

constexpr std::size_t most_erasure_bytes = 1 << 20;

/// The parts with their salts, so that each can be held against its commitment; null where it was erased.
std::string parts_json(const store::StoredEntry& entry) {
  json::Writer out;
  out.begin_object().key("parts").begin_array();
  for (const auto& part : entry.parts) {
    if (!part) {
      out.null();
      continue;
    }
    out.begin_object().member("salt", crypto::base64(part->salt));
    out.member("bytes", crypto::base64(part->bytes)).end_object();
  }
  out.end_array().end_object();
  return out.take() + "\n";
}

/// A new file, not synced yet.
Result<std::unique_ptr<io::Writing>> begin(const std::string& path, io::Disk& disk) {
  std::vector<std::string> missing;
  for (auto above = std::filesystem::path(path).parent_path(); !disk.exists(above.string());
       above = above.parent_path())
    missing.push_back(above.string());
  for (; !missing.empty(); missing.pop_back())
    MANARA_CHECK(disk.make_folder(missing.back()));
  return disk.create(path, io::Readers::owner);
}

Status put(const std::string& path, std::string_view bytes, io::Disk& disk) {
  MANARA_TRY(file, begin(path, disk));
  auto written = file->write(bytes);
  if (!written) return std::unexpected(std::move(written).error().in(path));
  return {};
}

Status put_blob(const std::string& path, store::Blobs& blobs, const store::BlobName& name, io::Disk& disk) {
  MANARA_TRY(file, begin(path, disk));
  return blobs.read(name, [&](std::string_view bytes) -> Status {
    auto written = file->write(bytes);
    if (!written) return std::unexpected(std::move(written).error().in(path));
    return {};
  });
}

/// "234" of 234, "x001/234" of 1234: as tiles are numbered, so that no folder holds more than a thousand.
std::string parts_path(std::uint64_t index) {
  auto path = fmt::format("{:03}", index % 1000);
  while ((index /= 1000) > 0)
    path.insert(0, fmt::format("x{:03}/", index % 1000));
  return "/parts/" + path + ".json";
}

Result<std::uint64_t> put_blobs(const std::string& folder, store::Store& store, store::Blobs& blobs, io::Disk& disk) {
  std::vector<store::BlobName> names;
  MANARA_CHECK(store.blobs([&](const store::BlobRef& blob) {
    names.push_back(blob.name);
    return true;
  }));
  for (const auto& name : names)
    MANARA_CHECK(put_blob(folder + "/" + to_string(name), blobs, name, disk));
  return names.size();
}

/// A line each; why is nobody's business who gets headers only.
Result<std::string> erasures_text(const std::string& database, bool with_reasons, const char* vfs) {
  MANARA_TRY(all, store::erasures_in(database, vfs));
  std::string text;
  for (const auto& one : all) {
    json::Writer out;
    out.begin_object().member("draft", to_string(one.draft)).member("actor", to_string(one.actor));
    out.member("entry", to_string(one.entry)).key("parts").begin_array();
    for (const auto n : one.parts)
      out.value(static_cast<std::uint64_t>(n));
    out.end_array().member("reason", with_reasons ? one.reason : std::string()).end_object();
    text += out.take() + "\n";
  }
  return text;
}

}  // namespace

Result<std::vector<store::Erasing>> read_erasures(std::string_view bytes) {
  std::vector<store::Erasing> all;
  for (const auto line : split(bytes, '\n')) {
    if (line.empty()) continue;
    json::Document document;
    const auto root = document.parse(line, {.document_bytes = most_erasure_bytes, .depth = 4});
    if (!root) return fail(Code{"erasures_malformed"}, {std::to_string(all.size() + 1)});
    const auto erasure = ledger::read_erasure(line);
    const auto draft = ledger::DraftId::read((*root)["draft"].string());
    const auto actor = ledger::ActorId::read((*root)["actor"].string());
    if (!erasure || !draft || !actor || erasure->parts.empty())
      return fail(Code{"erasures_malformed"}, {std::to_string(all.size() + 1)});
    all.push_back({.draft = *draft,
                   .entry = erasure->entry,
                   .parts = erasure->parts,
                   .actor = *actor,
                   .reason = (*root)["reason"].text()});
  }
  return all;
}

Result<Node::Exported> Node::export_to(const std::string& folder, bool parts) {
  if (io::exists(folder)) return fail(Code{"export_exists"}, {folder});
  MANARA_CHECK(io::make_folders(folder, io::Readers::owner, *disk_));
  Exported exported{.entries = store_->head().size};
  for (const auto& tile : ledger::tiles_of(exported.entries)) {
    std::string bytes;
    if (tile.entries) {
      std::vector<store::StoredEntry> entries;
      const auto first = tile.number * ledger::tile_width;
      const auto read = store_->entries(first, [&](const store::StoredEntry& entry) {
        entries.push_back(entry);
        return entries.size() < tile.width;
      });
      MANARA_CHECK(read);
      std::vector<std::string_view> headers;
      for (const auto& entry : entries) {
        headers.emplace_back(entry.header_bytes);
        if (!parts) continue;
        MANARA_CHECK(put(folder + parts_path(entry.index), parts_json(entry), *disk_));
        ++exported.files;
      }
      MANARA_TRY(bundle, ledger::write_entries(headers));
      bytes = std::move(bundle);
    } else {
      MANARA_TRY(hashes, ledger::write_tile(tile, store_->node_hash()));
      bytes = std::move(hashes);
    }
    MANARA_CHECK(put(folder + "/" + ledger::path_of(tile), bytes, *disk_));
    ++exported.files;
  }
  if (parts) {
    MANARA_TRY(blobs, put_blobs(folder + "/blobs", *store_, *blobs_, *disk_));
    exported.blobs = blobs;
    exported.files += blobs;
  }
  MANARA_TRY(erasures, erasures_text(folder_ + "/manara.db", parts, nullptr));
  if (!erasures.empty()) {
    MANARA_CHECK(put(folder + "/erasures", erasures, *disk_));
    ++exported.files;
  }
  MANARA_TRY(note, checkpoint());
  MANARA_CHECK(disk_->sync_all(folder));
  MANARA_CHECK(io::replace_file(folder + "/checkpoint", note, io::Readers::owner, *disk_));
  ++exported.files;
  return exported;
}

}  // namespace manara::node
