#include "tree.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/strings.h"

namespace fs = std::filesystem;

namespace manara::house {
namespace {

const fs::path root = MANARA_SOURCE_DIR;
constexpr std::uintmax_t largest_text = 1 << 20;  // larger files are data

bool is_left_out(const std::string& name) {
  constexpr std::array<std::string_view, 5> others{".git", ".cache", "dist", "build", "node_modules"};
  return std::ranges::find(others, name) != others.end() || name.starts_with("build-");
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void add_file(const fs::directory_entry& entry, std::vector<File>& out) {
  if (!entry.is_regular_file() || entry.file_size() > largest_text) return;
  File file{fs::relative(entry.path(), root).generic_string(), read_text(entry.path())};
  if (file.text.find('\0') == std::string::npos) out.push_back(std::move(file));
}

std::vector<File> read_files() {
  std::vector<File> out;
  for (const auto& top : fs::directory_iterator(root)) {
    if (is_left_out(top.path().filename().string())) continue;
    add_file(top, out);
    if (!top.is_directory()) continue;
    for (auto entry = fs::recursive_directory_iterator(top.path()); entry != fs::end(entry); ++entry) {
      // What is installed or built below (console/node_modules, console/dist) is not ours either.
      if (entry->is_directory() && is_left_out(entry->path().filename().string())) entry.disable_recursion_pending();
      add_file(*entry, out);
    }
  }
  std::ranges::sort(out, {}, &File::path);
  return out;
}

}  // namespace

std::string File::folder() const {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

const std::vector<File>& files() {
  static const std::vector<File> all = read_files();
  return all;
}

std::vector<const File*> cpp_files() {
  std::vector<const File*> out;
  for (const auto& file : files()) {
    if (file.ends_with(".cpp") || file.ends_with(".h")) out.push_back(&file);
  }
  return out;
}

std::vector<std::string> table(std::string_view name) {
  std::vector<std::string> lines;
  const auto text = read_text(root / "tests" / "house" / name);
  for (const auto line : split(text, '\n')) {
    if (!trim(line).empty() && !line.starts_with('#')) lines.emplace_back(trim(line));
  }
  return lines;
}

void check_rule(std::string_view rule, const std::map<std::string, std::string>& found) {
  auto rest = found;
  std::vector<std::string> complaints;
  for (const auto& line : table("allowed.txt")) {
    std::string_view text = line;
    if (!take_prefix(text, std::string(rule) + " ")) continue;
    const auto entry = cut(text, std::string_view(": "));
    if (!entry || trim(entry->tail).empty()) {
      complaints.push_back("allowed.txt: no reason: " + line);
    } else if (rest.erase(std::string(entry->head)) == 0) {
      complaints.push_back("allowed.txt: not needed: " + line);
    }
  }
  for (const auto& [subject, what] : rest)
    complaints.push_back(std::string(rule) + " " + subject + ": " + what);
  check_none(complaints);
}

void check_none(const std::vector<std::string>& complaints) {
  std::string text;
  for (const auto& complaint : complaints)
    text += "\n  " + complaint;
  CHECK_MESSAGE(complaints.empty(), text);
}

}  // namespace manara::house
