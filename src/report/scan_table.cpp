#include <algorithm>
#include <fmt/core.h>

#include "exposure/scan.h"
#include "report/actions.h"
#include "report/scan_report.h"
#include "text/escape.h"
#include "text/width.h"

namespace manara::report {
namespace {

using exposure::ScanResult;
using text::for_terminal;

constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view plain = "\x1b[0m";

class Table {
 public:
  Table(const ScanResult& result, const TableOptions& options, Output& out)
      : result_(result), options_(options), out_(out) {}
  void write();

 private:
  [[nodiscard]] std::string say(Code code, std::vector<std::string> args = {}) const {
    return text::sentence(options_.language, Message{code, std::move(args)});
  }
  [[nodiscard]] std::string coloured(std::string_view colour, const std::string& text) const {
    return options_.colour ? std::string(colour) + text + std::string(plain) : text;
  }
  [[nodiscard]] std::string todo_of(const Action& action, const std::string& name) const;
  void write_action(const Action& action);
  void write_summary(const std::vector<Action>& actions);
  void write_not_assessed();
  void write_index();

  const ScanResult& result_;
  const TableOptions& options_;
  Output& out_;
};

std::string Table::todo_of(const Action& action, const std::string& name) const {
  switch (action.todo()) {
    case Action::Todo::upgrade: return say(Code{"action_upgrade"}, {name, for_terminal(action.go_to)});
    case Action::Todo::replace: return say(Code{"action_replace"}, {name});
    case Action::Todo::check: return say(Code{"action_check"}, {name});
    case Action::Todo::no_fix: break;
  }
  return say(Code{"action_no_fix"}, {name});
}

/// Two lines an action: what to do by when, and why it stands where it does.
void Table::write_action(const Action& action) {
  const auto& row = *action.worst;
  const auto& known = result_.assessments[row.assessment];
  std::string line;
  const std::string due = row.due.date ? to_string(*row.due.date) : text::sentence(options_.language, time_given(row));
  text::append_padded(line, due, 12);
  line += "  ";
  const auto name = for_terminal(subject_name(result_, row) + " " + subject_version(result_, row));
  const auto todo = todo_of(action, name);
  const bool urgent = known.kev.has_value();
  line += coloured(urgent ? red : bold, todo);
  if (result_.targets.size() > 1) line += coloured(dim, "  " + for_terminal(result_.targets[row.target].name));
  out_.write(line + "\n");

  auto ids = for_terminal(row.id);
  const auto more = action.affected + action.undecided - 1;
  if (more > 0) ids += " " + say(Code{"action_more"}, {std::to_string(more)});
  auto detail = std::string(14, ' ') +
                say(Code{"action_detail"}, {ids, for_terminal(text::sentence(options_.language, why(result_, row)))});
  if (row.confidence != exposure::Confidence::package) {
    detail += " " + say(row.confidence == exposure::Confidence::product ? Code{"confidence_product"}
                                                                        : Code{"confidence_name"});
  }
  out_.write(coloured(dim, text::fit(detail, std::max<std::size_t>(options_.width, 60))) + "\n");
}

void Table::write_summary(const std::vector<Action>& actions) {
  for (const auto& line : summary_of(result_, actions))
    out_.write(text::sentence(options_.language, line) + "\n");
}

/// By reason and, where the name is an ecosystem's, by name; names of single components are counted only.
void Table::write_not_assessed() {
  if (result_.not_assessed.empty()) return;
  out_.write("\n" + coloured(bold, say(Code{"not_assessed_title"})) + "\n");
  for (const auto& group : gap_groups(result_)) {
    const auto line = say(group.reason, {for_terminal(group.listed(4)), std::to_string(group.count)});
    out_.write("  " + text::fit(line, options_.width) + "\n");
  }
}

void Table::write_index() {
  std::string feeds;
  for (const auto& feed : result_.index->feeds()) {
    if (!feeds.empty()) feeds += ", ";
    feeds += for_terminal(result_.index->text(feed.name));
    if (const auto dated = exposure::date_of(feed.as_of)) feeds += " " + to_string(*dated);
  }
  out_.write(coloured(dim, say(Code{"summary_index"}, {result_.index->digest_hex().substr(0, 16), feeds})) + "\n");
}

void Table::write() {
  const auto actions = actions_of(result_);
  std::size_t shown = 0;
  for (const auto& action : actions) {
    if (options_.most_actions != 0 && shown == options_.most_actions) {
      out_.write(say(Code{"actions_left_out"}, {std::to_string(actions.size() - shown)}) + "\n");
      break;
    }
    ++shown;
    write_action(action);
  }
  if (shown > 0) out_.write("\n");
  write_summary(actions);
  write_not_assessed();
  write_index();
}

}  // namespace

void write_table(const ScanResult& result, const TableOptions& options, Output& out) {
  Table(result, options, out).write();
}

}  // namespace manara::report
