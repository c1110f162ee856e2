// Homebrew: the upstream's version, which has no scheme of its own, and the formula's revision after "_" ("1.14.1_2";
// none is 0), which decides where the rest is equal.
#include "versions/generic_reader.h"
#include "versions/orderings.h"

namespace manara::versions {
namespace {

struct Parts {
  std::string_view upstream{}, revision{};
};

Parts split_parts(std::string_view text) {
  if (const auto halves = cut_last(text, '_'); halves && is_number(halves->tail)) return {halves->head, halves->tail};
  return {text, {}};
}

class Reader {
 public:
  explicit Reader(std::string_view text) : parts_(split_parts(text)), upstream_(parts_.upstream) {}

  Step next() {
    if (part_ == Part::upstream) {
      auto step = upstream_.next();
      if (step.value != Value::stop) return step;
      part_ = Part::revision;
      step.value = Value::none;
      return step;
    }
    if (part_ == Part::end) return {.rank = 1};
    part_ = Part::end;
    return {.rank = 1, .value = Value::number, .text = parts_.revision};
  }

 private:
  enum class Part : std::uint8_t { upstream, revision, end };
  Parts parts_;
  GenericReader upstream_;
  Part part_ = Part::upstream;
};

bool valid(std::string_view text) {
  return text.size() <= max_version_bytes && is_generic(split_parts(text).upstream);
}

}  // namespace

const Ordering homebrew = ordering_by_steps<Reader, valid>(Scheme::homebrew, "homebrew");

}  // namespace manara::versions
