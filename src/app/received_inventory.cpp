#include "app/received_inventory.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/strings.h"
#include "base/utf8.h"

namespace manara::app {
namespace {

/// One asset; an estate's list is a file an asset.
constexpr std::size_t most_components = 50'000;
constexpr std::size_t most_name_bytes = 255;
constexpr std::size_t most_field_bytes = 2000;

Limits limits() {
  Limits limits;
  limits.document_bytes = 64ULL << 20;
  limits.unpacked_bytes = 1ULL << 30;
  limits.archive_members = 200'000;
  limits.depth = 100;
  limits.components = 200'000;  // more than are kept: names twice are counted once
  limits.refused_listed = 0;
  return limits;
}

std::string bounded(const std::string& text) {
  return text.size() <= most_field_bytes ? text : text.substr(0, most_field_bytes);
}

}  // namespace

Result<ReceivedInventory> read_received(const SentFile& sent, text::Language language) {
  auto read = read_sent(sent, {.limits = limits()});
  if (read.targets.empty()) {
    auto why = read.refused.empty() ? Error{Code{"target_empty"}, {}, {}} : read.refused.front();
    return fail(Code{"inventory_unreadable"}, {text::sentence(language, why.message())});
  }
  ReceivedInventory received{.format = read.targets.front().inventory.kind, .refused = read.refused.size()};
  for (const auto& target : read.targets) {
    received.refused += target.inventory.refused.size() + target.inventory.refused_unlisted;
    for (const auto& one : target.inventory.components)
      received.components.push_back({bounded(one.name), bounded(one.version), bounded(one.purl)});
  }
  std::ranges::sort(received.components);
  const auto twice = std::ranges::unique(received.components);
  received.components.erase(twice.begin(), twice.end());
  if (received.components.size() > most_components)
    return fail(Code{"inventory_too_large"}, {std::to_string(most_components)});
  return received;
}

Result<KeptInventory> keep_inventory(const SentFile& sent, store::Blobs& blobs, text::Language language) {
  MANARA_TRY(read, read_received(sent, language));
  MANARA_TRY(blob, blobs.put(sent.bytes));
  return KeptInventory{.name = sent.name, .read = std::move(read), .blob = blob};
}

store::Draft draft_of(const ledger::DraftId& id, const IdBytes& asset, const KeptInventory& kept) {
  const constituency::ReceivedFile file{.asset = asset,
                                        .name = kept.name,
                                        .format = kept.read.format,
                                        .digest = to_string(kept.blob.name),
                                        .size = kept.blob.size,
                                        .components = kept.read.components.size(),
                                        .refused = kept.read.refused};
  return {.id = id,
          .kind = "inventory_received",
          .subject = store::subject_of(id),
          .expected_revision = -1,
          .parts = {write_received(file), write_components(kept.read.components)},
          .blobs = {kept.blob}};
}

std::optional<std::string> file_name_of(std::string_view given) {
  const auto name = trim(given.substr(given.find_last_of("/\\") + 1));
  const bool has_control =
      std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
  if (name.size() > most_name_bytes || has_control || !is_utf8(name)) return std::nullopt;
  const bool is_none = name.empty() || name == "." || name == "..";
  return is_none ? std::string("file") : std::string(name);
}

std::string as_attachment(std::string_view name) {
  std::string plain;
  std::string encoded;
  for (const char c : name) {
    const bool safe = is_alnum(c) || c == '.' || c == '-' || c == '_';
    plain.push_back(safe || c == ' ' ? c : '_');
    encoded += safe ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace manara::app
