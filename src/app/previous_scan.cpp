#include "app/previous_scan.h"

#include "base/limits.h"
#include "io/file.h"
#include "json/json.h"

namespace manara::app {
namespace {

std::string key_of(std::string_view target, std::string_view component, std::string_view id) {
  std::string key(target);
  key.append(1, '\0').append(component).append(1, '\0').append(id);
  return key;
}

}  // namespace

Result<PreviousScan> PreviousScan::open(const std::string& path) {
  const Limits limits;
  MANARA_TRY(text, io::read_file(path, limits.document_bytes));
  json::Document document;
  auto root = document.parse(text, limits);
  if (!root) return std::unexpected(std::move(root).error().in(path));
  const auto day = parse_date((*root)["as_of"].string());
  if ((*root)["schema"].string() != "manara.scan/1" || !day) return fail(Code{"previous_not_a_scan"}, {path});
  PreviousScan scan;
  for (const auto row : (*root)["exposures"].elements()) {
    const auto known = parse_date(row["first_seen"].string());
    scan.seen_.emplace(key_of(row["target"].string(), row["name"].string(), row["id"].string()), known.value_or(*day));
  }
  return scan;
}

std::optional<Date> PreviousScan::first_seen(std::string_view target, std::string_view component,
                                             std::string_view id) const {
  const auto found = seen_.find(key_of(target, component, id));
  if (found == seen_.end()) return std::nullopt;
  return found->second;
}

}  // namespace manara::app
