/// A FeedSink that keeps everything, for tests of advisory formats.
#pragma once

#include <vector>

#include "formats/format.h"

namespace manara::formats {

struct Collected {
  struct Unusable {
    Message reason;
    Place place;
  };
  Status status{};
  std::vector<Advisory> advisories{};
  std::vector<KevEntry> kev{};
  std::vector<EpssScore> epss{};
  std::vector<VexStatement> vex{};
  std::vector<Unusable> unusable{};
  std::optional<Date> as_of{};
  std::string model{};
};

inline Collected collect_feed(const AdvisoryFormat& format, std::string_view bytes, std::string_view path,
                              const Limits& limits = {}) {
  struct Sink final : FeedSink {
    Collected out;
    void advisory(Advisory&& found) override { out.advisories.push_back(std::move(found)); }
    void kev(KevEntry&& entry) override { out.kev.push_back(std::move(entry)); }
    void epss(EpssScore&& score) override { out.epss.push_back(std::move(score)); }
    void vex(VexStatement&& statement) override { out.vex.push_back(std::move(statement)); }
    void unusable(Message reason, Place place) override {
      out.unusable.push_back({std::move(reason), std::move(place)});
    }
    void about(std::optional<Date> as_of, std::string_view model) override {
      out.as_of = as_of;
      out.model = model;
    }
  } sink;
  const auto stream = io::from_memory(bytes);
  sink.out.status = format.read(*stream, path, sink, limits);
  return std::move(sink.out);
}

}  // namespace manara::formats
