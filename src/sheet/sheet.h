/// The recovery sheet: what a new node's owners keep on paper, away from the machine. As lines for a terminal and as a
/// page to print, in three languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sheet/qr.h"
#include "text/catalogue.h"

namespace manara::sheet {

/// What is on it; "" (or none): left out.
struct Sheet {
  std::string team{};                         ///< its name, in the reader's language where it has one
  std::string date{};                         ///< "2026-11-25"
  std::string phrase{};                       ///< opens backups and keys
  std::string account{};                      ///< of the first administrator
  std::string password{};                     ///< that was made for them
  std::string invitation{};                   ///< where they choose one: a link that works once
  std::vector<std::string> recovery_codes{};  ///< in place of an app's code, each once
  std::string verifier{};                     ///< the key that checkpoints are verified with
  std::string authority{};                    ///< SHA-256 of the local authority's certificate
  std::string checkpoint{};                   ///< the signed note, which is also the QR code
};

/// Errors: those of qr_code.
Result<std::string> as_text(const Sheet& sheet, text::Language language, Ink ink);

/// A whole HTML document: no script, nothing from elsewhere, made for paper. Errors: those of qr_code.
Result<std::string> as_page(const Sheet& sheet, text::Language language);

}  // namespace manara::sheet
