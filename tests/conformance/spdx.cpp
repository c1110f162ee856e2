// SPDX 2 documents, JSON and tag-value: as many components as a plain walk finds packages; cut at half its length each
// must be refused. SPDX 3 comes later.
#include "formats/spdx/spdx.h"

#include <filesystem>

#include "json/json.h"
#include "suite.h"

namespace manara::conformance {
namespace {

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size()))
    ++found;
  return found;
}

/// Lines that begin with PackageName, outside <text>…</text>.
std::size_t packages_of_tag_value(const std::string& text) {
  std::string outside;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = text.find("<text>", at);
    outside.append(text, at, open == std::string::npos ? open : open - at);
    const auto close = open == std::string::npos ? open : text.find("</text>", open);
    at = close == std::string::npos ? text.size() : close + 7;
  }
  return count("\n" + outside, "\nPackageName:");
}

enum class Kind { other, json, tag_value, later };

struct Walked {
  Kind kind = Kind::other;
  std::size_t packages = 0;
};

Walked walk(const std::string& file, const std::string& text) {
  if (file.ends_with(".spdx")) return {Kind::tag_value, packages_of_tag_value(text)};
  if (text.find("SPDX") == std::string::npos && text.find("spdx") == std::string::npos) return {};
  json::Document document;
  const auto root = document.parse(text);
  if (!root) return {};
  if ((*root)["@context"] && (*root)["@graph"]) return {Kind::later, 0};
  if (!(*root)["spdxVersion"].is_string()) return {};
  if ((*root)["spdxVersion"].string().starts_with("SPDX-3")) return {Kind::later, 0};
  return {Kind::json, (*root)["packages"].size()};
}

Result<Inventory> read(std::string_view text) {
  const auto stream = io::from_memory(text);
  return formats::spdx.read(*stream, "document", {});
}

void one_document(const std::string& file, Tally& tally) {
  const auto text = read_text(file);
  const auto walked = walk(file, text);
  if (walked.kind == Kind::other) return;
  if (walked.kind == Kind::later) {
    const auto inventory = read(text);
    if (inventory || inventory.error().code != Code{"spdx3_later"}) return tally.fail(file + ": SPDX 3 is not said");
    return tally.postpone();
  }
  const auto inventory = read(text);
  tally.check(inventory && inventory->components.size() == walked.packages,
              file + ": " +
                  (inventory ? std::to_string(inventory->components.size()) + " components instead of " +
                                   std::to_string(walked.packages)
                             : std::string(inventory.error().code.name())));
  tally.check(!read(std::string_view(text).substr(0, text.size() / 2)), file + ": half of it is read as a whole");
}

}  // namespace

void spdx(const std::string& path, Tally& tally) {
  for (const auto* suffix : {".json", ".spdx"}) {
    if (std::filesystem::is_regular_file(path) && !path.ends_with(suffix)) continue;
    for (const auto& file : files_below(path, suffix))
      one_document(file, tally);
  }
}

}  // namespace manara::conformance
