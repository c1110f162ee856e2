#include "cli/large_pages.h"

#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace manara::cli {

void prefer_large_pages() {
#ifdef __GLIBC__
  // The heap grows in one step by more than it will need at first; what isn't touched costs nothing. Lists that grow
  // stay in it, and what they leave behind is used again.
  constexpr int room = 64 << 20;
  constexpr int largest_in_heap = 8 << 20;
  constexpr int usual_step = 128 << 10;
  ::mallopt(M_MMAP_THRESHOLD, largest_in_heap);
  ::mallopt(M_TRIM_THRESHOLD, 4 * room);
  ::mallopt(M_TOP_PAD, room);
  const auto end_of_heap = [] { return reinterpret_cast<std::uintptr_t>(::sbrk(0)); };
  constexpr std::uintptr_t page = 2U << 20;
  const auto first = (end_of_heap() + page - 1) & ~(page - 1);
  // NOLINTBEGIN(cppcoreguidelines-no-malloc, performance-no-int-to-ptr): this is about the heap itself.
  void* volatile more = std::malloc(2 * usual_step);  // more than is left at its end; volatile, or it is left out
  std::free(more);
  ::mallopt(M_TOP_PAD, usual_step);
  const auto end = end_of_heap();
  if (end > first) ::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
  // NOLINTEND(cppcoreguidelines-no-malloc, performance-no-int-to-ptr)
#endif
}

}  // namespace manara::cli
