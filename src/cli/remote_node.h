/// What every `remote` command begins with: the node, the token, and how its answers are understood.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "client/client.h"
#include "io/spool.h"
#include "json/json.h"
#include "resource/resource.h"

namespace manara::cli {

inline constexpr Option remote_node_option{"--node", "URL", Code{"help_remote_node"}};
inline constexpr Option remote_token_option{"--token-file", "FILE", Code{"help_remote_token"}};
inline constexpr Option remote_authority_option{"--authority", "FILE", Code{"help_remote_authority"}};
inline constexpr Option remote_timeout_option{"--timeout", "SECONDS", Code{"help_remote_timeout"}};

/// One of the lists that this program knows. Error: remote_resource_unknown.
Result<resource::Resource> remote_resource(std::string_view name);

using Query = std::vector<std::pair<std::string, std::string>>;
/// "/api/assets?q=a%20b"
std::string target_of(std::string_view path, const Query& query = {});

/// An id that was typed. Error: remote_id_malformed.
Result<std::string> remote_id(std::string_view typed);

/// The bytes of a file, of a pipe, or of standard input ("-"). Errors: input_too_large, file_not_found and others.
Result<io::Spool> remote_file(const std::string& path, std::uint64_t most);

class RemoteNode {
 public:
  /// `session` outlives it. Errors: remote_node_missing, remote_token_missing and others of the token, those of
  /// client::read_address and client::Client::make.
  static Result<RemoteNode> open(const Arguments& arguments, Session& session);

  client::Request request(std::string method, std::string target) const;
  /// With what makes it harmless to ask twice.
  client::Request write_request(std::string method, std::string target) const;
  /// What a node says, whatever its status; an answer that no node gives is an error: remote_answer_foreign,
  /// remote_elsewhere.
  Result<client::Answer> ask(const client::Request& request);

 private:
  RemoteNode(client::Client client, std::string token, Session& session)
      : client_(std::move(client)), token_(std::move(token)), session_(&session) {}

  client::Client client_;
  std::string token_;
  Session* session_;
};

/// Says why a node refuses, a line a field; returns exit_error.
int remote_refusal(const client::Answer& answer, Session& session);

/// The answer's JSON, which lives as long as this.
class RemoteJson {
 public:
  /// Asks, and says what went wrong. False: nothing came that could be used.
  bool ask(RemoteNode& node, const client::Request& request, Session& session);
  /// Of what came already.
  bool read(client::Answer answer, Session& session);
  [[nodiscard]] json::Value root() const { return root_; }
  [[nodiscard]] const client::Answer& answer() const { return answer_; }

 private:
  client::Answer answer_{};
  json::Document document_{};
  json::Value root_{};
};

}  // namespace manara::cli
