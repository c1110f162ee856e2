/// What a visitor of items, files or members wants next.
#pragma once

#include <cstdint>

namespace manara::io {

enum class Visit : std::uint8_t { go_on, stop };

}  // namespace manara::io
