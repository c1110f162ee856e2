/// `Result<T>`: a value or an Error. `MANARA_TRY` unwraps it in statement form (a statement-expression leaks with g++
/// 12).
#pragma once

#include <expected>
#include <utility>

#include "base/error.h"

namespace manara {

template <typename T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

inline std::unexpected<Error> fail(Code code, std::vector<std::string> args = {}, Place place = {}) {
  return std::unexpected(Error{code, std::move(args), std::move(place)});
}

}  // namespace manara

/// Declares `name` as the value of `expr`, or returns its error.
#define MANARA_TRY(name, expr)                                                      \
  auto name##_or_error = (expr);                                                    \
  if (!name##_or_error) return std::unexpected(std::move(name##_or_error).error()); \
  auto& name = *name##_or_error

/// Returns the error of `expr`, if it has one.
#define MANARA_CHECK(expr)                                                                   \
  do {                                                                                       \
    if (auto status_ = (expr); !status_) return std::unexpected(std::move(status_).error()); \
  } while (false)
