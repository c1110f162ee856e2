/// A new node with all that it begins with: its first entry, its administrator, its local authority; and the recovery
/// sheet, which nobody can ask for again. Asked for at a terminal (cli/init.cpp) or in a browser (setup_page.h).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/problem.h"
#include "crypto/password_hash.h"
#include "crypto/seal.h"
#include "node/making.h"
#include "resource/resource.h"
#include "sheet/sheet.h"
#include "text/catalogue.h"

namespace manara::app {

/// How the administrator comes in first.
enum class FirstEntry : std::uint8_t {
  password,       ///< that they chose
  made_password,  ///< that is made and stands on the sheet
  invitation,     ///< a link on the sheet, with which they choose one
};

struct SetUp {
  std::string folder{}, key_file{};
  text::Language language = text::Language::en;
  std::string nation{};
  std::string english{}, french{}, arabic{};  ///< the team's names; one at least
  std::vector<std::string> sectors{};
  std::string account = "administrator";
  std::string name{};  ///< of the administrator; "": as the account
  FirstEntry entry = FirstEntry::password;
  std::string password{};
  std::vector<std::string> hosts{};  ///< of a certificate; none: no local authority
  std::string url{};                 ///< what links on the sheet begin with: "http://127.0.0.1:8080"
  bool sample = false;
  /// What a sample begins with: its history, which goes by its own clock, so nobody has the node open yet; then,
  /// when its administrator is there, its people.
  std::function<Status(const node::Making&)> history{};
  std::function<Status(node::Node&)> people{};

  crypto::PhraseCost phrase_cost{};
  crypto::HashCost hash_cost{};
};

/// Every answer that can't be taken, by its name: language, nation, names, sectors, account, name, password, hosts.
std::vector<api::FieldError> refused_in(const SetUp& wish);

/// The sectors that organisations have, with what each is called.
const resource::Field& sector_field();

/// Nothing is left behind on an error, and nobody can open it before all of it is there. Errors: the first of
/// refused_in, and those of node::Making.
Result<sheet::Sheet> set_up(const SetUp& wish, store::Surroundings around);

}  // namespace manara::app
