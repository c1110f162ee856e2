#include "app/own_statements.h"

#include "app/formats.h"
#include "io/source.h"

namespace manara::app {
namespace {

/// Keeps the statements of a feed and nothing else.
class Statements final : public formats::FeedSink {
 public:
  explicit Statements(std::vector<VexStatement>& out) : out_(out) {}
  void advisory(Advisory&&) override {}
  void kev(KevEntry&&) override {}
  void epss(EpssScore&&) override {}
  void vex(VexStatement&& statement) override { out_.push_back(std::move(statement)); }
  void unusable(Message, Place) override {}
  void about(std::optional<Date>, std::string_view) override {}

 private:
  std::vector<VexStatement>& out_;
};

Status read_item(io::Item& item, std::vector<VexStatement>& out) {
  MANARA_TRY(peeked, item.stream->peek(formats::probe_bytes));
  const formats::Probe probe{.path = item.path, .head = peeked.substr(0, formats::probe_bytes)};
  if (const auto* inventory = recognise_inventory(probe)) {
    MANARA_TRY(document, inventory->read(*item.stream, item.path, {}));
    out.insert(out.end(), document.vex.begin(), document.vex.end());
    return {};
  }
  const auto* format = recognise_advisories(probe);
  if (format == nullptr) return fail(Code{"vex_none"}, {item.name});
  Statements sink(out);
  return format->read(*item.stream, item.path, sink, {});
}

}  // namespace

Result<std::vector<VexStatement>> read_vex(const std::vector<std::string>& paths) {
  std::vector<VexStatement> statements;
  for (const auto& path : paths) {
    const auto before = statements.size();
    MANARA_CHECK(io::for_each_item(path, {}, [&](io::Item& item) -> Result<io::Visit> {
      if (auto read = read_item(item, statements); !read) return std::unexpected(std::move(read).error().in(item.name));
      return io::Visit::go_on;
    }));
    if (statements.size() == before) return fail(Code{"vex_none"}, {path});
  }
  return statements;
}

}  // namespace manara::app
