#include <cstdio>
#include <unistd.h>

#include "cli/command.h"
#include "cli/stdout_output.h"
#include "text/escape.h"

namespace manara::cli {

std::optional<std::string> Arguments::value(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

void Session::print(std::string_view text) {
  // SIGPIPE is ignored: a reader that has seen enough (head, less) is no error, and there is nobody to tell.
  StdoutOutput().write(text);
}

int Session::error(const Error& error) {
  const auto line = text::for_terminal(text::sentence(language, error)) + "\n";
  std::fputs(line.c_str(), stderr);
  return exit_error;
}

void Session::complain(const Error& error) {
  std::string line;
  if (!error.place.file.empty()) line += error.place.file + ":";
  if (error.place.line > 0) line += std::to_string(error.place.line) + ":";
  if (!error.place.path.empty()) line += " " + error.place.path + ":";
  if (!line.empty()) line += " ";
  print(text::for_terminal(line + text::sentence(language, error.message())) + "\n");
}

std::string Session::say(Code code, std::vector<std::string> args) const {
  return text::sentence(language, Message{code, std::move(args)});
}

std::string Session::say_name(std::string_view code_name) const {
  return text::sentence(language, Message{Code::stored(code_name), {"…", "…", "…"}});
}

}  // namespace manara::cli
