#include "formats/apk/apk.h"

#include "base/strings.h"
#include "formats/rows.h"

namespace manara::formats {
namespace {

class Reader {
 public:
  Reader(io::Stream& stream, const ApkFileVisitor& visit, const Limits& limits)
      : lines_(stream, limits.record_bytes), visit_(&visit), limits_(&limits) {
    inventory_.kind = apk.name;
  }

  Result<Inventory> read() {
    for (;;) {
      MANARA_TRY(line, lines_.next());
      if (!line) break;
      if (trim(*line).empty()) {
        MANARA_CHECK(end_package());
        continue;
      }
      if (begin_ == 0) begin_ = lines_.number();
      if (!lines_.line_ended()) return cut_off();
      take(*line);
    }
    if (begin_ != 0 && broken_ == 0 && (component_.name.empty() || component_.version.empty())) return cut_off();
    MANARA_CHECK(end_package());
    if (!any_package_) return fail(Code{"apk_not_installed"});
    return std::move(inventory_);
  }

 private:
  std::unexpected<Error> cut_off() const {
    return fail(any_package_ ? Code{"apk_truncated"} : Code{"apk_not_installed"}, {}, {.line = begin_});
  }

  /// Letters that are not known belong to newer versions of apk and to what is not asked here.
  void take(std::string_view line) {
    if (line.size() < 2 || line[1] != ':') {
      if (broken_ == 0) broken_ = lines_.number();
      return;
    }
    const auto value = line.substr(2);
    switch (line[0]) {
      case 'P': component_.name = value, any_package_ = true; break;
      case 'V': component_.version = value; break;
      case 'A': component_.arch = value; break;
      case 'o': component_.source.name = value; break;
      case 'F': folder_ = value; break;
      case 'R':
        if (*visit_ && !component_.name.empty()) (*visit_)(component_.name, folder_, value);
        break;
      default: break;
    }
  }

  Status end_package() {
    if (begin_ == 0) return {};
    const auto line = broken_ != 0 ? broken_ : begin_;
    auto component = std::exchange(component_, {});
    const bool broken = std::exchange(broken_, 0) != 0;
    begin_ = 0;
    folder_.clear();
    if (broken) {
      refuse(inventory_, line, {Code{"stanza_broken"}, {shown(component.name)}}, *limits_);
    } else if (component.name.empty()) {
      refuse(inventory_, line, {Code{"stanza_without_name"}}, *limits_);
    } else if (component.version.empty()) {
      refuse(inventory_, line, {Code{"package_without_version"}, {shown(component.name)}}, *limits_);
    } else if (!is_word(component.name) || !is_word(component.version)) {
      refuse(inventory_, line, {Code{"package_not_readable"}}, *limits_);
    } else {
      if (!is_word(component.source.name)) component.source.name = component.name;
      if (!is_word(component.arch)) component.arch.clear();
      component.source.version = component.version;
      return keep(inventory_, std::move(component), *limits_);
    }
    return {};
  }

  io::Lines lines_;
  const ApkFileVisitor* visit_;
  const Limits* limits_;
  Inventory inventory_{};
  Component component_{};
  std::string folder_{};
  std::uint64_t begin_ = 0;   ///< first line of the package that is being read; 0: between packages
  std::uint64_t broken_ = 0;  ///< its first line that is none of "X:value"
  bool any_package_ = false;
};

}  // namespace

/// Every line of the first package is "X:…"; it names a package and a version. apk writes C: (checksum) first.
bool looks_like_apk(const Probe& probe) {
  bool name = false, version = false;
  for (const auto line : split(probe.head.substr(0, 4096), '\n')) {
    const auto text = trim(line);
    if (text.empty()) {
      if (name || version) break;
      continue;
    }
    if (text.size() < 2 || text[1] != ':' || !is_alpha(text[0])) return false;
    name = name || (text[0] == 'P' && text.size() > 2);
    version = version || (text[0] == 'V' && text.size() > 2);
    if (name && version) break;
  }
  return name && version;
}

Result<Inventory> read_apk_with_files(io::Stream& stream, const ApkFileVisitor& visit, const Limits& limits) {
  return Reader(stream, visit, limits).read();
}

Result<Inventory> read_apk(io::Stream& stream, std::string_view, const Limits& limits) {
  return read_apk_with_files(stream, {}, limits);
}

}  // namespace manara::formats
