// `serve`: the console and the API of a node, until it is asked to stop.
#include <atomic>
#include <csignal>
#include <ctime>
#include <fmt/core.h>
#include <functional>
#include <pthread.h>

#include "app/import_part.h"
#include "app/practices.h"
#include "app/serving.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "pages/pages.h"
#include "server/metrics.h"
#include "server/server.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option options[] = {
    {"--listen", "ADDRESS:PORT", Code{"help_serve_listen"}},
    {"--certificate", "FILE", Code{"help_serve_certificate"}},
    {"--private-key", "FILE", Code{"help_serve_private_key"}},
    {"--host", "NAME", Code{"help_serve_host"}, true},
    {"--behind-proxy", "", Code{"help_serve_proxy"}},
    {"--sign-in-link", "ACCOUNT", Code{"help_serve_link"}, true},
    {"--backups", "DIR", Code{"help_serve_backups"}},
    key_file_option,
};

Result<server::Options> options_of(const Arguments& arguments, Session& session) {
  server::Options out{.assets = pages::assets()};
  const auto listen = arguments.value("--listen").value_or("127.0.0.1:8080");
  const auto halves = cut_last(listen, ':');
  const auto port = halves ? parse_unsigned(halves->tail) : std::nullopt;
  if (!port || *port > 65'535) return fail(Code{"serve_listen_wrong"}, {listen});
  out.address = halves->head;
  if (out.address.starts_with('[') && out.address.ends_with(']'))
    out.address = out.address.substr(1, out.address.size() - 2);
  out.port = static_cast<std::uint16_t>(*port);
  out.certificate = arguments.value("--certificate").value_or("");
  out.key = arguments.value("--private-key").value_or("");
  out.hosts = arguments.values("--host");
  out.proxy = arguments.flag("--behind-proxy") ? server::Proxy::trusted : server::Proxy::none;
  out.limits.bodies.push_back({"/api/imports/", app::most_import_body});
  out.trouble = [&session](const Error& error) { session.error(error); };
  return out;
}

/// One link for each account that was asked for, for whoever sits at the machine.
Status print_links(accounts::Accounts& people, const std::vector<std::string>& accounts, const std::string& url,
                   Session& session) {
  for (const auto& account : accounts) {
    MANARA_TRY(link, people.link_at_keyboard(account));
    session.print(text::for_terminal(fmt::format("{}: {}/sign-in/{}", account, url, link.secret)) + "\n");
  }
  return {};
}

/// Until SIGINT or SIGTERM. They are blocked for every thread before any is started.
class Signals {
 public:
  Signals() {
    ::sigemptyset(&set_);
    ::sigaddset(&set_, SIGINT);
    ::sigaddset(&set_, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  /// `often` runs every minute while nothing comes.
  void wait(const std::function<void()>& often) const {
    const ::timespec minute{.tv_sec = 60, .tv_nsec = 0};
    while (::sigtimedwait(&set_, nullptr, &minute) < 0)
      often();
  }

 private:
  ::sigset_t set_{};
};

int run_serve(const Arguments& arguments, Session& session) {
  const Signals signals;
  NodeSession own;
  auto node = own.open(arguments, session);
  if (!node) return session.error(node.error());
  auto told = options_of(arguments, session);
  if (!told) return session.error(told.error());
  server::Metrics metrics;
  std::atomic<const server::Server*> running = nullptr;
  told->access = [&metrics](const server::Access& access) {
    metrics.count(access);
    fmt::print(stderr, "{}\n", server::access_line(access));
  };
  auto serving = app::Serving::start({.store = node->store(),
                                      .master = node->secrets().master,
                                      .clock = own.clock,
                                      .random = own.random,
                                      .blobs = node->blobs(),
                                      .node = &*node,
                                      .backups = arguments.value("--backups").value_or(session.data + "/backups"),
                                      .metrics = [&] {
                                        const auto* now = running.load();
                                        return metrics.text(now == nullptr ? server::Load() : now->load());
                                      }});
  if (!serving) return session.error(serving.error());
  auto server = server::Server::start(std::move(*told), [&](const api::Request& request) {
    return app::Serving::answers(request.path) ? (*serving)->handle(request) : pages::page(request, own.random);
  });
  if (!server) return session.error(server.error());
  running = &*server;
  const auto url = server->address().url();
  session.print(session.say(Code{"serve_listening"}, {url}) + "\n");
  const auto printed = print_links((*serving)->accounts(), arguments.values("--sign-in-link"), url, session);
  if (!printed) return session.error(printed.error());
  std::fflush(stdout);
  signals.wait([&] {
    if (const auto tidied = (*serving)->tidy(); !tidied) session.error(tidied.error());
  });
  (*serving)->end_streams();
  const bool whole = server->stop();
  (*serving)->close();
  session.print(session.say(whole ? Code{"serve_stopped"} : Code{"serve_cut"}) + "\n");
  return exit_ok;
}

}  // namespace

const Command serve{"serve", Code{"help_serve"}, options, {}, run_serve, "manara serve --sign-in-link administrator"};

}  // namespace manara::cli
