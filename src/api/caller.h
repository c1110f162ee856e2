/// Who asks: what an API handler is told of them, by whoever knows sessions and tokens.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permissions.h"
#include "accounts/values.h"
#include "api/http.h"
#include "base/result.h"
#include "ledger/entry.h"
#include "text/catalogue.h"

namespace manara::api {

using access::Verb;

struct Caller {
  ledger::ActorId actor{};
  /// The scopes whose rows of a resource a reader of theirs is given.
  std::function<access::Scope(std::string_view resource)> sees{};
  std::string csrf{};  ///< what their writes must carry; "": they came with a token, which no page can send
  text::Language language = text::Language::en;
  std::vector<Header> headers{};  ///< of every answer to this request: a session's new secret
  /// Whether the table of permissions allows it to one of their grants that holds this scope.
  std::function<bool(std::string_view resource, Verb verb, const access::ScopeId& scope)> may{};
  /// Whether what they came with, and what they may, is still as it was. None: nobody asks.
  std::function<bool()> holds{};
  /// Who they are as accounts knows them: what their use cases take.
  accounts::Caller account{};
};

/// Error: access_unauthenticated.
using Doors = std::function<Result<Caller>(const Request&)>;

/// Whether a write carries what only a page of its own session can know; a caller without `csrf` needs none.
bool carries_csrf(const Request& request, std::string_view csrf);

/// The language of somebody not known yet: the first of Accept-Language that there are texts in.
text::Language language_of(const Request& request);

}  // namespace manara::api
