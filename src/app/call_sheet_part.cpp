#include "app/call_sheet_part.h"

#include <algorithm>
#include <array>
#include <map>

#include "crypto/base64.h"
#include "crypto/sha256.h"
#include "json/json.h"
#include "resource/resource.h"
#include "text/escape.h"
#include "text/fold.h"

namespace manara::app {
namespace {

using api::Caller;
using api::Member;
using api::Request;
using api::Response;
using text::Language;

constexpr std::string_view formats[] = {"html", "csv"};

/// More calls than anybody makes in a round: the rest comes when these were made.
constexpr std::int64_t most_contacts = 5000;

constexpr std::string_view style = R"css(
body { font: 12pt/1.4 system-ui, "Segoe UI", Tahoma, sans-serif; color: #000; background: #fff; margin: 1.5cm; }
h1 { font-size: 1.3em; } h2 { font-size: 1.1em; margin: 1.2em 0 .3em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #555; padding: .3em .5em; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; } tr { break-inside: avoid; } thead { display: table-header-group; }
.box { width: 4em; } .day { white-space: nowrap; } small { color: #333; }
@media print { body { margin: 0; } }
)css";

struct Channel {
  std::string_view kind;
  Code called;
};
constexpr std::array<Channel, 4> channels{{{"telephone", Code{"call_sheet_telephone"}},
                                           {"mail", Code{"call_sheet_mail"}},
                                           {"chat", Code{"call_sheet_chat"}},
                                           {"letter", Code{"call_sheet_letter"}}}};

struct Question {
  std::string before{};
  Language language = Language::en;
  bool csv = false;
};

Question question_in(const Request& request, const Caller& caller) {
  return {.before = std::string(request.parameter("verified_before")),
          .language = text::parse_language(request.parameter("language")).value_or(caller.language),
          .csv = request.parameter("format") == "csv"};
}

/// An organisation with those to call there, as their bodies say.
struct Called {
  std::string name{};
  std::string sorted{};
  std::vector<std::string> contacts{};
};

/// In the sheet's language where it has that one, else the first there is.
std::string name_in(json::Value names, Language language) {
  if (const auto name = names[text::tag(language)].string(); !name.empty()) return std::string(name);
  for (const auto tag : resource::name_languages) {
    if (const auto name = names[tag].string(); !name.empty()) return std::string(name);
  }
  return {};
}

Result<std::string> organisation_name(store::Reader& organisations, const access::ScopeId& id, Language language) {
  std::string body;
  MANARA_CHECK(organisations.query("organisation", {store::blob(id)}, [&](const store::Row& row) {
    body = row.text(2);
    return false;
  }));
  if (body.empty()) return std::string();
  json::Document document;
  MANARA_TRY(organisation, document.parse(body));
  return name_in(organisation["names"], language);
}

struct Sheet {
  std::vector<Called> organisations{};
  std::vector<access::ScopeId> told{};  ///< of whom, for the access log: once for each contact
  bool more = false;
};

Result<Sheet> sheet_of(const Question& question, const Caller& caller, store::Pool& readers) {
  MANARA_TRY(contacts, readers.lend(caller.sees("contacts")));
  MANARA_TRY(organisations, readers.lend(caller.sees("organisations")));
  std::map<access::ScopeId, Called> all;
  std::int64_t count = 0;
  MANARA_CHECK(contacts->query("contacts_to_call", {std::string_view(question.before), most_contacts + 1},
                               [&](const store::Row& row) {
                                 if (++count > most_contacts) return false;
                                 all[row.id<access::ScopeId>(0)].contacts.push_back(row.text(1));
                                 return true;
                               }));
  Sheet sheet{.more = count > most_contacts};
  for (auto& [id, called] : all) {
    MANARA_TRY(name, organisation_name(*organisations, id, question.language));
    if (name.empty()) continue;  // may not be seen
    called.sorted = text::fold_for_search(name);
    called.name = std::move(name);
    sheet.told.insert(sheet.told.end(), called.contacts.size(), id);
    sheet.organisations.push_back(std::move(called));
  }
  std::ranges::stable_sort(sheet.organisations, {}, &Called::sorted);
  return sheet;
}

/// How somebody is reached by one kind of channel: "+000 11 (out of hours); +000 12".
std::string addresses(json::Value contact, std::string_view kind, Language language) {
  std::string all;
  for (const auto channel : contact["channels"].elements()) {
    if (channel["kind"].string() != kind) continue;
    if (!all.empty()) all += "; ";
    all += channel["address"].text();
    if (channel["out_of_hours"].boolean().value_or(false))
      all += " (" + text::sentence(language, Message{Code{"call_sheet_out_of_hours"}, {}}) + ")";
  }
  return all;
}

/// What people typed has its own direction; `language` as they said it.
std::string typed(std::string_view text) {
  return "<span dir=\"auto\">" + text::for_html(text) + "</span>";
}

class Page {
 public:
  explicit Page(const Question& question) : question_(question) {}

  std::string of(const Sheet& sheet) {
    const auto tag = std::string(text::tag(question_.language));
    out_ = "<!doctype html>\n<html lang=\"" + tag + "\" dir=\"" + (tag == "ar" ? "rtl" : "ltr") + "\">\n";
    out_ += "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>";
    out_ += say(Code{"call_sheet_title"}) + "</title>\n<style>" + std::string(style) + "</style></head>\n<body><h1>";
    out_ +=
        say(Code{"call_sheet_title"}) + "</h1>\n<p>" + say(Code{"call_sheet_before"}, {question_.before}) + "</p>\n";
    if (sheet.organisations.empty()) out_ += "<p>" + say(Code{"call_sheet_nobody"}) + "</p>\n";
    for (const auto& organisation : sheet.organisations)
      add(organisation);
    if (sheet.more) out_ += "<p>" + say(Code{"call_sheet_more"}) + "</p>\n";
    return std::move(out_) + "</body></html>\n";
  }

 private:
  std::string say(Code code, std::vector<std::string> arguments = {}) const {
    return text::for_html(text::sentence(question_.language, Message{code, std::move(arguments)}));
  }

  void add(const Called& organisation) {
    out_ += "<h2>" + typed(organisation.name) + "</h2>\n<table><thead><tr>";
    for (const auto code : {Code{"call_sheet_contact"}, Code{"call_sheet_channels"}, Code{"call_sheet_verified"},
                            Code{"call_sheet_reached"}, Code{"call_sheet_changed"}})
      out_ += "<th scope=\"col\">" + say(code) + "</th>";
    out_ += "</tr></thead><tbody>\n";
    for (const auto& body : organisation.contacts) {
      json::Document document;
      const auto contact = document.parse(body);
      if (contact) add(*contact);
    }
    out_ += "</tbody></table>\n";
  }

  void add(json::Value contact) {
    out_ += "<tr><td>" + typed(contact["name"].string());
    if (const auto role = contact["role"].string(); !role.empty()) out_ += "<br><small>" + typed(role) + "</small>";
    out_ += "</td><td>";
    bool first = true;
    for (const auto& channel : channels) {
      const auto all = addresses(contact, channel.kind, question_.language);
      if (all.empty()) continue;
      out_ += (first ? "" : "<br>") + say(channel.called) + ": <bdi>" + text::for_html(all) + "</bdi>";
      first = false;
    }
    const auto verified = contact["verified"].text();
    out_ += "</td><td class=\"day\">" + (verified.empty() ? say(Code{"call_sheet_never"}) : text::for_html(verified));
    out_ += "</td><td class=\"box\">☐</td><td class=\"box\">☐</td></tr>\n";
  }

  const Question& question_;
  std::string out_{};
};

/// What a mail merge or a dialler takes as it is: the first of them.
std::string first_address(json::Value contact, std::string_view kind) {
  for (const auto channel : contact["channels"].elements()) {
    if (channel["kind"].string() == kind) return channel["address"].text();
  }
  return {};
}

/// A row a contact; headings are names of the API, as in every export.
std::string table_of(const Sheet& sheet) {
  std::string out = "\xef\xbb\xbforganisation,name,role,kind,language,mail,telephone,chat,letter,verified\r\n";
  for (const auto& organisation : sheet.organisations) {
    for (const auto& body : organisation.contacts) {
      json::Document document;
      const auto read = document.parse(body);
      if (!read) continue;
      const auto& contact = *read;
      out += text::for_csv(organisation.name);
      for (const auto* field : {"name", "role", "kind", "language"})
        out += "," + text::for_csv(contact[field].string());
      for (const auto* kind : {"mail", "telephone", "chat", "letter"})
        out += "," + text::for_csv(first_address(contact, kind));
      out += "," + text::for_csv(contact["verified"].string()) + "\r\n";
    }
  }
  return out;
}

Response page_response(std::string page) {
  static const auto policy = "default-src 'none'; style-src 'sha256-" + crypto::base64(crypto::sha256(style)) +
                             "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return {.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Content-Security-Policy", policy}},
          .body = std::move(page)};
}

Result<Response> call_sheet(const Request& request, const Caller& caller, store::Pool& readers) {
  const auto question = question_in(request, caller);
  MANARA_TRY(sheet, sheet_of(question, caller, readers));
  const access_log::Event event{.kind = access_log::Kind::exported,
                                .resource = "contacts",
                                .scopes = sheet.told,
                                .count = static_cast<std::int64_t>(sheet.told.size())};
  if (!question.csv) {
    auto response = page_response(Page(question).of(sheet));
    response.told = {event};
    return response;
  }
  return Response{.headers = {{"Content-Type", "text/csv; charset=utf-8"},
                              {"Content-Disposition", "attachment; filename=\"call-sheet.csv\""}},
                  .body = table_of(sheet),
                  .told = {event}};
}

}  // namespace

std::vector<api::Part> call_sheet_parts(store::Pool& readers) {
  return {{.path = "/api/call-sheet",
           .method = "GET",
           .answer = [&readers](const Request& request, const Caller* caller) -> Result<Response> {
             return call_sheet(request, *caller, readers);
           },
           .description = {.summary = "Contacts to verify: a page to print, or a table for a mail merge",
                           .parameters = {Member::date("verified_before"), Member::choice("format", formats).optional(),
                                          Member::choice("language", resource::name_languages).optional()},
                           .answers = {{.media = "text/html"}, {.media = "text/csv"}}}}};
}

}  // namespace manara::app
