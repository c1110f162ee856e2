#include "cli/stdout_output.h"

#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/strings.h"

namespace manara::cli {

std::size_t terminal_width() {
  if (const char* columns = std::getenv("COLUMNS")) {
    if (const auto width = parse_unsigned(columns); width && *width >= 40 && *width <= 1000) return *width;
  }
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 120;
}

}  // namespace manara::cli
