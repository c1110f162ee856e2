/// What may stand behind a product's own words: "19.00 (x64)", "- fr-fr", "(remove only)", "version 5.2 (64-bit)".
/// Everything else there makes another thing of the name ("Help Pack", "Auto Updater", "SDK Documentation").
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace manara::products {

struct Tail {
  std::string_view version{};  ///< the first version among the words; points into them
};

/// nullopt: `words` hold something that no tail may. "" is a tail. Parentheses must close, and don't nest.
std::optional<Tail> read_tail(std::span<const std::string> words);

}  // namespace manara::products
