#include "access_log/event.h"

namespace manara::access_log {
namespace {

std::string big_endian(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i)
    out.push_back(static_cast<char>((number >> (8 * i)) & 0xff));
  return out;
}

std::string_view bytes_of(const IdBytes& id) {
  return {reinterpret_cast<const char*>(id.data()), id.size()};
}

}  // namespace

std::string_view name_of(Kind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<Kind> read_kind(std::string_view name) {
  for (const auto kind : all_kinds) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

crypto::Digest hash_of(const crypto::Digest& before, const Row& row) {
  const auto& event = row.event;
  crypto::Sha256 hash;
  hash.update("manara access event 1\n");
  hash.update({reinterpret_cast<const char*>(before.data()), before.size()});
  for (const auto number : {row.index, event.at_ms, event.count})
    hash.update(big_endian(static_cast<std::uint64_t>(number), 8));
  const auto add = [&](std::string_view bytes) { hash.update(big_endian(bytes.size(), 4)).update(bytes); };
  add(name_of(event.kind));
  add(event.person.empty() ? std::string_view() : bytes_of(event.person.bytes));
  add(event.resource);
  add(event.item == IdBytes{} ? std::string_view() : bytes_of(event.item));
  std::string scopes;
  for (const auto& scope : event.scopes)
    scopes += bytes_of(scope.bytes);
  add(scopes);
  add(event.network);
  add(event.result);
  return hash.finish();
}

}  // namespace manara::access_log
