/// What every reader of an inventory does with the rows that it can't use, and with the words in those it can.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "base/result.h"
#include "model/inventory.h"

namespace manara::formats {

/// Lists the row with its line, up to Limits::refused_listed; beyond that it is counted.
inline void refuse(Inventory& inventory, std::uint64_t line, Message reason, const Limits& limits) {
  if (inventory.refused.size() < limits.refused_listed) {
    inventory.refused.push_back({.line = line, .reason = std::move(reason)});
  } else {
    ++inventory.refused_unlisted;
  }
}

/// Keeps the component. Error: too_many_components.
inline Status keep(Inventory& inventory, Component&& component, const Limits& limits) {
  if (inventory.components.size() >= limits.components)
    return fail(Code{"too_many_components"}, {std::to_string(limits.components)});
  inventory.components.push_back(std::move(component));
  return {};
}

/// Names and versions of distribution packages are printable ASCII without a space (deb-control(5), rpm-version(7),
/// apk-package(5)); anything else is a damaged row, and would be a way to write on a reader's terminal.
inline bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

/// A word of a damaged row, for its reason: itself where it is one and short, else "?".
inline std::string shown(std::string_view text) {
  constexpr std::size_t longest = 200;
  return is_word(text) && text.size() <= longest ? std::string(text) : "?";
}

}  // namespace manara::formats
