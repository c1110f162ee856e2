/// One folding for search, the same wherever text is searched: what a person types finds what another wrote, with or
/// without vowels, accents and capitals.
#pragma once

#include <string>
#include <string_view>

namespace manara::text {

/// NFKD without marks (accents of Latin, harakat U+064B–065F and U+0670), without tatweel; أ إ آ ٱ → ا, ى → ي, ة → ه,
/// digits of Arabic and Persian → ASCII, lower case. White space becomes single spaces. Control
/// characters and bytes that are no UTF-8 are left out.
std::string fold_for_search(std::string_view text);

}  // namespace manara::text
