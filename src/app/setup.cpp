#include "app/setup.h"

#include <algorithm>

#include "access/password_rules.h"
#include "accounts/accounts.h"
#include "accounts/names.h"
#include "app/practices.h"
#include "authority/authority.h"
#include "base/strings.h"
#include "base/time.h"
#include "crypto/phrase.h"
#include "json/writer.h"
#include "text/nations.h"

namespace manara::app {
namespace {

constexpr std::size_t most_team_name = 400;  // bytes
constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;

struct Named {
  std::string_view language;
  const std::string& name;
};

std::vector<Named> names_of(const SetUp& wish) {
  std::vector<Named> all;
  for (const auto& one : {Named{"en", wish.english}, Named{"fr", wish.french}, Named{"ar", wish.arabic}}) {
    if (!trim(one.name).empty()) all.push_back(one);
  }
  return all;
}

std::string names_json(const SetUp& wish) {
  json::Writer out;
  out.begin_object();
  for (const auto& [language, name] : names_of(wish))
    out.member(language, trim(name));
  out.end_object();
  return out.take();
}

/// In the reader's language, else in the first that there is.
std::string team_of(const SetUp& wish, text::Language language) {
  const auto names = names_of(wish);
  const auto own = std::ranges::find(names, text::tag(language), &Named::language);
  return std::string(trim(own == names.end() ? names.front().name : own->name));
}

void check_names(const SetUp& wish, std::vector<api::FieldError>& refused) {
  const auto names = names_of(wish);
  if (names.empty()) refused.push_back({"names", {Code{"setup_name_missing"}, {}}});
  for (const auto& [language, name] : names) {
    if (name.size() > most_team_name)
      refused.push_back({"names." + std::string(language), {Code{"field_too_long"}, {std::to_string(most_team_name)}}});
    else if (!accounts::is_name(name))
      refused.push_back({"names." + std::string(language), {Code{"field_control"}, {}}});
  }
}

void check_administrator(const SetUp& wish, std::vector<api::FieldError>& refused) {
  if (!accounts::is_account(wish.account)) refused.push_back({"account", {Code{"account_malformed"}, {}}});
  if (!wish.name.empty() && !accounts::is_name(wish.name)) refused.push_back({"name", {Code{"field_control"}, {}}});
  if (wish.entry != FirstEntry::password) return;
  const auto checked = access::check_password(access::prepared_password(wish.password), {wish.account, wish.name});
  if (!checked) refused.push_back({"password", checked.error().message()});
}

/// The administrator, with what the sheet says of them.
Status add_administrator(const SetUp& wish, node::Node& node, store::Surroundings around, sheet::Sheet& sheet) {
  store::Pool pool(node.store());
  store::Writer writer(node.store());
  const access::ScopeId nation{node.store().identity().home.bytes};
  accounts::Accounts people(pool, writer, around.clock, around.random, node.secrets().master, nation,
                            {.hash_cost = wish.hash_cost});
  const bool chosen = wish.entry == FirstEntry::password;
  const auto password = chosen ? wish.password : crypto::make_phrase(around.random);
  MANARA_TRY(founder, people.found({.home = nation,
                                    .account = wish.account,
                                    .name = wish.name.empty() ? wish.account : wish.name,
                                    .language = text::tag(wish.language)},
                                   password));
  if (wish.entry == FirstEntry::made_password) sheet.password = password;
  if (wish.entry == FirstEntry::invitation) {
    MANARA_TRY(actor, people.actor_of(founder));
    MANARA_TRY(link, people.make_link(actor, founder, accounts::LinkPurpose::invitation));
    sheet.invitation = wish.url + "/invitation/" + link.secret;
  }
  MANARA_TRY(codes, people.recovery_codes_at_keyboard(wish.account));
  sheet.recovery_codes.assign(codes.begin(), codes.end());
  return {};
}

Status furnish(const SetUp& wish, const node::Making& making, store::Surroundings around, sheet::Sheet& sheet) {
  if (wish.history) MANARA_CHECK(wish.history(making));
  MANARA_TRY(node, node::Node::open(making.folder(), making.key(), practices(), around));
  MANARA_CHECK(add_administrator(wish, node, around, sheet));
  if (wish.people) MANARA_CHECK(wish.people(node));
  if (wish.hosts.empty()) return {};
  MANARA_TRY(made, authority::make(node.store(), node.secrets().master, team_of(wish, wish.language), wish.hosts,
                                   around.clock.now_ms()));
  sheet.authority = authority::fingerprint(made.authority.certificate);
  return {};
}

}  // namespace

const resource::Field& sector_field() {
  static const auto all = resources();
  const auto organisations = std::ranges::find(all, "organisations", &resource::Resource::name);
  return *std::ranges::find(organisations->fields, "sector", &resource::Field::name);
}

std::vector<api::FieldError> refused_in(const SetUp& wish) {
  std::vector<api::FieldError> refused;
  if (wish.nation != "XX" && !text::nation_name(text::Language::en, wish.nation))
    refused.push_back({"nation", {Code{"init_nation_wrong"}, {wish.nation}}});
  check_names(wish, refused);
  const auto& sectors = sector_field().choices;
  for (const auto& sector : wish.sectors) {
    if (std::ranges::find(sectors, sector) == sectors.end())
      refused.push_back({"sectors", {Code{"field_choice"}, {sector}}});
  }
  check_administrator(wish, refused);
  if (!wish.hosts.empty()) {
    const auto hosts = authority::canonical_hosts(wish.hosts);
    if (!hosts) refused.push_back({"hosts", hosts.error().message()});
  }
  return refused;
}

Result<sheet::Sheet> set_up(const SetUp& wish, store::Surroundings around) {
  const auto refused = refused_in(wish);
  if (!refused.empty()) return fail(refused.front().why.code, refused.front().why.args);
  MANARA_TRY(making, node::Making::begin(wish.folder, wish.key_file,
                                         {.nation = wish.nation,
                                          .names = names_json(wish),
                                          .language = std::string(text::tag(wish.language)),
                                          .sectors = wish.sectors,
                                          .sample = wish.sample},
                                         practices(), around, wish.phrase_cost));
  const auto& made = making.sheet();
  sheet::Sheet sheet{.team = team_of(wish, wish.language),
                     .date = to_string(Date{static_cast<std::int32_t>(around.clock.now_ms() / day_ms)}),
                     .phrase = made.phrase,
                     .account = wish.account,
                     .verifier = made.verifier,
                     .checkpoint = made.checkpoint};
  MANARA_CHECK(furnish(wish, making, around, sheet));
  MANARA_CHECK(making.finish());
  return sheet;
}

}  // namespace manara::app
