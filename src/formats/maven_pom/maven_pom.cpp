#include "formats/maven_pom/maven_pom.h"

#include <optional>
#include <unordered_set>

#include "base/strings.h"
#include "formats/locked.h"
#include "formats/maven_pom/properties.h"
#include "formats/rows.h"
#include "xml/xml.h"

namespace manara::formats {
namespace {

using pom::Properties;

/// "[1.2]" is one version, other brackets are a range; the two words mean whatever is newest.
std::string_view pinned_version(std::string_view version) {
  if (version == "LATEST" || version == "RELEASE") return {};
  if (version.starts_with('[') && version.ends_with(']') && version.find(',') == std::string_view::npos)
    return trim(version.substr(1, version.size() - 2));
  return version.find_first_of("[](),") == std::string_view::npos ? version : std::string_view();
}

/// The project, or one of its profiles within it.
struct Scope {
  explicit Scope(const Scope* around = nullptr)
      : outer(around), properties(around == nullptr ? nullptr : &around->properties) {}
  [[nodiscard]] bool manages(const std::string& name) const {
    return managed.contains(name) || (outer != nullptr && outer->manages(name));
  }

  const Scope* outer;
  Properties properties;
  std::unordered_set<std::string> managed{};
};

class Reading {
 public:
  explicit Reading(LockedPackages& out) : out_(out) {}

  Status read(const xml::Element& project) {
    Scope whole;
    set_project(project, whole.properties);
    set_properties(project, whole.properties);
    MANARA_CHECK(read_lists(project, whole));
    for (const auto profile : project.child("profiles").children()) {
      if (profile.name() != "profile") continue;
      Scope part(&whole);
      set_properties(profile, part.properties);
      MANARA_CHECK(read_lists(profile, part));
    }
    return {};
  }

 private:
  /// Group and version come from the parent where the project has none.
  static void set_project(const xml::Element& project, Properties& properties) {
    const auto parent = project.child("parent");
    const auto own = [&](std::string_view name) {
      const auto text = trim(project.child(name).text());
      return text.empty() ? trim(parent.child(name).text()) : text;
    };
    const auto set = [&](std::string_view name, std::string_view value) {
      if (!value.empty()) properties.set(name, value);
    };
    const auto group = own("groupId"), artifact = trim(project.child("artifactId").text()), version = own("version");
    for (const auto name : {"groupId", "project.groupId", "pom.groupId"})
      set(name, group);
    for (const auto name : {"artifactId", "project.artifactId", "pom.artifactId"})
      set(name, artifact);
    for (const auto name : {"version", "project.version", "pom.version"})
      set(name, version);
    for (const auto name : {"project.parent.groupId", "parent.groupId"})
      set(name, parent.child("groupId").text());
    for (const auto name : {"project.parent.artifactId", "parent.artifactId"})
      set(name, parent.child("artifactId").text());
    for (const auto name : {"project.parent.version", "parent.version"})
      set(name, parent.child("version").text());
  }

  static void set_properties(const xml::Element& holder, Properties& properties) {
    for (const auto property : holder.child("properties").children())
      properties.set(property.name(), property.text());
  }

  /// What is managed comes first: dependencies without a version look there.
  Status read_lists(const xml::Element& holder, Scope& scope) {
    for (const auto entry : holder.child("dependencyManagement").child("dependencies").children()) {
      if (entry.name() == "dependency") MANARA_CHECK(read_managed(entry, scope));
    }
    for (const auto entry : holder.child("dependencies").children()) {
      if (entry.name() == "dependency") MANARA_CHECK(read_dependency(entry, scope));
    }
    return {};
  }

  Status read_managed(const xml::Element& entry, Scope& scope) {
    // A list of versions from elsewhere is none of the project's parts.
    if (trim(entry.child("scope").text()) == "import") return {};
    const auto name = name_of(entry, scope.properties);
    if (!name) return {};
    scope.managed.insert(*name);
    return add(*name, entry, scope.properties);
  }

  Status read_dependency(const xml::Element& entry, Scope& scope) {
    const auto name = name_of(entry, scope.properties);
    if (!name) return {};
    if (!trim(entry.child("version").text()).empty()) return add(*name, entry, scope.properties);
    if (!scope.manages(*name)) out_.refuse(Code{"pom_version_elsewhere"}, *name, entry.line());
    return {};
  }

  Status add(const std::string& name, const xml::Element& entry, Properties& properties) {
    const auto version = properties.expand(entry.child("version").text());
    if (!version) {
      refuse(name, version.error(), entry.line());
      return {};
    }
    const auto pinned = pinned_version(*version);
    if (!version->empty() && pinned.empty()) {
      out_.refuse(Code{"lock_not_pinned"}, name, entry.line());
      return {};
    }
    return out_.add(name, pinned, entry.line());
  }

  /// "group:artifact"; nullopt, with a refused row, where it can't be worked out.
  std::optional<std::string> name_of(const xml::Element& entry, Properties& properties) {
    const auto raw_group = entry.child("groupId").text(), raw_artifact = entry.child("artifactId").text();
    const auto group = properties.expand(raw_group), artifact = properties.expand(raw_artifact);
    for (const auto* part : {&group, &artifact}) {
      if (*part && !(*part)->empty()) continue;
      if (!*part) {
        refuse(std::string(trim(raw_group)) + ":" + std::string(trim(raw_artifact)), part->error(), entry.line());
      } else {
        out_.refuse(Message{Code{"stanza_without_name"}}, entry.line());
      }
      return std::nullopt;
    }
    return *group + ":" + *artifact;
  }

  void refuse(std::string_view name, const pom::Gap& gap, std::uint64_t line) {
    out_.refuse(Message{gap.reason, {shown(name), shown(gap.property)}}, line);
  }

  LockedPackages& out_;
};

}  // namespace

bool looks_like_maven_pom(const Probe& probe) {
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  if (!trim(head).starts_with('<') || probe.path.find("META-INF/maven/") != std::string_view::npos) return false;
  const auto file = probe.file_name();
  const bool is_named = file == "pom.xml" || file.ends_with(".pom");
  return head.find("//maven.apache.org/POM/") != std::string_view::npos ||
         (is_named && head.find("<project") != std::string_view::npos);
}

Result<Inventory> read_maven_pom(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  xml::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  if (root.name() != "project") return fail(Code{"maven_pom_not"});
  LockedPackages out(maven_pom.name, "Maven", limits);
  MANARA_CHECK(Reading(out).read(root));
  return std::move(out).take();
}

}  // namespace manara::formats
