/// Many drafts through the one writer, together: a commit for every 256 of them, and the same outcomes as one by one.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "base/result.h"
#include "store/writer.h"

namespace manara::app {

/// The outcome of each draft, or why it was refused (draft_reused, revision_conflict). Error: what stopped all of it
/// (a disk that is full, a node that stops): then some of the first may have been written, and the same drafts again
/// finish it. `so_far` hears now and then how many were begun; its error ends it as well.
Result<std::vector<Result<store::Outcome>>> write_together(store::Writer& writer,
                                                           const std::vector<store::Draft>& drafts,
                                                           const std::function<Status(std::size_t)>& so_far = {});

}  // namespace manara::app
