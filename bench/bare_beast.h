/// The least that a server made with Beast does: one thread, callbacks, a timer a connection, no checks. What the
/// server's own figure is held against.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace manara::bench {

/// Answers every request with this body, from a port of loopback that `ready` is told, until `wait` returns.
void run_bare_beast(const std::string& body, const std::function<void(std::uint16_t)>& ready,
                    const std::function<void()>& wait);

}  // namespace manara::bench
