/// What runs on the machines of a sample, as it was over three years: real programs under the names and versions that
/// package managers and installers give them. Whose machines they are is made up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace manara::app {

/// In the first, the second and the third year.
inline constexpr std::size_t sample_states = 3;

struct SampleProgram {
  std::string_view name{};
  std::array<std::string_view, sample_states> versions{};  ///< "": not installed
  bool everywhere = true;                                  ///< or only where somebody wished for it
};

/// How a machine's list is made: by which tool, so in which form.
enum class ListForm : std::uint8_t { dpkg, rpm, windows, npm, maven, composer };

struct SampleSoftware {
  std::string_view file{};  ///< what its sender calls the list
  ListForm form{};
  std::span<const SampleProgram> programs{};
};

extern const SampleSoftware web_server, mail_server, office_computers, patient_records, student_portal, civil_registry;

/// The list as a file, as it was in a state; `wished`: with what is not everywhere.
std::string list_of(const SampleSoftware& software, std::size_t state, bool wished);

}  // namespace manara::app
