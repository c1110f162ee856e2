/// The table of commands. One row makes the parser, --help, the man page and the completion of shells: nothing about an
/// option is written twice.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "text/catalogue.h"

namespace manara::cli {

/// Exit codes, the same for every command.
enum Exit : int {
  exit_ok = 0,
  exit_found = 1,  ///< with --fail-on: something at or above it
  exit_error = 2,
  exit_not_assessed = 3,  ///< with --fail-on: nothing found, but something could not be assessed
};

struct Option {
  std::string_view name;   ///< "--fail-on"
  std::string_view value;  ///< what its value is called ("LEVEL"); "": a flag
  Code help;
  bool repeated = false;
};

struct Positional {
  std::string_view name{};  ///< "TARGET"; "": none
  std::size_t least = 0;
  std::size_t most = 0;  ///< 0: any number
};

class Arguments;
struct Session;

struct Command {
  std::string_view name;  ///< "scan", "feeds import"
  Code summary;           ///< one line
  std::span<const Option> options;
  Positional positional{};
  int (*run)(const Arguments&, Session&);
  std::string_view example{};  ///< one line, as typed
};

class Arguments {
 public:
  [[nodiscard]] bool flag(std::string_view name) const { return values_.contains(name); }
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& positional() const { return positional_; }

  void set(std::string name, std::vector<std::string> values) { values_[std::move(name)] = std::move(values); }
  void set_positional(std::vector<std::string> values) { positional_ = std::move(values); }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_{};
  std::vector<std::string> positional_{};
};

/// Where a command writes and how its reader wants it.
struct Session {
  text::Language language = text::Language::en;
  bool colour = false;
  bool progress = false;  ///< standard error is a terminal
  std::string data{};     ///< the product's folder

  /// Standard output; a closed pipe ends the output quietly.
  void print(std::string_view text);
  /// One sentence on standard error, escaped for a terminal; returns exit_error.
  int error(const Error& error);
  /// A finding about an input, on standard output: "file:line: path: sentence".
  void complain(const Error& error);
  /// The sentence of a code in the reader's language.
  [[nodiscard]] std::string say(Code code, std::vector<std::string> args = {}) const;
  /// The same for a code that was read from an index, for all of its kind: its arguments are left open. A name that no
  /// text has comes back as it is.
  [[nodiscard]] std::string say_name(std::string_view code_name) const;
};

/// Options that every command takes.
std::span<const Option> common_options();

/// Parses, runs, returns the exit code.
int run(std::span<const Command* const> commands, int argc, char** argv);

}  // namespace manara::cli
