#include "accounts/names.h"

#include <algorithm>

#include "base/strings.h"
#include "base/utf8.h"
#include "text/typed.h"

namespace manara::accounts {
namespace {

constexpr std::size_t least_account = 2;
constexpr std::size_t most_account = 64;
constexpr std::size_t most_name = 400;  // bytes

}  // namespace

bool is_account(std::string_view account) {
  const auto allowed = [](char c) {
    return is_lower(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '@';
  };
  return account.size() >= least_account && account.size() <= most_account && std::ranges::all_of(account, allowed) &&
         (is_lower(account.front()) || is_digit(account.front()));
}

bool is_name(std::string_view name) {
  return !trim(name).empty() && name.size() <= most_name && is_utf8(name) && !text::has_hidden(name, text::Lines::one);
}

}  // namespace manara::accounts
