// Parser: assumed.cpp cvss.cpp cvss2.cpp cvss3.cpp cvss4.cpp
#include <cmath>
#include <cstdint>

#include "scoring/assumed.h"
#include "scoring/cvss.h"

namespace {

void must(bool holds) {
  if (!holds) __builtin_trap();
}

bool on_scale(double score) {
  return score >= 0 && score <= 10 && std::round(score * 10) / 10 == score;
}

}  // namespace

// Whatever is a vector has scores on the scale, and they come back from their packed form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::scoring;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cvss = parse_cvss(text);
  (void)unpack(static_cast<std::uint16_t>(size));
  if (!cvss) return 0;
  must(!cvss->metric("AV").empty() && !cvss->metric("AC").empty());
  const auto score = cvss->score();
  must(on_scale(score.base) && on_scale(score.overall));
  must(on_scale(score.temporal.value_or(0)) && on_scale(score.environmental.value_or(0)));
  must(score.temporal.value_or(0) <= score.base);
  const auto unpacked = unpack(pack(score.version, score.overall));
  must(unpacked && unpacked->version == cvss->version() && unpacked->score == score.overall);
  (void)severity(score.version, score.overall);
  const auto judgement = judge({}, &*cvss);
  must(!judgement.automatable || cvss->metric("AV") == "N");
  return 0;
}
