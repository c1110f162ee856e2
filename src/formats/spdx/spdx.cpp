#include "formats/spdx/spdx.h"

#include <set>

#include "base/strings.h"
#include "formats/rows.h"
#include "formats/spdx/package.h"
#include "formats/spdx/tag_value.h"
#include "json/json.h"

namespace manara::formats {
namespace {

using spdx_parts::Builder;
using spdx_parts::Package;

std::string_view without_mark(std::string_view text) {
  take_prefix(text, "\xEF\xBB\xBF");
  return text;
}

bool is_spdx3(const json::Value& root) {
  const auto context = root["@context"];
  if (context.string().find("spdx.org/rdf/3") != std::string_view::npos) return true;
  for (const auto element : context.elements()) {
    if (element.string().find("spdx.org/rdf/3") != std::string_view::npos) return true;
  }
  return root["spdxVersion"].string().starts_with("SPDX-3") || root["@graph"].is_array();
}

Package package_of(const json::Value& value) {
  Package package;
  // One walk over the members: asking for each by name would walk them a dozen times.
  for (const auto [name, member] : value.members()) {
    if (name == "SPDXID") package.id = member.string();
    if (name == "name") package.name = member.string();
    if (name == "versionInfo") package.version = member.string();
    if (name == "supplier") package.supplier = member.string();
    if (name == "sourceInfo") package.source_info = member.string();
    if (name == "primaryPackagePurpose") package.purpose = member.string();
    if (name == "hasFiles" && member.size() == 1) package.only_file = (*member.elements().begin()).string();
    if (name != "externalRefs") continue;
    for (const auto reference : member.elements())
      package.references.emplace_back(reference["referenceType"].string(), reference["referenceLocator"].string());
  }
  return package;
}

Status read_packages(const json::Value& packages, Builder& builder, Inventory& inventory, const Limits& limits) {
  std::size_t index = 0;
  inventory.components.reserve(std::min(packages.size(), limits.components));
  for (const auto value : packages.elements()) {
    const auto package = package_of(value);
    for (const auto member : {"name", "versionInfo"}) {
      const auto kind = value[member].kind();
      if (kind == json::Kind::missing || kind == json::Kind::null || kind == json::Kind::string) continue;
      refuse(inventory, 0, {Code{"component_field_not_text"}, {"packages/" + std::to_string(index), member}}, limits);
    }
    MANARA_CHECK(builder.add(package, "packages/" + std::to_string(index), 0));
    ++index;
  }
  return {};
}

Status read_json(std::string_view bytes, Inventory& inventory, const Limits& limits) {
  json::Document document;
  MANARA_TRY(root, document.parse(bytes, limits));
  if (is_spdx3(root)) return fail(Code{"spdx3_later"});
  if (!root["spdxVersion"].is_string() && root["SPDXID"].string() != "SPDXRef-DOCUMENT") {
    return fail(Code{"spdx_not_a_document"});
  }
  Builder builder(inventory, limits);
  MANARA_CHECK(read_packages(root["packages"], builder, inventory, limits));
  if (builder.wants_files()) {
    for (const auto file : root["files"].elements())
      builder.file(file["SPDXID"].string(), file["fileName"].string());
  }
  for (const auto relationship : root["relationships"].elements()) {
    std::string_view element, type, related, comment;
    for (const auto [name, member] : relationship.members()) {
      if (name == "spdxElementId") element = member.string();
      if (name == "relationshipType") type = member.string();
      if (name == "relatedSpdxElement") related = member.string();
      if (name == "comment") comment = member.string();
    }
    builder.relate(element, type, related, comment);
  }
  builder.finish();
  return {};
}

/// A tag-value document: its packages are sections that begin with PackageName and end where another kind begins.
class TagValueReader {
 public:
  TagValueReader(std::string_view text, Inventory& inventory, const Limits& limits)
      : lines_(text), inventory_(inventory), limits_(limits), builder_(inventory, limits) {}

  Status read() {
    while (const auto line = lines_.next()) {
      last_line_ = line->line;
      if (line->tag.empty()) {
        refuse(inventory_, line->line, {Code{"spdx_line_unreadable"}, {}}, limits_);
      } else {
        MANARA_CHECK(take(*line));
      }
    }
    MANARA_CHECK(close_package());
    if (version_.starts_with("SPDX-3")) return fail(Code{"spdx3_later"});
    if (!version_.starts_with("SPDX-")) return fail(Code{"spdx_not_a_document"});
    if (lines_.cut_off() || !whole()) return fail(Code{"spdx_truncated"}, {}, {.line = last_line_});
    for (const auto& relation : relations_)
      builder_.relate(relation.element, relation.type, relation.related, relation.comment);
    builder_.finish();
    return {};
  }

 private:
  Status take(const TagLine& line) {
    if (line.tag == "PackageName" || line.tag == "FileName" || line.tag == "SnippetSPDXID" || line.tag == "LicenseID") {
      MANARA_CHECK(close_package());
      in_package_ = line.tag == "PackageName";
      in_header_ = false;
      if (in_package_) {
        package_ = {.name = line.value};
        package_line_ = line.line;
        has_location_ = false;
      }
    } else if (line.tag == "Relationship") {
      relate(line.value);
    } else if (line.tag == "RelationshipComment") {
      if (!relations_.empty()) relations_.back().comment = line.value;
    } else if (line.tag == "SPDXVersion") {
      version_ = line.value;
    } else if (line.tag == "Created") {
      has_created_ = true;
    } else if (line.tag == "SPDXID") {
      if (!in_header_) ids_.insert(line.value);
      if (in_package_) package_.id = line.value;
    } else if (in_package_) {
      take_package_tag(line);
    }
    return {};
  }

  void take_package_tag(const TagLine& line) {
    if (line.tag == "PackageVersion") package_.version = line.value;
    if (line.tag == "PackageSupplier") package_.supplier = line.value;
    if (line.tag == "PackageSourceInfo") package_.source_info = line.value;
    if (line.tag == "PrimaryPackagePurpose") package_.purpose = line.value;
    if (line.tag == "PackageDownloadLocation") has_location_ = true;
    if (line.tag != "ExternalRef") return;
    const auto category = cut(line.value, ' ');
    const auto type = category ? cut(trim(category->tail), ' ') : std::nullopt;
    if (type) package_.references.emplace_back(type->head, trim(type->tail));
  }

  void relate(std::string_view value) {
    const auto left = cut(value, ' ');
    const auto right = left ? cut(trim(left->tail), ' ') : std::nullopt;
    if (!right) return;
    const auto target = trim(right->tail);
    if (right->head == "DESCRIBES" && target.starts_with("SPDXRef-")) described_.push_back(target);
    relations_.push_back({left->head, right->head, target, {}});
  }

  Status close_package() {
    if (!in_package_) return {};
    in_package_ = false;
    last_is_whole_ = has_location_;
    return builder_.add(package_, "PackageName", package_line_);
  }

  /// What a cut between two lines leaves behind: no header's end, a last package without its mandatory location, or a
  /// document that describes what does not come.
  [[nodiscard]] bool whole() const {
    if (!has_created_ || !last_is_whole_) return false;
    for (const auto target : described_) {
      if (target != "SPDXRef-DOCUMENT" && !ids_.contains(target)) return false;
    }
    return true;
  }

  struct Relation {
    std::string_view element, type, related, comment;
  };
  TagLines lines_;
  Inventory& inventory_;
  const Limits& limits_;
  Builder builder_;
  Package package_{};
  std::uint64_t package_line_ = 0, last_line_ = 0;
  bool in_header_ = true, in_package_ = false, has_location_ = false, last_is_whole_ = true, has_created_ = false;
  std::string_view version_{};
  std::set<std::string_view> ids_{};
  std::vector<std::string_view> described_{};
  std::vector<Relation> relations_{};
};

}  // namespace

bool looks_like_spdx(const Probe& probe) {
  const auto head = trim(without_mark(probe.head));
  if (head.starts_with('{')) {
    return head.find("\"spdxVersion\"") != std::string_view::npos ||
           head.find("\"SPDXRef-DOCUMENT\"") != std::string_view::npos ||
           head.find("spdx.org/rdf/3") != std::string_view::npos;
  }
  return head.starts_with("SPDXVersion:") || head.find("\nSPDXVersion:") != std::string_view::npos;
}

Result<Inventory> read_spdx(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  Inventory inventory;
  inventory.kind = "spdx";
  const auto text = without_mark(input.bytes());
  if (trim(text.substr(0, 4096)).starts_with('{')) {
    MANARA_CHECK(read_json(text, inventory, limits));
  } else if (trim(text.substr(0, 4096)).empty()) {
    return fail(Code{"spdx_not_a_document"});
  } else {
    MANARA_CHECK(TagValueReader(text, inventory, limits).read());
  }
  return inventory;
}

}  // namespace manara::formats
