#include "server/answer.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/format.h>

#include "base/strings.h"

namespace manara::server {
namespace {

constexpr std::string_view own_headers[] = {
    "connection", "content-length", "date", "keep-alive", "strict-transport-security", "transfer-encoding", "upgrade"};

/// What a page of ours needs, its handler says (a nonce for its scripts); anything else runs nothing, is framed by
/// nobody, is taken for no other type, is kept by nobody, and tells no other site where somebody was.
constexpr struct {
  std::string_view name, value;
} defaults[] = {
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cache-Control", "no-store"},
};

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

/// token of RFC 9110 5.6.2.
bool is_name(std::string_view name) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !name.empty() &&
         std::ranges::all_of(name, [&](char c) { return is_alnum(c) || marks.find(c) != std::string_view::npos; });
}

bool is_value(std::string_view value) {
  return std::ranges::none_of(
      value, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f'; });
}

bool is_own(std::string_view name) {
  return std::ranges::any_of(own_headers, [&](std::string_view own) { return iequals(own, name); });
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

/// "Wed, 25 Nov 2026 01:02:03 GMT" (RFC 9110 5.6.7).
std::string http_date(std::int64_t now_s) {
  constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t time = now_s;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days.at(static_cast<std::size_t>(parts.tm_wday)),
                     parts.tm_mday, months.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace

bool has_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

Result<std::string> answer_head(const api::Response& response, const Framing& framing) {
  if (response.status < 200 || response.status > 599)
    return fail(Code{"server_answer_refused"}, {std::to_string(response.status)});
  std::string out;
  out.reserve(512);
  out += fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
  append_header(out, "Date", http_date(framing.now_s));
  for (const auto& header : response.headers) {
    if (!is_name(header.name) || !is_value(header.value) || is_own(header.name))
      return fail(Code{"server_answer_refused"}, {is_name(header.name) ? header.name : "?"});
    append_header(out, header.name, header.value);
  }
  for (const auto& [name, value] : defaults) {
    const bool said =
        std::ranges::any_of(response.headers, [&](const auto& header) { return iequals(header.name, name); });
    if (!said) append_header(out, name, value);
  }
  // RFC 6797. Not for what lies below the name: other servers there may have no TLS.
  if (framing.secure) append_header(out, "Strict-Transport-Security", "max-age=31536000");
  if (!framing.endless && has_body(response.status))
    append_header(out, "Content-Length", std::to_string(framing.body_bytes));
  if (framing.connection == Connection::close || framing.endless) append_header(out, "Connection", "close");
  out += "\r\n";
  return out;
}

}  // namespace manara::server
