// CycloneDX's own test files: `check` has no complaint about the files whose names begin with valid-, and at least one,
// with its place, about those that begin with invalid-.
#include <filesystem>

#include "formats/check/check.h"
#include "suite.h"

namespace manara::conformance {
namespace {

bool has_places(const std::vector<formats::Complaint>& complaints) {
  for (const auto& complaint : complaints) {
    if (complaint.place.path.empty() && complaint.place.line == 0) return false;
  }
  return true;
}

void one_file(const std::string& file, Tally& tally) {
  const auto name = std::filesystem::path(file).filename().string();
  const bool valid = name.starts_with("valid-");
  if (!valid && !name.starts_with("invalid-")) return;
  const auto complaints = formats::check(read_text(file), {});
  if (!complaints) {
    tally.check(!valid, file + ": " + std::string(complaints.error().code.name()));
  } else if (valid && !complaints->empty()) {
    const auto& first = complaints->front();
    tally.fail(file + ": " + std::string(first.what.code.name()) + " at " + first.place.path + ":" +
               std::to_string(first.place.line));
  } else {
    tally.check(valid || (!complaints->empty() && has_places(*complaints)), file + ": no complaint with a place");
  }
}

}  // namespace

void cyclonedx(const std::string& path, Tally& tally) {
  for (const auto* suffix : {".json", ".xml"}) {
    if (std::filesystem::is_regular_file(path) && !path.ends_with(suffix)) continue;
    for (const auto& file : files_below(path, suffix))
      one_file(file, tally);
  }
}

}  // namespace manara::conformance
