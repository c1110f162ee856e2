/// The two cookies of a browser: its session's and its device's.
#pragma once

#include <string>
#include <string_view>

#include "accounts/values.h"
#include "api/http.h"

namespace manara::api {

/// The value of "session" or "device"; "" where it did not come along.
std::string cookie(const Request& request, std::string_view name);
/// `seconds`: until when it is kept; -1: as long as the browser runs; 0: it ends now.
Header set_cookie(const Request& request, std::string_view name, std::string_view value, std::int64_t seconds);
/// What a sign-in hands out.
void add_secrets(Response& response, const Request& request, const accounts::SignedIn& signed_in);

/// Where a request comes from, with what it brings along.
class Arrival {
 public:
  explicit Arrival(const Request& request)
      : device_(cookie(request, "device")), session_(cookie(request, "session")), request_(request) {}
  [[nodiscard]] accounts::Origin origin() const {
    return {
        .address = request_.address, .device = device_, .session = session_, .agent = request_.header("user-agent")};
  }

 private:
  std::string device_, session_;
  const Request& request_;
};

}  // namespace manara::api
