#include "app/own_statements.h"

#include <algorithm>
#include <iterator>

#include "app/formats.h"
#include "io/source.h"

namespace manara::app {
namespace {

/// Keeps the statements of a feed, and of those the ones that can't be used.
class Statements final : public formats::FeedSink {
 public:
  Statements(OwnStatements& out, std::string_view file) : out_(out), file_(file) {}
  void advisory(Advisory&&) override {}
  void kev(KevEntry&&) override {}
  void epss(EpssScore&&) override {}
  void vex(VexStatement&& statement) override { out_.statements.push_back(std::move(statement)); }
  void unusable(Message reason, Place place) override {
    if (out_.unused.size() >= most_unused) return;
    place.file = file_;
    out_.unused.push_back({reason.code, std::move(reason.args), std::move(place)});
  }
  void about(std::optional<Date>, std::string_view) override {}

 private:
  static constexpr std::size_t most_unused = 1000;
  OwnStatements& out_;
  std::string file_;
};

/// A document of components lists what of its statements it could not use among its refused rows.
void take(Inventory&& document, const std::string& file, OwnStatements& out) {
  std::ranges::move(document.vex, std::back_inserter(out.statements));
  for (auto& row : document.refused) {
    if (!row.reason.code.name().starts_with("vex_")) continue;
    out.unused.push_back({row.reason.code, std::move(row.reason.args), {.file = file, .line = row.line}});
  }
}

Status read_item(io::Item& item, OwnStatements& out) {
  MANARA_TRY(peeked, item.stream->peek(formats::probe_bytes));
  const formats::Probe probe{.path = item.path, .head = peeked.substr(0, formats::probe_bytes)};
  if (const auto* inventory = recognise_inventory(probe)) {
    MANARA_TRY(document, inventory->read(*item.stream, item.path, {}));
    take(std::move(document), item.name, out);
    return {};
  }
  const auto* format = recognise_advisories(probe);
  if (format == nullptr) return item.named ? Status(fail(Code{"vex_none"})) : Status();
  Statements sink(out, item.name);
  return format->read(*item.stream, item.path, sink, {});
}

}  // namespace

Result<OwnStatements> read_vex(const std::vector<std::string>& paths) {
  OwnStatements own;
  for (const auto& path : paths) {
    const auto before = own.statements.size();
    MANARA_CHECK(io::for_each_item(path, {}, [&](io::Item& item) -> Result<io::Visit> {
      if (auto read = read_item(item, own); !read) return std::unexpected(std::move(read).error().in(item.name));
      return io::Visit::go_on;
    }));
    if (own.statements.size() == before) return fail(Code{"vex_none"}, {}, {.file = path});
  }
  return own;
}

}  // namespace manara::app
