// `serve`: the console and the API of a node, until it is asked to stop.
#include <atomic>
#include <csignal>
#include <ctime>
#include <fmt/core.h>
#include <functional>
#include <pthread.h>

#include "app/import_part.h"
#include "app/inventory_part.h"
#include "app/practices.h"
#include "app/serving.h"
#include "app/setup_page.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "cli/served_certificate.h"
#include "cli/served_node.h"
#include "pages/pages.h"
#include "server/metrics.h"
#include "server/server.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option serve_options[] = {
    {"--listen", "ADDRESS:PORT", Code{"help_serve_listen"}},
    {"--certificate", "FILE", Code{"help_serve_certificate"}},
    {"--private-key", "FILE", Code{"help_serve_private_key"}},
    {"--host", "NAME", Code{"help_serve_host"}, true},
    {"--behind-proxy", "", Code{"help_serve_proxy"}},
    {"--sign-in-link", "ACCOUNT", Code{"help_serve_link"}, true},
    {"--backups", "DIR", Code{"help_serve_backups"}},
    key_file_option,
    phrase_file_option,
};

constexpr std::uint64_t spooled_bytes = 1ULL << 30;  // of bodies and exports under way

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
  out.limits.bodies = {{"/api/imports/", app::most_import_body}, {"/api/inventories", app::most_inventory_body}};
  out.spools = std::make_shared<io::Spools>(session.data + "/spool", spooled_bytes);
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

/// What can be reached from this machine alone.
bool is_loopback(std::string_view address) {
  return address == "localhost" || address == "::1" || address.starts_with("127.");
}

/// Everything that answers, from the first request to the last.
class Front {
 public:
  Front(ServedNode& node, NodeSession& own) : node_(node), own_(own) {}

  /// Beyond loopback, and given no other, the node's own certificate is used.
  Status use_certificate(server::Options& told) {
    const bool wants =
        told.certificate.empty() && told.key.empty() && told.proxy == server::Proxy::none && !is_loopback(told.address);
    MANARA_TRY(found, ServedCertificate::begin(node_, own_.clock));
    if (!found) return {};
    certificate_.emplace(std::move(*found));
    if (!wants) return {};
    told.certificate = told.key = certificate_->path();
    const auto& hosts = certificate_->facts().hosts;
    told.hosts.insert(told.hosts.end(), hosts.begin(), hosts.end());
    return {};
  }
  void offer_setup(app::SetupPage::Ground ground) { setup_.emplace(std::move(ground)); }
  [[nodiscard]] const app::SetupPage& setup() const { return *setup_; }

  api::Response answer(const api::Request& request) {
    auto* serving = node_.serving();
    if (pages::is_authority_path(request.path))
      return pages::authority_page(request, certificate_ ? certificate_->facts() : pages::AuthorityFacts(),
                                   own_.random);
    if (app::Serving::answers(request.path))
      return serving != nullptr ? serving->handle(request) : setup_->handle(request);
    auto page = pages::page(request, own_.random);
    // Until there is a node there is one page.
    if (serving == nullptr && page.status == 200 && request.path != "/setup")
      return {.status = 303, .headers = {{"Location", "/setup"}, {"Cache-Control", "no-store"}}, .route = "page"};
    return page;
  }

  Result<std::vector<api::Header>> welcome(const api::Request& request) {
    auto* serving = node_.serving();
    if (serving == nullptr) return fail(Code{"setup_needed"});
    return serving->welcome(request);
  }
  void note_refused(const api::Request& request, const Error& error) {
    if (auto* serving = node_.serving()) serving->note_refused(request, error);
  }

  void tidy(Session& session) {
    auto* serving = node_.serving();
    if (serving == nullptr) return;
    if (const auto tidied = serving->tidy(); !tidied) session.error(tidied.error());
    if (!certificate_) return;
    const auto renewed = certificate_->refresh(node_, own_.clock);
    if (!renewed) session.error(renewed.error());
    if (renewed && *renewed) session.print(session.say(Code{"certificate_renewed"}, {**renewed}) + "\n");
    std::fflush(stdout);
  }

 private:
  ServedNode& node_;
  NodeSession& own_;
  std::optional<ServedCertificate> certificate_{};
  std::optional<app::SetupPage> setup_{};
};

/// Where there is no node, one is set up by whoever sits at this machine; else the one there is is opened.
Status begin(Front& front, ServedNode& node, const app::SetUp& base, NodeSession& own, server::Options& told,
             Session& session) {
  const bool at_home = is_loopback(told.address) && told.proxy == server::Proxy::none;
  const bool is_missing = ServedNode::is_missing(base.folder);
  if (is_missing && !at_home) return fail(Code{"store_missing"}, {base.folder});
  if (!is_missing) {
    MANARA_CHECK(node.open());
    return front.use_certificate(told);
  }
  front.offer_setup({.base = base, .around = own.around(), .open = [&node, &session]() -> Status {
                       MANARA_CHECK(node.open());
                       session.print(session.say(Code{"serve_setup_done"}) + "\n");
                       std::fflush(stdout);
                       return {};
                     }});
  return {};
}

Status greet(const Front& front, ServedNode& node, const std::string& url, const Arguments& arguments,
             Session& session) {
  session.print(session.say(Code{"serve_listening"}, {url}) + "\n");
  if (auto* serving = node.serving())
    MANARA_CHECK(print_links(serving->accounts(), arguments.values("--sign-in-link"), url, session));
  else {
    const auto& code = front.setup().code();
    session.print(text::for_terminal(session.say(Code{"serve_setup"}, {session.data})) + "\n    " + url + "/setup#" +
                  code + "\n" + session.say(Code{"serve_setup_code"}, {code}) + "\n");
  }
  std::fflush(stdout);
  return {};
}

int run_serve(const Arguments& arguments, Session& session) {
  const Signals signals;
  NodeSession own;
  auto told = options_of(arguments, session);
  if (!told) return session.error(told.error());
  server::Metrics metrics;
  std::atomic<const server::Server*> running = nullptr;
  told->access = [&metrics](const server::Access& access) {
    metrics.count(access);
    fmt::print(stderr, "{}\n", server::access_line(access));
  };
  const auto key_file = app::key_path(arguments.value("--key-file").value_or(""));
  ServedNode node({.own = own,
                   .folder = session.data,
                   .backups = arguments.value("--backups").value_or(session.data + "/backups"),
                   .threads = told->threads,
                   .key = [&] { return NodeSession::key(arguments, session); },
                   .metrics =
                       [&] {
                         const auto* now = running.load();
                         return metrics.text(now == nullptr ? server::Load() : now->load());
                       },
                   .spools = told->spools});
  Front front(node, own);
  const auto begun = begin(front, node, {.folder = session.data, .key_file = key_file}, own, *told, session);
  if (!begun) return session.error(begun.error());
  told->welcome = [&](const api::Request& request) { return front.welcome(request); };
  told->refused = [&](const api::Request& request, const Error& error) { front.note_refused(request, error); };
  auto server =
      server::Server::start(std::move(*told), [&](const api::Request& request) { return front.answer(request); });
  if (!server) return session.error(server.error());
  running = &*server;
  const auto greeted = greet(front, node, server->address().url(), arguments, session);
  if (!greeted) return session.error(greeted.error());
  signals.wait([&] { front.tidy(session); });
  if (node.serving() != nullptr) node.serving()->end_streams();
  const bool whole = server->stop();
  if (node.serving() != nullptr) node.serving()->close();
  session.print(session.say(whole ? Code{"serve_stopped"} : Code{"serve_cut"}) + "\n");
  return exit_ok;
}

}  // namespace

const Command serve{"serve", Code{"help_serve"}, serve_options,
                    {},      run_serve,          "manara serve --sign-in-link administrator"};

}  // namespace manara::cli
