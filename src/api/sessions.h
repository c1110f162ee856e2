/// /api/session: signing in, who one is and what one may, signing out; and the doors of all the rest: a cookie's
/// session or a token's.
///
/// The session's secret is in a cookie that no script can read and no other site can send (HttpOnly, SameSite=Strict);
/// over TLS its name begins with __Host-, so that no neighbour's subdomain can set it.
#pragma once

#include <string>
#include <vector>

#include "accounts/accounts.h"
#include "api/api.h"
#include "api/caller.h"
#include "api/given.h"
#include "base/clock.h"
#include "json/json.h"
#include "store/pool.h"

namespace manara::api {

/// What every page says of the node it is of.
struct NodeFacts {
  access::ScopeId nation{};
  std::string origin{};
  std::string names{};  ///< JSON: {"en","fr","ar"}
  bool sample = false;
  std::vector<std::string> sectors{};  ///< that its team looks after; none: whichever there are
};

/// Who asks, what they may, and of which node: what a sign-in answers.
extern const Shape me_shape;

/// Names as they are kept, as JSON again: {"en","fr","ar"}, those there are.
std::string names_json(json::Value names);

class Sessions {
 public:
  Sessions(accounts::Accounts& accounts, store::Pool& readers, Clock& clock, NodeFacts node)
      : accounts_(accounts), readers_(readers), clock_(clock), node_(std::move(node)) {}

  [[nodiscard]] Doors doors();
  /// POST, GET and DELETE of /api/session. They live as long as this.
  [[nodiscard]] std::vector<Part> parts();
  /// The answer to somebody who has a new session: who they are, what they may, their cookies.
  Result<Response> welcome(const Request& request, const accounts::SignedIn& signed_in);

 private:
  Result<accounts::Caller> known(const Request& request);
  Result<Caller> caller(const Request& request);
  Result<Response> sign_in(const Request& request);
  Result<accounts::SignedIn> let_in(const Request& request, Given& given, access_log::Event& event);
  Result<std::string> me(const accounts::Caller& caller);
  /// Of a token what it may use of its owner's.
  Result<std::vector<access::Grant>> shown_grants(const access::Actor& actor);
  Result<std::string> names_of(const access::ScopeId& scope);

  accounts::Accounts& accounts_;
  store::Pool& readers_;
  Clock& clock_;
  NodeFacts node_;
};

}  // namespace manara::api
