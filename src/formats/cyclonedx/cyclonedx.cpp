#include "formats/cyclonedx/cyclonedx.h"

#include "base/strings.h"
#include "formats/cyclonedx/node.h"
#include "formats/cyclonedx/read_bom.h"
#include "json/json.h"

namespace manara::formats {
namespace {

bool is_bom(const json::Value& root) {
  if (root["bomFormat"].string() == "CycloneDX") return true;
  // Without (or with a wrong) bomFormat it breaks the specification, but says what it is all the same.
  return root["$schema"].string().find("cyclonedx") != std::string_view::npos ||
         (root["specVersion"].is_string() && (root["components"].is_array() || root["metadata"].is_object()));
}

}  // namespace

bool looks_like_cyclonedx(const Probe& probe) {
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  head = trim(head);
  if (!head.starts_with('{')) return false;
  return head.find("\"CycloneDX\"") != std::string_view::npos ||
         head.find("cyclonedx.org/schema") != std::string_view::npos;
}

Result<Inventory> read_cyclonedx(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  if (!is_bom(root)) return fail(Code{"cyclonedx_not_a_bom"});
  Inventory inventory;
  inventory.kind = "cyclonedx";
  MANARA_CHECK(bom::Reader<bom::JsonNode>(inventory, limits).read(bom::JsonNode(root)));
  return inventory;
}

}  // namespace manara::formats
