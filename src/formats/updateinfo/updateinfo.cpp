#include "formats/updateinfo/updateinfo.h"

#include <algorithm>

#include "formats/rows.h"
#include "versions/version.h"
#include "xml/xml.h"

namespace manara::formats {
namespace {

using versions::Scheme;

bool is_greater(std::string_view a, std::string_view b) {
  const auto order = versions::compare(Scheme::rpm, a, b);
  return order && *order == std::strong_ordering::greater;
}

/// '\n' is in no word, so that no two triples share a key.
std::string offer_key(std::string_view name, std::string_view arch, std::string_view module) {
  std::string key(name);
  key.append("\n").append(arch).append("\n").append(module);
  return key;
}

std::string_view attribute(const xml::Event& event, std::string_view name) {
  const auto found = std::ranges::find(event.attributes, name, &xml::Attribute::name);
  return found == event.attributes.end() ? std::string_view() : found->value;
}

/// Component.version's way of writing; "" where a part is missing.
std::string version_of(const xml::Event& event) {
  const auto epoch = attribute(event, "epoch"), version = attribute(event, "version"),
             release = attribute(event, "release");
  if (!is_word(version) || !is_word(release)) return {};
  std::string out;
  if (is_word(epoch) && epoch.find_first_not_of('0') != std::string_view::npos) out.append(epoch).append(":");
  return out.append(version).append("-").append(release);
}

constexpr std::size_t longest_id = 200, most_ids = 10'000;

}  // namespace

void RpmUpdates::expect(const std::vector<Component>& installed) {
  for (const auto& component : installed)
    expected_.emplace(component.name, true);
  expecting_ = true;
}

/// The state of reading one document: which update we are in, and which module's collection.
struct RpmUpdates::Reading {
  RpmUpdates& all;
  std::uint32_t repository = 0;
  bool security = false;   ///< the update at hand is read
  bool in_id = false;      ///< inside update/id
  bool any_offer = false;  ///< the update at hand is worth keeping
  std::string id{};
  std::vector<std::string> cves{};
  std::string module{};
  std::size_t depth = 0;

  void start(const xml::Event& event) {
    ++depth;
    if (event.name == "update") {
      close();  // one within another: what was offered so far stays without an advisory
      security = attribute(event, "type") == "security";
      id.clear();
      cves.clear();
      module.clear();
    } else if (!security) {
      return;
    } else if (event.name == "id") {
      in_id = depth == 3;
    } else if (event.name == "reference") {
      const auto cve = attribute(event, "id");
      if (iequals(attribute(event, "type"), "cve") && is_word(cve) && cve.size() <= longest_id &&
          cves.size() < most_ids)
        cves.emplace_back(cve);
    } else if (event.name == "collection") {
      module.clear();
    } else if (event.name == "module") {
      const auto name = attribute(event, "name"), stream = attribute(event, "stream");
      if (is_word(name) && is_word(stream)) module = std::string(name) + ":" + std::string(stream);
    } else if (event.name == "package") {
      package(event);
    }
  }

  void package(const xml::Event& event) {
    const auto name = attribute(event, "name"), arch = attribute(event, "arch");
    auto version = version_of(event);
    if (!is_word(name) || !is_word(arch) || version.empty() || arch == "src") return;
    if (all.expecting_ && !all.expected_.contains(name)) return;
    if (all.offer_count_ >= all.limits_.components) return;
    ++all.offer_count_;
    any_offer = true;
    all.offers_[offer_key(name, arch, module)].push_back(
        {std::move(version), static_cast<std::uint32_t>(all.updates_.size()), repository});
  }

  void text(std::string_view piece) {
    if (in_id && id.size() + piece.size() <= longest_id) id.append(piece);
  }

  void end(const xml::Event& event) {
    --depth;
    if (event.name == "id") in_id = false;
    if (event.name != "update") return;
    if (any_offer) {
      Update update;
      if (is_word(trim(id))) update.ids.emplace_back(trim(id));
      update.ids.insert(update.ids.end(), cves.begin(), cves.end());
      all.updates_.push_back(std::move(update));
    }
    any_offer = false;
    id.clear();
    cves.clear();
  }

  /// An update that is not ended leaves its offers without an advisory.
  void close() {
    if (any_offer) all.updates_.push_back({});
    any_offer = false;
  }
};

Status RpmUpdates::add(std::string_view repository, io::Stream& stream) {
  repositories_.emplace_back(repository);
  xml::Reader reader([&](std::span<char> buffer) { return stream.read(buffer); }, limits_);
  Reading reading{.all = *this, .repository = static_cast<std::uint32_t>(repositories_.size() - 1)};
  for (;;) {
    const auto event = reader.next();
    if (!event || *event == nullptr) {
      reading.close();
      if (!event) return std::unexpected(event.error());
      return {};
    }
    const auto& e = **event;
    if (e.kind == xml::EventKind::start) {
      if (reading.depth == 0 && e.name != "updates") return fail(Code{"updateinfo_not"});
      reading.start(e);
    } else if (e.kind == xml::EventKind::text) {
      reading.text(e.text);
    } else {
      reading.end(e);
    }
  }
}

const std::vector<RpmUpdates::Offer>* RpmUpdates::offers_for(const Component& component) const {
  const auto found = offers_.find(offer_key(component.name, component.arch, component.module));
  return found == offers_.end() ? nullptr : &found->second;
}

/// What of the offers for a package is beyond it; nullopt: nothing.
std::optional<PendingUpdate> RpmUpdates::beyond(const Component& component) const {
  PendingUpdate update{.name = component.name, .installed = component.version, .source = component.source};
  for (const auto& offer : *offers_for(component)) {
    if (!is_greater(offer.version, component.version)) continue;
    const auto& ids = updates_[offer.update].ids;
    update.advisories.insert(update.advisories.end(), ids.begin(), ids.end());
    if (!update.candidate.empty() && !is_greater(offer.version, update.candidate)) continue;
    update.candidate = offer.version;
    update.origin = repositories_[offer.repository] + " updateinfo";
  }
  if (update.candidate.empty()) return std::nullopt;
  std::ranges::sort(update.advisories);
  const auto same = std::ranges::unique(update.advisories);
  update.advisories.erase(same.begin(), same.end());
  return update;
}

std::vector<PendingUpdate> RpmUpdates::pending(const std::vector<Component>& installed) const {
  std::unordered_map<std::string, const Component*> greatest;
  std::vector<const std::string*> order;
  for (const auto& component : installed) {
    if (offers_for(component) == nullptr) continue;
    const auto [place, is_new] =
        greatest.try_emplace(offer_key(component.name, component.arch, component.module), &component);
    if (is_new) order.push_back(&place->first);
    if (!is_new && is_greater(component.version, place->second->version)) place->second = &component;
  }
  std::vector<PendingUpdate> updates;
  for (const auto* key : order) {
    if (auto update = beyond(*greatest.at(*key))) updates.push_back(std::move(*update));
  }
  return updates;
}

std::string RpmUpdates::repository_of(std::string_view path) {
  const auto file = path.substr(path.rfind('/') + 1);
  if (file.find("updateinfo.xml") == std::string_view::npos) return {};
  auto folders = cut_last(path, '/');
  if (!folders) return {};
  auto folder = folders->head;
  for (const auto* inner : {"/repodata", "/gen"})
    take_suffix(folder, inner);
  auto name = folder.substr(folder.rfind('/') + 1);
  // dnf adds "-" and 16 hexadecimal digits of the address's hash.
  constexpr std::size_t mark = 17;
  const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  if (name.size() > mark && name[name.size() - mark] == '-' &&
      std::ranges::all_of(name.substr(name.size() - mark + 1), is_hex)) {
    name.remove_suffix(mark);
  }
  return std::string(name);
}

}  // namespace manara::formats
