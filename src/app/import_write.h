/// Many drafts through the one writer, together: a commit for every 256 of them, and the same outcomes as one by one.
#pragma once

#include <vector>

#include "base/result.h"
#include "store/writer.h"

namespace manara::app {

/// The outcome of each draft, or why it was refused (draft_reused, revision_conflict). Error: what stopped all of it
/// (a disk that is full, a node that stops): then some of the first may have been written, and the same drafts again
/// finish it.
Result<std::vector<Result<store::Outcome>>> write_together(store::Writer& writer,
                                                           const std::vector<store::Draft>& drafts);

}  // namespace manara::app
