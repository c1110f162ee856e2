#include <fmt/core.h>
#include <map>

#include "app/data_folder.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "exposure/scan.h"
#include "json/writer.h"
#include "text/escape.h"
#include "text/width.h"

namespace manara::cli {
namespace {

constexpr Option feeds_status_options[] = {
    {"--json", "", Code{"help_json"}},
    {"--as-of", "DATE", Code{"help_as_of"}},
};

struct Coverage {
  std::string_view name;
  std::vector<std::string_view> releases;
  std::uint64_t packages = 0;
};

std::vector<Coverage> coverage_of(const exposure::Index& index) {
  std::vector<Coverage> out;
  for (const auto& row : index.ecosystems()) {
    const auto name = index.text(row.name);
    if (out.empty() || out.back().name != name) out.push_back({name, {}, 0});
    if (const auto release = index.text(row.release); !release.empty()) out.back().releases.push_back(release);
    out.back().packages += row.packages.count;
  }
  return out;
}

app::FeedFile signature_of(const app::Current& current, std::string_view feed) {
  const auto found = current.feeds.find(std::string(feed));
  return found == current.feeds.end() ? app::FeedFile{} : found->second;
}

std::string as_json(const exposure::Index& index, const app::Current& current, Date as_of) {
  json::Writer out(json::Layout::indented);
  out.begin_object()
      .member("digest", index.digest_hex())
      .member("bytes", index.bytes())
      .member("as_of", to_string(as_of));
  out.key("feeds").begin_array();
  for (const auto& feed : index.feeds()) {
    out.begin_object().member("name", index.text(feed.name)).member("format", index.text(feed.format));
    const auto dated = exposure::date_of(feed.as_of);
    out.member_or_null("as_of", dated ? to_string(*dated) : "");
    out.key("age_days");
    dated ? out.value(std::int64_t{as_of - *dated}) : out.null();
    out.member("count", std::uint64_t{feed.count}).member("unusable", std::uint64_t{feed.unusable});
    const auto signature = signature_of(current, index.text(feed.name));
    out.member_or_null("signed_by", signature.signed_by).member("sequence", signature.sequence);
    out.member_or_null("model", index.text(feed.model)).member("digest", exposure::hex_of(feed)).end_object();
  }
  out.end_array().key("ecosystems").begin_array();
  for (const auto& coverage : coverage_of(index)) {
    out.begin_object().member("name", coverage.name).key("releases").begin_array();
    for (const auto release : coverage.releases)
      out.value(release);
    out.end_array().member("packages", coverage.packages).end_object();
  }
  out.end_array().key("unusable").begin_array();
  for (const auto& count : index.all<exposure::CountRow>(exposure::Section::counts)) {
    out.begin_object().member("feed", index.text(count.feed)).member("reason", index.text(count.reason));
    out.member("argument", index.text(count.argument)).member("count", std::uint64_t{count.count}).end_object();
  }
  out.end_array().key("missing").begin_array();
  for (const auto missing : exposure::missing_feeds(index))
    out.value(missing);
  out.end_array().end_object();
  return out.take() + "\n";
}

void print_table(const exposure::Index& index, const app::Current& current, Date as_of, Session& session) {
  std::string text;
  for (const auto& feed : index.feeds()) {
    std::string line;
    text::append_padded(line, text::for_terminal(index.text(feed.name)), 28);
    text::append_padded(line, text::for_terminal(index.text(feed.format)), 8);
    text::append_padded(line, std::to_string(feed.count), 8, text::Side::right);
    const auto dated = exposure::date_of(feed.as_of);
    line += "  " + (dated ? to_string(*dated) : std::string(10, '-'));
    if (dated) line += "  " + session.say(Code{"status_age"}, {std::to_string(as_of - *dated)});
    if (dated && as_of - *dated > exposure::stale_after_days) line += "  " + session.say(Code{"status_stale"});
    const auto signature = signature_of(current, index.text(feed.name));
    line += "  " + session.say(signature.signed_by.empty() ? Code{"status_unsigned"} : Code{"status_signed"},
                               {signature.signed_by, std::to_string(signature.sequence), signature.signed_on});
    if (feed.unusable > 0) line += "  " + session.say(Code{"status_unusable"}, {std::to_string(feed.unusable)});
    text += line + "\n";
  }
  text += "\n" + session.say(Code{"status_covers"}) + "\n";
  for (const auto& coverage : coverage_of(index)) {
    std::string line = "  ";
    text::append_padded(line, text::for_terminal(coverage.name), 26);
    text::append_padded(line, std::to_string(coverage.packages), 8, text::Side::right);
    for (const auto release : coverage.releases)
      line += " " + text::for_terminal(release);
    text += line + "\n";
  }
  std::map<std::string_view, std::uint64_t> reasons;
  for (const auto& count : index.all<exposure::CountRow>(exposure::Section::counts))
    reasons[index.text(count.reason)] += count.count;
  for (const auto& [reason, count] : reasons) {
    const auto line = session.say(Code{"import_unusable"}, {std::to_string(count), session.say_name(reason)});
    text += text::for_terminal(line) + "\n";
  }
  for (const auto missing : exposure::missing_feeds(index))
    text += session.say(Code{"status_missing"}, {std::string(missing)}) + "\n";
  text += session.say(Code{"status_index"}, {index.digest_hex(), std::to_string(index.bytes() >> 20)}) + "\n";
  session.print(text);
}

int run_status(const Arguments& arguments, Session& session) {
  const app::DataFolder folder(session.data);
  const auto as_of = clock_of(arguments);
  if (!as_of) return session.error(as_of.error());
  const auto current = folder.current();
  if (!current) return session.error(current.error());
  const auto index = folder.open_index();
  if (!index) return session.error(index.error());
  if (arguments.flag("--json")) {
    session.print(as_json(*index, *current, *as_of));
  } else {
    print_table(*index, *current, *as_of, session);
  }
  return exit_ok;
}

}  // namespace

const Command feeds_status{"feeds status", Code{"help_feeds_status"}, feeds_status_options, {},
                           run_status,     "manara feeds status"};

}  // namespace manara::cli
