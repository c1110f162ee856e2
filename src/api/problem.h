/// What went wrong with a request, as a document (RFC 9457) in the reader's language. A code becomes a status here and
/// nowhere else.
#pragma once

#include <string>
#include <vector>

#include "api/http.h"
#include "base/error.h"
#include "text/catalogue.h"

namespace manara::api {

/// A field that was refused, and why.
struct FieldError {
  std::string field{};  ///< "names.fr"
  Message why{};
};

/// The HTTP status of an error; 500 for one that is nobody's fault but ours.
int status_of(Code code);

Response problem(const Error& error, text::Language language, const std::vector<FieldError>& fields = {});
/// The same with one more member, JSON: "current".
Response problem_with(const Error& error, text::Language language, std::string_view name, std::string_view json);

/// 422: a file that came in can't be used, whatever the code; the detail says where.
Response problem_of_input(const Error& error, text::Language language);

Response json_response(int status, std::string body);

}  // namespace manara::api
