#include "formats/cyclonedx/cyclonedx.h"

#include "base/strings.h"
#include "formats/cyclonedx/node.h"
#include "formats/cyclonedx/read_bom.h"

namespace manara::formats {
namespace {

bool is_bom(const json::Value& root) {
  if (root["bomFormat"].string() == "CycloneDX") return true;
  // Without (or with a wrong) bomFormat it breaks the specification, but says what it is all the same.
  return root["$schema"].string().find("cyclonedx") != std::string_view::npos ||
         (root["specVersion"].is_string() && (root["components"].is_array() || root["metadata"].is_object()));
}

bool is_bom(const xml::Element& root) {
  return root.name() == "bom" && root.space().find("cyclonedx") != std::string_view::npos;
}

bool starts_as_xml(std::string_view head) {
  take_prefix(head, "\xEF\xBB\xBF");
  return trim(head).starts_with('<');
}

template <typename Document, typename Node>
Status read_as(std::string_view bytes, std::string_view path, Inventory& inventory, const Limits& limits) {
  Document document;
  MANARA_TRY(root, document.parse(bytes, limits));
  if (!is_bom(root)) return fail(Code{"cyclonedx_not_a_bom"});
  return bom::Reader<Node>(inventory, path, limits).read(Node(root));
}

}  // namespace

bool looks_like_cyclonedx(const Probe& probe) {
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  head = trim(head);
  const auto has = [head](std::string_view text) { return head.find(text) != std::string_view::npos; };
  if (head.starts_with('<')) return has("cyclonedx.org/schema/bom/");
  if (!head.starts_with('{')) return false;
  return has("\"bomFormat\"") || has("cyclonedx.org/schema") || (has("\"components\"") && has("\"bom-ref\""));
}

Result<Inventory> read_cyclonedx(io::Stream& stream, std::string_view path, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  Inventory inventory;
  inventory.kind = "cyclonedx";
  const auto read = starts_as_xml(input.bytes().substr(0, probe_bytes)) ? read_as<xml::Document, bom::XmlNode>
                                                                        : read_as<json::Document, bom::JsonNode>;
  MANARA_CHECK(read(input.bytes(), path, inventory, limits));
  return inventory;
}

}  // namespace manara::formats
