// `remote import`: a list as a file becomes items of a node; without --apply it is only said what would.
#include <algorithm>

#include "api/columns.h"
#include "app/import_part.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "cli/remote_output.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option remote_import_options[] = {
    {"--apply", "", Code{"help_remote_apply"}},
    {"--map", "FIELD=HEADING", Code{"help_remote_map"}, true},
    {"--organisation", "ID", Code{"help_remote_organisation"}},
    {"--encoding", "NAME", Code{"help_remote_encoding"}},
    {"--refused", "FILE", Code{"help_remote_refused"}},
    {"--json", "", Code{"help_json_alone"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};

Status add_map(const resource::Resource& resource, const std::string& typed, Query& query) {
  const auto halves = cut(typed, '=');
  if (!halves) return fail(Code{"remote_assignment"}, {typed});
  const auto columns = api::columns_of(resource);
  if (std::ranges::find(columns, halves->head, &api::Column::name) == columns.end()) {
    std::vector<std::string_view> names;
    for (const auto& column : columns) {
      if (std::ranges::find(names, column.name) == names.end()) names.emplace_back(column.name);
    }
    return fail(Code{"remote_field_unknown"}, {std::string(halves->head), remote_list_of(names)});
  }
  query.emplace_back("map." + std::string(halves->head), halves->tail);
  return {};
}

Result<Query> query_of(const Arguments& arguments, const resource::Resource& resource) {
  if (resource.key.empty()) return fail(Code{"remote_not_importable"}, {std::string(resource.name)});
  Query query;
  for (const auto& typed : arguments.values("--map"))
    MANARA_CHECK(add_map(resource, typed, query));
  if (const auto typed = arguments.value("--organisation")) {
    if (resource.owner.empty()) return fail(Code{"remote_no_owner"}, {std::string(resource.name)});
    MANARA_TRY(id, remote_id(*typed));
    query.emplace_back(resource.owner, id);
  }
  if (const auto encoding = arguments.value("--encoding")) query.emplace_back("encoding", *encoding);
  return query;
}

void print_counts(json::Value root, bool applied, Session& session) {
  const auto rows = root["rows"];
  const auto number = [&](std::string_view name) { return typed_text(rows[name]); };
  session.print(
      text::for_terminal(session.say(Code{"remote_import_rows"}, {number("read"), number("new"), number("changed"),
                                                                  number("same"), number("refused")})) +
      "\n");
  std::string unused;
  for (const auto column : root["columns"].elements()) {
    if (!column["field"].is_string()) unused += (unused.empty() ? "" : ", ") + column["heading"].text();
  }
  if (!unused.empty()) session.print(text::for_terminal(session.say(Code{"remote_import_unused"}, {unused})) + "\n");
  for (const auto row : root["refused"].elements()) {
    const auto sheet = row["sheet"].text();
    const auto place = (sheet.empty() ? "" : sheet + ", ") + typed_text(row["line"]);
    session.print(text::for_terminal(session.say(Code{"remote_import_refused"}, {place, row["reason"].text()})) + "\n");
  }
  const auto refused = rows["refused"].integer().value_or(0);
  const auto listed = static_cast<std::int64_t>(root["refused"].size());
  if (refused > listed)
    session.print(session.say(Code{"remote_import_more"}, {std::to_string(refused - listed)}) + "\n");
  session.print(session.say(applied ? Code{"remote_import_applied"} : Code{"remote_import_preview"}) + "\n");
}

class Import {
 public:
  Import(const resource::Resource& resource, Query query, std::string_view bytes)
      : resource_(resource), query_(std::move(query)), bytes_(bytes) {}

  /// All refused rows as a file that can be mended and imported.
  int keep_refused(RemoteNode& node, const std::string& path, Session& session) const {
    auto out = RemoteOutput::open(path, resource_.personal ? io::Readers::owner : io::Readers::all);
    if (!out) return session.error(out.error());
    auto request = request_of(node, "preview", "csv");
    request.into = [&out](std::string_view piece) { return out->pass_on(piece); };
    const auto answer = node.ask(request);
    if (!answer) return session.error(answer.error());
    if (answer->status != 200) return remote_refusal(*answer, session);
    const auto done = out->finish();
    return done ? exit_ok : session.error(Error(done.error()).in(path));
  }

  int run(RemoteNode& node, const Arguments& arguments, Session& session) const {
    const bool applies = arguments.flag("--apply");
    RemoteJson said;
    if (!said.ask(node, request_of(node, applies ? "apply" : "preview", "json"), session)) return exit_error;
    if (arguments.flag("--json")) {
      print_remote_json(said.root(), session);
    } else {
      print_counts(said.root(), applies, session);
    }
    if (const auto path = arguments.value("--refused")) {
      if (const int code = keep_refused(node, *path, session); code != exit_ok) return code;
    }
    return said.root()["rows"]["refused"].integer().value_or(0) == 0 ? exit_ok : exit_error;
  }

 private:
  [[nodiscard]] client::Request request_of(const RemoteNode& node, const char* mode, const char* format) const {
    auto query = query_;
    query.emplace_back("mode", mode);
    query.emplace_back("format", format);
    // Made again, an import finds what it wrote: it needs no key to be asked for twice.
    auto request = node.request("POST", target_of("/api/imports/" + std::string(resource_.name), query));
    request.headers.push_back({"Content-Type", "application/octet-stream"});
    request.body = bytes_;
    return request;
  }

  const resource::Resource& resource_;
  Query query_;
  std::string_view bytes_;
};

int run_import(const Arguments& arguments, Session& session) {
  const auto& words = arguments.positional();
  const auto resource = remote_resource(words[0]);
  if (!resource) return session.error(resource.error());
  auto query = query_of(arguments, *resource);
  if (!query) return session.error(query.error());
  const auto file = remote_file(words[1], app::most_import_body);
  if (!file) return session.error(file.error());
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  return Import(*resource, std::move(*query), file->bytes()).run(*node, arguments, session);
}

}  // namespace

const Command remote_import{"remote import",
                            Code{"help_remote_import"},
                            remote_import_options,
                            {"RESOURCE FILE", 2, 2},
                            run_import,
                            "manara remote import contacts contacts.xlsx --map name=Ansprechpartner --apply"};

}  // namespace manara::cli
