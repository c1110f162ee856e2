#include "store/sealed_file.h"

namespace manara::store {

Result<std::string> read_up_to(io::Stream& from, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    MANARA_TRY(count, from.read(std::span(bytes).subspan(done)));
    if (count == 0) break;
    done += count;
  }
  bytes.resize(done);
  return bytes;
}

Status SealedWriter::put(std::string_view bytes) {
  while (!bytes.empty()) {
    // A full piece waits until there is more: the last one has to say that it is.
    if (waiting_.size() == piece_bytes) MANARA_CHECK(flush(false));
    const auto taken = bytes.substr(0, piece_bytes - waiting_.size());
    waiting_ += taken;
    bytes.remove_prefix(taken.size());
  }
  return {};
}

Status SealedWriter::flush(bool last) {
  if (!has_begun_) MANARA_CHECK(to_->write(sealer_.header()));
  has_begun_ = true;
  MANARA_CHECK(to_->write(sealer_.piece(waiting_, last)));
  waiting_.clear();
  return {};
}

Status SealedWriter::end() {
  return flush(true);
}

Result<SealedReader> SealedReader::open(io::Stream& from, const crypto::SealingKey& key) {
  MANARA_TRY(header, read_up_to(from, crypto::StreamOpener::header_bytes));
  if (header.size() < crypto::StreamOpener::header_bytes) return fail(Code{"seal_cut"});
  MANARA_TRY(opener, crypto::StreamOpener::open(key, header));
  return SealedReader(from, std::move(opener));
}

Result<std::string> SealedReader::next() {
  constexpr auto whole = SealedWriter::piece_bytes + crypto::StreamOpener::more_bytes;
  MANARA_TRY(sealed, read_up_to(*from_, whole));
  if (was_last_) return sealed.empty() ? Result<std::string>("") : fail(Code{"seal_wrong"});
  if (sealed.empty()) return fail(Code{"seal_cut"});
  auto piece = opener_.piece(sealed);
  // Only the last piece may be shorter than the others: one that was cut can't be opened.
  if (!piece) return fail(sealed.size() < whole ? Code{"seal_cut"} : Code{"seal_wrong"});
  was_last_ = piece->last;
  // An empty file is one empty piece: what follows is then the end.
  if (piece->bytes.empty()) return next();
  return std::move(piece->bytes);
}

}  // namespace manara::store
