#include "made_nation.h"

#include <array>
#include <fmt/core.h>

#include "app/sample.h"
#include "io/file.h"

namespace manara::bench {
namespace {

constexpr std::array<std::string_view, 24> syllables{"ka", "lam", "ri",  "sho", "ben", "zur", "mi",  "dar",
                                                     "no", "tel", "has", "qu",  "ra",  "fen", "jab", "wi",
                                                     "so", "tur", "el",  "ga",  "mar", "dun", "yak", "po"};
constexpr std::array<std::string_view, 12> arabic{"وادي", "جبل", "مرسى", "عين", "قلعة", "دار",
                                                  "خليج", "تل",  "بئر",  "نهر", "برج",  "سوق"};
struct Kind {
  std::string_view sector, en, fr, ar;
};
constexpr std::array<Kind, 6> kinds{
    {{"healthcare", "General Hospital", "Hôpital général", "المستشفى العام"},
     {"education", "University", "Université", "الجامعة"},
     {"agriculture", "Directorate of Agriculture", "Direction de l'agriculture", "مديرية الزراعة"},
     {"government", "Municipality", "Municipalité", "البلدية"},
     {"water", "Water Works", "Régie des eaux", "مؤسسة المياه"},
     {"energy", "Power Company", "Compagnie d'électricité", "شركة الكهرباء"}}};
constexpr std::array<std::string_view, 4> criticalities{"low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 6> asset_kinds{"server",      "workstation", "network_device",
                                                      "application", "website",     "medical_device"};
constexpr std::array<std::string_view, 8> systems{"mail",    "files",   "radiology", "directory",
                                                  "billing", "backups", "gateway",   "archive"};
constexpr std::array<std::string_view, 8> roles{"Head of IT",   "Network engineer", "Director",  "Duty officer",
                                                "Press office", "Data protection",  "Help desk", "Legal office"};

/// Subjects are counted, so that whoever measures knows them.
ledger::SubjectId subject(std::uint8_t kind, std::size_t number) {
  ledger::SubjectId id{{kind}};
  for (std::size_t byte = 0; byte < 8; ++byte)
    id.bytes[15 - byte] = static_cast<std::uint8_t>(number >> (8 * byte));
  // Ids of a real node are random, and so is the order in which their rows lie.
  app::SeededRandom mixed(number * 3 + kind);
  for (std::size_t byte = 1; byte < 8; ++byte)
    id.bytes.at(byte) = static_cast<std::uint8_t>(mixed.below(256));
  return id;
}

class Maker {
 public:
  explicit Maker(store::Store& store) : store_(store) {}

  Status make(const NationSize& size) {
    std::size_t asset = 0, contact = 0;
    for (std::size_t i = 0; i < size.organisations; ++i) {
      MANARA_CHECK(add("organisation_saved", subject(1, i), organisation(i)));
      const auto owner = to_string(subject(1, i));
      for (std::size_t n = 0; n < size.assets; ++n)
        MANARA_CHECK(add("asset_saved", subject(2, asset++), asset_of(owner)));
      for (std::size_t n = 0; n < size.contacts; ++n)
        MANARA_CHECK(add("contact_saved", subject(3, contact++), contact_of(owner)));
    }
    return flush();
  }

 private:
  template <typename List>
  std::string_view one_of(const List& list) {
    return list.at(random_.below(list.size()));
  }
  std::string word() {
    std::string text;
    for (auto n = 2 + random_.below(2); n > 0; --n)
      text += one_of(syllables);
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
  }

  std::string organisation(std::size_t number) {
    const auto& kind = kinds.at(number % kinds.size());
    town_ = word();
    if (number == 7777) town_ = "Xylandria";
    return fmt::format(R"({{"names":{{"en":"{} of {}","fr":"{} de {}","ar":"{} {} {}"}},"sector":"{}",)"
                       R"("criticality":"{}","region":"{}"}})",
                       kind.en, town_, kind.fr, town_, kind.ar, one_of(arabic), one_of(arabic), kind.sector,
                       one_of(criticalities), word());
  }
  std::string asset_of(const std::string& owner) {
    const auto system = one_of(systems);
    return fmt::format(R"({{"organisation":"{}","name":"{}-{}-{:02}","kind":"{}","exposure":"{}","criticality":"{}",)"
                       R"("owner":"{}","notes":"Moved to the new rack in March; see the plan of the building."}})",
                       owner, town_, system, random_.below(100), one_of(asset_kinds),
                       random_.below(5) == 0 ? "internet" : "internal", one_of(criticalities), one_of(roles));
  }
  std::string contact_of(const std::string& owner) {
    const auto family = word();
    return fmt::format(R"({{"organisation":"{}","kind":"{}","name":"{} {}","role":"{}","language":"ar","channels":)"
                       R"([{{"kind":"mail","address":"{}@{}.example"}},{{"kind":"telephone","address":"+999 {:07}"}}],)"
                       R"("verified":"202{}-0{}-1{}"}})",
                       owner, random_.below(10) == 0 ? "role" : "person", word(), family, one_of(roles), family, town_,
                       random_.below(10'000'000), 4 + random_.below(3), 1 + random_.below(9), random_.below(10));
  }

  Status add(std::string kind, ledger::SubjectId about, std::string body) {
    drafts_.push_back(
        {.id = ledger::DraftId{about.bytes}, .kind = std::move(kind), .subject = about, .parts = {std::move(body)}});
    return drafts_.size() < 256 ? Status() : flush();
  }
  Status flush() {
    for (const auto& outcome : store_.commit(drafts_))
      MANARA_CHECK(outcome);
    drafts_.clear();
    return {};
  }

  store::Store& store_;
  app::SeededRandom random_{15'000};
  std::vector<store::Draft> drafts_{};
  std::string town_{};
};

}  // namespace

Result<std::unique_ptr<MadeNation>> MadeNation::open(const std::string& folder, const NationSize& size) {
  std::unique_ptr<MadeNation> nation(new MadeNation);
  const store::Surroundings around{nation->clock_, nation->random_};
  const auto key = folder + "/key", data = folder + "/node";
  const bool is_new = !io::exists(data + "/manara.db");
  if (is_new) {
    MANARA_CHECK(io::make_folders(folder));
    MANARA_CHECK(node::Node::create(data, key, {.nation = "XX", .names = R"({"en":"Large"})", .language = "en"},
                                    nation->practices_, around, {.passes = 1, .bytes = 1 << 20}));
  }
  MANARA_TRY(file, node::read_key_file(key));
  MANARA_TRY(opened, node::Node::open(data, file, nation->practices_, around));
  nation->node_ = std::make_unique<node::Node>(std::move(opened));
  if (is_new) MANARA_CHECK(Maker(nation->store()).make(size));
  MANARA_CHECK(nation->start());
  return nation;
}

Status MadeNation::start() {
  accounts::Settings settings{.hash_cost = {.passes = 1, .bytes = 8192}};
  settings.sign_ins = {.burst = 100'000, .per_minute = 100'000};
  MANARA_TRY(serving, app::Serving::start({.store = node_->store(),
                                           .master = node_->secrets().master,
                                           .clock = clock_,
                                           .random = random_,
                                           .blobs = node_->blobs(),
                                           .accounts = settings,
                                           .pace = {.burst = 1'000'000, .per_minute = 1'000'000'000}}));
  serving_ = std::move(serving);
  return {};
}

access::ScopeId MadeNation::organisation(std::size_t number) const {
  return access::ScopeId{subject(1, number).bytes};
}

Result<std::string> MadeNation::sign_in(access::Role role, const access::ScopeId& scope) {
  auto& people = serving_->accounts();
  constexpr std::string_view password = "four lamps on the pier";
  const auto found =
      people.found({.home = serving_->nation(), .account = "founder", .name = "Founder", .language = "en"}, password);
  MANARA_TRY(founder, found ? *found : people.person_at_keyboard("founder"));
  MANARA_TRY(boss, people.actor_of(founder));
  const auto draft = [&] { return random_.make_id<ledger::DraftId>(); };
  const auto account = "p" + to_string(draft()).substr(0, 12);
  MANARA_TRY(person,
             people.save_person(boss, draft(),
                                {.home = serving_->nation(), .account = account, .name = "P", .language = "en"}));
  MANARA_CHECK(people.give_grant(boss, draft(), {.person = person, .grant = {.role = role, .scope = scope}}));
  MANARA_TRY(link, people.link_at_keyboard(account));
  MANARA_TRY(in, people.sign_in_by_link(link.secret, "", {.address = "192.0.2.1"}));
  return "manara-session=" + in.session;
}

api::Response MadeNation::get(const std::string& cookie, std::string path, Query query) {
  return serving_->handle(
      {.method = "GET", .path = std::move(path), .query = std::move(query), .headers = {{"cookie", cookie}}});
}

}  // namespace manara::bench
