#include "exposure/vex.h"

#include <algorithm>

#include "base/strings.h"
#include "versions/cpe.h"
#include "versions/purl.h"

namespace manara::exposure {
namespace {

bool purl_covers(const versions::Purl& said, const versions::Purl& own) {
  if (said.type != own.type || said.namespace_ != own.namespace_ || said.name != own.name) return false;
  if (!said.version.empty() && said.version != own.version) return false;
  if (!said.subpath.empty() && said.subpath != own.subpath) return false;
  return std::ranges::all_of(said.qualifiers,
                             [&](const versions::Qualifier& q) { return own.qualifier(q.key) == q.value; });
}

void weigh(VexVerdict& verdict, VexStatus status, std::string_view justification) {
  if (status == VexStatus::under_investigation) return;
  const bool outweighs = !verdict.found || (status == VexStatus::affected && verdict.status != VexStatus::affected) ||
                         (status == verdict.status && justification > verdict.justification);
  if (!outweighs) return;
  verdict = {status, justification, true};
}

}  // namespace

bool means(std::string_view product, const Component& component) {
  if (product.empty()) return false;
  if (product == component.purl) return true;
  if (product.starts_with("cpe:")) {
    const auto said = versions::parse_cpe(product);
    return said && std::ranges::any_of(component.cpes, [&](const std::string& text) {
             const auto own = versions::parse_cpe(text);
             return own && versions::matches(*said, *own);
           });
  }
  if (!product.starts_with("pkg:") || component.purl.empty()) return false;
  const auto said = versions::parse_purl(product, versions::Reading::tolerant);
  const auto own = versions::parse_purl(component.purl, versions::Reading::tolerant);
  return said && own && purl_covers(*said, *own);
}

void VexBook::add(std::span<const VexStatement> statements, Document document) {
  for (const auto& statement : statements) {
    for (const auto& id : statement.vulnerabilities)
      by_id_.emplace(id, Entry{&statement, document});
  }
}

VexVerdict VexBook::verdict(const std::vector<std::string_view>& ids, const std::vector<std::uint64_t>& cves,
                            const Component& component) const {
  VexVerdict verdict;
  if (by_id_.empty() && index_.all<VexRow>(Section::vex).empty()) return verdict;
  const auto ask = [&](std::string_view id) {
    const auto [first, last] = by_id_.equal_range(id);
    for (auto at = first; at != last; ++at) {
      const auto& [statement, document] = at->second;
      const bool meant =
          std::ranges::any_of(statement->products, [&, own = document == Document::own](const std::string& product) {
            return (own && !product.empty() && product == component.reference) || means(product, component);
          });
      if (meant) weigh(verdict, statement->status, statement->justification);
    }
    for (const auto& row : index_.vex(id)) {
      if (means(index_.text(row.product), component)) {
        weigh(verdict, static_cast<VexStatus>(std::min(row.status, 3U)), index_.text(row.justification));
      }
    }
  };
  for (const auto id : ids)
    ask(id);
  for (const auto cve : cves) {
    const auto id = cve_id(cve);
    if (std::ranges::find(ids, id) == ids.end()) ask(id);
  }
  return verdict;
}

}  // namespace manara::exposure
