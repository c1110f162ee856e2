#include "formats/csaf/csaf.h"

#include <algorithm>

#include "base/strings.h"
#include "formats/comparators.h"
#include "formats/json_records.h"
#include "versions/cpe.h"
#include "versions/purl.h"
#include "versions/vers.h"

namespace manara::formats {
namespace {

/// "vers:intdot/>=1.0|<2.0" or "<=2.1", ">=1.0|<2.0", "< V3.2", "All versions". Empty: said in words only.
std::vector<RangeEvent> events_of(std::string_view range) {
  range = trim(range);
  if (iequals(range, "all versions") || iequals(range, "vers:all/*") || range == "*")
    return {{EventKind::introduced, "0"}};
  if (range.starts_with("vers:")) {
    const auto slash = range.find('/');
    if (slash == std::string_view::npos) return {};
    range.remove_prefix(slash + 1);
    if (range == "*") return {{EventKind::introduced, "0"}};
  }
  // "All versions < V17": what stands before the comparator is decoration.
  constexpr std::string_view decoration = "all versions";
  if (range.size() > decoration.size() && iequals(range.substr(0, decoration.size()), decoration)) {
    range = trim(range.substr(decoration.size()));
  }
  return comparators(range, range.find('|') != std::string_view::npos ? '|' : ',');
}

void add_versions(const CsafProduct& product, Affected& out) {
  if (!product.version_range.empty()) {
    auto events = events_of(product.version_range);
    if (events.empty()) {
      out.any_version = true;
    } else {
      out.ranges.push_back({.events = std::move(events)});
    }
  } else if (!product.version.empty() && product.version.find(' ') == std::string::npos && product.version != "*") {
    out.versions.push_back(product.version);
  } else {
    out.any_version = true;
  }
}

/// The names under which a product can be looked up: its package, its CPE, its vendor and product.
std::vector<Affected> names_of(const CsafProduct& product) {
  std::vector<Affected> out;
  if (const auto purl = versions::parse_purl(product.purl, versions::Reading::tolerant)) {
    if (const auto package = versions::identify(*purl)) {
      Affected affected;
      affected.ecosystem =
          std::string(package->ecosystem->name) + (package->release.empty() ? "" : ":" + package->release);
      affected.name = package->name;
      affected.arch = package->arch == "source" || package->arch == "src" ? "" : package->arch;
      if (!package->version.empty()) affected.versions.push_back(package->version);
      out.push_back(std::move(affected));
    }
  }
  if (const auto cpe = versions::parse_cpe(product.cpe); cpe && !cpe->vendor().empty() && !cpe->product().empty()) {
    Affected affected;
    affected.vendor = cpe->vendor();
    affected.name = cpe->product();
    // A product outside the branches has its version in the CPE alone.
    if (product.version.empty() && product.version_range.empty() && !cpe->version().empty())
      affected.versions.emplace_back(cpe->version());
    out.push_back(std::move(affected));
  }
  if (!product.vendor.empty() && !product.product.empty()) {
    Affected affected;
    affected.vendor = product.vendor;
    affected.name = product.product;
    out.push_back(std::move(affected));
  }
  for (auto& affected : out) {
    if (affected.versions.empty()) add_versions(product, affected);
  }
  return out;
}

/// The purl and CPE of a product, each with the version that the branches give. One that would stand for all versions
/// where the product is only some of them is left out: it would clear what nobody spoke of.
std::vector<std::string> names_in_statements(const CsafProduct& product) {
  std::vector<std::string> names;
  const bool some_versions = !product.version.empty() || !product.version_range.empty();
  if (auto purl = versions::parse_purl(product.purl, versions::Reading::tolerant)) {
    const bool open = purl->version.empty() && some_versions;
    if (!open) {
      names.push_back(product.purl);
    } else if (!product.version.empty()) {
      purl->version = product.version;
      if (auto whole = versions::build_purl(*std::move(purl))) names.push_back(*std::move(whole));
    }
  }
  if (auto cpe = versions::parse_cpe(product.cpe)) {
    auto& version = (*cpe)[versions::CpePart::version];
    const bool open = version.kind == versions::CpeValue::Kind::any && some_versions;
    if (!open) {
      names.push_back(product.cpe);
    } else if (!product.version.empty()) {
      version = {.kind = versions::CpeValue::Kind::text, .text = product.version};
      names.push_back(versions::to_formatted_string(*cpe));
    }
  }
  return names;
}

class Reading {
 public:
  Reading(const CsafDocument& document, FeedSink& sink) : document_(document), sink_(sink) {
    for (const auto& product : document.products)
      products_.emplace(product.id, &product);
  }
  void sink_all();

 private:
  [[nodiscard]] const CsafProduct* product(const std::string& id) const;
  void sink_vulnerability(const CsafVulnerability& vulnerability, std::size_t number);
  void sink_vex(const CsafVulnerability& vulnerability, const std::string& product_id, VexStatus status);

  const CsafDocument& document_;
  FeedSink& sink_;
  std::map<std::string, const CsafProduct*> products_{};
};

/// A relationship ("package P as part of distribution D") is looked up by the part.
const CsafProduct* Reading::product(const std::string& id) const {
  const auto found = products_.find(id);
  if (found == products_.end()) return nullptr;
  const auto* product = found->second;
  if (product->refers_to.empty() || !product->purl.empty() || !product->cpe.empty()) return product;
  const auto part = products_.find(product->refers_to);
  return part == products_.end() ? product : part->second;
}

void Reading::sink_vex(const CsafVulnerability& vulnerability, const std::string& product_id, VexStatus status) {
  const auto* about = product(product_id);
  if (about == nullptr) return;
  VexStatement statement;
  statement.vulnerabilities = vulnerability.ids;
  if (!vulnerability.cve.empty())
    statement.vulnerabilities.insert(statement.vulnerabilities.begin(), vulnerability.cve);
  statement.products = names_in_statements(*about);
  if (statement.vulnerabilities.empty() || statement.products.empty()) return;
  statement.status = status;
  if (const auto flag = vulnerability.justifications.find(product_id); flag != vulnerability.justifications.end()) {
    statement.justification = flag->second;
  }
  statement.author = document_.publisher;
  sink_.vex(std::move(statement));
}

void Reading::sink_vulnerability(const CsafVulnerability& vulnerability, std::size_t number) {
  Advisory advisory;
  const auto suffix = !vulnerability.cve.empty() ? vulnerability.cve : std::to_string(number + 1);
  advisory.id = document_.vulnerabilities.size() == 1 ? document_.tracking_id : document_.tracking_id + "/" + suffix;
  if (!vulnerability.cve.empty()) advisory.upstream = {vulnerability.cve};
  advisory.published = document_.published;
  advisory.modified = document_.modified;
  advisory.summary = one_line(document_.title);
  advisory.cvss = vulnerability.vectors;
  for (const auto& [status, product_id] : vulnerability.statuses) {
    if (status == CsafStatus::known_not_affected) sink_vex(vulnerability, product_id, VexStatus::not_affected);
    if (status == CsafStatus::fixed) sink_vex(vulnerability, product_id, VexStatus::fixed);
    if (status != CsafStatus::known_affected && status != CsafStatus::first_affected &&
        status != CsafStatus::last_affected)
      continue;
    const auto* about = product(product_id);
    if (about == nullptr) continue;
    for (auto& affected : names_of(*about)) {
      if (std::ranges::find(advisory.affected, affected) == advisory.affected.end())
        advisory.affected.push_back(std::move(affected));
    }
  }
  sink_.advisory(std::move(advisory));
}

void Reading::sink_all() {
  for (std::size_t i = 0; i < document_.vulnerabilities.size(); ++i)
    sink_vulnerability(document_.vulnerabilities[i], i);
}

}  // namespace

bool looks_like_csaf(const Probe& probe) {
  const auto head = trim(probe.head);
  return head.starts_with('{') && head.find("\"csaf_version\"") != std::string_view::npos &&
         head.find("\"document\"") != std::string_view::npos;
}

Status read_csaf(io::Stream& stream, std::string_view, FeedSink& sink, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document json;
  MANARA_TRY(root, json.parse(input.bytes(), limits));
  MANARA_TRY(document, csaf_document(root, limits));
  if (document.tracking_id.empty()) {
    sink.unusable({Code{"csaf_no_id"}, {}}, {});
    return {};
  }
  if (document.vulnerabilities.empty()) sink.unusable({Code{"csaf_no_vulnerability"}, {}}, {});
  Reading(document, sink).sink_all();
  return {};
}

}  // namespace manara::formats
