// VERS "lexicographic": the bytes of the UTF-8 text, without normalisation. The specification allows any text, so words
// like "latest" are versions here; only an empty text is none.
#include "versions/orderings.h"

namespace manara::versions {
namespace {

bool valid(std::string_view text) {
  return !text.empty() && text.size() <= max_version_bytes;
}

std::strong_ordering compare(std::string_view a, std::string_view b) {
  return a <=> b;
}

Key append_key(std::string_view text, std::string& key) {
  if (!valid(text)) return Key::unparsable;
  key.append(text);
  return Key::ok;
}

}  // namespace

const Ordering lexicographic{Scheme::lexicographic, "lexicographic", valid, compare, append_key};

}  // namespace manara::versions
