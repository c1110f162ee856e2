#include "formats/composer_lock/composer_lock.h"

#include "base/strings.h"
#include "formats/locked.h"
#include "json/json.h"

namespace manara::formats {

bool looks_like_composer_lock(const Probe& probe) {
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  if (!trim(head).starts_with('{')) return false;
  if (probe.file_name() == "composer.lock") return true;
  const auto has = [head](std::string_view text) { return head.find(text) != std::string_view::npos; };
  return probe.file_name().empty() && has("\"content-hash\"") && has("\"packages\"");
}

Result<Inventory> read_composer_lock(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  if (!root["packages"].is_array()) return fail(Code{"composer_lock_not"});
  LockedPackages out(composer_lock.name, "Packagist", limits);
  for (const auto list : {"packages", "packages-dev"}) {
    for (const auto package : root[list].elements()) {
      const auto name = package["name"].string();
      const auto dist = package["dist"];
      if (dist["type"].string() != "path") {
        MANARA_CHECK(out.add(name, package["version"].string()));
      } else if (!is_inside_project(dist["url"].string())) {
        out.refuse(Code{"lock_from_folder"}, name);
      }
    }
  }
  return std::move(out).take();
}

}  // namespace manara::formats
