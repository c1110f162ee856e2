// Proofs to accept and to reject, one a JSON file: base64 hashes, "wantErr". The files of a later draft's subtree
// proofs have a "start" and an "end" and are not among the cases.
#include <algorithm>
#include <optional>

#include "crypto/base64.h"
#include "json/json.h"
#include "ledger/tree.h"
#include "suite.h"

namespace manara::conformance {
namespace {

std::optional<ledger::Hash> hash_of(json::Value value) {
  const auto bytes = crypto::from_base64(value.string());
  ledger::Hash hash{};
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

/// A negative number is none of a tree, and what is no 32 bytes is no hash.
std::optional<std::uint64_t> number_of(json::Value value) {
  const auto number = value.integer();
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

bool is_accepted(json::Value file) {
  std::vector<ledger::Hash> proof;
  for (const auto step : file["proof"].elements()) {
    const auto hash = hash_of(step);
    if (!hash) return false;
    proof.push_back(*hash);
  }
  if (file["leafIdx"]) {
    const auto index = number_of(file["leafIdx"]);
    const auto size = number_of(file["treeSize"]);
    const auto leaf = hash_of(file["leafHash"]);
    const auto root = hash_of(file["root"]);
    return index && size && leaf && root && ledger::is_included(*leaf, *index, *size, proof, *root);
  }
  const auto older = number_of(file["size1"]);
  const auto newer = number_of(file["size2"]);
  // Trees of one size have grown by nothing: their roots are compared as they stand, whatever their length.
  if (older && older == newer && proof.empty()) return file["root1"].string() == file["root2"].string();
  const auto older_root = hash_of(file["root1"]);
  const auto newer_root = hash_of(file["root2"]);
  return older && newer && older_root && newer_root &&
         ledger::is_consistent({*older, *older_root}, {*newer, *newer_root}, proof);
}

}  // namespace

void merkle(const std::string& path, Tally& tally) {
  for (const auto& file : files_below(path, ".json")) {
    const auto text = read_text(file);
    json::Document document;
    const auto root = document.parse(text);
    if (root && ((*root)["start"] || (*root)["end"])) {
      tally.postpone();
      continue;
    }
    const auto refused = root ? (*root)["wantErr"].boolean() : std::nullopt;
    tally.check(refused && is_accepted(*root) != *refused, file);
  }
}

}  // namespace manara::conformance
