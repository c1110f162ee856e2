#include "app/sample_holdings.h"

#include <array>
#include <fmt/core.h>

#include "base/strings.h"
#include "base/time.h"
#include "json/writer.h"

namespace manara::app {
namespace {

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
constexpr std::uint64_t long_ago_days = 700;

struct Names {
  std::string_view en, fr, ar;
};

std::string_view in(const Names& names, text::Language language) {
  switch (language) {
    case text::Language::en: return names.en;
    case text::Language::fr: return names.fr;
    case text::Language::ar: break;
  }
  return names.ar;
}

constexpr std::array<Names, 12> people{{{"Amina Sarraf", "Amina Sarraf", "أمينة الصراف"},
                                        {"Yusuf Khatib", "Youssouf Khatib", "يوسف الخطيب"},
                                        {"Layla Najjar", "Leïla Najjar", "ليلى النجار"},
                                        {"Karim Haddad", "Karim Haddad", "كريم الحداد"},
                                        {"Salma Attar", "Salma Attar", "سلمى العطار"},
                                        {"Nabil Tahhan", "Nabil Tahhane", "نبيل الطحان"},
                                        {"Huda Warraq", "Houda Warrak", "هدى الوراق"},
                                        {"Idris Bannay", "Idriss Bannaye", "إدريس البناي"},
                                        {"Rim Saigh", "Rym Sayegh", "ريم الصائغ"},
                                        {"Tariq Nahhas", "Tarek Nahhas", "طارق النحاس"},
                                        {"Nur Khayyat", "Nour Khayyat", "نور الخياط"},
                                        {"Ziyad Fallah", "Ziad Fallah", "زياد الفلاح"}}};
constexpr Names duty_desk{"Duty desk", "Permanence", "مكتب المناوبة"};
constexpr Names officer{"IT security officer", "Responsable de la sécurité informatique", "مسؤول أمن المعلومات"};
constexpr Names it_team{"IT team", "Équipe informatique", "فريق تقنية المعلومات"};

struct Machine {
  std::string_view sector{};  ///< "": of all
  Names name;
  std::string_view kind, exposure, criticality;
  const SampleSoftware* software = nullptr;  ///< of a router or a pump nobody has a list
};
constexpr Machine machines[] = {
    {"", {"Web site", "Site web", "الموقع الإلكتروني"}, "website", "internet", "medium", &web_server},
    {"", {"Mail gateway", "Passerelle de messagerie", "بوابة البريد"}, "server", "internet", "high", &mail_server},
    {"", {"Border router", "Routeur de bordure", "موجّه الحدود"}, "network_device", "internet", "high"},
    {"",
     {"Office computers", "Postes de travail", "حواسيب المكاتب"},
     "workstation",
     "internal",
     "low",
     &office_computers},
    {"healthcare",
     {"Patient records", "Dossiers des patients", "سجلات المرضى"},
     "application",
     "internal",
     "critical",
     &patient_records},
    {"healthcare",
     {"Imaging system", "Système d'imagerie", "نظام التصوير الطبي"},
     "medical_device",
     "internal",
     "critical"},
    {"education",
     {"Student portal", "Portail des étudiants", "بوابة الطلاب"},
     "application",
     "internet",
     "high",
     &student_portal},
    {"agriculture", {"Pump controllers", "Automates de pompage", "متحكمات المضخات"}, "industrial", "internal", "high"},
    {"government",
     {"Civil registry", "État civil", "السجل المدني"},
     "application",
     "internal",
     "critical",
     &civil_registry}};

std::string day_of(std::int64_t at_ms) {
  return to_string(Date{static_cast<std::int32_t>(at_ms / day_ms)});
}

/// One in four was never verified, one in four long ago, the rest within the last half-year.
std::string verified_on(SeededRandom& random, std::int64_t until_ms) {
  const auto chance = random.below(4);
  if (chance == 0) return {};
  const auto days = chance == 1 ? 181 + random.below(long_ago_days - 181) : random.below(180);
  return day_of(until_ms - static_cast<std::int64_t>(days) * day_ms);
}

std::string slug(std::string_view name) {
  auto text = to_lower(name);
  for (auto& c : text)
    c = is_alnum(c) ? c : '-';
  return text;
}

std::string domain_of(const Holder& holder) {
  return fmt::format("{}.{}.example", holder.sector, slug(holder.town));
}

json::Writer begin(const Holder& holder) {
  json::Writer out;
  out.begin_object().member("organisation", to_string(holder.id));
  return out;
}

Holding end(std::string_view kind, json::Writer& out) {
  out.end_object();
  return {kind, out.take()};
}

void channel(json::Writer& out, std::string_view kind, const std::string& address, bool out_of_hours) {
  out.begin_object().member("kind", kind).member("address", address);
  if (out_of_hours) out.member("out_of_hours", true);
  out.end_object();
}

Holding contact(const Holder& holder, SeededRandom& random, std::int64_t until_ms, bool is_role) {
  const auto person = random.below(people.size());
  auto out = begin(holder);
  out.member("kind", is_role ? "role" : "person");
  out.member("name", in(is_role ? duty_desk : people.at(person), holder.language));
  out.member("role", in(is_role ? it_team : officer, holder.language)).member("language", text::tag(holder.language));
  out.key("channels").begin_array();
  const auto mailbox = is_role ? std::string("duty") : slug(people.at(person).en);
  channel(out, "mail", mailbox + "@" + domain_of(holder), false);
  // No telephone has a number that begins so.
  channel(out, "telephone",
          fmt::format("+000 {:02} {:03} {:03}", holder.number, random.below(1000), random.below(1000)), is_role);
  out.end_array();
  if (const auto verified = verified_on(random, until_ms); !verified.empty()) out.member("verified", verified);
  return end("contact_saved", out);
}

Holding network(const Holder& holder, const std::string& value, std::string_view since) {
  auto out = begin(holder);
  out.member("value", value);
  if (!since.empty()) out.member("since", since);
  return end("network_saved", out);
}

/// Sixteen addresses of one of the three ranges of IPv4: there is room for 48 organisations.
std::string addresses(std::size_t number) {
  constexpr std::array<std::string_view, 3> ranges{"192.0.2", "198.51.100", "203.0.113"};
  return fmt::format("{}.{}/28", ranges.at(number / 16), number % 16 * 16);
}

Holding asset(const Holder& holder, const Machine& machine) {
  auto out = begin(holder);
  out.member("name", in(machine.name, holder.language)).member("kind", machine.kind);
  out.member("exposure", machine.exposure).member("criticality", machine.criticality);
  out.member("owner", in(it_team, holder.language));
  auto holding = end("asset_saved", out);
  holding.software = machine.software;
  return holding;
}

}  // namespace

std::vector<Holding> holdings_of(const Holder& holder, SeededRandom& random, std::int64_t until_ms) {
  const auto since = day_of(until_ms - static_cast<std::int64_t>(365 + random.below(365)) * day_ms);
  std::vector<Holding> all{contact(holder, random, until_ms, true), contact(holder, random, until_ms, false)};
  all.push_back(network(holder, addresses(holder.number), since));
  all.push_back(network(holder, fmt::format("2001:db8:{:x}::/48", holder.number + 1), since));
  all.push_back(network(holder, domain_of(holder), {}));
  if (holder.number < 16) all.push_back(network(holder, fmt::format("AS{}", 64496 + holder.number), since));
  // Two that think the same addresses theirs: somebody has to ask.
  if (holder.number == 1) all.push_back(network(holder, "192.0.2.0/27", {}));
  for (const auto& machine : machines) {
    if (machine.sector.empty() || machine.sector == holder.sector) all.push_back(asset(holder, machine));
  }
  return all;
}

}  // namespace manara::app
