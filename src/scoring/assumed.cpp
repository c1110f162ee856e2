// The rules as a table of wanted metrics, one row a version; what they are worth is measured in assumed.h.
#include "scoring/assumed.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::scoring {
namespace {

struct Wanted {
  std::string_view metric, value;
};
struct Rules {
  std::span<const Wanted> automatable, total;
};

constexpr Wanted automatable_v2[] = {{"AV", "N"}, {"AC", "L"}, {"Au", "N"}};
constexpr Wanted total_v2[] = {{"C", "C"}, {"I", "C"}, {"A", "C"}};
constexpr Wanted automatable_v3[] = {{"AV", "N"}, {"AC", "L"}, {"PR", "N"}, {"UI", "N"}};
constexpr Wanted total_v3[] = {{"C", "H"}, {"I", "H"}, {"A", "H"}};
constexpr Wanted automatable_v4[] = {{"AV", "N"}, {"AC", "L"}, {"AT", "N"}, {"PR", "N"}, {"UI", "N"}};
constexpr Wanted total_v4[] = {{"VC", "H"}, {"VI", "H"}, {"VA", "H"}};

constexpr Rules rules_of(CvssVersion version) {
  switch (version) {
    case CvssVersion::v2_0: return {automatable_v2, total_v2};
    case CvssVersion::v3_0:
    case CvssVersion::v3_1: return {automatable_v3, total_v3};
    case CvssVersion::v4_0: return {automatable_v4, total_v4};
  }
  return {};
}

bool has_all(const Cvss& vector, std::span<const Wanted> wanted) {
  return std::ranges::all_of(wanted, [&](const Wanted& w) { return vector.metric(w.metric) == w.value; });
}

}  // namespace

std::span<const std::string_view> Assumed::names() const {
  static constexpr std::string_view both[] = {"automatable", "technical_impact"};
  const std::span<const std::string_view> all(both);
  if (automatable) return technical_impact ? all : all.first(1);
  return technical_impact ? all.last(1) : all.first(0);
}

Judgement judge(const SsvcWords& known, const Cvss* vector) {
  Judgement judgement;
  const auto rules = vector != nullptr ? rules_of(vector->version()) : Rules{};
  if (iequals(known.automatable, "yes") || iequals(known.automatable, "no")) {
    judgement.automatable = iequals(known.automatable, "yes");
  } else {
    judgement.assumed.automatable = true;
    judgement.automatable = vector == nullptr || has_all(*vector, rules.automatable);
  }
  if (iequals(known.technical_impact, "total") || iequals(known.technical_impact, "partial")) {
    judgement.total_technical_impact = iequals(known.technical_impact, "total");
  } else {
    judgement.assumed.technical_impact = true;
    judgement.total_technical_impact = vector == nullptr || has_all(*vector, rules.total);
  }
  return judgement;
}

const Cvss* newest(std::span<const Cvss> vectors) {
  const auto found = std::ranges::max_element(vectors, {}, &Cvss::version);
  return found == vectors.end() ? nullptr : &*found;
}

}  // namespace manara::scoring
