#include "ledger/checkpoint.h"

#include <algorithm>

#include "base/strings.h"
#include "crypto/base64.h"

namespace manara::ledger {
namespace {

bool is_line(std::string_view text) {
  return !text.empty() && text.find('\n') == std::string_view::npos;
}

/// A decimal number without leading zeros.
std::optional<std::uint64_t> size_of(std::string_view text) {
  if (text.size() > 1 && text.starts_with('0')) return std::nullopt;
  return parse_unsigned(text);
}

}  // namespace

Result<std::string> write_checkpoint(const Checkpoint& checkpoint) {
  if (!is_line(checkpoint.origin) || !std::ranges::all_of(checkpoint.extensions, is_line))
    return fail(Code{"checkpoint_malformed"});
  std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
                     crypto::base64(checkpoint.head.root) + "\n";
  for (const auto& line : checkpoint.extensions)
    text += line + "\n";
  return text;
}

Result<Checkpoint> read_checkpoint(std::string_view note_text) {
  if (!take_suffix(note_text, "\n")) return fail(Code{"checkpoint_malformed"});
  const auto lines = split(note_text, '\n');
  if (lines.size() < 3 || !std::ranges::all_of(lines, is_line)) return fail(Code{"checkpoint_malformed"});
  const auto size = size_of(lines[1]);
  const auto root = crypto::from_base64(lines[2]);
  Checkpoint checkpoint{.origin = std::string(lines[0])};
  if (!size || !root || root->size() != checkpoint.head.root.size()) return fail(Code{"checkpoint_malformed"});
  checkpoint.head.size = *size;
  std::ranges::copy(*root, checkpoint.head.root.begin());
  checkpoint.extensions.assign(lines.begin() + 3, lines.end());
  return checkpoint;
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& signer) {
  MANARA_TRY(text, write_checkpoint(checkpoint));
  Note note{.text = std::move(text)};
  MANARA_CHECK(sign_note(note, signer));
  return write_note(note);
}

Result<Checkpoint> verify_checkpoint(std::string_view note, const NoteVerifier& log) {
  MANARA_TRY(read, read_note(note));
  MANARA_CHECK(verify_note(read, {&log, 1}));
  MANARA_TRY(checkpoint, read_checkpoint(read.text));
  if (checkpoint.origin != log.name) return fail(Code{"checkpoint_of_another"}, {checkpoint.origin});
  return checkpoint;
}

}  // namespace manara::ledger
