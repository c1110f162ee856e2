/// What the properties of Syft and Trivy say about a component, and our own. No specification has these names: they are
/// what the writers write ("syft:metadata:source", "aquasecurity:trivy:SrcName", "manara:found_in").
#pragma once

#include <string>
#include <string_view>

#include "model/inventory.h"

namespace manara::formats::bom {

class Properties {
 public:
  explicit Properties(Component& component) : component_(component) {}
  void add(std::string_view name, std::string_view value);
  /// After the last: `bare_name` says that the component has no group, so that its name alone names a package.
  void finish(bool bare_name);
  [[nodiscard]] const OperatingSystem& os() const { return os_; }  ///< "syft:distro:…" of an operating-system component
  /// The component only says which system it all is of, as our own writer does.
  [[nodiscard]] bool is_only_system() const { return only_system_; }

 private:
  void add_syft(std::string_view name, std::string_view value);
  void add_trivy(std::string_view name, std::string_view value);
  void add_own(std::string_view name, std::string_view value);

  Component& component_;
  OperatingSystem os_{};
  std::string kind_{}, source_release_{}, source_epoch_{};
  bool only_system_ = false;
};

}  // namespace manara::formats::bom
