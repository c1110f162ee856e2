// One page that opens offline, in three languages: all texts are in it, a few lines of script show one language and
// turn the page round for Arabic. No font, no image, no request. Without script it shows the language it was written
// in.
#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "report/actions.h"
#include "report/page_style.h"
#include "report/scan_report.h"
#include "text/escape.h"

namespace manara::report {
namespace {

using exposure::ScanResult;
using text::for_html;
using text::Language;

constexpr std::array languages{Language::en, Language::fr, Language::ar};

class Page {
 public:
  Page(const ScanResult& result, Language language, Output& out) : result_(result), language_(language), out_(out) {}
  void write();

 private:
  /// One span a language; style.css shows that of the page.
  [[nodiscard]] std::string say(const Message& message) const;
  [[nodiscard]] std::string say(Code code, std::vector<std::string> args = {}) const {
    return say(Message{code, std::move(args)});
  }
  void write_head();
  void write_summary(const std::vector<Action>& actions);
  void write_actions(const std::vector<Action>& actions);
  void write_action(const Action& action);
  void write_gaps();
  void write_index();

  const ScanResult& result_;
  Language language_;
  Output& out_;
};

/// What comes from outside, kept apart from the direction of the text around it: "2026-09-01" inside Arabic would turn
/// into 01-09-2026.
std::string isolated(std::string_view text) {
  const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return (ascii ? R"(<bdi dir="ltr">)" : "<bdi>") + for_html(text) + "</bdi>";
}

/// A path, or a name with one in it, may go on in the next line behind each "/".
std::string breakable(std::string_view text) {
  std::string out;
  for (const char c : isolated(text)) {
    out.push_back(c);
    if (c == '/' && !out.ends_with("</")) out += "<wbr>";
  }
  return out;
}

/// The sentence with its arguments isolated. They are put in behind the escaping, in place of characters for private
/// use. Numbers stay, for they choose the plural and belong to what stands before them: "CVSS 3.1" is read as one.
std::string sentence_in(Language language, const Message& message) {
  const auto is_number = [](const std::string& arg) {
    return arg.find_first_not_of("0123456789.") == std::string::npos;
  };
  auto marked = message;
  std::string mark = "\uE000";
  for (auto& arg : marked.args) {
    if (is_number(arg)) continue;
    arg = mark;
    ++mark.back();
  }
  auto out = for_html(text::sentence(language, marked));
  mark = "\uE000";
  for (const auto& arg : message.args) {
    if (is_number(arg)) continue;
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) {
      const auto shown = isolated(arg);
      out.replace(at, mark.size(), shown);
      at += shown.size();
    }
    ++mark.back();
  }
  return out;
}

std::string Page::say(const Message& message) const {
  std::string out;
  for (const auto language : languages)
    out += fmt::format(R"(<span lang="{}">{}</span>)", text::tag(language), sentence_in(language, message));
  return out;
}

void Page::write_head() {
  out_.write(fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'\">\n<title>Manara – {}</title>\n<style>{}</style>\n</head>\n<body>\n",
      text::tag(language_), language_ == Language::ar ? "rtl" : "ltr", to_string(result_.as_of), page_style));
  out_.write("<header><h1>Manara</h1><nav>");
  constexpr std::array names{"English", "Français", "العربية"};
  for (std::size_t i = 0; i < languages.size(); ++i) {
    out_.write(
        fmt::format(R"(<button type="button" data-language="{}">{}</button>)", text::tag(languages[i]), names[i]));
  }
  out_.write("</nav></header>\n<main>\n");
}

void Page::write_summary(const std::vector<Action>& actions) {
  out_.write(R"(<p class="summary">)" + say(Code{"html_as_of"}, {to_string(result_.as_of)}) + "</p>\n");
  for (const auto& line : summary_of(result_, actions))
    out_.write(R"(<p class="summary">)" + say(line) + "</p>\n");
}

void Page::write_action(const Action& action) {
  const auto& row = *action.worst;
  const auto& known = result_.assessments[row.assessment];
  const auto* component = exposure::component_of(result_, row);
  const auto more = action.affected + action.undecided - 1;
  out_.write(known.kev ? R"(<tr class="urgent">)" : "<tr>");
  out_.write("<td>" + (row.due.date ? "<time>" + to_string(*row.due.date) + "</time>" : say(time_given(row))) +
             "</td>");
  out_.write("<td>" + breakable(subject_name(result_, row) + " " + subject_version(result_, row)));
  if (component != nullptr && !component->found_in.empty())
    out_.write("<br><small>" + breakable(component->found_in) + "</small>");
  out_.write("</td><td>");
  switch (action.todo()) {
    case Action::Todo::upgrade: out_.write(isolated(action.go_to)); break;
    case Action::Todo::replace: out_.write(say(Code{"html_replace"})); break;
    case Action::Todo::check: out_.write(say(Code{"html_check"})); break;
    case Action::Todo::no_fix: out_.write(say(Code{"html_no_fix"})); break;
  }
  out_.write("</td><td><span class=\"id\">" + isolated(row.id) + "</span>" +
             (more > 0 ? " " + say(Code{"action_more"}, {std::to_string(more)}) : "") + "</td>");
  out_.write(R"(<td class="why">)" + say(why(result_, row)));
  if (row.confidence != exposure::Confidence::package) {
    out_.write(" " + say(row.confidence == exposure::Confidence::product ? Code{"confidence_product"}
                                                                         : Code{"confidence_name"}));
  }
  out_.write("</td><td>" + breakable(result_.targets[row.target].name) + "</td></tr>\n");
}

void Page::write_actions(const std::vector<Action>& actions) {
  if (actions.empty()) return;
  out_.write(R"(<div class="scroll" tabindex="0"><table><thead><tr>)");
  for (const auto code : {Code{"html_due"}, Code{"html_component"}, Code{"html_go_to"}, Code{"html_id"},
                          Code{"html_why"}, Code{"html_target"}}) {
    out_.write(R"(<th scope="col">)" + say(code) + "</th>");
  }
  out_.write("</tr></thead><tbody>\n");
  for (const auto& action : actions)
    write_action(action);
  out_.write("</tbody></table></div>\n");
}

void Page::write_gaps() {
  if (result_.not_assessed.empty()) return;
  out_.write("<h2>" + say(Code{"not_assessed_title"}) + "</h2>\n<ul>\n");
  for (const auto& group : gap_groups(result_)) {
    out_.write("<li>" + say(group.reason, {group.listed(8), std::to_string(group.count)}) + "</li>\n");
  }
  out_.write("</ul>\n");
}

void Page::write_index() {
  std::string feeds;
  for (const auto& feed : result_.index->feeds()) {
    if (!feeds.empty()) feeds += ", ";
    feeds += std::string(result_.index->text(feed.name));
    if (const auto dated = exposure::date_of(feed.as_of)) feeds += " " + to_string(*dated);
  }
  out_.write("<footer>" + say(Code{"summary_index"}, {result_.index->digest_hex(), feeds}) + "</footer>\n");
}

void Page::write() {
  const auto actions = actions_of(result_);
  write_head();
  write_summary(actions);
  write_actions(actions);
  write_gaps();
  out_.write("</main>\n");
  write_index();
  out_.write(fmt::format("<script>{}</script>\n</body>\n</html>\n", page_script));
}

}  // namespace

void write_html(const ScanResult& result, Language language, Output& out) {
  Page(result, language, out).write();
}

}  // namespace manara::report
