// The one file that knows CLI11. The table of commands becomes its parser; its own wording is replaced by our sentences
// where a person reads them.
#include <CLI/CLI.hpp>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <unistd.h>

#include "app/data_folder.h"
#include "base/strings.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/stdout_output.h"
#include "cli/version.h"
#include "io/descriptor.h"

namespace manara::cli {
namespace {

constexpr Option common[] = {
    {"--data", "DIR", Code{"help_data"}},
    {"--lang", "en|fr|ar", Code{"help_lang"}},
};

/// Everything that one command's parser fills.
struct Bound {
  CLI::App* app = nullptr;
  const Command* command = nullptr;
  std::vector<std::pair<const Option*, std::vector<std::string>>> values{};
  std::vector<std::string> positional{};
};

text::Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return text::parse_language(value).value_or(text::Language::en);
  }
  return text::Language::en;
}

/// The language must be known before the parser is built: its help is in it.
text::Language language_of(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--lang" && i + 1 < argc) return text::parse_language(argv[i + 1]).value_or(language_of_locale());
    if (argument.starts_with("--lang=")) return text::parse_language(argument.substr(7)).value_or(language_of_locale());
  }
  return language_of_locale();
}

void bind_option(CLI::App& app, const Option& option, Bound& bound, const Session& session) {
  auto& [which, values] = bound.values.emplace_back(&option, std::vector<std::string>{});
  const std::string name(option.name);
  auto* store = &values;
  if (option.value.empty()) {
    app.add_flag_function(name, [store](std::int64_t) { store->assign(1, ""); }, session.say(option.help));
    return;
  }
  auto* added = app.add_option_function<std::vector<std::string>>(
      name, [store](const std::vector<std::string>& given) { store->insert(store->end(), given.begin(), given.end()); },
      session.say(option.help));
  // One value each time it is written, or everything behind it would be taken for more of them.
  added->type_name(std::string(option.value))->allow_extra_args(false);
  added->multi_option_policy(option.repeated ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast);
}

/// "feeds import" hangs below "feeds".
CLI::App* place_for(CLI::App& root, std::string_view name, const Session& session) {
  auto* parent = &root;
  if (const auto halves = cut(name, ' ')) {
    const auto same = root.get_subcommands([&](const CLI::App* app) { return app->get_name() == halves->head; });
    if (!same.empty()) {
      parent = same.front();
    } else {
      parent =
          root.add_subcommand(std::string(halves->head), session.say(Code{"help_group"}, {std::string(halves->head)}));
      parent->require_subcommand(1);
    }
    name = halves->tail;
  }
  return parent->add_subcommand(std::string(name));
}

void bind_command(CLI::App& root, const Command& command, Bound& bound, const Session& session) {
  bound.app = place_for(root, command.name, session);
  bound.command = &command;
  bound.app->description(session.say(command.summary));
  bound.values.reserve(command.options.size() + std::size(common));
  for (const auto& option : command.options)
    bind_option(*bound.app, option, bound, session);
  for (const auto& option : common)
    bind_option(*bound.app, option, bound, session);
  const auto& positional = command.positional;
  if (!positional.name.empty()) {
    auto* added = bound.app->add_option(std::string(positional.name), bound.positional);
    added->expected(static_cast<int>(positional.least == 0 ? 1 : positional.least),
                    positional.most == 0 ? CLI::detail::expected_max_vector_size : static_cast<int>(positional.most));
    added->required(positional.least > 0);
  }
  if (!command.example.empty()) bound.app->footer(session.say(Code{"help_example"}, {std::string(command.example)}));
}

/// CLI11 says in English only what is wrong; the kinds of it are few.
Error usage_error(const CLI::App& root, const CLI::ParseError& error) {
  const std::string_view said = error.what();
  if (const auto unknown = root.remaining(true); !unknown.empty())
    return {Code{"usage_unknown"}, {unknown.front()}, {}};
  if (error.get_name() == "RequiredError") {
    const auto missing = cut(said, " is required");
    if (!missing || missing->head == "A subcommand") return {Code{"usage_command"}, {}, {}};
    return {Code{"usage_missing"}, {std::string(missing->head)}, {}};
  }
  const auto name = cut(said, ':');
  if (error.get_name() == "ArgumentMismatch" && name) return {Code{"usage_values"}, {std::string(name->head)}, {}};
  return {Code{"usage"}, {std::string(said)}, {}};
}

int finish_output(int code, Session& session) {
  const int failure = output_failure();
  if (failure == 0) return code;
  return session.error({Code{"output_unwritable"}, io::write_error(failure).args, {}});
}

int run_bound(Bound& bound, Session& session) {
  Arguments arguments;
  for (auto& [option, values] : bound.values) {
    if (!values.empty()) arguments.set(std::string(option->name), values);
  }
  arguments.set_positional(bound.positional);
  session.data = app::data_path(arguments.value("--data").value_or(""));
  if (const auto wanted = arguments.value("--lang"); wanted && !text::parse_language(*wanted)) {
    return session.error({Code{"language_unknown"}, {*wanted}, {}});
  }
  return finish_output(bound.command->run(arguments, session), session);
}

}  // namespace

std::span<const Option> common_options() {
  return common;
}

int run(std::span<const Command* const> commands, int argc, char** argv) {
  // A closed pipe, and a file that grows beyond what the system allows, come back as errors of the write.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Session session;
  session.language = language_of(argc, argv);
  session.colour = ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  session.progress = ::isatty(STDERR_FILENO) != 0;
  if (const auto document = generated_document(commands, argc, argv, session)) {
    if (!*document) return session.error(document->error());
    session.print(**document);
    return finish_output(exit_ok, session);
  }

  CLI::App root(session.say(Code{"help_manara"}), "manara");
  root.set_version_flag("--version", std::string("manara ") + version);
  root.require_subcommand(1);
  root.footer(session.say(Code{"help_documents"}));
  std::vector<std::unique_ptr<Bound>> bound;
  for (const auto* command : commands) {
    bound.push_back(std::make_unique<Bound>());
    bind_command(root, *command, *bound.back(), session);
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    std::ostringstream text;
    root.exit(wanted, text, text);  // --help, --version
    session.print(text.str());
    return finish_output(exit_ok, session);
  } catch (const CLI::ParseError& error) {
    return session.error(usage_error(root, error));
  }
  for (auto& one : bound) {
    if (one->app->parsed()) return run_bound(*one, session);
  }
  return exit_error;
}

}  // namespace manara::cli
