/// What texts are found by: the words of what is kept, and those that somebody types. A text is found by each typed
/// word that one of its words begins with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manara::text {

/// The words of a text, folded (text/fold.h) and separated by single spaces, each in all the forms that it is found by:
/// whole; from each place on where a word begins in it ("soc@example.org": also example.org and org); and an Arabic one
/// also without what is written together with it (و ف ب ل ال).
std::string search_words(std::string_view text);

/// What somebody typed, word by word; an Arabic one without its article.
std::vector<std::string> typed_words(std::string_view typed);

}  // namespace manara::text
