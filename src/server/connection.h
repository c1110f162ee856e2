/// What is said on one connection, request after request, until it ends.
#pragma once

#include <atomic>

#include "api/http.h"
#include "server/assets.h"
#include "server/handlers.h"
#include "server/options.h"
#include "server/places.h"
#include "server/request.h"
#include "server/wire.h"

namespace manara::server {

/// What all connections of a server share. All but `handler` is the server's own thread's.
struct Site {
  const Options& options;
  const api::Handler& handler;
  Assets assets;
  Handlers& handlers;
  std::shared_ptr<io::Spools> spools;
  Places requests;  ///< behind a proxy: what runs for one address
  bool stopping = false;
  std::atomic<std::uint64_t> answered{0}, streams{0};
};

/// What a connection is told, whatever it asks: `serve` answers; others say why not, and end.
enum class Standing : std::uint8_t { serve, full, full_for_address, needs_tls };

void serve(Wire& wire, Site& site, const Peer& peer, Standing standing);

}  // namespace manara::server
