#include "ledger/entry.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/strings.h"
#include "crypto/base64.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::ledger {
namespace {

constexpr int format_version = 1;

bool is_kind(std::string_view kind) {
  return !kind.empty() && kind.size() <= 64 && is_lower(kind.front()) &&
         std::ranges::all_of(kind, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

template <typename Tag>
bool read(json::Value value, Id<Tag>& id) {
  const auto read = Id<Tag>::read(value.string());
  if (read) id = *read;
  return read.has_value();
}

bool read(json::Value value, std::size_t parts, std::optional<std::uint32_t>& blobs) {
  if (!value) return true;
  const auto number = value.integer();
  if (!number || *number < 0 || static_cast<std::uint64_t>(*number) >= parts) return false;
  blobs = static_cast<std::uint32_t>(*number);
  return true;
}

bool read(json::Value value, std::vector<Hash>& hashes) {
  if (!value.is_array() || value.size() > most_parts) return false;
  for (const auto element : value.elements()) {
    const auto bytes = crypto::from_base64(element.string());
    if (!bytes || bytes->size() != Hash{}.size()) return false;
    std::ranges::copy(*bytes, hashes.emplace_back().begin());
  }
  return true;
}

}  // namespace

Hash commitment_of(const Part& part) {
  return crypto::Sha256().update("manara part 1\n").update(text_of(part.salt)).update(part.bytes).finish();
}

Result<std::string> write_header(const Header& header) {
  if (!is_kind(header.kind) || header.version == 0 || header.parts.size() > most_parts ||
      (header.blobs && *header.blobs >= header.parts.size()))
    return fail(Code{"entry_malformed"}, {header.kind});
  json::Writer out;
  out.begin_object();
  out.member("v", format_version);
  out.member("id", to_string(header.id));
  out.member("kind", header.kind);
  out.member("kv", static_cast<std::uint64_t>(header.version));
  out.member("home", to_string(header.home));
  out.member("subject", to_string(header.subject));
  out.member("actor", to_string(header.actor));
  out.member("at", header.at_ms);
  out.member("draft", to_string(header.draft));
  out.key("parts").begin_array();
  for (const auto& part : header.parts)
    out.value(crypto::base64(part));
  out.end_array();
  if (header.blobs) out.member("blobs", static_cast<std::uint64_t>(*header.blobs));
  out.end_object();
  return out.take();
}

Result<Header> read_header(std::string_view bytes) {
  json::Document document;
  const auto root = document.parse(bytes, {.document_bytes = most_header_bytes, .depth = 8});
  if (!root) return fail(Code{"entry_malformed"}, {""});
  const auto version = (*root)["kv"].integer();
  const auto at = (*root)["at"].integer();
  Header header{.kind = (*root)["kind"].text()};
  const bool good = (*root)["v"].integer() == format_version && is_kind(header.kind) && version && *version > 0 &&
                    *version <= INT32_MAX && at && read((*root)["id"], header.id) &&
                    read((*root)["home"], header.home) && read((*root)["subject"], header.subject) &&
                    read((*root)["actor"], header.actor) && read((*root)["draft"], header.draft) &&
                    read((*root)["parts"], header.parts) && read((*root)["blobs"], header.parts.size(), header.blobs);
  if (!good) return fail(Code{"entry_malformed"}, {header.kind});
  header.version = static_cast<std::uint32_t>(*version);
  header.at_ms = *at;
  return header;
}

}  // namespace manara::ledger
