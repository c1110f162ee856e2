// `init`: a node where there was none, and the recovery sheet that must leave the machine on paper.
#include <algorithm>
#include <array>
#include <optional>

#include "accounts/accounts.h"
#include "app/practices.h"
#include "app/sample.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "crypto/phrase.h"
#include "json/writer.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option options[] = {
    {"--nation", "CODE", Code{"help_init_nation"}},
    {"--name", "LANG=NAME", Code{"help_init_name"}, true},
    {"--administrator", "ACCOUNT", Code{"help_init_administrator"}},
    {"--sample", "", Code{"help_init_sample"}},
    key_file_option,
};

/// {"en":"…","ar":"…"} of "en=…", "ar=…".
Result<std::string> names_of(const Arguments& arguments) {
  std::array<std::string, text::languages.size()> names;
  for (const auto& given : arguments.values("--name")) {
    const auto halves = cut(given, '=');
    const auto language = halves ? text::parse_language(halves->head) : std::nullopt;
    if (!language || trim(halves->tail).empty()) return fail(Code{"init_name_wrong"}, {given});
    names.at(static_cast<std::size_t>(*language)) = trim(halves->tail);
  }
  json::Writer out;
  out.begin_object();
  for (const auto language : text::languages) {
    const auto& name = names.at(static_cast<std::size_t>(language));
    if (!name.empty()) out.member(text::tag(language), name);
  }
  out.end_object();
  auto json = out.take();
  if (json == "{}") return fail(Code{"init_name_missing"});
  return json;
}

Result<std::string> nation_of(const Arguments& arguments) {
  auto nation = arguments.value("--nation").value_or("");
  if (nation.size() != 2 || !std::ranges::all_of(nation, is_upper)) return fail(Code{"init_nation_wrong"}, {nation});
  return nation;
}

/// What is written into a new node before anybody else comes: its administrator, and for a sample its history.
struct First {
  std::string account{};
  std::string password{};
};

/// A sample's people, beside its administrator: one of each kind that a visitor wants to look through the eyes of.
Status add_sample_people(accounts::Accounts& accounts, NodeSession& own, const access::ScopeId& nation,
                         const accounts::PersonId& founder, const access::ScopeId& hospital) {
  struct Row {
    std::string_view account, name, language;
    access::Role role;
    access::ScopeId scope;
  };
  const Row rows[] = {{"analyst", "Amal", "ar", access::Role::analyst, nation},
                      {"officer", "Yasmine", "fr", access::Role::organisation_officer, hospital},
                      {"auditor", "Idris", "en", access::Role::auditor, nation}};
  MANARA_TRY(actor, accounts.actor_of(founder));
  for (const auto& row : rows) {
    MANARA_TRY(person, accounts.save_person(
                           actor, own.random.make_id<ledger::DraftId>(),
                           {.home = row.scope, .account = row.account, .name = row.name, .language = row.language}));
    MANARA_CHECK(accounts.give_grant(actor, own.random.make_id<ledger::DraftId>(),
                                     {.person = person, .grant = {.role = row.role, .scope = row.scope}}));
  }
  return {};
}

/// The history is written by its own clock, so it needs a store of its own for a moment.
Result<access::ScopeId> write_sample(const Session& session, const node::KeyFile& key, NodeSession& own) {
  constexpr std::uint64_t seed = 20'261'125;
  const auto now = own.clock.now_ms();
  app::SetClock clock(now);
  app::SeededRandom random(seed);
  MANARA_TRY(node, node::Node::open(session.data, key, app::practices(), {clock, random}));
  MANARA_CHECK(app::write_sample(node.store(), clock, random, now, session.language));
  access::ScopeId hospital;
  MANARA_CHECK(node.store().entries(0, [&](const store::StoredEntry& entry) {
    const bool found = entry.part(0).find("\"sector\":\"healthcare\"") != std::string_view::npos;
    if (found) hospital.bytes = entry.header.subject.bytes;
    return !found;
  }));
  return hospital;
}

Result<First> fill(const Arguments& arguments, Session& session, const std::string& key_file, NodeSession& own) {
  MANARA_TRY(key, node::read_key_file(key_file));
  access::ScopeId hospital;
  const bool sample = arguments.flag("--sample");
  if (sample) {
    MANARA_TRY(written, write_sample(session, key, own));
    hospital = written;
  }
  MANARA_TRY(node, node::Node::open(session.data, key, app::practices(), own.around()));
  store::Pool pool(node.store());
  store::Writer writer(node.store());
  const access::ScopeId nation{node.store().identity().home.bytes};
  accounts::Accounts accounts(pool, writer, own.clock, own.random, node.secrets().master, nation);
  First first{.account = arguments.value("--administrator").value_or("administrator"),
              .password = crypto::make_phrase(own.random)};
  MANARA_TRY(
      founder,
      accounts.found(
          {.home = nation, .account = first.account, .name = first.account, .language = text::tag(session.language)},
          first.password));
  if (sample) MANARA_CHECK(add_sample_people(accounts, own, nation, founder, hospital));
  return first;
}

void print_first(const First& first, Session& session) {
  session.print(session.say(Code{"sheet_administrator"}, {first.account}) + "\n    " + first.password + "\n\n");
}

void print_sheet(const node::RecoverySheet& sheet, const First& first, Session& session) {
  session.print(session.say(Code{"sheet_title"}) + "\n\n");
  session.print(session.say(Code{"sheet_phrase"}) + "\n    " + sheet.phrase + "\n\n");
  print_first(first, session);
  session.print(session.say(Code{"sheet_verifier"}) + "\n    " + sheet.verifier + "\n\n");
  session.print(session.say(Code{"sheet_checkpoint"}) + "\n");
  for (const auto line : split(sheet.checkpoint, '\n'))
    session.print("    " + std::string(line) + "\n");
  session.print(session.say(Code{"sheet_restore"}) + "\n");
}

int run_init(const Arguments& arguments, Session& session) {
  const auto names = names_of(arguments);
  if (!names) return session.error(names.error());
  const auto nation = nation_of(arguments);
  if (!nation) return session.error(nation.error());
  const auto key_file = app::key_path(arguments.value("--key-file").value_or(""));
  NodeSession own;
  const auto sheet = node::Node::create(session.data, key_file,
                                        {.nation = *nation,
                                         .names = *names,
                                         .language = std::string(text::tag(session.language)),
                                         .sample = arguments.flag("--sample")},
                                        app::practices(), own.around());
  if (!sheet) return session.error(sheet.error());
  const auto first = fill(arguments, session, key_file, own);
  if (!first) return session.error(first.error());
  session.print(text::for_terminal(session.say(Code{"init_done"}, {session.data, key_file})) + "\n\n");
  print_sheet(*sheet, *first, session);
  return exit_ok;
}

}  // namespace

const Command init{"init",   Code{"help_init"},
                   options,  {},
                   run_init, "manara init --nation XX --name \"en=Harbour CSIRT\" --name fr=CSIRT-Port"};

}  // namespace manara::cli
