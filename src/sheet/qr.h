/// QR codes (ISO/IEC 18004) of short texts, for a telephone that looks at a screen or a sheet of paper. libqrencode
/// stands behind this header and nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manara::sheet {

/// The empty border that a reader needs around a code, in modules (section 5.3.8).
inline constexpr std::size_t quiet_zone = 4;

/// A square of modules, without its quiet zone.
struct QrCode {
  std::size_t size = 0;
  std::vector<std::uint8_t> modules{};  ///< row by row; 1: dark

  /// false outside of it: the quiet zone is light.
  [[nodiscard]] bool is_dark(std::size_t x, std::size_t y) const {
    return x < size && y < size && modules[y * size + x] != 0;
  }
};

/// With error correction M: a sheet that was folded is still read. Errors: qr_too_long ({0}: bytes), qr_failed.
Result<QrCode> qr_code(std::string_view text);

/// Black and white, or the colours that there are: then dark modules are what is printed, as on paper.
enum class Ink : std::uint8_t { plain, colours };

/// Two modules a character, one above the other, with the quiet zone; each line ends with a line feed.
std::string as_blocks(const QrCode& code, Ink ink);

/// An <svg> of one path, with the quiet zone, as large as what it stands in. `title`: what it is, for who can't see it.
std::string as_svg(const QrCode& code, std::string_view title);

}  // namespace manara::sheet
