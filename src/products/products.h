/// Windows installers' display names, recognised as products of the CVE world. An estate's list says "Mozilla Firefox
/// (x64 fr)" and "Java 8 Update 361"; CVE 5 `affected`, CPE and KEV say mozilla/firefox and oracle/jre "8u361". The
/// table between them is content (content/products/*.tsv, described in docs/products.md); this is its reader.
///
/// A name that no pattern fits whole is *nothing*: add-ons, language packs, updaters and helpers of a product carry its
/// name at their head, so a match of the head alone would be a guess.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manara::products {

/// What one advisory source calls a product. Compare with `matches`, or by `fold` of both parts.
struct Name {
  std::string vendor{};
  std::string product{};  ///< a '*' at its end stands for any rest: "Microsoft SQL Server 2022 for (CU *"
  bool operator==(const Name&) const = default;
};

/// What a version says of the installation.
enum class Precision : std::uint8_t {
  exact,  ///< the installed version
  line,   ///< the release line only ("2024"): updates within it leave no trace in the installer's entry
};

class Recognised {
 public:
  Recognised(std::shared_ptr<const std::vector<Name>> names, std::string_view comparator, std::string version,
             Precision precision);

  /// Never empty; the first is the one to show.
  [[nodiscard]] const std::vector<Name>& names() const { return *names_; }
  /// An Ordering's name: "dotted", "generic", "pypi", "openssl".
  [[nodiscard]] std::string_view comparator() const { return comparator_; }
  /// As advisories write it; "": the entry does not tell.
  [[nodiscard]] const std::string& version() const { return version_; }
  [[nodiscard]] Precision precision() const { return precision_; }

 private:
  // Shared with the catalogue: a dozen names a row, copied, were half of the time of a list of 100,000.
  std::shared_ptr<const std::vector<Name>> names_;
  std::string_view comparator_;  ///< a literal
  std::string version_;
  Precision precision_;
};

/// Lower case (ASCII), '_' and runs of blanks as one blank, without backslashes (CPE escapes), (R), (TM), ® and ™.
/// "acrobat_reader_dc" and "Acrobat Reader DC" fold to the same text.
std::string fold(std::string_view text);

/// Whether an advisory's vendor and product are what `name` means.
bool matches(const Name& name, std::string_view vendor, std::string_view product);

/// The compiled table. Immutable: any number of threads may ask it.
class Catalogue {
 public:
  /// In: the bytes of all content/products/*.tsv, one after the other, each ended by a line feed. Errors name the line,
  /// counted from the first byte.
  static Result<Catalogue> parse(std::string_view tsv);

  /// In: DisplayName, Publisher and DisplayVersion of an Uninstall key; the last two may be empty. Any bytes are
  /// allowed; a name longer than max_name_bytes is not recognised. Time is linear in the name.
  [[nodiscard]] std::optional<Recognised> recognise(std::string_view name, std::string_view publisher,
                                                    std::string_view version) const;

  /// Windows itself. In: the OS caption ("Microsoft Windows 10 Pro"; may be empty where the build alone decides) and
  /// the build, "10.0.19045.3803", "19045.3803", "19045" or systeminfo's "10.0.19045 N/A Build 19045". The build
  /// decides the release: Windows 11 still calls itself "Windows 10" in the registry. Nothing for an unknown build.
  [[nodiscard]] std::optional<Recognised> recognise_windows(std::string_view caption, std::string_view build) const;

  /// For tests that walk the table.
  struct Row {
    std::uint64_t line = 0;
    std::string pattern{};
    std::vector<Name> names{};
    std::string example{};  ///< "name", "name | publisher | version" or the same with " => version" at the end
  };
  [[nodiscard]] const std::vector<Row>& rows() const;
  [[nodiscard]] const std::vector<Row>& windows_rows() const;

  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  ~Catalogue();

 private:
  struct Tables;
  explicit Catalogue(std::unique_ptr<const Tables> tables);
  [[nodiscard]] std::optional<Recognised> recognise_words(std::span<const std::string> words,
                                                          std::string_view folded_publisher,
                                                          std::string_view version) const;
  std::unique_ptr<const Tables> tables_;
};

inline constexpr std::size_t max_name_bytes = 1024;

}  // namespace manara::products
