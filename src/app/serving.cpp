#include "app/serving.h"

#include "api/ledger_part.h"
#include "app/practices.h"
#include "json/json.h"

namespace manara::app {

Serving::Serving(Ground& ground)
    : ground_(ground),
      nation_{ground.store.identity().home.bytes},
      readers_(ground.store),
      writer_(ground.store),
      accounts_(readers_, writer_, ground.clock, ground.random, ground.master, nation_, ground.accounts),
      resources_(resources()) {}

Serving::~Serving() = default;

Result<std::unique_ptr<Serving>> Serving::start(Ground ground) {
  std::unique_ptr<Serving> serving(new Serving(ground));
  MANARA_TRY(facts, serving->facts());
  serving->sessions_ =
      std::make_unique<api::Sessions>(serving->accounts_, serving->readers_, ground.clock, std::move(facts));
  serving->api_ =
      std::make_unique<api::Api>(serving->sessions_->doors(),
                                 api::Items(serving->resources_, serving->readers_, serving->writer_, serving->nation_),
                                 serving->resources_, serving->parts());
  return serving;
}

/// What of the API is no list of a practice: a line each.
std::vector<api::Part> Serving::parts() {
  std::vector<api::Part> all;
  for (auto& some : {sessions_->parts(), api::ledger_parts(readers_, writer_, nation_)})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

/// What the first entry says of the node.
Result<api::NodeFacts> Serving::facts() {
  api::NodeFacts facts{.nation = nation_, .origin = ground_.store.identity().origin, .names = "{}"};
  MANARA_TRY(reader, readers_.lend({{nation_}}));
  const auto read = reader->query("node_profile", {}, [&](const store::Row& row) {
    json::Document document;
    const auto body = row.text(0);
    const auto root = document.parse(body);
    if (!root) return false;
    facts.names = api::names_json((*root)["names"]);
    facts.sample = (*root)["sample"].boolean().value_or(false);
    return false;
  });
  MANARA_CHECK(read);
  return facts;
}

Status Serving::tidy() {
  return accounts_.tidy();
}

}  // namespace manara::app
