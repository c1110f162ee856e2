#include "app/sample.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <vector>

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

struct Organisation {
  ledger::SubjectId id{};
  const Names* town = nullptr;
  const Kind* kind = nullptr;
  std::string_view criticality{};
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

/// A moment of the history, in milliseconds from its beginning, and what was written then.
struct Written {
  std::int64_t at_ms = 0;
  std::size_t organisation = 0;
  std::string_view criticality{};
  bool holdings = false;  ///< what it has, and not how critical it is
};

/// The drafts of one moment.
std::vector<store::Draft> drafts_of(const Written& written, const Organisation& organisation, SeededRandom& random,
                                    std::int64_t until_ms, text::Language language) {
  if (!written.holdings) {
    return {{.id = random.make_id<ledger::DraftId>(),
             .kind = "organisation_saved",
             .subject = organisation.id,
             .parts = {body_of(organisation, language)}}};
  }
  std::vector<store::Draft> drafts;
  const Holder holder{.id = organisation.id,
                      .number = written.organisation,
                      .sector = organisation.kind->sector,
                      .town = organisation.town->en,
                      .language = language};
  for (auto& holding : holdings_of(holder, random, until_ms)) {
    drafts.push_back({.id = random.make_id<ledger::DraftId>(),
                      .kind = std::string(holding.kind),
                      .subject = random.make_id<ledger::SubjectId>(),
                      .parts = {std::move(holding.body)}});
  }
  return drafts;
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

Result<Sampled> write_sample(store::Store& store, SetClock& clock, SeededRandom& random, std::int64_t until_ms,
                             text::Language language) {
  std::vector<Organisation> organisations;
  for (const auto& town : towns) {
    for (const auto& kind : kinds)
      organisations.push_back({.id = random.make_id<ledger::SubjectId>(), .town = &town, .kind = &kind});
  }
  // Each is entered within the first year, and looked at again one to four times.
  std::vector<Written> history;
  const auto moment = [&](std::int64_t day) {
    return day * day_ms + static_cast<std::int64_t>(random.below(8 * 3'600'000));
  };
  for (std::size_t i = 0; i < organisations.size(); ++i) {
    const auto first = moment(static_cast<std::int64_t>(random.below(365)));
    history.push_back({first, i, {}});
    history.push_back({first + hour_ms, i, {}, true});
    for (auto again = 1 + random.below(4); again > 0; --again) {
      const auto later = first / day_ms + 1;
      const auto day = later + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(days - later)));
      history.push_back({moment(day), i, criticalities.at(random.below(criticalities.size()))});
    }
  }
  std::ranges::stable_sort(history, {}, &Written::at_ms);
  std::uint64_t entries = 0;
  for (const auto& written : history) {
    auto& organisation = organisations[written.organisation];
    if (!written.holdings) organisation.criticality = written.criticality;
    clock.set(until_ms - days * day_ms + written.at_ms);
    const auto drafts = drafts_of(written, organisation, random, until_ms, language);
    for (const auto& outcome : store.commit(drafts))
      MANARA_CHECK(outcome);
    entries += drafts.size();
  }
  clock.set(until_ms);
  return Sampled{.organisations = organisations.size(), .entries = entries};
}

}  // namespace manara::app
