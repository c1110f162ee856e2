/// The whole of /api: who asks, which row of a table answers, and what every answer has in common. Also /health.
///
/// A part is a row: a path, its methods and a function. Resources are parts that Items makes out of their tables.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/caller.h"
#include "api/description.h"
#include "api/items.h"
#include "api/record.h"

namespace manara::api {

/// Who may ask for a part. To sessions: what decides who comes in, which no token does.
enum class Open : std::uint8_t { to_everybody, to_callers, to_sessions };

struct Part {
  std::string path{};    ///< "/api/people/{id}": what stands in braces is any name
  std::string method{};  ///< "GET" (HEAD too), "POST", …
  Open open = Open::to_callers;
  /// nullptr as the caller where the part is open to everybody and nobody is known.
  std::function<Result<Response>(const Request&, const Caller*)> answer{};
  Description description{};
};

/// The milliseconds until a caller may ask again; 0: now, and it counts. {}: as often as they like.
using Pace = std::function<std::int64_t(const Caller&)>;

class Api {
 public:
  Api(Doors doors, Items items, std::span<const resource::Resource> resources, std::vector<Part> parts,
      Record record = {}, Pace pace = {});
  Api(const Api&) = delete;  // its parts know where it is
  Api& operator=(const Api&) = delete;
  /// Answers every request below /api, and /health.
  Response handle(const Request& request);
  /// Whether a long body of a request is taken, by its head alone: whose it is, and that no other site's page sends it.
  /// The headers are those of every answer to this caller. Errors: access_unauthenticated, request_csrf.
  Result<std::vector<Header>> welcome(const Request& request);
  /// The OpenAPI 3.1 document of everything above, as JSON.
  [[nodiscard]] std::string openapi() const;

 private:
  Response answer(const Request& request, const Result<Caller>& caller);
  [[nodiscard]] std::string route_of(const Request& request) const;
  [[nodiscard]] std::string allowed(std::string_view path) const;
  [[nodiscard]] const Part* part_of(const Request& request, bool& known_path) const;

  Doors doors_;
  Items items_;
  std::span<const resource::Resource> resources_;
  std::vector<Part> parts_;
  Record record_;
  Pace pace_;
};

}  // namespace manara::api
