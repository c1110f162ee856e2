/// /api/jobs: work that takes longer than a request may. POST {"kind":"verify"} asks for one, GET lists and reads, and
/// DELETE cancels. A list has of each result what is short, its counts; the item has all of it. And the kinds that a
/// node has of itself.
#pragma once

#include <vector>

#include "api/api.h"
#include "jobs/jobs.h"

namespace manara::app {

/// Those that every node knows (node_jobs.h).
inline constexpr std::string_view asked_job_names[] = {"backup", "verify"};

/// A kind that may be asked for by its name alone, and who may. Others are asked for by parts of their own.
struct AskedJob {
  std::string_view kind{};
  std::string_view resource{};  ///< of the table of permissions
  access::Verb verb{};
};

/// A job as the API shows it.
extern const api::Shape job_shape;
/// 202: it was asked for, and there it can be looked at.
api::Response job_begun(const jobs::Job& job, text::Language language);

/// Whoever reads the node sees all jobs, others their own.
std::vector<api::Part> jobs_parts(jobs::Jobs& jobs, std::span<const AskedJob> asked, access::ScopeId nation);

}  // namespace manara::app
