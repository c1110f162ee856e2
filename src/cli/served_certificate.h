/// The certificate of the data folder's own authority, as `serve` uses it: in the clear in memory only, renewed before
/// it ends.
#pragma once

#include <optional>
#include <string>

#include "authority/authority.h"
#include "authority/private_file.h"
#include "cli/served_node.h"
#include "pages/authority_page.h"

namespace manara::cli {

class ServedCertificate {
 public:
  /// nullopt where the node has no authority. Errors: those of authority::kept and renew.
  static Result<std::optional<ServedCertificate>> begin(ServedNode& node, Clock& clock);

  /// Of certificate and key, PEM.
  [[nodiscard]] std::string path() const { return file_.path(); }
  [[nodiscard]] const pages::AuthorityFacts& facts() const { return facts_; }

  /// Takes what somebody else renewed, or renews what is about to end; then the day until which it is good. Now and
  /// then.
  Result<std::optional<std::string>> refresh(ServedNode& node, Clock& clock);

 private:
  ServedCertificate(authority::PrivateFile file, pages::AuthorityFacts facts, std::string certificate)
      : file_(std::move(file)), facts_(std::move(facts)), certificate_(std::move(certificate)) {}

  authority::PrivateFile file_;
  pages::AuthorityFacts facts_;
  std::string certificate_;  // that is in the file
};

/// "2027-11-25"
std::string day_of(std::int64_t ms);

}  // namespace manara::cli
