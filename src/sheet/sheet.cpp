#include "sheet/sheet.h"

#include <fmt/format.h>

#include "base/strings.h"
#include "text/escape.h"

namespace manara::sheet {
namespace {

/// A heading and what is copied from below it, sign by sign.
struct Section {
  Message heading{};
  std::vector<std::string> lines{};
  bool is_checkpoint = false;
};

std::vector<std::string> lines_of(std::string_view note) {
  std::vector<std::string> lines;
  for (const auto line : split(note, '\n'))
    lines.emplace_back(line);
  while (!lines.empty() && lines.back().empty())
    lines.pop_back();
  return lines;
}

/// In the order in which somebody needs them.
std::vector<Section> sections_of(const Sheet& sheet) {
  std::vector<Section> out;
  const auto add = [&](Message heading, const std::string& line) {
    if (!line.empty()) out.push_back({.heading = std::move(heading), .lines = {line}});
  };
  add({Code{"sheet_phrase"}, {}}, sheet.phrase);
  add({Code{"sheet_administrator"}, {sheet.account}}, sheet.password);
  add({Code{"sheet_invitation"}, {sheet.account}}, sheet.invitation);
  if (!sheet.recovery_codes.empty())
    out.push_back({.heading = {Code{"sheet_codes"}, {sheet.account}}, .lines = sheet.recovery_codes});
  add({Code{"sheet_verifier"}, {}}, sheet.verifier);
  add({Code{"sheet_authority"}, {}}, sheet.authority);
  out.push_back(
      {.heading = {Code{"sheet_checkpoint"}, {}}, .lines = lines_of(sheet.checkpoint), .is_checkpoint = true});
  return out;
}

/// What to do with it, a sentence each.
std::vector<Message> steps_of(const Sheet& sheet) {
  return {{Code{"sheet_restore"}, {}}, {Code{"sheet_witness"}, {}}, {Code{"sheet_locked_out"}, {sheet.account}}};
}

std::string say(text::Language language, Message message, std::string (*escape)(std::string_view)) {
  for (auto& arg : message.args)
    arg = escape(arg);
  return text::sentence(language, message);
}

constexpr std::string_view style = R"css(
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem; color: #000; background: #fff; font: 1rem/1.45 system-ui, "Segoe UI", Tahoma, sans-serif; }
h1 { font-size: 1.3rem; margin: 0 0 .2rem; } h2 { font-size: 1rem; margin: 1rem 0 .2rem; break-after: avoid; }
p { margin: .2rem 0; } section { break-inside: avoid; }
pre { margin: .2rem 0; padding: .4rem .6rem; border: 1px solid #999; font: .95rem/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.codes { columns: 2; } svg { display: block; width: 6.5cm; height: 6.5cm; margin-block: .4rem; }
ol { margin: .2rem 0; padding-inline-start: 1.4rem; } .head { border-block-end: 2px solid #000; padding-block-end: .5rem; }
@page { size: A4; margin: 15mm; } @media print { body { padding: 0; max-width: none; font-size: 10.5pt; } }
)css";

std::string section_html(const Section& section, text::Language language, const std::string& svg) {
  std::string out = "<section>\n<h2>" + say(language, section.heading, text::for_html) + "</h2>\n";
  // Keys and codes run left to right in any language.
  out += section.lines.size() > 4 && !section.is_checkpoint ? "<pre dir=\"ltr\" class=\"codes\">" : "<pre dir=\"ltr\">";
  for (const auto& line : section.lines)
    out += text::for_html(line) + "\n";
  out += "</pre>\n";
  if (section.is_checkpoint) out += svg + "\n";
  return out + "</section>\n";
}

}  // namespace

Result<std::string> as_text(const Sheet& sheet, text::Language language, Ink ink) {
  MANARA_TRY(code, qr_code(sheet.checkpoint));
  std::string out = text::sentence(language, Message{Code{"sheet_title"}, {}}) + "\n\n";
  for (const auto& section : sections_of(sheet)) {
    out += say(language, section.heading, text::for_terminal) + "\n";
    for (const auto& line : section.lines)
      out += "    " + text::for_terminal(line) + "\n";
    out += "\n";
    if (section.is_checkpoint) out += as_blocks(code, ink) + "\n";
  }
  for (const auto& step : steps_of(sheet))
    out += say(language, step, text::for_terminal) + "\n";
  return out;
}

Result<std::string> as_page(const Sheet& sheet, text::Language language) {
  MANARA_TRY(code, qr_code(sheet.checkpoint));
  const auto title = text::sentence(language, Message{Code{"sheet_name"}, {}});
  const auto svg = as_svg(code, text::sentence(language, Message{Code{"sheet_checkpoint"}, {}}));
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<div class=\"head\">\n<h1>{}</h1>\n",
      text::tag(language), language == text::Language::ar ? "rtl" : "ltr", text::for_html(title), style,
      text::for_html(title));
  out += "<p><strong><bdi>" + text::for_html(sheet.team) + "</bdi></strong> · <bdi>" + text::for_html(sheet.date) +
         "</bdi></p>\n<p>" + text::sentence(language, Message{Code{"sheet_title"}, {}}) + "</p>\n</div>\n";
  for (const auto& section : sections_of(sheet))
    out += section_html(section, language, svg);
  out += "<section>\n<h2>" + text::sentence(language, Message{Code{"sheet_steps"}, {}}) + "</h2>\n<ol>\n";
  for (const auto& step : steps_of(sheet))
    out += "<li>" + say(language, step, text::for_html) + "</li>\n";
  return out + "</ol>\n</section>\n</body>\n</html>\n";
}

}  // namespace manara::sheet
