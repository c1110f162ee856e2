#include "formats/check/check.h"

#include "cli/commands.h"
#include "io/source.h"

namespace manara::cli {
namespace {

/// 0: valid; 1: complaints.
Result<int> check_item(io::Item& item, Session& session) {
  MANARA_TRY(input, io::WholeInput::read(*item.stream, Limits{}.document_bytes));
  const auto complaints = formats::check(input.bytes(), {});
  if (!complaints) return std::unexpected(Error(complaints.error()).in(item.name));
  for (const auto& complaint : *complaints) {
    auto place = complaint.place;
    place.file = item.name;
    session.complain({complaint.what.code, complaint.what.args, std::move(place)});
  }
  return complaints->empty() ? exit_ok : exit_found;
}

int run_check(const Arguments& arguments, Session& session) {
  int worst = exit_ok;
  for (const auto& name : arguments.positional()) {
    const auto status = io::for_each_item(name, {}, [&](io::Item& item) -> Result<io::Visit> {
      const auto code = check_item(item, session);
      if (!code && item.named) return std::unexpected(code.error());
      if (code && *code > worst) worst = *code;
      return io::Visit::go_on;
    });
    if (!status) worst = session.error(Error(status.error()).in(name));
  }
  return worst;
}

}  // namespace

const Command check{"check", Code{"help_check"}, {}, {"FILE", 1, 0}, run_check, "manara check sbom.cdx.json"};

}  // namespace manara::cli
