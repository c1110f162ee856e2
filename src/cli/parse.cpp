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

/// no-color.org: present and not empty.
bool asks_for_no_colour() {
  const char* value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
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

/// --help in the reader's language: CLI11's own words are English.
class Help final : public CLI::Formatter {
 public:
  explicit Help(const Session& session) : session_(&session) {}

  std::string make_usage(const CLI::App* app, std::string name) const override {
    const auto say = [this](Code code) { return session_->say(code); };
    if (!app->get_options([](const CLI::Option* option) { return option->nonpositional(); }).empty())
      name += " [" + say(Code{"help_options"}) + "]";
    for (const auto* option : app->get_options([](const CLI::Option* one) { return one->get_positional(); }))
      name += " " + make_option_usage(option);
    if (!app->get_subcommands({}).empty()) name += " " + say(Code{"help_command"});
    return session_->say(Code{"help_usage"}, {name}) + "\n";
  }
  /// The line of usage names them, the summary says what they are.
  std::string make_positionals(const CLI::App*) const override { return {}; }
  std::string make_option_opts(const CLI::Option* option) const override {
    return option->get_type_size() == 0 ? "" : " " + option->get_type_name();
  }
  std::string make_option_usage(const CLI::Option* option) const override {
    const bool many = option->get_expected_max() >= CLI::detail::expected_max_vector_size;
    const auto name = make_option_name(option, true) + (many ? "..." : "");
    return option->get_required() ? name : "[" + name + "]";
  }

 private:
  const Session* session_;
};

void bind_option(CLI::App& app, const Option& option, Bound& bound, const Session& session) {
  auto& [which, values] = bound.values.emplace_back(&option, std::vector<std::string>{});
  const std::string name(option.name);
  auto* store = &values;
  if (option.value.empty()) {
    app.add_flag_function(
           name, [store](std::int64_t) { store->assign(1, ""); }, session.say(option.help))
        // Without this "--json=x" is converted to a number, by a function that throws what no error of CLI11 is.
        ->disable_flag_override()
        ->group(session.say(Code{"help_options_title"}));
    return;
  }
  auto* added = app.add_option_function<std::vector<std::string>>(
      name, [store](const std::vector<std::string>& given) { store->insert(store->end(), given.begin(), given.end()); },
      session.say(option.help));
  // One value each time it is written, or everything behind it would be taken for more of them.
  added->type_name(std::string(option.value))->allow_extra_args(false);
  added->group(session.say(Code{"help_options_title"}));
  added->multi_option_policy(option.repeated ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast);
}

/// A command's options, and those of every command.
void bind_options(CLI::App& app, std::span<const Option> options, Bound& bound, const Session& session) {
  bound.values.reserve(options.size() + std::size(common));
  for (const auto& option : options)
    bind_option(app, option, bound, session);
  for (const auto& option : common)
    bind_option(app, option, bound, session);
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
      parent->require_subcommand(1)->group(session.say(Code{"help_commands_title"}));
      parent->get_help_ptr()->group(session.say(Code{"help_options_title"}));
    }
    name = halves->tail;
  }
  auto* app = parent->add_subcommand(std::string(name));
  app->get_help_ptr()->group(session.say(Code{"help_options_title"}));
  app->group(session.say(Code{"help_commands_title"}));
  return app;
}

void bind_command(CLI::App& root, const Command& command, Bound& bound, const Session& session) {
  bound.app = place_for(root, command.name, session);
  bound.command = &command;
  bound.app->description(session.say(command.summary));
  bind_options(*bound.app, command.options, bound, session);
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
  // "json was given a disallowed flag override"
  if (const auto flag = cut(said, " was given")) return {Code{"usage_values"}, {"--" + std::string(flag->head)}, {}};
  const auto name = cut(said, ':');
  if (error.get_name() == "ArgumentMismatch" && name) return {Code{"usage_values"}, {std::string(name->head)}, {}};
  return {Code{"usage"}, {std::string(said)}, {}};
}

int finish_output(int code, Session& session) {
  const int failure = output_failure();
  if (failure == 0) return code;
  return session.error({Code{"output_unwritable"}, io::write_error(failure).args, {}});
}

int run_bound(const Bound& before, Bound& bound, Session& session) {
  Arguments arguments;
  for (const auto* given : {&before, static_cast<const Bound*>(&bound)}) {
    for (const auto& [option, values] : given->values) {
      if (!values.empty()) arguments.set(std::string(option->name), values);
    }
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
  session.colour = ::isatty(STDOUT_FILENO) != 0 && !asks_for_no_colour();
  session.progress = ::isatty(STDERR_FILENO) != 0;
  if (const auto document = generated_document(commands, argc, argv, session)) {
    if (!*document) return session.error(document->error());
    session.print(**document);
    return finish_output(exit_ok, session);
  }

  CLI::App root(session.say(Code{"help_manara"}), "manara");
  root.formatter(std::make_shared<Help>(session));
  root.set_help_flag("-h,--help", session.say(Code{"help_help"}))
      ->disable_flag_override()
      ->group(session.say(Code{"help_options_title"}));
  root.set_version_flag("--version", std::string("manara ") + version, session.say(Code{"help_version"}))
      ->disable_flag_override()
      ->group(session.say(Code{"help_options_title"}));
  root.require_subcommand(1);
  Bound before;  // what stands before the command holds for it as well
  bind_options(root, {}, before, session);
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
    if (one->app->parsed()) return run_bound(before, *one, session);
  }
  return exit_error;
}

}  // namespace manara::cli
