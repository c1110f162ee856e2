/// What somebody who is signed in proves again before they change what lets them in: their password, and a code where
/// they have a second factor.
#pragma once

#include "accounts/values.h"
#include "api/given.h"

namespace manara::api {

inline constexpr Member proof_password = Member::text("password");
inline constexpr Member proof_code = Member::text("code").or_null().optional();

inline accounts::Proof proof_in(Given& given) {
  return {.password = given.text("password"), .code = given.optional_text("code")};
}

/// Whoever fails to prove it is signed in all the same: 403, where a sign-in says 401.
inline Error as_proof(Error error) {
  if (error.code == Code{"sign_in_wrong"}) error.code = Code{"self_proof_wrong"};
  if (error.code == Code{"sign_in_code_needed"}) error.code = Code{"self_proof_code_needed"};
  return error;
}

}  // namespace manara::api
