#include "cli/ask.h"

#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

#include "base/strings.h"

namespace manara::cli {
namespace {

/// Keys are not shown while this is; line feeds are.
class Unseen {
 public:
  Unseen() : changed_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!changed_) return;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  ::termios before_{};
  bool changed_;
};

std::optional<std::string> next_line() {
  std::fflush(stdout);
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return line;
}

}  // namespace

bool somebody_is_there() {
  return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0;
}

std::optional<std::string> ask(Session& session, const std::string& question, const std::string& otherwise) {
  session.print(question + (otherwise.empty() ? ": " : " [" + otherwise + "]: "));
  const auto line = next_line();
  if (!line) return std::nullopt;
  const auto typed = trim(*line);
  return typed.empty() ? otherwise : std::string(typed);
}

std::optional<std::string> ask_hidden(Session& session, const std::string& question) {
  // Before the question is seen: who answers at once is not shown either.
  const Unseen unseen;
  session.print(question + ": ");
  return next_line();
}

}  // namespace manara::cli
