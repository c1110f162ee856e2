#include "exposure/support_rows.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/strings.h"
#include "products/products.h"
#include "versions/cpe.h"

namespace manara::exposure {
namespace {

using support::SupportEnd;

std::optional<SupportEnd> before(const std::optional<SupportEnd>& end, Date as_of) {
  return end && end->end < as_of ? end : std::nullopt;
}

bool begins_with_any(std::string_view text, std::span<const std::string_view> heads) {
  return std::ranges::any_of(heads, [text](std::string_view head) { return text.starts_with(head); });
}

/// Windows as a component of an estate's list. What content/products knows is named by its release; of those older than
/// its table only the name is left, which programs that run on Windows have at their head as well.
bool is_windows(const Component& component) {
  constexpr std::array<std::string_view, 6> releases{"windows 1", "windows 7",     "windows 8",
                                                     "windows s", "windows vista", "windows xp"};
  constexpr std::array<std::string_view, 3> old{"windows xp", "windows vista", "windows server 2003"};
  if (!component.product.empty())
    return products::fold(component.vendor) == "microsoft" &&
           begins_with_any(products::fold(component.product), releases);
  if (component.name.size() > products::max_name_bytes) return false;
  const auto folded = products::fold(component.name);
  std::string_view name = folded;
  take_prefix(name, "microsoft ");
  return begins_with_any(name, old);
}

/// The version to look up: that of the advisories, unless it is unknown ("?").
const std::string& version_of(const Component& component) {
  const bool known = !component.product_version.empty() && component.product_version != "?";
  return known ? component.product_version : component.version;
}

std::optional<SupportEnd> of_product(const Component& component) {
  const auto& version = version_of(component);
  if (auto end = support::support_of_product(component.vendor, component.product, version)) return end;
  for (const auto& other : component.other_names) {
    if (auto end = support::support_of_product(other.vendor, other.product, version)) return end;
  }
  for (const auto& text : component.cpes) {
    const auto cpe = versions::parse_cpe(text);
    if (!cpe) continue;
    const auto own = version.empty() ? cpe->version() : std::string_view(version);
    if (auto end = support::support_of_product(cpe->vendor(), cpe->product(), own)) return end;
  }
  return std::nullopt;
}

}  // namespace

std::optional<SupportEnd> ended_support(const OperatingSystem& os, Date as_of) {
  return before(support::support_of_os(os), as_of);
}

std::optional<SupportEnd> ended_support(const Component& component, const Identity& identity, Date as_of) {
  if (identity.ecosystem == nullptr) {
    if (!is_windows(component)) return before(of_product(component), as_of);
    const OperatingSystem os{
        .id = "windows", .version = version_of(component), .name = component.product + " " + component.name};
    return ended_support(os, as_of);
  }
  if (identity.ecosystem->is_distribution()) return std::nullopt;
  for (const auto& name : identity.names) {
    if (auto end = before(support::support_of_package(*identity.ecosystem, name.name, name.version), as_of)) return end;
  }
  return std::nullopt;
}

bool release_ended(const Identity& identity, Date as_of) {
  return before(support::support_of_release(*identity.ecosystem, identity.release), as_of).has_value();
}

std::string support_note(const SupportEnd& end, Date as_of) {
  auto note = to_string(end.end);
  if (end.extended_end && *end.extended_end >= as_of) note += "/" + to_string(*end.extended_end);
  return note + " (" + std::string(end.source) + ")";
}

Message why_out_of_support(std::string_view note) {
  const auto dates = cut(note, " (");
  const auto both = dates ? cut(dates->head, '/') : std::nullopt;
  if (!both) return {Code{"why_out_of_support"}, {std::string(note)}};
  auto source = dates->tail;
  take_suffix(source, ")");
  return {Code{"why_support_paid"}, {std::string(both->head), std::string(both->tail), std::string(source)}};
}

}  // namespace manara::exposure
