#include "node/snapshot.h"

#include "node/node.h"
#include "store/whole.h"

namespace manara::node {

Result<Snapshot> Snapshot::take(const std::string& data_folder, std::span<const store::Practice> practices,
                                store::Surroundings around) {
  if (!around.disk.exists(data_folder + "/manara.db")) return fail(Code{"store_missing"}, {data_folder});
  MANARA_TRY(work, WorkFolder::begin(data_folder + "/verify.new", around.disk));
  Snapshot taken(std::move(work));
  MANARA_CHECK(store::copy_database(data_folder + "/manara.db", taken.path(), around.vfs));
  const auto all = with_own(practices);
  MANARA_TRY(store, store::Store::open(taken.path(), all, around));
  taken.store_ = std::make_unique<store::Store>(std::move(store));
  return taken;
}

}  // namespace manara::node
