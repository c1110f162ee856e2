#include "api/problem.h"

#include <algorithm>

#include "json/writer.h"

namespace manara::api {
namespace {

struct StatusRow {
  Code code;
  int status;
};

constexpr StatusRow statuses[] = {
    {Code{"request_malformed"}, 400},
    {Code{"request_unknown_parameter"}, 400},
    {Code{"request_parameter_missing"}, 400},
    {Code{"request_idempotency"}, 400},
    {Code{"access_unauthenticated"}, 401},
    {Code{"sign_in_wrong"}, 401},
    {Code{"sign_in_code_needed"}, 401},
    {Code{"link_unusable"}, 401},
    {Code{"sign_in_wait"}, 429},
    {Code{"sign_in_busy"}, 503},
    {Code{"password_malformed"}, 422},
    {Code{"password_too_short"}, 422},
    {Code{"password_common"}, 422},
    {Code{"password_about_owner"}, 422},
    {Code{"account_malformed"}, 422},
    {Code{"account_taken"}, 409},
    {Code{"account_wait"}, 429},
    {Code{"name_missing"}, 422},
    {Code{"language_unknown"}, 422},
    {Code{"token_until"}, 422},
    {Code{"token_by_link"}, 403},
    {Code{"grant_until"}, 422},
    {Code{"too_many"}, 409},
    {Code{"last_administrator"}, 409},
    {Code{"people_already"}, 409},
    {Code{"totp_wrong"}, 422},
    {Code{"totp_over"}, 422},
    {Code{"access_denied"}, 403},
    {Code{"access_session_only"}, 403},
    {Code{"setup_code_wrong"}, 403},
    {Code{"setup_elsewhere"}, 403},
    {Code{"setup_done"}, 409},
    {Code{"setup_needed"}, 503},
    {Code{"authority_missing"}, 404},
    {Code{"self_proof_wrong"}, 403},
    {Code{"self_proof_code_needed"}, 403},
    {Code{"request_csrf"}, 403},
    {Code{"request_not_found"}, 404},
    {Code{"request_method"}, 405},
    {Code{"revision_conflict"}, 412},
    {Code{"request_media_type"}, 415},
    {Code{"request_fields"}, 422},
    {Code{"draft_reused"}, 422},
    {Code{"entry_unknown"}, 404},
    {Code{"part_unknown"}, 422},
    {Code{"part_erased"}, 409},
    {Code{"erasure_kept"}, 409},
    {Code{"erasure_breaks"}, 409},
    {Code{"erasure_revives"}, 409},
    {Code{"inventory_unreadable"}, 422},
    {Code{"inventory_too_large"}, 422},
    {Code{"request_revision_missing"}, 428},
    {Code{"request_unreadable"}, 400},
    {Code{"request_length"}, 400},
    {Code{"request_target"}, 400},
    {Code{"request_host"}, 400},
    {Code{"request_needs_tls"}, 400},
    {Code{"request_origin"}, 403},
    {Code{"request_too_slow"}, 408},
    {Code{"request_body_too_large"}, 413},
    {Code{"request_forwarded"}, 400},
    {Code{"request_target_too_long"}, 414},
    {Code{"request_expectation"}, 417},
    {Code{"request_host_unknown"}, 421},
    {Code{"server_address_busy"}, 429},
    {Code{"request_head_too_large"}, 431},
    {Code{"request_too_often"}, 429},
    {Code{"console_missing"}, 503},
    {Code{"server_busy"}, 503},
    {Code{"server_no_room"}, 507},
    {Code{"store_closed"}, 503},
    {Code{"store_overloaded"}, 503},
    {Code{"out_of_memory"}, 503},
    {Code{"spool_full"}, 503},
    {Code{"job_unknown_kind"}, 422},
    {Code{"jobs_busy"}, 503},
    {Code{"store_full"}, 507},
};

constexpr StatusRow titles[] = {
    {Code{"status_bad_request"}, 400}, {Code{"status_unauthenticated"}, 401}, {Code{"status_forbidden"}, 403},
    {Code{"status_not_found"}, 404},   {Code{"status_method"}, 405},          {Code{"status_timeout"}, 408},
    {Code{"status_conflict"}, 409},    {Code{"status_conflict"}, 412},        {Code{"status_too_large"}, 413},
    {Code{"status_too_large"}, 414},   {Code{"status_too_large"}, 431},       {Code{"status_media_type"}, 415},
    {Code{"status_expectation"}, 417}, {Code{"status_misdirected"}, 421},     {Code{"status_fields"}, 422},
    {Code{"status_revision"}, 428},    {Code{"status_too_many"}, 429},        {Code{"status_busy"}, 503},
    {Code{"status_full"}, 507},
};

/// What the status means in general; the detail says what happened.
Code title_of(int status) {
  const auto* const row = std::ranges::find(titles, status, &StatusRow::status);
  return row == std::end(titles) ? Code{"status_failed"} : row->code;
}

std::string document(const Error& error, text::Language language, int status, const std::vector<FieldError>& fields,
                     std::string_view name, std::string_view more) {
  json::Writer out;
  out.begin_object();
  out.member("type", "about:blank");
  out.member("title", text::sentence(language, Message{title_of(status), {}}));
  out.member("status", status);
  out.member("code", error.code.name());
  // What the database says of itself is for its owner's log, not for whoever asks.
  out.member("detail", text::sentence(language, status == 500 ? Message{Code{"request_failed"}, {}} : error.message()));
  if (!fields.empty()) {
    out.key("errors").begin_array();
    for (const auto& field : fields) {
      out.begin_object();
      out.member("field", field.field);
      out.member("code", field.why.code.name());
      out.member("detail", text::sentence(language, field.why));
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
  auto text = out.take();
  if (!name.empty()) {
    text.pop_back();
    text += ",";
    json::append_quoted(text, name);
    text += ":";
    text += more;
    text += "}";
  }
  return text;
}

/// When it is worth asking again.
std::string seconds_until(const Error& error) {
  const bool says_when = error.code == Code{"sign_in_wait"} || error.code == Code{"account_wait"} ||
                         error.code == Code{"request_too_often"};
  if (says_when && !error.args.empty()) return error.args.front();
  // Of jobs one ends in seconds at best.
  return error.code == Code{"jobs_busy"} ? "10" : "1";
}

Response response(const Error& error, text::Language language, const std::vector<FieldError>& fields,
                  std::string_view name, std::string_view more) {
  const int status = status_of(error.code);
  Response out{.status = status, .body = document(error, language, status, fields, name, more)};
  out.headers = {{"Content-Type", "application/problem+json"}, {"Content-Language", std::string(text::tag(language))}};
  out.refusal = error.code.name();
  if (status == 429 || status == 503) {
    out.headers.push_back({"Retry-After", seconds_until(error)});
  }
  return out;
}

}  // namespace

int status_of(Code code) {
  const auto row = std::ranges::find_if(statuses, [&](const StatusRow& one) { return one.code == code; });
  return row == std::end(statuses) ? 500 : row->status;
}

Response problem(const Error& error, text::Language language, const std::vector<FieldError>& fields) {
  return response(error, language, fields, {}, {});
}

Response problem_with(const Error& error, text::Language language, std::string_view name, std::string_view json) {
  return response(error, language, {}, name, json);
}

Response problem_of_input(const Error& error, text::Language language) {
  json::Writer out;
  out.begin_object().member("type", "about:blank");
  out.member("title", text::sentence(language, Message{title_of(422), {}})).member("status", 422);
  out.member("code", error.code.name()).member("detail", text::sentence(language, error)).end_object();
  return {
      .status = 422,
      .headers = {{"Content-Type", "application/problem+json"}, {"Content-Language", std::string(text::tag(language))}},
      .body = out.take()};
}

Response json_response(int status, std::string body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

}  // namespace manara::api
