#include "cli/init_questions.h"

#include <algorithm>

#include "access/password_rules.h"
#include "base/strings.h"
#include "cli/ask.h"
#include "text/escape.h"
#include "text/nations.h"

namespace manara::cli {
namespace {

std::unexpected<Error> cut_off() {
  return fail(Code{"ask_cut"});
}

/// What the set-up says of the answers so far that concern `field` ("names": "names.fr" too); nullptr: they will do.
std::optional<Message> refusal(const app::SetUp& wish, std::string_view field) {
  for (const auto& one : app::refused_in(wish)) {
    if (one.field == field || one.field.starts_with(std::string(field) + ".")) return one.why;
  }
  return std::nullopt;
}

/// Answers `field` by `take` until it can be taken.
template <typename Take>
Status until_taken(Session& session, app::SetUp& wish, std::string_view field, const Take& take) {
  for (;;) {
    MANARA_CHECK(take());
    const auto why = refusal(wish, field);
    if (!why) return {};
    session.error({why->code, why->args, {}});
  }
}

Status take(Session& session, Code question, std::string& to, const std::string& otherwise = {}) {
  auto answer = ask(session, session.say(question), otherwise);
  if (!answer) return cut_off();
  to = std::move(*answer);
  return {};
}

Status ask_language(Session& session) {
  std::string question;
  for (const auto language : text::languages)
    question += (question.empty() ? "" : " / ") + text::sentence(language, Message{Code{"ask_language"}, {}});
  for (;;) {
    const auto answer = ask(session, question + " (en, fr, ar)", std::string(text::tag(session.language)));
    if (!answer) return cut_off();
    const auto language = text::parse_language(to_lower(*answer));
    if (language) {
      session.language = *language;
      return {};
    }
    session.error({Code{"language_unknown"}, {*answer}, {}});
  }
}

Status ask_nation(Session& session, app::SetUp& wish) {
  const auto upper = [](char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; };
  const auto taken = until_taken(session, wish, "nation", [&]() -> Status {
    MANARA_CHECK(take(session, Code{"ask_nation"}, wish.nation));
    std::ranges::transform(wish.nation, wish.nation.begin(), upper);
    return {};
  });
  if (!taken) return taken;
  if (const auto name = text::nation_name(session.language, wish.nation)) session.print("    " + *name + "\n");
  return {};
}

Status ask_names(Session& session, app::SetUp& wish) {
  return until_taken(session, wish, "names", [&]() -> Status {
    MANARA_CHECK(take(session, Code{"ask_name_en"}, wish.english));
    MANARA_CHECK(take(session, Code{"ask_name_fr"}, wish.french));
    return take(session, Code{"ask_name_ar"}, wish.arabic);
  });
}

/// The sectors of "1 3"; the piece that is none of the numbers.
std::expected<std::vector<std::string>, std::string> sectors_of(std::string_view numbers) {
  const auto& choices = app::sector_field().choices;
  std::vector<std::string> sectors;
  std::string spaced(numbers);
  std::ranges::replace(spaced, ',', ' ');
  for (const auto piece : split(spaced, ' ')) {
    if (piece.empty()) continue;
    const auto number = parse_unsigned(piece);
    if (!number || *number == 0 || *number > choices.size()) return std::unexpected(std::string(piece));
    sectors.emplace_back(choices[*number - 1]);
  }
  return sectors;
}

Status ask_sectors(Session& session, app::SetUp& wish) {
  const auto& field = app::sector_field();
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    session.print("    " + std::to_string(i + 1) + " " + session.say(field.labels[i]) + "\n");
  for (;;) {
    std::string numbers;
    MANARA_CHECK(take(session, Code{"ask_sectors"}, numbers));
    auto sectors = sectors_of(numbers);
    if (sectors) {
      wish.sectors = std::move(*sectors);
      return {};
    }
    session.error({Code{"ask_sector_unknown"}, {sectors.error()}, {}});
  }
}

Status ask_password(Session& session, app::SetUp& wish) {
  const auto question = session.say(Code{"ask_password"}, {std::to_string(access::least_password_characters)});
  return until_taken(session, wish, "password", [&]() -> Status {
    for (;;) {
      auto first = ask_hidden(session, question);
      if (!first) return cut_off();
      wish.entry = first->empty() ? app::FirstEntry::invitation : app::FirstEntry::password;
      wish.password = *first;
      // Nobody types twice what can't be taken.
      if (first->empty() || refusal(wish, "password")) return {};
      const auto again = ask_hidden(session, session.say(Code{"ask_password_again"}));
      if (!again) return cut_off();
      if (*again == *first) return {};
      session.error({Code{"ask_password_differs"}, {}, {}});
    }
  });
}

Status ask_hosts(Session& session, app::SetUp& wish) {
  return until_taken(session, wish, "hosts", [&]() -> Status {
    std::string hosts;
    MANARA_CHECK(take(session, Code{"ask_hosts"}, hosts));
    wish.hosts.clear();
    for (const auto host : split(hosts, ' ')) {
      if (!host.empty()) wish.hosts.emplace_back(host);
    }
    return {};
  });
}

}  // namespace

Result<app::SetUp> ask_for_setup(Session& session, LanguageIs language) {
  if (language == LanguageIs::asked) MANARA_CHECK(ask_language(session));
  app::SetUp wish{.language = session.language};
  MANARA_CHECK(ask_nation(session, wish));
  MANARA_CHECK(ask_names(session, wish));
  MANARA_CHECK(ask_sectors(session, wish));
  MANARA_CHECK(until_taken(session, wish, "account",
                           [&] { return take(session, Code{"ask_account"}, wish.account, "administrator"); }));
  MANARA_CHECK(
      until_taken(session, wish, "name", [&] { return take(session, Code{"ask_person"}, wish.name, wish.account); }));
  MANARA_CHECK(ask_password(session, wish));
  MANARA_CHECK(ask_hosts(session, wish));
  return wish;
}

Result<std::string> ask_for_sheet(Session& session) {
  std::string file;
  MANARA_CHECK(take(session, Code{"ask_sheet"}, file));
  return file;
}

}  // namespace manara::cli
