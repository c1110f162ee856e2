#include "terminal.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strings.h"

namespace manara::program_test {
namespace {

constexpr int patience_ms = 30'000;

}  // namespace

Terminal::Terminal(const std::vector<std::string>& arguments) {
  std::vector<std::string> all{MANARA_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers(all.size() + 1);
  std::ranges::transform(all, pointers.begin(), [](std::string& text) { return text.data(); });
  std::array<std::string, 4> environment{"LC_ALL=C.UTF-8", "NO_COLOR=1", "TERM=dumb", "HOME=/nonexistent"};
  std::vector<char*> variables(environment.size() + 1);
  std::ranges::transform(environment, variables.begin(), [](std::string& text) { return text.data(); });
  // NOLINTNEXTLINE(cppcoreguidelines-prefer-member-initializer): what the child is given has to be there before.
  process_ = ::forkpty(&descriptor_, nullptr, nullptr, nullptr);
  if (process_ != 0) return;
  ::execve(pointers[0], pointers.data(), variables.data());
  ::_exit(127);
}

Terminal::~Terminal() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Terminal::more() {
  pollfd wait{descriptor_, POLLIN, 0};
  if (::poll(&wait, 1, patience_ms) <= 0) return false;
  std::array<char, 4096> buffer{};
  const auto got = ::read(descriptor_, buffer.data(), buffer.size());
  if (got <= 0) return false;  // EIO: the other end is closed
  for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(got))) {
    if (c != '\r') all_ += c;
  }
  return true;
}

bool Terminal::shows(std::string_view text) {
  std::size_t at = 0;
  while ((at = all_.find(text, seen_)) == std::string::npos) {
    if (!more()) return false;
  }
  seen_ = at + text.size();
  return true;
}

void Terminal::type(std::string_view keys) {
  while (!keys.empty()) {
    const auto count = ::write(descriptor_, keys.data(), keys.size());
    if (count <= 0) return;
    keys.remove_prefix(static_cast<std::size_t>(count));
  }
}

int Terminal::ended() {
  while (more()) {
  }
  int status = 0;
  if (process_ <= 0 || ::waitpid(process_, &status, WNOHANG) == 0) {
    // The terminal may be closed a moment before the process is gone.
    ::usleep(200'000);
    if (::waitpid(process_, &status, WNOHANG) <= 0) return -1;
  }
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace manara::program_test
