/// Recovery phrases: 128 random bits as people copy them from paper, 7 groups of 4 signs without letters that look
/// alike (Crockford's base 32); the last two signs tell of a slip before anything is tried.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace manara::crypto {

/// "7Q2K-M0DX-…", 28 signs.
std::string make_phrase(Random& random);

/// As make_phrase wrote it, from what somebody typed: any case, spaces or dashes anywhere, O for 0, I or L for 1.
/// nullopt where signs are missing, wrong, or don't fit each other.
std::optional<std::string> read_phrase(std::string_view typed);

}  // namespace manara::crypto
