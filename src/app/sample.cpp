#include "app/sample.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <map>
#include <vector>

#include "app/received_inventory.h"
#include "app/sample_holdings.h"
#include "json/writer.h"

namespace manara::app {
namespace {

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
constexpr std::int64_t hour_ms = 60LL * 60 * 1000;
constexpr std::int64_t days = 3 * 365;

struct Names {
  std::string_view en, fr, ar;
};

/// Places that are on no map.
constexpr std::array<Names, 10> towns{{{"Wadi Lamis", "Oued Lamis", "وادي لميس"},
                                       {"Jabal Narin", "Djebel Narine", "جبل نارين"},
                                       {"Marsa Yaqut", "Marsa Yakout", "مرسى ياقوت"},
                                       {"Ain Sarab", "Aïn Sarab", "عين سراب"},
                                       {"Qalat Simsim", "Kalaat Simsim", "قلعة سمسم"},
                                       {"Dar Salwan", "Dar Salouane", "دار سلوان"},
                                       {"Zahr Bay", "Baie de Zahr", "خليج زهر"},
                                       {"Tell Kawkab", "Tell Kaoukab", "تل كوكب"},
                                       {"Bir Hafif", "Bir Hafif", "بئر حفيف"},
                                       {"Nahr Lulu", "Nahr Loulou", "نهر لولو"}}};

struct Kind {
  std::string_view sector;
  Names before;  ///< what the town's name follows
};
constexpr std::array<Kind, 4> kinds{
    {{"healthcare", {"General Hospital of", "Hôpital général de", "المستشفى العام في"}},
     {"education", {"University of", "Université de", "جامعة"}},
     {"agriculture", {"Directorate of Agriculture of", "Direction de l'agriculture de", "مديرية الزراعة في"}},
     {"government", {"Municipality of", "Municipalité de", "بلدية"}}}};

constexpr std::array<std::string_view, 4> criticalities{"medium", "low", "high", "critical"};

/// An asset whose programs are listed now and then.
struct Machine {
  ledger::SubjectId asset{};
  const SampleSoftware* software = nullptr;
  bool wished = false;
  std::size_t state = 0;
};

struct Organisation {
  ledger::SubjectId id{};
  const Names* town = nullptr;
  const Kind* kind = nullptr;
  std::string_view criticality{};
  std::vector<Machine> machines{};
};

std::string_view in(const Names& names, text::Language language) {
  switch (language) {
    case text::Language::en: return names.en;
    case text::Language::fr: return names.fr;
    case text::Language::ar: break;
  }
  return names.ar;
}

std::string body_of(const Organisation& organisation, text::Language language) {
  const auto named = [](std::string_view before, std::string_view town) { return fmt::format("{} {}", before, town); };
  const auto& before = organisation.kind->before;
  const auto& town = *organisation.town;
  json::Writer out;
  out.begin_object().key("names").begin_object();
  out.member("en", named(before.en, town.en)).member("fr", named(before.fr, town.fr));
  out.member("ar", named(before.ar, town.ar)).end_object();
  out.member("sector", organisation.kind->sector);
  if (!organisation.criticality.empty()) out.member("criticality", organisation.criticality);
  out.member("region", in(town, language)).end_object();
  return out.take();
}

enum class What : std::uint8_t { organisation, holdings, inventories };

/// A moment of the history, in milliseconds from its beginning, and what was written then.
struct Written {
  std::int64_t at_ms = 0;
  std::size_t organisation = 0;
  What what{};
  std::string_view criticality{};  ///< of an organisation
  std::size_t state = 0;           ///< that those have come to who keep up
};

/// Who writes a history: by whose chance, until when, in which language, where files lie.
struct Hand {
  SeededRandom& random;
  store::Blobs& blobs;
  std::int64_t until_ms = 0;
  text::Language language{};
  std::map<std::string, KeptInventory> kept{};  // by the text of a list: many machines run the same

  std::int64_t moment(std::int64_t day) const {
    return day * day_ms + static_cast<std::int64_t>(random.below(8 * 3'600'000));
  }
  std::int64_t day_in(std::int64_t from, std::int64_t to) const {
    return from + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(to - from)));
  }
};

using Drafts = std::vector<store::Draft>;

Drafts organisation_draft(const Hand& hand, const Organisation& organisation) {
  return {{.id = hand.random.make_id<ledger::DraftId>(),
           .kind = "organisation_saved",
           .subject = organisation.id,
           .parts = {body_of(organisation, hand.language)}}};
}

Drafts holdings_drafts(const Hand& hand, Organisation& organisation, std::size_t number) {
  const Holder holder{.id = organisation.id,
                      .number = number,
                      .sector = organisation.kind->sector,
                      .town = organisation.town->en,
                      .language = hand.language};
  Drafts drafts;
  for (auto& holding : holdings_of(holder, hand.random, hand.until_ms)) {
    drafts.push_back({.id = hand.random.make_id<ledger::DraftId>(),
                      .kind = std::string(holding.kind),
                      .subject = hand.random.make_id<ledger::SubjectId>(),
                      .parts = {std::move(holding.body)}});
    if (holding.software == nullptr) continue;
    const bool wished = hand.random.below(2) == 0;
    organisation.machines.push_back({drafts.back().subject, holding.software, wished});
  }
  return drafts;
}

/// Of all its machines on one day; each time one in five stayed as it was.
Result<Drafts> inventory_drafts(Hand& hand, Organisation& organisation, std::size_t state) {
  Drafts drafts;
  for (auto& machine : organisation.machines) {
    if (hand.random.below(5) != 0) machine.state = state;
    const auto list = list_of(*machine.software, machine.state, machine.wished);
    auto kept = hand.kept.find(list);
    if (kept == hand.kept.end()) {
      const SentFile sent{.bytes = list, .name = std::string(machine.software->file)};
      MANARA_TRY(now, keep_inventory(sent, hand.blobs, hand.language));
      kept = hand.kept.emplace(list, std::move(now)).first;
    }
    drafts.push_back(draft_of(hand.random.make_id<ledger::DraftId>(), machine.asset.bytes, kept->second));
  }
  return drafts;
}

Result<Drafts> drafts_of(Hand& hand, const Written& written, Organisation& organisation) {
  switch (written.what) {
    case What::organisation: organisation.criticality = written.criticality; break;
    case What::holdings: return holdings_drafts(hand, organisation, written.organisation);
    case What::inventories: return inventory_drafts(hand, organisation, written.state);
  }
  return organisation_draft(hand, organisation);
}

/// Entered within the first year and looked at again one to four times; of three in four, lists of what their machines
/// run come in each of the three years, or in the first and the last.
void add_history(const Hand& hand, std::size_t organisation, std::vector<Written>& history) {
  auto& random = hand.random;
  const auto first = hand.moment(hand.day_in(0, 365));
  history.push_back({.at_ms = first, .organisation = organisation});
  history.push_back({.at_ms = first + hour_ms, .organisation = organisation, .what = What::holdings});
  for (auto again = 1 + random.below(4); again > 0; --again) {
    history.push_back({.at_ms = hand.moment(hand.day_in(first / day_ms + 1, days)),
                       .organisation = organisation,
                       .criticality = criticalities.at(random.below(criticalities.size()))});
  }
  if (random.below(4) == 0) return;
  const bool is_yearly = random.below(3) != 0;
  for (std::size_t state = 0; state < sample_states; ++state) {
    if (state == 1 && !is_yearly) continue;
    const auto from = 380 + 250 * static_cast<std::int64_t>(state);
    history.push_back({.at_ms = hand.moment(hand.day_in(from, from + 180)),
                       .organisation = organisation,
                       .what = What::inventories,
                       .state = state});
  }
}

}  // namespace

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  for (auto& byte : bytes)
    byte = static_cast<std::uint8_t>(next() >> 56);
}

std::uint64_t SeededRandom::below(std::uint64_t n) {
  return next() % n;
}

std::uint64_t SeededRandom::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

Result<Sampled> write_sample(store::Store& store, store::Blobs& blobs, SetClock& clock, SeededRandom& random,
                             std::int64_t until_ms, text::Language language) {
  Hand hand{random, blobs, until_ms, language};
  std::vector<Organisation> organisations;
  for (const auto& town : towns) {
    for (const auto& kind : kinds)
      organisations.push_back({.id = random.make_id<ledger::SubjectId>(), .town = &town, .kind = &kind});
  }
  std::vector<Written> history;
  for (std::size_t i = 0; i < organisations.size(); ++i)
    add_history(hand, i, history);
  std::ranges::stable_sort(history, {}, &Written::at_ms);
  std::uint64_t entries = 0;
  for (const auto& written : history) {
    clock.set(until_ms - days * day_ms + written.at_ms);
    MANARA_TRY(drafts, drafts_of(hand, written, organisations[written.organisation]));
    for (const auto& outcome : store.commit(drafts))
      MANARA_CHECK(outcome);
    entries += drafts.size();
  }
  clock.set(until_ms);
  return Sampled{.organisations = organisations.size(), .entries = entries};
}

}  // namespace manara::app
