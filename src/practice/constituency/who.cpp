#include "practice/constituency/who.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/strings.h"
#include "json/json.h"
#include "practice/constituency/inventories.h"
#include "practice/constituency/networks.h"
#include "practice/constituency/organisations.h"
#include "text/catalogue.h"
#include "text/fold.h"

namespace manara::constituency {
namespace {

using OrganisationId = Id<struct OrganisationTag>;

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

/// As it was before somebody made it harmless.
std::string rearmed(std::string_view text) {
  std::string all(text);
  for (const auto* dot : {"[.]", "(.)", "{.}", "[dot]"})
    replace_all(all, dot, ".");
  replace_all(all, "[:]", ":");
  replace_all(all, "[@]", "@");
  return all;
}

/// The host of "https://user@host:8443/path?query", "a@host", "host:443"; the text itself where it is none of these.
std::string_view host_in(std::string_view text) {
  const auto scheme = cut(text, "://");
  auto host = scheme ? scheme->tail : text;
  if (!scheme && read_network(host)) return host;  // "10.0.0.0/8" has no path
  host = host.substr(0, host.find_first_of("/?#\\"));
  if (const auto user = cut_last(host, '@')) host = user->tail;
  if (host.starts_with('[')) return host.substr(1, std::min(host.find(']'), host.size()) - 1);
  if (std::ranges::count(host, ':') == 1) host = host.substr(0, host.find(':'));
  return host;
}

/// The sector that is called so in any language; "": none.
std::string_view sector_called(std::string_view text) {
  const auto folded = text::fold_for_search(text);
  const auto resource = organisations_resource();
  const auto field = std::ranges::find(resource.fields, "sector", &resource::Field::name);
  if (field == resource.fields.end() || field->labels.size() != field->choices.size()) return {};
  for (std::size_t i = 0; i < field->choices.size(); ++i) {
    if (folded == field->choices[i]) return field->choices[i];
    for (const auto language : text::languages) {
      if (folded == text::fold_for_search(text::sentence(language, Message{field->labels[i], {}})))
        return field->choices[i];
    }
  }
  return {};
}

/// Collects the answer: an organisation once, and only where it may be seen itself.
class Answer {
 public:
  Answer(const Sight& sight, std::size_t most) : sight_(sight), most_(most) {}

  Status add(const IdBytes& organisation, Message why) {
    if (!seen_.insert(organisation).second) return {};
    std::string body;
    MANARA_CHECK(sight_.organisations.query("organisation", {store::blob(organisation)}, [&](const store::Row& row) {
      body = row.text(2);
      return false;
    }));
    if (body.empty()) return {};
    if (found.organisations.size() == most_) {
      found.more = true;
    } else {
      found.organisations.push_back({organisation, std::move(body), std::move(why)});
    }
    return {};
  }

  WhoMustKnow found{};

 private:
  const Sight& sight_;
  std::size_t most_;
  std::set<IdBytes> seen_{};
};

Status by_network(const Sight& sight, const Network& network, std::string_view day, std::size_t most, Answer& out) {
  MANARA_TRY(holding, narrowest_holders(sight.networks, network, day));
  const auto why = network.kind == NetworkKind::domain ? Code{"who_domain"} : Code{"who_network"};
  for (const auto& one : holding) {
    const bool is_same = one.value == network.text;
    MANARA_CHECK(out.add(one.organisation,
                         is_same ? Message{Code{"who_own"}, {one.value}} : Message{why, {network.text, one.value}}));
  }
  if (network.kind == NetworkKind::cidr) out.found.notes.push_back({Code{"who_asn_unknown"}, {}});
  if (network.kind == NetworkKind::asn || network.is_one_address()) return {};
  MANARA_TRY(within, networks_within(sight.networks, network, day, static_cast<std::int64_t>(most) * 4));
  for (const auto& one : within)
    MANARA_CHECK(out.add(one.organisation, {Code{"who_within"}, {one.value, network.text}}));
  return {};
}

Status by_sector(const Sight& sight, std::string_view sector, std::size_t most, Answer& out) {
  std::vector<IdBytes> ids;
  MANARA_CHECK(sight.organisations.query("organisations_by_name",
                                         {std::string_view(), store::blob(IdBytes{}), std::int64_t{0},
                                          static_cast<std::int64_t>(most) + 1, sector, std::string_view()},
                                         [&](const store::Row& row) {
                                           ids.push_back(row.id<OrganisationId>(0).bytes);
                                           return true;
                                         }));
  for (const auto& id : ids)
    MANARA_CHECK(out.add(id, {Code{"who_sector"}, {}}));
  return {};
}

Status by_name(const Sight& sight, std::string_view name, std::size_t most, Answer& out) {
  if (text::fold_for_search(name).empty()) return {};
  std::vector<IdBytes> ids;
  MANARA_CHECK(sight.organisations.look_for(name));
  MANARA_CHECK(sight.organisations.query("organisations_by_name",
                                         {std::string_view(), store::blob(IdBytes{}), std::int64_t{0},
                                          static_cast<std::int64_t>(most) + 1, std::string_view(), std::string_view()},
                                         [&](const store::Row& row) {
                                           ids.push_back(row.id<OrganisationId>(0).bytes);
                                           return true;
                                         }));
  MANARA_CHECK(sight.organisations.look_for({}));
  for (const auto& id : ids)
    MANARA_CHECK(out.add(id, {Code{"who_name"}, {std::string(name)}}));
  return {};
}

/// One organisation's part of where a product runs: the first place, and how many there are.
struct Running {
  std::string what{};
  std::string asset{};
  std::set<IdBytes> assets{};
};

Result<std::string> asset_name(store::Reader& assets, const IdBytes& id) {
  std::string name;
  MANARA_CHECK(assets.query("asset_name", {store::blob(id)}, [&](const store::Row& row) {
    name = row.text(0);
    return false;
  }));
  return name;
}

Status by_product(const Sight& sight, std::string_view product, std::size_t most, Answer& out) {
  const auto most_places = most * 50;
  MANARA_TRY(places, who_runs(sight.inventories, product, static_cast<std::int64_t>(most_places)));
  out.found.more = out.found.more || places.size() >= most_places;
  std::map<IdBytes, Running> running;
  for (const auto& place : places) {
    auto& one = running[place.organisation];
    if (one.assets.contains(place.asset)) continue;
    MANARA_TRY(name, asset_name(sight.assets, place.asset));
    if (name.empty()) continue;  // may not be seen
    if (one.assets.empty()) {
      one.asset = std::move(name);
      one.what = place.version.empty() ? place.name : place.name + " " + place.version;
    }
    one.assets.insert(place.asset);
  }
  for (auto& [organisation, one] : running) {
    if (one.assets.empty()) continue;
    const auto count = std::to_string(one.assets.size());
    MANARA_CHECK(out.add(organisation, {Code{"who_product"}, {std::move(one.what), std::move(one.asset), count}}));
  }
  return {};
}

/// What an organisation and a product may both be called: both are told.
Status by_text(const Sight& sight, std::string_view text, std::size_t most, Answer& out) {
  MANARA_CHECK(by_name(sight, text, most, out));
  const bool is_name = !out.found.organisations.empty();
  MANARA_CHECK(by_product(sight, text, most, out));
  const bool is_product = !is_name && !out.found.organisations.empty();
  out.found.asked.kind = is_product ? AskedKind::product : AskedKind::name;
  return {};
}

}  // namespace

std::string_view name_of(AskedKind kind) {
  constexpr std::array<std::string_view, 5> names{"address", "domain", "product", "sector", "name"};
  return names[static_cast<std::size_t>(kind)];
}

Asked read_asked(std::string_view text) {
  const auto typed = trim(text);
  const auto whole = rearmed(typed);
  const auto host = trim(host_in(whole));
  if (auto network = read_network(host)) {
    const auto kind = network->kind == NetworkKind::domain ? AskedKind::domain : AskedKind::address;
    const bool may_be_name = kind == AskedKind::domain && host == typed;
    return {.kind = kind, .value = network->text, .network = std::move(network), .may_be_name = may_be_name};
  }
  if (const auto sector = sector_called(typed); !sector.empty())
    return {.kind = AskedKind::sector, .value = std::string(sector)};
  return {.kind = AskedKind::name, .value = std::string(typed)};
}

Result<WhoMustKnow> who_must_know(const Sight& sight, std::string_view text, std::string_view day, std::size_t most) {
  Answer answer(sight, most);
  answer.found.asked = read_asked(text);
  const auto asked = answer.found.asked;
  if (asked.network) {
    MANARA_CHECK(by_network(sight, *asked.network, day, most, answer));
    if (!answer.found.organisations.empty() || !asked.may_be_name) return std::move(answer.found);
    MANARA_CHECK(by_text(sight, trim(text), most, answer));
    if (answer.found.organisations.empty()) {
      answer.found.asked = asked;
    } else {
      answer.found.asked.value = trim(text);
    }
    return std::move(answer.found);
  }
  if (asked.kind == AskedKind::sector) {
    MANARA_CHECK(by_sector(sight, asked.value, most, answer));
    return std::move(answer.found);
  }
  MANARA_CHECK(by_text(sight, asked.value, most, answer));
  return std::move(answer.found);
}

}  // namespace manara::constituency
