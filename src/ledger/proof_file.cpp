#include "ledger/proof_file.h"

#include <algorithm>

#include "base/strings.h"
#include "crypto/base64.h"
#include "ledger/checkpoint.h"

namespace manara::ledger {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t most_steps = 64;  // the height of the largest tree

/// The line at the head of `text`, taken off it; nullopt where no line end follows.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto halves = cut(text, '\n');
  if (!halves) return std::nullopt;
  text = halves->tail;
  return halves->head;
}

}  // namespace

std::string write_proof(const ProofFile& proof) {
  std::string text(first_line);
  text += "\n";
  if (proof.extra) text += "extra " + crypto::base64(*proof.extra) + "\n";
  text += "index " + std::to_string(proof.index) + "\n";
  for (const auto& step : proof.steps)
    text += crypto::base64(step) + "\n";
  return text + "\n" + proof.checkpoint;
}

Result<ProofFile> read_proof(std::string_view text) {
  const auto malformed = fail(Code{"proof_malformed"});
  ProofFile proof;
  if (take_line(text) != first_line) return malformed;
  auto line = take_line(text);
  if (line && take_prefix(*line, "extra ")) {
    proof.extra = crypto::from_base64(*line);
    if (!proof.extra) return malformed;
    line = take_line(text);
  }
  if (!line || !take_prefix(*line, "index ")) return malformed;
  const auto index = parse_unsigned(*line);
  if (!index || std::to_string(*index) != *line) return malformed;
  proof.index = *index;
  for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
    const auto bytes = crypto::from_base64(*line);
    if (!bytes || bytes->size() != Hash{}.size() || proof.steps.size() == most_steps) return malformed;
    std::ranges::copy(*bytes, proof.steps.emplace_back().begin());
  }
  if (!line || !read_note(text)) return malformed;
  proof.checkpoint = text;
  return proof;
}

Status verify_proof(const ProofFile& proof, std::string_view entry, const NoteVerifier& log) {
  MANARA_TRY(checkpoint, verify_checkpoint(proof.checkpoint, log));
  const auto& head = checkpoint.head;
  if (!is_included(leaf_hash(entry), proof.index, head.size, proof.steps, head.root)) return fail(Code{"proof_wrong"});
  return {};
}

}  // namespace manara::ledger
