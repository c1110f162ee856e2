#include "ledger/erasure.h"

#include "json/json.h"
#include "json/writer.h"

namespace manara::ledger {
namespace {

constexpr std::size_t most_bytes = 16 << 10;

}  // namespace

std::string write_erasure(const Erasure& erasure) {
  json::Writer out;
  out.begin_object().member("entry", to_string(erasure.entry)).key("parts").begin_array();
  for (const auto part : erasure.parts)
    out.value(static_cast<std::uint64_t>(part));
  out.end_array().end_object();
  return out.take();
}

Result<Erasure> read_erasure(std::string_view part) {
  json::Document document;
  const auto root = document.parse(part, {.document_bytes = most_bytes, .depth = 4});
  const auto entry = root ? EntryId::read((*root)["entry"].string()) : std::nullopt;
  if (!entry) return fail(Code{"entry_malformed"}, {std::string(erased_kind)});
  Erasure erasure{.entry = *entry};
  for (const auto number : (*root)["parts"].elements()) {
    const auto n = number.integer();
    if (!n || *n < 0 || static_cast<std::uint64_t>(*n) >= most_parts)
      return fail(Code{"entry_malformed"}, {std::string(erased_kind)});
    erasure.parts.push_back(static_cast<std::uint32_t>(*n));
  }
  return erasure;
}

}  // namespace manara::ledger
