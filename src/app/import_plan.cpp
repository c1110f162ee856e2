#include "app/import_plan.h"

#include <algorithm>

#include "api/body.h"
#include "app/import_write.h"
#include "crypto/sha256.h"
#include "text/fold.h"

namespace manara::app {
namespace {

using api::Verb;
using resource::Field;
using resource::FieldType;

/// Of a ministry, its directions, their hospitals, their wards, as one file may bring them: a few.
constexpr int most_waves = 32;
/// A wish that came before in the same words and is gone again, or was taken by somebody else's key.
constexpr int most_attempts = 8;
constexpr std::size_t id_column = 0;

std::string key_of(std::string_view owner, std::string_view folded) {
  return std::string(owner) + "\n" + std::string(folded);
}

/// The text of a key's cell as it would be kept.
std::string kept_text(const Field& field, std::string_view cell) {
  if (field.format == nullptr) return std::string(cell);
  return field.format->canonical(cell).value_or(std::string(cell));
}

}  // namespace

bool is_importable(const resource::Resource& resource) {
  if (resource.key.empty() || resource.saved.empty()) return false;
  return std::ranges::all_of(resource.fields, [](const Field& field) {
    const auto shape = api::shape_of(field);
    return field.type != FieldType::list || (shape.kind != nullptr && shape.text != nullptr);
  });
}

ImportPlan::ImportPlan(const ImportGround& ground, const resource::Resource& resource, const ImportTable& table,
                       const api::Caller& caller, std::string owner)
    : ground_(ground),
      resource_(resource),
      table_(table),
      caller_(caller),
      owner_(std::move(owner)),
      links_(ground.resources, ground.readers, ground.nation),
      reading_(resource, table.columns()),
      rows_(table.rows().size()) {}

Status ImportPlan::run(Mode mode, std::function<Status(std::size_t)> so_far) {
  so_far_ = std::move(so_far);
  MANARA_CHECK(read_linked());
  name_rows();
  MANARA_CHECK(read_known());
  std::vector<std::size_t> ready;
  for (std::size_t number = 0; number < rows_.size(); ++number) {
    if (rows_[number].state == ImportState::pending) match_row(number);
    if (rows_[number].state == ImportState::pending) ready.push_back(number);
  }
  for (int wave = 0; wave < most_waves && !ready.empty(); ++wave) {
    finished_.clear();
    MANARA_CHECK(run_wave(ready, mode));
    ready.clear();
    finished_before_ += finished_.size();
    for (const auto number : finished_) {
      const auto waiting = waiting_.extract(number);
      if (!waiting.empty()) ready.insert(ready.end(), waiting.mapped().begin(), waiting.mapped().end());
    }
  }
  // What waits for itself, round about, or stands too deep.
  for (std::size_t number = 0; number < rows_.size(); ++number) {
    if (rows_[number].state == ImportState::pending) refuse(number, "", {Code{"import_link_circle"}, {}});
  }
  return {};
}

Status ImportPlan::read_linked() {
  for (const auto& field : resource_.fields) {
    const auto other = std::ranges::find(ground_.resources, field.refers_to, &resource::Resource::name);
    if (field.type != FieldType::link || other == ground_.resources.end() || linked_.contains(field.refers_to))
      continue;
    MANARA_TRY(reader, ground_.readers.lend(caller_.sees(other->name)));
    MANARA_TRY(linked, api::Linked::read(*reader, *other));
    linked_.emplace(field.refers_to, std::move(linked));
  }
  return {};
}

std::string_view ImportPlan::cell(std::size_t number, std::size_t column) const {
  const auto text = table_.field(table_.rows()[number], column);
  const auto* field = table_.columns()[column].field;
  const bool is_owner = field != nullptr && !resource_.owner.empty() && field->name == resource_.owner;
  // What is there already stays where it is.
  return text.empty() && is_owner && !rows_[number].known ? std::string_view(owner_) : text;
}

void ImportPlan::refuse(std::size_t number, std::string field, Message why) {
  rows_[number].state = ImportState::refused;
  rows_[number].finished = true;
  rows_[number].refused.push_back({std::move(field), std::move(why)});
}

/// What a link's cell names: something that this person sees, or a row of this file that comes first.
std::expected<std::string, Message> ImportPlan::find(const Field& field, std::string_view cell) {
  const auto linked = linked_.find(field.refers_to);
  if (linked != linked_.end()) {
    const auto found = linked->second.find(cell);
    if (found.size() == 1) return id_text(found.front());
    if (found.size() > 1) return std::unexpected(Message{Code{"import_link_several"}, {std::string(cell)}});
  }
  if (field.refers_to == resource_.name && resource_.owner.empty()) {
    const auto row = of_file_.find(key_of("", text::fold_for_search(cell)));
    if (row != of_file_.end() && !rows_[row->second].finished) waits_for_ = row->second;
  }
  return std::unexpected(Message{Code{"import_link_unknown"}, {std::string(cell)}});
}

/// By which texts the rows are known; of two in one file that are known by the same the first counts.
void ImportPlan::name_rows() {
  for (std::size_t number = 0; number < rows_.size(); ++number) {
    const auto& row = table_.rows()[number];
    if (!row.refusal.code.empty()) {
      refuse(number, "", row.refusal);
      continue;
    }
    name_row(number);
    for (const auto& key : rows_[number].keys) {
      const auto first = of_file_.try_emplace(key, number);
      if (first.second || first.first->second == number) continue;
      refuse(number, "", {Code{"import_repeated"}, {std::to_string(table_.rows()[first.first->second].line)}});
      break;
    }
  }
}

void ImportPlan::name_row(std::size_t number) {
  std::string owner;
  std::vector<std::string> folded;
  const auto& columns = table_.columns();
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const auto* field = columns[at].field;
    const auto text = cell(number, at);
    if (field == nullptr || text.empty()) continue;
    if (!resource_.owner.empty() && field->name == resource_.owner) owner = find(*field, text).value_or("");
    if (field->name == resource_.key) folded.push_back(text::fold_for_search(kept_text(*field, text)));
  }
  // Without its owner it is known by its id at best.
  if (!resource_.owner.empty() && owner.empty()) return;
  for (const auto& one : folded) {
    auto key = key_of(owner, one);
    if (!one.empty() && std::ranges::find(rows_[number].keys, key) == rows_[number].keys.end())
      rows_[number].keys.push_back(std::move(key));
  }
}

/// What this person sees of all there is, as far as the file speaks of it.
Status ImportPlan::read_known() {
  std::unordered_map<std::string_view, bool> ids;
  for (const auto& row : table_.rows())
    ids.emplace(table_.field(row, id_column), true);
  MANARA_TRY(reader, ground_.readers.lend(caller_.sees(resource_.name)));
  json::Document document;
  return api::each_item(*reader, resource_,
                        [&](const IdBytes& id, std::int64_t revision, const std::string& body) -> Status {
                          MANARA_TRY(item, document.parse(body));
                          const auto owner = resource_.owner.empty() ? std::string() : item[resource_.owner].text();
                          auto text = id_text(id);
                          bool wanted = ids.contains(std::string_view(text));
                          std::vector<std::string> keys;
                          for (const auto& folded : api::folded_names(resource_, item)) {
                            keys.push_back(key_of(owner, folded));
                            wanted = wanted || of_file_.contains(keys.back());
                          }
                          if (!wanted) return {};
                          for (auto& key : keys)
                            by_key_[std::move(key)].push_back(known_.size());
                          by_id_.emplace(std::move(text), known_.size());
                          known_.push_back({id, revision, body});
                          return {};
                        });
}

/// Which of what is there the row speaks of.
void ImportPlan::match_row(std::size_t number) {
  auto& row = rows_[number];
  const auto id = table_.field(table_.rows()[number], id_column);
  if (!id.empty()) {
    const auto found = by_id_.find(std::string(id));
    if (found == by_id_.end()) return refuse(number, "id", {Code{"import_id_unknown"}, {std::string(id)}});
    row.known = found->second;
  } else {
    for (const auto& key : row.keys) {
      const auto found = by_key_.find(key);
      if (found == by_key_.end()) continue;
      const bool is_one =
          found->second.size() == 1 && row.known.value_or(found->second.front()) == found->second.front();
      if (!is_one) return refuse(number, std::string(resource_.key), {Code{"import_several"}, {}});
      row.known = found->second.front();
    }
  }
  if (!row.known) return;
  row.id = known_[*row.known].id;
  // By its id here and by its name there.
  const auto first = of_file_.try_emplace(id_text(row.id), number);
  if (!first.second)
    refuse(number, "", {Code{"import_repeated"}, {std::to_string(table_.rows()[first.first->second].line)}});
}

access::ScopeId ImportPlan::scope_of(const IdBytes& id, json::Value item) const {
  if (resource_.owner.empty()) return access::ScopeId{id};
  return access::ScopeId::read(item[resource_.owner].string()).value_or(access::ScopeId{});
}

void ImportPlan::finish(std::size_t number) {
  finished_.push_back(number);
  auto& row = rows_[number];
  row.finished = true;
  const auto linked = linked_.find(resource_.name);
  if (row.state != ImportState::fresh || linked == linked_.end()) return;
  json::Document document;
  if (const auto item = document.parse(row.json)) linked->second.add(row.id, resource_, *item);
}

Status ImportPlan::run_wave(const std::vector<std::size_t>& ready, Mode mode) {
  std::vector<std::size_t> to_write;
  for (const auto number : ready) {
    waits_for_.reset();
    MANARA_CHECK(judge(number));
    const auto& row = rows_[number];
    const bool is_new = row.state == ImportState::fresh || row.state == ImportState::changed;
    if (row.state == ImportState::pending) {
      waiting_[*waits_for_].push_back(number);
    } else if (is_new && mode == Mode::apply) {
      to_write.push_back(number);
    } else {
      finish(number);
    }
  }
  if (to_write.empty()) return {};
  MANARA_CHECK(write(to_write));
  for (const auto number : to_write)
    finish(number);
  return {};
}

/// What becomes of a row; it stays pending where it waits for another.
Status ImportPlan::judge(std::size_t number) {
  auto& row = rows_[number];
  json::Document document;
  json::Value before;
  if (row.known) {
    MANARA_TRY(parsed, document.parse(known_[*row.known].body));
    before = parsed;
  }
  const auto& in_file = table_.rows()[number];
  const ImportRow::Given given{.cell = [&](std::size_t column) { return cell(number, column); },
                               .has = [&](std::size_t column) { return table_.has(in_file, column); },
                               .find = [&](const Field& field, std::string_view text) { return find(field, text); }};
  MANARA_TRY(body, reading_.body(given, before));
  if (waits_for_) return {};
  if (!body.refused.empty()) {
    row.state = ImportState::refused;
    row.refused = std::move(body.refused);
    return {};
  }
  row.json = std::move(body.json);
  if (row.known) {
    const auto& known = known_[*row.known];
    MANARA_TRY(links, links_.refused({resource_, row.id, known.body, row.json}, caller_));
    if (!links.empty()) {
      row.state = ImportState::refused;
      row.refused = std::move(links);
      return {};
    }
    judge_changed(row, before);
  } else {
    json::Document made;
    MANARA_TRY(item, made.parse(row.json));
    row.scope = resource_.owner.empty() ? ground_.nation : scope_of({}, item);
    row.state = ImportState::fresh;
    if (!caller_.may(resource_.name, Verb::create, row.scope)) {
      row.state = ImportState::refused;
      row.refused.push_back({"", {Code{"access_denied"}, {}}});
    }
    row.id = draft_of(row, 0).subject.bytes;
  }
  return {};
}

void ImportPlan::judge_changed(ImportedRow& row, json::Value before) {
  const auto& known = known_[*row.known];
  row.scope = scope_of(row.id, before);
  // Also what an earlier version wrote in another order of fields is the same.
  const auto as_kept = api::read_body(resource_, known.body);
  const bool is_same = row.json == known.body || (as_kept && as_kept->refused.empty() && as_kept->json == row.json);
  row.state = is_same ? ImportState::same : ImportState::changed;
  if (is_same) return;
  bool may = caller_.may(resource_.name, Verb::edit, row.scope);
  if (may && !resource_.owner.empty()) {
    // As over the API: moved to another organisation it is made anew there.
    json::Document document;
    const auto item = document.parse(row.json);
    may = item && caller_.may(resource_.name, Verb::create, scope_of({}, *item));
  }
  if (may) return;
  row.state = ImportState::refused;
  row.refused.push_back({"", {Code{"access_denied"}, {}}});
}

/// The same wish gives the same draft, whoever has it and however often: of a new item its key and what it says, of one
/// that was there also the revision that it had.
store::Draft ImportPlan::draft_of(const ImportedRow& row, int attempt) const {
  const std::int64_t revision = row.known ? known_[*row.known].revision : -1;
  auto said = "manara import 1\n" + std::string(resource_.name) + "\n" + std::to_string(revision) + "\n" +
              std::to_string(attempt) + "\n" + (row.known ? id_text(row.id) : std::string("new")) + "\n" +
              (row.keys.empty() ? std::string() : row.keys.front()) + "\n" + row.json;
  const auto hash = crypto::sha256(said);
  store::Draft draft{
      .kind = std::string(resource_.saved), .actor = caller_.actor, .expected_revision = revision, .parts = {row.json}};
  std::copy_n(hash.begin(), draft.id.bytes.size(), draft.id.bytes.begin());
  draft.subject = row.known ? ledger::SubjectId{row.id} : store::subject_of(draft.id);
  return draft;
}

/// Whether what was written once, by an import before this one, is there and still known by the same name: it may have
/// been removed, moved to where this person sees nothing, or called something else.
Result<bool> ImportPlan::is_there(const ImportedRow& row) const {
  MANARA_TRY(reader, ground_.readers.lend(caller_.sees(resource_.name)));
  bool there = false;
  MANARA_CHECK(reader->query(resource_.one, {store::blob(row.id)}, [&](const store::Row& found) {
    json::Document document;
    const auto body = found.text(2);
    const auto item = document.parse(body);
    if (!item) return false;
    const auto owner = resource_.owner.empty() ? std::string() : (*item)[resource_.owner].text();
    there = std::ranges::any_of(api::folded_names(resource_, *item), [&](const std::string& folded) {
      return std::ranges::find(row.keys, key_of(owner, folded)) != row.keys.end();
    });
    return false;
  }));
  return there;
}

Status ImportPlan::write(const std::vector<std::size_t>& rows) {
  auto todo = rows;
  for (int attempt = 0; attempt < most_attempts && !todo.empty(); ++attempt) {
    std::vector<store::Draft> drafts;
    drafts.reserve(todo.size());
    for (const auto number : todo)
      drafts.push_back(draft_of(rows_[number], attempt));
    for (std::size_t i = 0; i < todo.size(); ++i)
      rows_[todo[i]].id = drafts[i].subject.bytes;
    const auto tell = [&](std::size_t begun) {
      return so_far_ ? so_far_(finished_before_ + finished_.size() + begun) : Status();
    };
    MANARA_TRY(outcomes, write_together(ground_.writer, drafts, tell));
    std::vector<std::size_t> again;
    for (std::size_t i = 0; i < todo.size(); ++i) {
      auto& row = rows_[todo[i]];
      if (!outcomes[i]) {
        const bool is_late = row.known && outcomes[i].error().code == Code{"revision_conflict"};
        if (is_late) refuse(todo[i], "", {Code{"import_meanwhile"}, {}});
        if (!is_late) again.push_back(todo[i]);
        continue;
      }
      bool there = !outcomes[i]->repeated || row.known;
      if (!there) {
        MANARA_TRY(found, is_there(row));
        there = found;
      }
      if (!there) {
        again.push_back(todo[i]);
      } else if (ground_.changed && !outcomes[i]->repeated) {
        const auto revision = static_cast<std::int64_t>(outcomes[i]->index);
        ground_.changed({resource_.name, row.id, revision,
                         row.known || !resource_.owner.empty() ? row.scope : access::ScopeId{row.id}});
      }
    }
    todo = std::move(again);
  }
  for (const auto number : todo)
    refuse(number, "", {Code{"import_meanwhile"}, {}});
  return {};
}

}  // namespace manara::app
