// Runs one script: `cli_script MANARA SOURCE FILE.txt`. What a script is, is told in script.h.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

#include "script.h"

namespace fs = std::filesystem;

namespace manara::cli_test {
namespace {

struct Outcome {
  std::vector<std::string> lines{};
  int exit_code = 0;
};

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A new folder, gone when the script ends.
class Workplace {
 public:
  Workplace() {
    std::string name = (fs::temp_directory_path() / "manara-cli-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Workplace() {
    std::error_code ignored;
    fs::current_path("/", ignored);
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  void fill(const fs::path& source, const fs::path& script) const {
    const auto files = fs::path(script).replace_extension();
    if (fs::is_directory(files)) fs::copy(files, path_, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    fs::create_symlink(source / "samples", path_ / "samples");
    fs::create_symlink(source / "tests/cli/fixtures", path_ / "fixtures");
    fs::create_symlink(source / "content" / "starter", path_ / "starter");
    fs::current_path(path_);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_{};
};

void set_environment(const fs::path& manara, const fs::path& home) {
  ::clearenv();
  const std::string path = manara.parent_path().string() + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
  const std::array<std::pair<const char*, std::string>, 8> values{{{"PATH", path},
                                                                   {"HOME", home.string()},
                                                                   {"MANARA_HOME", (home / "data").string()},
                                                                   {"LANG", "C.UTF-8"},
                                                                   {"LC_ALL", "C.UTF-8"},
                                                                   {"NO_COLOR", "1"},
                                                                   {"TZ", "UTC"},
                                                                   {"COLUMNS", "120"}}};
  for (const auto& [name, value] : values)
    ::setenv(name, value.c_str(), 1);
}

Outcome run_command(const std::vector<std::string>& command) {
  std::string text = "exec 2>&1 </dev/null\n";
  for (const auto& line : command)
    text += line + "\n";
  Outcome outcome;
  FILE* pipe = ::popen(text.c_str(), "r");
  if (pipe == nullptr) return {{"the shell can't be started"}, 126};
  std::string output;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    output.append(buffer.data(), got);
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.lines = lines_of(output);
  while (!outcome.lines.empty() && outcome.lines.back().empty())
    outcome.lines.pop_back();
  return outcome;
}

void print_lines(const char* title, const std::vector<std::string>& lines, int exit_code) {
  fmt::print("  {}:\n", title);
  for (const auto& line : lines)
    fmt::print("    {}\n", line);
  if (exit_code != 0) fmt::print("    exit {}\n", exit_code);
}

/// Runs every step, and puts what came instead into `script` where it differs. The number of differences.
std::size_t run_steps(Script& script, const std::string& name) {
  std::size_t differences = 0;
  for (auto& step : script.steps) {
    const auto outcome = run_command(step.command);
    if (outcome.exit_code == step.exit_code && lines_match(step.expected, outcome.lines)) continue;
    ++differences;
    fmt::print("{}:{}: $ {}\n", name, step.line, step.command.front());
    print_lines("expected", step.expected, step.exit_code);
    print_lines("came", outcome.lines, outcome.exit_code);
    step.expected = updated(step.expected, outcome.lines);
    step.exit_code = outcome.exit_code;
  }
  return differences;
}

int run(const fs::path& manara, const fs::path& source, const fs::path& path) {
  const bool update = std::getenv("UPDATE") != nullptr;
  auto script = parse_script(read_text(path));
  if (script.steps.empty()) {
    fmt::print("{}: no commands\n", path.string());
    return 1;
  }
  std::size_t differences = 0;
  {
    const Workplace workplace;
    workplace.fill(source, path);
    set_environment(manara, workplace.path());
    differences = run_steps(script, path.filename().string());
  }
  if (update && differences > 0) {
    std::ofstream(path, std::ios::binary) << write_script(script);
    fmt::print("{}: {} written anew\n", path.string(), differences);
    return 0;
  }
  fmt::print("{} commands, {} differ\n", script.steps.size(), differences);
  return differences == 0 ? 0 : 1;
}

}  // namespace
}  // namespace manara::cli_test

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: cli_script MANARA SOURCE FILE.txt\n");
    return 2;
  }
  return manara::cli_test::run(argv[1], argv[2], argv[3]);
}
