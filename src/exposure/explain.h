/// How a verdict comes about, record by record: for `manara explain`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exposure/matcher.h"
#include "exposure/scan.h"

namespace manara::exposure {

/// One affected entry of one record, against the component asked about.
struct ExplainedEntry {
  std::string ecosystem{};            ///< "Debian 11"; "product"
  std::string package{};              ///< as the index has it, folded
  std::vector<std::string> ranges{};  ///< ">= 1.0, < 1.2"
  std::size_t enumerated = 0;
  Verdict verdict = Verdict::not_affected;
  Message reason{};  ///< why the entry says so; empty where no component was asked about
};

struct ExplainedRecord {
  std::string_view id{};
  std::string_view feed{};
  std::optional<Date> published{}, modified{}, withdrawn{};
  std::string summary{};
  std::vector<std::string_view> vectors{};
  std::vector<ExplainedEntry> entries{};  ///< with a component: those that name it; else all, max_entries at most
  std::size_t entries_left_out = 0;
};
inline constexpr std::size_t max_entries = 50;

struct Explanation {
  Assessment known{};
  std::vector<ExplainedRecord> records{};
  std::optional<Identity> identity{};  ///< of the component asked about
  State state = State::not_affected;   ///< all records together; only with a component
};

/// `id`: any id or alias. `component`: what to judge, nullptr for none. nullopt: the index does not know the id.
std::optional<Explanation> explain(const Index& index, std::string_view id, const Component* component, bool exposed);

}  // namespace manara::exposure
