// `remote job`: asks a node for long work, or how far one is.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "base/id.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "cli/remote_table.h"
#include "cli/stdout_output.h"

namespace manara::cli {
namespace {

constexpr Option remote_job_options[] = {
    {"--wait", "", Code{"help_remote_wait"}},
    {"--json", "", Code{"help_json_alone"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};
constexpr std::chrono::milliseconds first_wait{100}, longest_wait{2000};

bool is_under_way(json::Value job) {
  const auto state = job["state"].string();
  return state == "waiting" || state == "running";
}

/// A new one, or one that is there already.
bool begin(RemoteNode& node, const std::string& what, RemoteJson& job, Session& session) {
  if (const auto id = read_id(what)) return job.ask(node, node.request("GET", "/api/jobs/" + id_text(*id)), session);
  json::Writer body;
  body.begin_object().member("kind", what).end_object();
  auto request = node.request("POST", "/api/jobs");
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = body.text();
  request.repeatable = false;  // it has no key: asked twice it would be two
  return job.ask(node, request, session);
}

bool wait_for(RemoteNode& node, RemoteJson& job, Session& session) {
  Progress progress(session);
  auto pause = first_wait;
  const auto id = job.root()["id"].text();
  while (is_under_way(job.root())) {
    progress.show({Code{"remote_job_progress"}, {typed_text(job.root()["done"]), typed_text(job.root()["total"])}});
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, longest_wait);
    if (!job.ask(node, node.request("GET", "/api/jobs/" + id), session)) return false;
  }
  return true;
}

int run_job(const Arguments& arguments, Session& session) {
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  RemoteJson job;
  if (!begin(*node, arguments.positional().front(), job, session)) return exit_error;
  if (arguments.flag("--wait") && !wait_for(*node, job, session)) return exit_error;
  const auto root = job.root();
  if (arguments.flag("--json")) {
    print_remote_json(root, session);
  } else {
    StdoutOutput out;
    write_remote_object(root, out);
  }
  return is_under_way(root) || root["state"].string() == "done" ? exit_ok : exit_error;
}

}  // namespace

const Command remote_job{"remote job", Code{"help_remote_job"},          remote_job_options, {"KIND|ID", 1, 1},
                         run_job,      "manara remote job verify --wait"};

}  // namespace manara::cli
