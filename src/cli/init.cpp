// `init`: a node where there was none, and the recovery sheet that must leave the machine on paper. Whoever sits at a
// terminal and gives no answers as options is asked for them.
#include <algorithm>
#include <array>
#include <optional>

#include "accounts/accounts.h"
#include "app/practices.h"
#include "app/sample.h"
#include "app/setup.h"
#include "base/strings.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/init_questions.h"
#include "cli/node_session.h"
#include "io/file.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option init_options[] = {
    {"--nation", "CODE", Code{"help_init_nation"}},
    {"--name", "LANG=NAME", Code{"help_init_name"}, true},
    {"--sector", "SECTOR", Code{"help_init_sector"}, true},
    {"--administrator", "ACCOUNT", Code{"help_init_administrator"}},
    {"--certificate", "NAME", Code{"help_init_certificate"}, true},
    {"--sheet", "FILE.html", Code{"help_init_sheet"}},
    {"--sample", "", Code{"help_init_sample"}},
    key_file_option,
};

/// The team's names of "en=…", "ar=…".
Status take_names(const Arguments& arguments, app::SetUp& wish) {
  for (const auto& given : arguments.values("--name")) {
    const auto halves = cut(given, '=');
    const auto language = halves ? text::parse_language(halves->head) : std::nullopt;
    if (!language || trim(halves->tail).empty()) return fail(Code{"init_name_wrong"}, {given});
    const std::string name(trim(halves->tail));
    switch (*language) {
      case text::Language::en: wish.english = name; break;
      case text::Language::fr: wish.french = name; break;
      case text::Language::ar: wish.arabic = name; break;
    }
  }
  if (arguments.values("--name").empty()) return fail(Code{"init_name_missing"});
  return {};
}

Result<app::SetUp> setup_of(const Arguments& arguments, const Session& session) {
  app::SetUp wish{.language = session.language,
                  .nation = arguments.value("--nation").value_or(""),
                  .sectors = arguments.values("--sector"),
                  .account = arguments.value("--administrator").value_or("administrator"),
                  .entry = app::FirstEntry::made_password,
                  .hosts = arguments.values("--certificate"),
                  .sample = arguments.flag("--sample")};
  MANARA_CHECK(take_names(arguments, wish));
  return wish;
}

/// A terminal, and none of the answers among the options.
bool is_asking(const Arguments& arguments) {
  constexpr std::string_view answers[] = {"--nation", "--name", "--sector", "--administrator", "--sample"};
  return somebody_is_there() && std::ranges::none_of(answers, [&](auto name) { return arguments.flag(name); });
}

struct Wanted {
  app::SetUp wish{};
  std::string sheet_file{};
};

Result<Wanted> wanted(const Arguments& arguments, Session& session, const std::string& key_file) {
  Wanted out{.sheet_file = arguments.value("--sheet").value_or("")};
  if (is_asking(arguments)) {
    // Before anybody answers ten questions in vain.
    if (io::exists(session.data + "/manara.db")) return fail(Code{"node_exists"}, {session.data});
    MANARA_TRY(asked, ask_for_setup(session, arguments.flag("--lang") ? LanguageIs::given : LanguageIs::asked));
    out.wish = std::move(asked);
    if (out.sheet_file.empty()) {
      MANARA_TRY(file, ask_for_sheet(session));
      out.sheet_file = std::move(file);
    }
  } else {
    MANARA_TRY(given, setup_of(arguments, session));
    out.wish = std::move(given);
  }
  out.wish.folder = session.data;
  out.wish.key_file = key_file;
  out.wish.url = "http://127.0.0.1:8080";
  return out;
}

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

/// The history is written by its own clock, so it needs a store of its own for a moment. Returns one of its hospitals.
Result<access::ScopeId> write_sample(const Session& session, const node::Making& making, NodeSession& own) {
  constexpr std::uint64_t seed = 20'261'125;
  const auto now = own.clock.now_ms();
  app::SetClock clock(now);
  app::SeededRandom random(seed);
  MANARA_TRY(node, node::Node::open(making.folder(), making.key(), app::practices(), {clock, random}));
  MANARA_CHECK(app::write_sample(node.store(), node.blobs(), clock, random, now, session.language));
  access::ScopeId hospital;
  MANARA_CHECK(node.store().entries(0, [&](const store::StoredEntry& entry) {
    const bool found = entry.part(0).find("\"sector\":\"healthcare\"") != std::string_view::npos;
    if (found) hospital.bytes = entry.header.subject.bytes;
    return !found;
  }));
  return hospital;
}

Status add_sample_people(const app::SetUp& wish, node::Node& node, NodeSession& own, const access::ScopeId& hospital) {
  store::Pool pool(node.store());
  store::Writer writer(node.store());
  const access::ScopeId nation{node.store().identity().home.bytes};
  accounts::Accounts accounts(pool, writer, own.clock, own.random, node.secrets().master, nation);
  MANARA_TRY(founder, accounts.person_at_keyboard(wish.account));
  return add_sample_people(accounts, own, nation, founder, hospital);
}

/// Where dark on light can't be made sure of, as it would be on paper.
sheet::Ink ink_of(const Session& session) {
  return session.colour ? sheet::Ink::colours : sheet::Ink::plain;
}

int run_init(const Arguments& arguments, Session& session) {
  const auto key_file = app::key_path(arguments.value("--key-file").value_or(""));
  auto want = wanted(arguments, session, key_file);
  if (!want) return session.error(want.error());
  auto& wish = want->wish;
  NodeSession own;
  access::ScopeId hospital;
  if (wish.sample) {
    wish.history = [&](const node::Making& making) -> Status {
      MANARA_TRY(written, write_sample(session, making, own));
      hospital = written;
      return {};
    };
    wish.people = [&](node::Node& node) { return add_sample_people(wish, node, own, hospital); };
  }
  const auto made = app::set_up(wish, own.around());
  if (!made) return session.error(made.error());
  session.print(text::for_terminal(session.say(Code{"init_done"}, {session.data, key_file})) + "\n\n");
  const auto text = sheet::as_text(*made, session.language, ink_of(session));
  if (!text) return session.error(text.error());
  session.print(*text);
  if (want->sheet_file.empty()) return exit_ok;
  // The sheet stands on the terminal already: a page that can't be written loses nothing.
  const auto page = sheet::as_page(*made, session.language);
  if (!page) return session.error(page.error());
  auto written = io::replace_file(want->sheet_file, *page, io::Readers::owner);
  if (!written) return session.error(std::move(written).error().in(want->sheet_file));
  session.print("\n" + session.say(Code{"sheet_written"}, {text::for_terminal(want->sheet_file)}) + "\n");
  return exit_ok;
}

}  // namespace

const Command init{"init",       Code{"help_init"},
                   init_options, {},
                   run_init,     "manara init --nation XX --name \"en=Harbour CSIRT\" --name fr=CSIRT-Port"};

}  // namespace manara::cli
