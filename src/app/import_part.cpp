#include "app/import_part.h"

#include <algorithm>
#include <memory>

#include "api/record.h"
#include "api/turns.h"
#include "app/import_answer.h"
#include "app/jobs_part.h"
#include "base/strings.h"
#include "io/file.h"

namespace manara::app {
namespace {

using api::Caller;
using api::Request;
using api::Response;

using api::Member;
using api::Shape;

constexpr std::string_view prefix = "/api/imports/";
constexpr std::string_view modes[] = {"preview", "apply", "job"};
constexpr std::string_view formats[] = {"json", "csv"};
constexpr std::string_view states[] = {"new", "changed", "same"};

constexpr Member column_members[] = {Member::text("heading"), Member::text("field").or_null(),
                                     Member::text("samples").several()};
constexpr Shape column_shape{.members = column_members};
constexpr Member field_members[] = {Member::text("name"), Member::text("heading"), Member::flag("required")};
constexpr Shape field_shape{.members = field_members};
constexpr Member count_members[] = {Member::number("read"), Member::number("new"), Member::number("changed"),
                                    Member::number("same"), Member::number("refused")};
constexpr Shape counts_shape{.members = count_members};
constexpr Member shown_members[] = {Member::number("line"), Member::choice("state", states), Member::anything("item")};
constexpr Shape shown_shape{.members = shown_members};
constexpr Member refused_members[] = {Member::number("line"), Member::text("code"), Member::text("reason"),
                                      Member::text("cells").several(), Member::text("sheet").optional()};
constexpr Shape refused_shape{.members = refused_members};
constexpr Member answer_members[] = {Member::object("columns", column_shape).several(),
                                     Member::object("fields", field_shape).several(),
                                     Member::object("rows", counts_shape),
                                     Member::object("preview", shown_shape).several(),
                                     Member::object("refused", refused_shape).several(),
                                     Member::flag("applied")};
constexpr Shape answer_shape{"import_answer", answer_members};
/// Each may hold some 300 MB for some seconds.
constexpr std::ptrdiff_t most_at_once = 2;

struct Asked {
  ImportPlan::Mode mode = ImportPlan::Mode::preview;
  bool as_job = false;
  bool csv = false;
  std::string owner{};
  ImportTable::Mapping mapping{};
};

Result<Asked> asked_by(const Request& request, const resource::Resource& resource) {
  Asked asked;
  for (const auto& [name, value] : request.query) {
    std::string_view field(name);
    if (name == "mode" && std::ranges::find(modes, value) != std::end(modes)) {
      asked.mode = value == "preview" ? ImportPlan::Mode::preview : ImportPlan::Mode::apply;
      asked.as_job = value == "job";
    } else if (name == "format" && (value == "csv" || value == "json")) {
      asked.csv = value == "csv";
    } else if (!resource.owner.empty() && name == resource.owner) {
      asked.owner = value;
    } else if (name == "encoding") {
      asked.mapping.push_back("encoding=" + value);
    } else if (take_prefix(field, "map.") && !field.empty() && field.find('=') == std::string_view::npos) {
      asked.mapping.push_back(std::string(field) + "=" + value);
    } else {
      return fail(Code{"request_unknown_parameter"}, {name + "=" + value});
    }
  }
  if (asked.csv && asked.mode == ImportPlan::Mode::apply)
    return fail(Code{"request_unknown_parameter"}, {"format=csv"});
  return asked;
}

/// Of what was there before, as far as the preview shows it.
std::vector<access::ScopeId> shown_scopes(const std::vector<ImportedRow>& rows) {
  std::vector<access::ScopeId> scopes;
  std::size_t shown = 0;
  for (const auto& row : rows) {
    if (row.state == ImportState::refused) continue;
    if (++shown > most_preview) break;
    if (row.known) scopes.push_back(row.scope);
  }
  return scopes;
}

Result<Response> answer_of(const Asked& asked, std::string_view bytes, const resource::Resource& resource,
                           const ImportGround& ground, const Caller& caller) {
  auto table = ImportTable::read(bytes, resource, asked.mapping);
  if (!table) return api::problem_of_input(table.error(), caller.language);
  ImportPlan plan(ground, resource, *table, caller, asked.owner);
  MANARA_CHECK(plan.run(asked.mode));
  const ImportAnswer said{resource, *table, plan.rows(), caller.language};
  if (!asked.csv) {
    auto response = api::json_response(200, said.json(asked.mode));
    // The preview shows what was there beside what the file says.
    auto scopes = shown_scopes(plan.rows());
    if (resource.personal && !scopes.empty()) response.told.push_back(api::told_of(resource.name, std::move(scopes)));
    return response;
  }
  const auto name = "attachment; filename=\"" + std::string(resource.name) + "-refused.csv\"";
  return Response{.headers = {{"Content-Type", "text/csv; charset=utf-8"}, {"Content-Disposition", name}},
                  .body = said.refused_csv()};
}

/// A file that waits for its turn: mapped, so that it stays though its name goes when the request is answered.
struct Held {
  io::MappedFile file{};
  std::string text{};
  Asked asked{};
  const resource::Resource& resource;
  const ImportGround& ground;
  Caller caller{};

  Result<std::string> apply(jobs::Progress& progress) const {
    MANARA_TRY(table, ImportTable::read(text.empty() ? file.bytes() : text, resource, asked.mapping));
    const auto rows = static_cast<std::int64_t>(table.rows().size());
    MANARA_CHECK(progress.at(0, rows));
    ImportPlan plan(ground, resource, table, caller, asked.owner);
    MANARA_CHECK(plan.run(asked.mode, [&](std::size_t done) {
      return progress.at(std::min(static_cast<std::int64_t>(done), rows), rows);
    }));
    // All of it is written: whoever cancels now comes too late.
    [[maybe_unused]] const auto late = progress.at(rows, rows);
    return ImportAnswer{resource, table, plan.rows(), caller.language}.outcome();
  }
};

Result<Response> begin_job(Held held, const Request& request) {
  const auto& ground = held.ground;
  if (request.body_file.empty()) {
    held.text = request.body;
  } else {
    MANARA_TRY(file, io::MappedFile::open(request.body_file));
    held.file = std::move(file);
  }
  const auto caller = held.caller;
  const auto kept = std::make_shared<const Held>(std::move(held));
  MANARA_TRY(id, ground.jobs.start({.kind = import_job,
                                    .resource = kept->resource.name,
                                    .request = std::string(kept->resource.name),
                                    .work = [kept](jobs::Progress& progress) { return kept->apply(progress); },
                                    .scope = ground.nation,
                                    .person = caller.actor}));
  MANARA_TRY(job, ground.jobs.find({{ground.nation}}, id));
  return job_begun(job, caller.language);
}

Result<Response> answer(const Request& request, const Caller& caller, const ImportGround& ground, api::Turns& turns) {
  std::string_view name(request.path);
  take_prefix(name, prefix);
  const auto resource = std::ranges::find(ground.resources, name, &resource::Resource::name);
  if (resource == ground.resources.end() || !is_importable(*resource)) return fail(Code{"request_not_found"});
  // Whoever sees none of these can know none again, and may make none.
  if (caller.sees(resource->name).held.empty()) return fail(Code{"access_denied"});
  MANARA_TRY(asked, asked_by(request, *resource));
  if (asked.as_job)
    return begin_job({.asked = std::move(asked), .resource = *resource, .ground = ground, .caller = caller}, request);
  const auto turn = turns.take();
  if (!turn) return fail(Code{"server_busy"});
  if (request.body_file.empty()) return answer_of(asked, request.body, *resource, ground, caller);
  MANARA_TRY(file, io::MappedFile::open(request.body_file));
  return answer_of(asked, file.bytes(), *resource, ground, caller);
}

}  // namespace

api::Part import_part(const ImportGround& given) {
  const auto turns = std::make_shared<api::Turns>(most_at_once);
  const auto kept = std::make_shared<const ImportGround>(given);
  return {.path = "/api/imports/{resource}",
          .method = "POST",
          .answer = [kept, turns](const Request& request, const Caller* caller) -> Result<Response> {
            return answer(request, *caller, *kept, *turns);
          },
          .description = {
              .summary = "A list as a file becomes items; preview says what would",
              .parameters = {Member::choice("mode", modes).optional(), Member::choice("format", formats).optional(),
                             Member::id("organisation").optional(), Member::text("encoding").optional(),
                             Member::begins("map.")},
              .file = true,
              .answers = {{.shape = &answer_shape}, {202, &job_shape}, {.media = "text/csv"}}}};
}

}  // namespace manara::app
