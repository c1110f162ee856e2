/// Manara's own records, "manara.record/1": one JSON object a line, facts only, in one order and spelling, so that
/// equal records are equal bytes. It is what `feeds import` keeps, what is digested, what `feeds export` carries and
/// what content/starter holds. docs/formats/record.md describes it.
///   {"advisory":{"id":…,"aliases":[…],…}}   {"kev":{…}}   {"epss":{…}}   {"vex":{…}}
///   {"feed":{"name":…,"format":…,"as_of":…,"model":…}}
/// Members that are empty are left out. A "feed" line starts a feed: the lines behind it belong to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/format.h"

namespace manara::formats {

/// One line without its end.
std::string record_line(const Advisory& advisory);
std::string record_line(const KevEntry& entry);
std::string record_line(const EpssScore& score);
std::string record_line(const VexStatement& statement);

struct FeedHead {
  /// Records of the source that could not be used, by reason: they are not in the file, and still count.
  struct Unusable {
    std::string reason{};    ///< the name of a code
    std::string argument{};  ///< its first; "" where there is none
    std::uint64_t count = 0;
    bool operator==(const Unusable&) const = default;
  };
  std::string name{};
  std::string format{};  ///< of the source it was made from: "osv", "kev", …
  std::optional<Date> as_of{};
  std::string model{};
  std::vector<Unusable> unusable{};
};
std::string record_line(const FeedHead& head);

bool looks_like_record(const Probe& probe);
/// Errors: those of JSON with the line: a record file is ours, so a broken line means a broken file.
Status read_record(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

inline constexpr AdvisoryFormat record{"record", Code{"format_record"}, looks_like_record, read_record, FeedUnit::feed};

/// A sink that is told of feed heads too; read_record calls it for "feed" lines where the sink is one.
class RecordSink : public FeedSink {
 public:
  virtual void feed(FeedHead&& head) = 0;
};

}  // namespace manara::formats
