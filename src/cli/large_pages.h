#pragma once

namespace manara::cli {

/// Asks for the memory of a big piece of work in pages of 2 MiB, where the system gives them on request (Linux,
/// transparent_hugepage=madvise). A scan touches 8,000 to 12,000 pages of 4 KiB, which the system hands out one by one:
/// a fifth of its time (bench_scan). Changes nothing where it can't be had. A small scan pays 2 to 4 MB for it, a
/// big one 10.
void prefer_large_pages();

}  // namespace manara::cli
