#include "cli/stdout_output.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/strings.h"

namespace manara::cli {

namespace {
int& first_failure() {
  static int number = 0;
  return number;
}
}  // namespace

void StdoutOutput::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && first_failure() == 0) first_failure() = errno;
}

int output_failure() {
  if (std::fflush(stdout) != 0 && first_failure() == 0) first_failure() = errno;
  return first_failure() == EPIPE ? 0 : first_failure();
}

std::size_t terminal_width() {
  if (const char* columns = std::getenv("COLUMNS")) {
    if (const auto width = parse_unsigned(columns); width && *width >= 40 && *width <= 1000) return *width;
  }
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  // A file or a pipe has no width: nothing is cut off there.
  return std::numeric_limits<std::size_t>::max();
}

}  // namespace manara::cli
