#include "cli/served_certificate.h"

#include "base/time.h"

namespace manara::cli {
namespace {

std::string pem_of(const authority::Kept& kept) {
  return kept.server.certificate + kept.server.key;
}

/// What is kept now, renewed where it is time.
Result<std::optional<authority::Kept>> current(ServedNode& node, Clock& clock) {
  std::optional<authority::Kept> found;
  MANARA_CHECK(node.serving()->writer().run([&](store::Store& store) -> Status {
    MANARA_TRY(kept, authority::kept(store, node.master()));
    found = std::move(kept);
    if (!found || !authority::needs_renewal(*found, clock.now_ms())) return {};
    MANARA_TRY(renewed, authority::renew(store, node.master(), {}, clock.now_ms()));
    found = std::move(renewed);
    return {};
  }));
  return found;
}

}  // namespace

std::string day_of(std::int64_t ms) {
  return to_string(Date{static_cast<std::int32_t>(ms / (24LL * 60 * 60 * 1000))});
}

Result<std::optional<ServedCertificate>> ServedCertificate::begin(ServedNode& node, Clock& clock) {
  MANARA_TRY(kept, current(node, clock));
  if (!kept) return std::nullopt;
  MANARA_TRY(file, authority::PrivateFile::make(pem_of(*kept)));
  pages::AuthorityFacts facts{.certificate = kept->authority.certificate,
                              .fingerprint = authority::fingerprint(kept->authority.certificate),
                              .hosts = kept->constrained_to,
                              .until = day_of(authority::good_until_ms(kept->authority.certificate))};
  return std::optional(ServedCertificate(std::move(file), std::move(facts), kept->server.certificate));
}

Result<std::optional<std::string>> ServedCertificate::refresh(ServedNode& node, Clock& clock) {
  MANARA_TRY(kept, current(node, clock));
  if (!kept || kept->server.certificate == certificate_) return std::nullopt;
  MANARA_CHECK(file_.replace(pem_of(*kept)));
  certificate_ = kept->server.certificate;
  return std::optional(day_of(authority::good_until_ms(certificate_)));
}

}  // namespace manara::cli
