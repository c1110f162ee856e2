// `remote list`: a list of a node as table, JSON, CSV or workbook.
#include <algorithm>
#include <limits>
#include <unistd.h>

#include "app/lists.h"
#include "app/practices.h"
#include "base/strings.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "cli/remote_output.h"
#include "cli/remote_table.h"
#include "cli/stdout_output.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option remote_list_options[] = {
    {"--where", "FIELD=VALUE", Code{"help_remote_where"}, true},
    {"--find", "WORDS", Code{"help_remote_find"}},
    {"--sort", "ORDER", Code{"help_remote_sort"}},
    {"--limit", "N", Code{"help_remote_limit"}},
    {"--all", "", Code{"help_remote_all"}},
    {"--format", "table|json|csv|xlsx", Code{"help_remote_format"}},
    {"--json", "", Code{"help_json"}},
    {"--output", "FILE", Code{"help_remote_output"}},
    {"-o", "FILE", Code{"help_remote_output_short"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};
constexpr std::uint64_t default_limit = 50, most_of_page = 200;

/// A list that can be asked for: a resource's, or one of a part.
struct List {
  api::Table table{};
  std::string path{};
  std::span<const resource::Filter> filters{};
  std::vector<std::string_view> orders{};
  std::string_view owner{};  ///< the link that says whose it is, a filter too; "": none
  bool searched = true;
  bool personal = false;
};

struct Asked {
  List list{};
  Query query{};
  std::string format{};
  std::string output{};
  std::uint64_t limit = default_limit;
};

/// Error: remote_resource_unknown.
Result<List> list_of(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& one : app::resources()) {
    names.push_back(one.name);
    if (one.name != name) continue;
    List list{.table = api::table_of(one),
              .path = "/api/" + std::string(name),
              .filters = one.filters,
              .owner = one.owner,
              .personal = one.personal};
    for (const auto& order : one.orders)
      list.orders.push_back(order.name);
    return list;
  }
  for (const auto* one : app::lists()) {
    names.push_back(one->table.name);
    if (one->table.name != name) continue;
    return List{.table = one->table,
                .path = std::string(one->path),
                .filters = one->filters,
                .searched = one->searched,
                .personal = one->told != api::Told::nothing};
  }
  return fail(Code{"remote_resource_unknown"}, {std::string(name), remote_list_of(names)});
}

/// One of the list's filters, whose value can be one.
Status add_filter(const List& list, std::string_view typed, Query& query) {
  const auto halves = cut(typed, '=');
  if (!halves) return fail(Code{"remote_assignment"}, {std::string(typed)});
  const auto& [name, value] = *halves;
  const auto filter = std::ranges::find(list.filters, name, &resource::Filter::name);
  const bool is_owner = !list.owner.empty() && name == list.owner;
  if (filter == list.filters.end() && !is_owner) {
    std::vector<std::string_view> names;
    if (!list.owner.empty()) names.push_back(list.owner);
    for (const auto& one : list.filters)
      names.push_back(one.name);
    return fail(Code{"remote_filter_unknown"}, {std::string(name), remote_list_of(names)});
  }
  const auto& fields = list.table.fields;
  const auto field = std::ranges::find(fields, name, &resource::Field::name);
  if (field != fields.end() && !field->choices.empty() &&
      std::ranges::find(field->choices, value) == field->choices.end())
    return fail(Code{"remote_choice"}, {std::string(name), std::string(value), remote_list_of(field->choices)});
  const auto type = is_owner ? resource::FieldType::link : filter->type;
  if (type == resource::FieldType::date && (value.size() != 10 || !parse_date(value)))
    return fail(Code{"date_invalid"}, {std::string(value)});
  if (type == resource::FieldType::link) MANARA_CHECK(remote_id(value));
  query.emplace_back(name, value);
  return {};
}

Status read_query(const Arguments& arguments, Asked& asked) {
  for (const auto& typed : arguments.values("--where"))
    MANARA_CHECK(add_filter(asked.list, typed, asked.query));
  const auto& name = asked.list.table.name;
  if (const auto words = arguments.value("--find")) {
    if (!asked.list.searched) return fail(Code{"remote_not_searched"}, {std::string(name)});
    asked.query.emplace_back("q", *words);
  }
  if (const auto sort = arguments.value("--sort")) {
    const auto& orders = asked.list.orders;
    if (orders.empty()) return fail(Code{"remote_not_sorted"}, {std::string(name)});
    if (std::ranges::find(orders, *sort) == orders.end())
      return fail(Code{"remote_order_unknown"}, {*sort, remote_list_of(orders)});
    asked.query.emplace_back("sort", *sort);
  }
  return {};
}

Result<Asked> asked_by(const Arguments& arguments) {
  Asked asked;
  MANARA_TRY(list, list_of(arguments.positional().front()));
  asked.list = std::move(list);
  MANARA_CHECK(read_query(arguments, asked));
  asked.format = arguments.flag("--json") ? "json" : arguments.value("--format").value_or("table");
  constexpr std::string_view formats[] = {"table", "json", "csv", "xlsx"};
  if (std::ranges::find(formats, asked.format) == std::end(formats))
    return fail(Code{"format_unknown"}, {asked.format});
  asked.output = arguments.value("--output").value_or(arguments.value("-o").value_or(""));
  if (arguments.flag("--all")) asked.limit = UINT64_MAX;
  if (const auto typed = arguments.value("--limit")) {
    const auto limit = parse_unsigned(*typed);
    const bool whole_file = asked.format == "csv" || asked.format == "xlsx";
    if (!limit || *limit == 0 || arguments.flag("--all") || whole_file) return fail(Code{"remote_limit"}, {*typed});
    asked.limit = *limit;
  }
  if (asked.format == "xlsx" && asked.output.empty() && ::isatty(STDOUT_FILENO) != 0)
    return fail(Code{"remote_output_missing"});
  return asked;
}

/// All of it as the node writes it.
int pass_on(const Asked& asked, RemoteNode& node, RemoteOutput& out, Session& session) {
  auto query = asked.query;
  query.emplace_back("format", asked.format);
  auto request = node.request("GET", target_of(asked.list.path, query));
  request.into = [&out](std::string_view piece) { return out.pass_on(piece); };
  const auto answer = node.ask(request);
  if (!answer) return session.error(answer.error());
  return answer->status == 200 ? exit_ok : remote_refusal(*answer, session);
}

class Pages {
 public:
  Pages(const Asked& asked, RemoteOutput& out, Session& session)
      : asked_(asked),
        out_(out),
        session_(session),
        table_(asked.list.table, session.language,
               asked.output.empty() ? terminal_width() : std::numeric_limits<std::size_t>::max()) {}

  int show(RemoteNode& node) {
    if (is_json()) json_.begin_object().key("items").begin_array();
    RemoteJson page;
    std::string after;
    do {
      auto query = asked_.query;
      query.emplace_back("limit", std::to_string(std::min(most_of_page, asked_.limit - shown_)));
      if (!after.empty()) query.emplace_back("after", after);
      if (!page.ask(node, node.request("GET", target_of(asked_.list.path, query)), session_)) return exit_error;
      write(page.root()["items"]);
      // A node that gives the same page again would be asked for ever.
      const auto next = page.root()["next"].text();
      if (next == after) break;
      after = next;
    } while (!after.empty() && shown_ < asked_.limit);
    end(page.root(), after);
    return exit_ok;
  }

 private:
  [[nodiscard]] bool is_json() const { return asked_.format == "json"; }

  void write(json::Value items) {
    shown_ += items.size();
    if (!is_json()) return table_.write(items, out_);
    for (const auto item : items.elements())
      json::copy(json_, item);
    put_json();
  }
  void put_json() {
    out_.is_terminal() ? out_.write(text::for_terminal(json_.text())) : out_.write(json_.text());
    json_.clear();
  }
  void end(json::Value last, std::string_view next) {
    // Where a list is long nobody counts it to its end.
    const bool is_bound = last["total_is"].string() == "at_least";
    const auto total = typed_text(last["total"]) + (is_bound ? "+" : "");
    if (is_json()) {
      json_.end_array();
      if (last["total"]) json::copy(json_.key("total"), last["total"]);
      if (is_bound) json_.member("total_is", "at_least");
      json_.end_object();
      put_json();
      out_.write("\n");
    } else if (!next.empty()) {
      const auto code = last["total"] ? Code{"remote_more"} : Code{"remote_more_uncounted"};
      session_.error({code, {std::to_string(shown_), total}, {}});
    }
  }

  const Asked& asked_;
  RemoteOutput& out_;
  Session& session_;
  RemoteTable table_;
  json::Writer json_{};
  std::uint64_t shown_ = 0;
};

int run_list(const Arguments& arguments, Session& session) {
  const auto asked = asked_by(arguments);
  if (!asked) return session.error(asked.error());
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  // Whoever wants to show people's telephone numbers to all users of this machine can say so.
  auto out = RemoteOutput::open(asked->output, asked->list.personal ? io::Readers::owner : io::Readers::all);
  if (!out) return session.error(out.error());
  const bool is_file = asked->format == "csv" || asked->format == "xlsx";
  const int code = is_file ? pass_on(*asked, *node, *out, session) : Pages(*asked, *out, session).show(*node);
  if (code != exit_ok) return code;
  const auto done = out->finish();
  return done ? exit_ok : session.error(Error(done.error()).in(asked->output));
}

}  // namespace

const Command remote_list{"remote list",
                          Code{"help_remote_list"},
                          remote_list_options,
                          {"RESOURCE", 1, 1},
                          run_list,
                          "manara remote list organisations --where sector=healthcare --json"};

}  // namespace manara::cli
