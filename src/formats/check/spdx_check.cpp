#include "formats/check/spdx_check.h"

#include "base/strings.h"
#include "formats/check/spdx_rules.h"
#include "formats/spdx/tag_value.h"

namespace manara::formats {
namespace {

using json::Value;
using Step = Complaints::Step;

class JsonWalk {
 public:
  explicit JsonWalk(Complaints& complaints) : complaints_(complaints) {}

  void document(const Value& root) {
    with_text(root, "spdxVersion", check_spdx_version);
    with_text(root, "dataLicense", check_data_license);
    with_text(root, "name");
    with_text(root, "documentNamespace");
    id(root);
    creation(root["creationInfo"]);
    each(root, "packages", [this](const Value& package) { this->package(package); });
    each(root, "files", [this](const Value& file) { this->file(file); });
    each(root, "snippets", [this](const Value& snippet) { id(snippet); });
    each(root, "relationships", [this](const Value& relationship) { this->relationship(relationship); });
    const Step step(complaints_, "documentDescribes");
    std::size_t index = 0;
    for (const auto described : root["documentDescribes"].elements()) {
      const Step at(complaints_, index++);
      if (described.is_string()) ids_.use(described.string(), complaints_);
    }
  }

 private:
  using TextCheck = void (*)(std::string_view, Complaints&);

  /// A mandatory text.
  void with_text(const Value& object, std::string_view name, TextCheck check = nullptr) {
    const Step step(complaints_, name);
    const auto value = object[name];
    if (!value) return complaints_.add(Code{"check_missing"}, {std::string(name)});
    if (!value.is_string()) return complaints_.add(Code{"check_not_text"});
    if (check != nullptr) return check(value.string(), complaints_);
    if (value.string().empty()) complaints_.add(Code{"check_empty"});
  }

  void id(const Value& object) {
    const auto value = object["SPDXID"];
    with_text(object, "SPDXID");
    const Step step(complaints_, "SPDXID");
    if (!value.string().empty()) ids_.define(value.string(), complaints_);
  }

  template <typename Visit>
  void each(const Value& parent, std::string_view list, Visit&& visit) {
    const auto value = parent[list];
    if (!value) return;
    const Step step(complaints_, list);
    if (!value.is_array()) return complaints_.add(Code{"check_not_list"});
    std::size_t index = 0;
    for (const auto element : value.elements()) {
      if (complaints_.full()) return;
      const Step at(complaints_, index++);
      if (element.is_object()) {
        visit(element);
      } else {
        complaints_.add(Code{"check_not_object"});
      }
    }
  }

  void creation(const Value& info) {
    if (!info) return complaints_.add_at("creationInfo", Code{"check_missing"}, {"creationInfo"});
    const Step step(complaints_, "creationInfo");
    with_text(info, "created", check_created);
    const auto creators = info["creators"];
    const Step in_creators(complaints_, "creators");
    if (!creators) return complaints_.add(Code{"check_missing"}, {"creators"});
    if (!creators.is_array()) return complaints_.add(Code{"check_not_list"});
    std::size_t index = 0;
    for (const auto creator : creators.elements()) {
      const Step at(complaints_, index++);
      check_creator(creator.string(), complaints_);
    }
    if (index == 0) complaints_.add(Code{"check_empty_list"});
  }

  void package(const Value& package) {
    with_text(package, "name");
    id(package);
    with_text(package, "downloadLocation");
    checksums(package);
    each(package, "externalRefs", [this](const Value& reference) {
      for (const auto* name : {"referenceCategory", "referenceType", "referenceLocator"})
        with_text(reference, name);
      check_external_reference(reference["referenceCategory"].string(), reference["referenceType"].string(),
                               reference["referenceLocator"].string(), complaints_);
    });
  }

  void file(const Value& file) {
    with_text(file, "fileName");
    id(file);
    if (!file["checksums"]) complaints_.add_at("checksums", Code{"check_missing"}, {"checksums"});
    checksums(file);
  }

  void checksums(const Value& object) {
    each(object, "checksums", [this](const Value& checksum) {
      with_text(checksum, "algorithm");
      with_text(checksum, "checksumValue");
    });
  }

  void relationship(const Value& relationship) {
    with_text(relationship, "relationshipType", check_relationship_type);
    for (const auto* end : {"spdxElementId", "relatedSpdxElement"}) {
      with_text(relationship, end);
      const Step step(complaints_, end);
      if (!relationship[end].string().empty()) ids_.use(relationship[end].string(), complaints_);
    }
  }

  Complaints& complaints_;
  SpdxIds ids_{};
};

/// A section of tag-value and the tags that it must have.
struct Section {
  std::string_view first;
  std::vector<std::string_view> mandatory;
};

class TagWalk {
 public:
  explicit TagWalk(std::string_view text, Complaints& complaints) : lines_(text), complaints_(complaints) {}

  Status document() {
    open({"", {"SPDXVersion", "DataLicense", "SPDXID", "DocumentName", "DocumentNamespace", "Creator", "Created"}}, 1);
    while (const auto line = lines_.next()) {
      complaints_.at_line(line->line);
      if (line->tag.empty()) {
        complaints_.add(Code{"spdx_line_unreadable"});
      } else {
        take(*line);
      }
    }
    close();
    if (lines_.cut_off()) complaints_.add(Code{"spdx_truncated"});
    if (version_.starts_with("SPDX-3")) return fail(Code{"spdx3_later"});
    if (!version_.starts_with("SPDX-")) return fail(Code{"check_unknown_format"});
    for (const auto& [element, line] : used_) {
      complaints_.at_line(line);
      const Step step(complaints_, "Relationship");
      ids_.use(element, complaints_);
    }
    return {};
  }

 private:
  void open(Section section, std::uint64_t line) {
    section_ = std::move(section);
    section_line_ = line;
  }

  void close() {
    const auto here = complaints_.line();
    complaints_.at_line(section_line_);
    for (const auto tag : section_.mandatory)
      complaints_.add_at(section_.first.empty() ? tag : section_.first, Code{"check_missing"}, {std::string(tag)});
    complaints_.at_line(here);
    section_.mandatory.clear();
  }

  void take(const TagLine& line) {
    if (line.tag == "PackageName") {
      close();
      open({"PackageName", {"SPDXID", "PackageDownloadLocation"}}, line.line);
    } else if (line.tag == "FileName") {
      close();
      open({"FileName", {"SPDXID", "FileChecksum"}}, line.line);
    } else if (line.tag == "SnippetSPDXID") {
      close();
      open({"SnippetSPDXID", {}}, line.line);
    }
    std::erase(section_.mandatory, line.tag);
    const Step step(complaints_, line.tag);
    value(line);
  }

  void value(const TagLine& line) {
    if (line.value.empty()) return complaints_.add(Code{"check_empty"});
    if (line.tag == "SPDXVersion") {
      version_ = line.value;
      check_spdx_version(version_, complaints_);
    } else if (line.tag == "DataLicense") {
      check_data_license(line.value, complaints_);
    } else if (line.tag == "Creator") {
      check_creator(line.value, complaints_);
    } else if (line.tag == "Created") {
      check_created(line.value, complaints_);
    } else if (line.tag == "SPDXID" || line.tag == "SnippetSPDXID") {
      ids_.define(line.value, complaints_);
    } else if (line.tag == "ExternalRef") {
      const auto category = cut(line.value, ' ');
      const auto type = category ? cut(trim(category->tail), ' ') : std::nullopt;
      if (!type) return complaints_.add(Code{"check_missing"}, {"ExternalRef"});
      check_external_reference(category->head, type->head, trim(type->tail), complaints_);
    } else if (line.tag == "Relationship") {
      const auto left = cut(line.value, ' ');
      const auto right = left ? cut(trim(left->tail), ' ') : std::nullopt;
      if (!right) return complaints_.add(Code{"check_missing"}, {"Relationship"});
      check_relationship_type(right->head, complaints_);
      used_.emplace_back(left->head, line.line);
      used_.emplace_back(trim(right->tail), line.line);
    }
  }

  TagLines lines_;
  Complaints& complaints_;
  SpdxIds ids_{};
  Section section_{};
  std::uint64_t section_line_ = 1;
  std::string_view version_{};
  std::vector<std::pair<std::string_view, std::uint64_t>> used_{};
};

}  // namespace

void check_spdx_json(const Value& root, Complaints& complaints) {
  JsonWalk(complaints).document(root);
}

Status check_spdx_tag_value(std::string_view text, Complaints& complaints) {
  take_prefix(text, "\xEF\xBB\xBF");
  return TagWalk(text, complaints).document();
}

}  // namespace manara::formats
