/// The result as rows of a Markdown table, as docs/benchmarks.md holds them.
#pragma once

#include <string>

#include "process.h"

namespace manara::bench {

struct Target {
  double seconds = 0;  ///< 0: none
  double mb = 0;
};

void print_head();
/// `bound`: what the same bytes cost at least, "" where there is none.
void print_row(const std::string& what, const Cost& cost, const Target& target, const std::string& bound = {},
               double bound_s = 0);
/// A peer's row: how many times as long, and as much memory, it takes.
void print_peer(const std::string& what, const Cost& cost, const Cost& ours);

}  // namespace manara::bench
