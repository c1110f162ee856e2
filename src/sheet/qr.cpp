#include "sheet/qr.h"

#include <cerrno>
#include <fmt/format.h>
#include <memory>
#include <qrencode.h>

#include "text/escape.h"

namespace manara::sheet {
namespace {

// Half blocks: whether the upper and the lower module are dark.
constexpr std::string_view blocks[2][2] = {{" ", "▄"}, {"▀", "█"}};
// Whatever colours a terminal has, a reader wants dark on light.
constexpr std::string_view black_on_white = "\x1b[38;5;16;48;5;231m";
constexpr std::string_view as_before = "\x1b[0m";

}  // namespace

Result<QrCode> qr_code(std::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::unique_ptr<QRcode, void (*)(QRcode*)> made(
      ::QRcode_encodeData(static_cast<int>(text.size()), bytes, 0, QR_ECLEVEL_M), ::QRcode_free);
  if (!made) {
    if (errno == ERANGE) return fail(Code{"qr_too_long"}, {std::to_string(text.size())});
    return fail(Code{"qr_failed"});
  }
  QrCode code{.size = static_cast<std::size_t>(made->width)};
  code.modules.reserve(code.size * code.size);
  // The lowest bit is the module; the others tell what it is part of.
  for (std::size_t i = 0; i < code.size * code.size; ++i)
    code.modules.push_back(made->data[i] & 1);
  return code;
}

std::string as_blocks(const QrCode& code, Ink ink) {
  std::string out;
  const auto whole = code.size + 2 * quiet_zone;
  for (std::size_t y = 0; y < whole; y += 2) {
    if (ink == Ink::colours) out += black_on_white;
    for (std::size_t x = 0; x < whole; ++x) {
      // What lies before 0 is a large number: outside.
      const bool above = code.is_dark(x - quiet_zone, y - quiet_zone);
      const bool below = code.is_dark(x - quiet_zone, y + 1 - quiet_zone);
      out += blocks[above ? 1 : 0][below ? 1 : 0];
    }
    if (ink == Ink::colours) out += as_before;
    out += '\n';
  }
  return out;
}

std::string as_svg(const QrCode& code, std::string_view title) {
  const auto whole = code.size + 2 * quiet_zone;
  std::string path;
  for (std::size_t y = 0; y < code.size; ++y) {
    for (std::size_t x = 0; x < code.size; ++x) {
      if (!code.is_dark(x, y)) continue;
      std::size_t end = x;
      while (code.is_dark(end, y))
        ++end;
      path += fmt::format("M{} {}h{}v1h-{}z", x + quiet_zone, y + quiet_zone, end - x, end - x);
      x = end;
    }
  }
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" shape-rendering="crispEdges">)"
      R"(<title>{1}</title><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>)",
      whole, text::for_html(title), path);
}

}  // namespace manara::sheet
