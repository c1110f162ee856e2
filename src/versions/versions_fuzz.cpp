// Parser: alpm.cpp apk.cpp conan.cpp cran.cpp datetime.cpp debian.cpp dotted.cpp gem.cpp generic.cpp gentoo.cpp
// Parser: hackage.cpp homebrew.cpp key.cpp legacy_python.cpp lexicographic.cpp maven.cpp nginx.cpp nuget.cpp
// Parser: numbers.cpp openssl.cpp packagist.cpp pep440.cpp pub.cpp rpm.cpp semver.cpp semver_reader.cpp version.cpp
#include <array>
#include <cstdint>
#include <string_view>

#include "versions/version.h"

using namespace manara::versions;

namespace {

void require(bool holds) {
  if (!holds) __builtin_trap();
}

/// What holds for a text alone: a key is appended exactly for versions, after what is there.
Key made_key(const Ordering& ordering, std::string_view text, std::string& key) {
  key = "head";
  const auto state = ordering.append_key(text, key);
  require((state != Key::unparsable) == ordering.valid(text));
  require(state == Key::ok ? key.size() > 4 : key.size() == 4);
  require(ordering.compare(text, text) == 0);
  return state;
}

}  // namespace

// The first byte chooses the scheme; a line break parts the two versions. Both sides must say the same, and keys must
// order as versions do.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto& ordering = manara::versions::ordering(static_cast<Scheme>(data[0] % scheme_count));
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto middle = text.find('\n');
  const auto a = text.substr(0, middle);
  const auto b = middle == text.npos ? std::string_view{} : text.substr(middle + 1);
  const auto forth = ordering.compare(a, b);
  require(forth == (0 <=> ordering.compare(b, a)));
  std::string key_a;
  std::string key_b;
  const auto state_a = made_key(ordering, a, key_a);
  const auto state_b = made_key(ordering, b, key_b);
  if (state_a == Key::ok && state_b == Key::ok) require((key_a <=> key_b) == forth);
  return 0;
}
