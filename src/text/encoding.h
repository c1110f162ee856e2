/// Lists from the field come in whatever encoding their program wrote: Excel's CSV in the code page of the office,
/// PowerShell's files in UTF-16. Everything inside is UTF-8; this is where it becomes so (ICU's converters).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace manara::text {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, windows1252, windows1256 };

/// "utf-8", "UTF16LE", "cp1252", "windows-1256", … (case, '-' and '_' don't matter); nullopt for any other.
std::optional<Encoding> parse_encoding(std::string_view name);

/// "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1256"
std::string_view name(Encoding encoding);

/// What the bytes are, from their head (64 KiB is plenty; one of 4 KiB or more may end inside a character): a byte
/// order mark; zero bytes in every second place; well-formed UTF-8; else a code page, Arabic where whole words of the
/// upper half are Arabic letters, Western European otherwise.
Encoding detect_encoding(std::string_view head);

/// Decodes a stream piece by piece. What the encoding doesn't know becomes U+FFFD; a byte order mark at the start is
/// taken off. Never fails, and never keeps more than a character back.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  /// Appends the next piece as UTF-8 to `out`.
  void decode(std::string_view bytes, std::string& out);
  /// Says that nothing follows: a character that was cut off becomes U+FFFD.
  void finish(std::string& out);

 private:
  struct Converters;
  std::unique_ptr<Converters> converters_;
};

/// The whole text as UTF-8.
std::string to_utf8(std::string_view bytes, Encoding encoding);

}  // namespace manara::text
