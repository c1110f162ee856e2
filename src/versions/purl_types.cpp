// One row a type. A type that is not listed has no rules of its own: its parts are kept as written.
#include "versions/purl_types.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::versions {
namespace {

enum Flag : unsigned {
  needs_namespace = 1,
  no_namespace = 2,
  lower_namespace = 4,
  lower_name = 8,
  lower_version = 16,
};

struct TypeRules {
  std::string_view type;
  unsigned flags;
  std::string_view qualifier{};        // required
  Status (*special)(Purl&) = nullptr;  // after the flags
};

void lower(std::string& text) {
  for (char& c : text)
    c = to_lower(c);
}

std::unexpected<Error> bad_name(const Purl& purl) {
  return fail(Code{"purl_name_not_allowed"}, {purl.type, purl.name});
}

bool is_dotted_number(std::string_view text) {
  return std::ranges::all_of(
      split(text, '.'), [](std::string_view part) { return !part.empty() && std::ranges::all_of(part, is_digit); });
}

Status chrome_extension(Purl& purl) {
  const auto fits = [](char c) { return c >= 'a' && c <= 'p'; };
  if (purl.name.size() != 32 || !std::ranges::all_of(purl.name, fits)) return bad_name(purl);
  if (!purl.version.empty() && (!is_dotted_number(purl.version) || std::ranges::count(purl.version, '.') > 3))
    return fail(Code{"purl_version_not_allowed"}, {purl.type, purl.version});
  return {};
}

Status cocoapods(Purl& purl) {
  if (purl.name.starts_with('.') || purl.name.find('+') != std::string::npos ||
      std::ranges::any_of(purl.name, is_space))
    return bad_name(purl);
  return {};
}

/// A name with "::" is a module, not a distribution.
Status cpan(Purl& purl) {
  return purl.name.find("::") == std::string::npos ? Status{} : bad_name(purl);
}

/// The host is the namespace, the rest of the path the name. Paths of GitHub have no case.
Status git(Purl& purl) {
  if (!iequals(purl.namespace_, "github") && !iequals(purl.namespace_, "github.com")) return {};
  lower(purl.name);
  return {};
}

/// Databricks' names have no case, Azure ML's have.
Status mlflow(Purl& purl) {
  if (purl.qualifier("repository_url").find("databricks") != std::string_view::npos) lower(purl.name);
  return {};
}

Status pub(Purl& purl) {
  for (char& c : purl.name) {
    if (!is_alnum(c)) c = '_';
  }
  return {};
}

Status pypi(Purl& purl) {
  static const Ecosystem* const rules = find_ecosystem("PyPI");
  purl.name = fold_name(*rules, purl.name);
  return {};
}

// Sorted by type. golang and huggingface ask for a namespace, but modules ("stdlib", "gitea.dev") and models without
// one are published, so it is not enforced; cpan's test cases leave it out.
constexpr TypeRules rules[] = {
    {"alpm", needs_namespace | lower_namespace | lower_name},
    {"apk", needs_namespace | lower_namespace | lower_name},
    {"bazel", no_namespace},
    {"bitbucket", needs_namespace | lower_namespace | lower_name},
    {"bitnami", no_namespace | lower_name},
    {"brew", lower_namespace | lower_name},
    {"cargo", no_namespace},
    {"chrome-extension", no_namespace | lower_name, "", chrome_extension},
    {"cocoapods", no_namespace, "", cocoapods},
    {"composer", needs_namespace | lower_namespace | lower_name},
    {"conda", no_namespace},
    {"cpan", 0, "", cpan},
    {"cran", no_namespace},
    {"deb", needs_namespace | lower_namespace | lower_name},
    {"gem", no_namespace},
    {"git", needs_namespace, "", git},
    {"github", needs_namespace | lower_namespace | lower_name},
    {"gitlab", needs_namespace | lower_namespace | lower_name},
    {"golang", lower_namespace | lower_name},
    {"hackage", no_namespace},
    {"hex", lower_namespace | lower_name},
    {"huggingface", lower_version},
    {"julia", no_namespace, "uuid"},
    {"luarocks", lower_namespace | lower_name},
    {"maven", needs_namespace},
    {"mlflow", no_namespace, "", mlflow},
    {"nuget", no_namespace},
    {"oci", no_namespace | lower_name | lower_version},
    {"opam", no_namespace},
    {"otp", no_namespace | lower_name},
    {"pub", no_namespace | lower_name, "", pub},
    {"pypi", no_namespace | lower_version, "", pypi},
    {"qpkg", lower_namespace},
    {"rpm", needs_namespace | lower_namespace},
    {"swid", 0, "tag_id"},
    {"swift", needs_namespace},
    {"vcpkg", no_namespace},
    {"vscode-extension", needs_namespace | lower_namespace | lower_name | lower_version},
    {"yocto", lower_namespace},
};
static_assert(std::ranges::is_sorted(rules, {}, &TypeRules::type));

}  // namespace

Status apply_type_rules(Purl& purl, Reading reading) {
  const auto* row = std::ranges::lower_bound(rules, std::string_view(purl.type), {}, &TypeRules::type);
  if (row == std::end(rules) || row->type != purl.type) return {};
  const auto has = [&](Flag flag) { return (row->flags & flag) != 0; };
  if (has(no_namespace) && !purl.namespace_.empty())
    return fail(Code{"purl_namespace_not_allowed"}, {purl.type, purl.namespace_});
  if (reading == Reading::strict) {
    if (has(needs_namespace) && purl.namespace_.empty()) return fail(Code{"purl_namespace_missing"}, {purl.type});
    if (!row->qualifier.empty() && purl.qualifier(row->qualifier).empty())
      return fail(Code{"purl_qualifier_missing"}, {purl.type, std::string(row->qualifier)});
  }
  if (has(lower_namespace)) lower(purl.namespace_);
  if (has(lower_name)) lower(purl.name);
  if (has(lower_version)) lower(purl.version);
  return row->special != nullptr ? row->special(purl) : Status{};
}

}  // namespace manara::versions
