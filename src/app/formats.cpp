#include "app/formats.h"

#include "formats/apk/apk.h"
#include "formats/composer_lock/composer_lock.h"
#include "formats/csaf/csaf.h"
#include "formats/cve5/cve5.h"
#include "formats/cyclonedx/cyclonedx.h"
#include "formats/dpkg/dpkg.h"
#include "formats/epss/epss.h"
#include "formats/go_binary/go_binary.h"
#include "formats/go_mod/go_mod.h"
#include "formats/kev/kev.h"
#include "formats/maven_pom/maven_pom.h"
#include "formats/npm_lock/npm_lock.h"
#include "formats/openvex/openvex.h"
#include "formats/osv/osv.h"
#include "formats/pipfile_lock/pipfile_lock.h"
#include "formats/python_lock/python_lock.h"
#include "formats/record/record.h"
#include "formats/requirements/requirements.h"
#include "formats/rpm/rpm.h"
#include "formats/spdx/spdx.h"
#include "formats/syft/syft.h"
#include "formats/windows/windows.h"

namespace manara::app {
namespace {

// A new format is one line here.
constexpr formats::InventoryFormat inventories[] = {
    formats::cyclonedx, formats::spdx,         formats::syft,          formats::dpkg,         formats::apk,
    formats::rpm,       formats::rpm_list,     formats::npm_lock,      formats::pipfile_lock, formats::poetry_lock,
    formats::uv_lock,   formats::requirements, formats::composer_lock, formats::maven_pom,    formats::go_mod,
    formats::go_sum,    formats::go_binary,    formats::windows,
};

constexpr formats::AdvisoryFormat advisories[] = {
    formats::record, formats::cve5,    formats::csaf, formats::openvex,
    formats::kev,    formats::kev_csv, formats::epss, formats::osv,
};

template <typename Format>
const Format* recognise(std::span<const Format> known, const formats::Probe& probe) {
  for (const auto& format : known) {
    if (format.looks_like(probe)) return &format;
  }
  return nullptr;
}

}  // namespace

std::span<const formats::InventoryFormat> inventory_formats() {
  return inventories;
}
std::span<const formats::AdvisoryFormat> advisory_formats() {
  return advisories;
}

const formats::InventoryFormat* recognise_inventory(const formats::Probe& probe) {
  return recognise(inventory_formats(), probe);
}

const formats::AdvisoryFormat* recognise_advisories(const formats::Probe& probe) {
  return recognise(advisory_formats(), probe);
}

}  // namespace manara::app
