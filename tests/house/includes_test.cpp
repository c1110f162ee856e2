#include <doctest/doctest.h>
#include <map>
#include <set>

#include "base/strings.h"
#include "tree.h"

using namespace manara;
using namespace manara::house;

namespace {

using Edges = std::map<std::string, std::set<std::string>>;

Edges read_layers() {
  Edges layers;
  for (const auto& line : table("layers.txt")) {
    const auto row = cut(line, ':');
    REQUIRE(row);
    auto& allowed = layers[std::string(row->head)];
    for (const auto name : split(row->tail, ' ')) {
      if (!name.empty()) allowed.emplace(name);
    }
  }
  return layers;
}

/// "base" for src/base, "formats" for src/formats/osv, "tests/cli", "bench".
std::string layer_of(const File& file) {
  const auto parts = split(file.path, '/');
  if (parts.front() == "src" && parts.size() > 2) return std::string(parts[1]);
  if (parts.front() == "bench") return "bench";
  return parts.size() > 2 ? std::string(parts[0]) + "/" + std::string(parts[1]) : std::string(parts[0]);
}

/// The paths in `#include "…"`.
std::vector<std::string_view> includes_of(const File& file) {
  std::vector<std::string_view> out;
  for (const auto line : split(file.text, '\n')) {
    auto rest = trim(line);
    if (!take_prefix(rest, "#include \"")) continue;
    out.push_back(rest.substr(0, rest.find('"')));
  }
  return out;
}

/// Folders of `graph` that lie on a cycle: what is left when those without edges have gone, again and again.
std::set<std::string> on_cycles(Edges graph) {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto node = graph.begin(); node != graph.end();) {
      std::erase_if(node->second, [&graph](const std::string& to) { return !graph.contains(to); });
      const bool leaf = node->second.empty();
      node = leaf ? graph.erase(node) : std::next(node);
      changed = changed || leaf;
    }
  }
  std::set<std::string> left;
  for (const auto& [name, edges] : graph)
    left.insert(name);
  return left;
}

}  // namespace

TEST_CASE("no folder includes what stands above it") {
  const auto layers = read_layers();
  std::vector<std::string> complaints;
  for (const auto* file : cpp_files()) {
    const auto layer = layer_of(*file);
    const auto allowed = layers.find(layer);
    if (allowed == layers.end()) {
      complaints.push_back(file->path + ": its folder has no row in tests/house/layers.txt");
      continue;
    }
    for (const auto path : includes_of(*file)) {
      const auto to = std::string(path.substr(0, path.find('/')));
      const bool own = path.find('/') == std::string_view::npos || to == layer;
      if (!own && !allowed->second.contains(to)) complaints.push_back(file->path + " includes " + std::string(path));
    }
  }
  check_none(complaints);
}

TEST_CASE("the layers themselves have no cycle") {
  const auto layers = read_layers();
  CHECK(layers.size() > 10);
  for (const auto& name : on_cycles(layers))
    CHECK_MESSAGE(false, name << " is on a cycle of tests/house/layers.txt");
}

TEST_CASE("formats share code without a cycle") {
  Edges edges;
  for (const auto* file : cpp_files()) {
    std::string_view path = file->path;
    if (!take_prefix(path, "src/formats/")) continue;
    const auto from = std::string(path.substr(0, path.find('/')));
    for (auto include : includes_of(*file)) {
      if (!take_prefix(include, "formats/") || include.find('/') == std::string_view::npos) continue;
      const auto to = std::string(include.substr(0, include.find('/')));
      if (to != from) edges[from].insert(to);
    }
  }
  for (const auto& name : on_cycles(edges))
    CHECK_MESSAGE(false, "src/formats/" << name << " is on a cycle of includes");
  CHECK(edges.size() > 1);
}

TEST_CASE("a cycle is found, a chain is none") {
  CHECK(on_cycles({{"a", {"b"}}, {"b", {"c"}}, {"c", {}}}).empty());
  CHECK(on_cycles({{"a", {"b"}}, {"b", {"a"}}, {"c", {"a"}}}).contains("b"));
}
