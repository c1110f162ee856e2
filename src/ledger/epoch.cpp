#include "ledger/epoch.h"

#include "base/strings.h"

namespace manara::ledger {
namespace {

// A node's own id may be all digits; it has more of them.
constexpr std::size_t most_digits = 6;

}  // namespace

Epoch read_epoch(std::string_view origin) {
  const auto halves = cut_last(origin, '/');
  const auto number = halves ? parse_unsigned(halves->tail) : std::nullopt;
  const bool is_number = number && *number > 1 && halves->tail.size() <= most_digits && halves->tail.front() != '0';
  if (!is_number) return {.node = std::string(origin)};
  return {.node = std::string(halves->head), .number = *number};
}

std::string to_string(const Epoch& epoch) {
  return epoch.number == 1 ? epoch.node : epoch.node + "/" + std::to_string(epoch.number);
}

}  // namespace manara::ledger
