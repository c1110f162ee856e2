#include <algorithm>

#include "base/strings.h"
#include "formats/table/xlsx.h"

namespace manara::formats::table {
namespace {

/// The control character of "_x000D_" at the head of `text`; nullopt for anything else.
std::optional<char> escaped(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x00") || text[6] != '_') return std::nullopt;
  const auto digit = [](char c) { return is_digit(c) ? c - '0' : to_lower(c) >= 'a' ? to_lower(c) - 'a' + 10 : 99; };
  const int value = digit(text[4]) * 16 + digit(text[5]);
  if (value <= 0 || value >= ' ') return std::nullopt;
  return static_cast<char>(value);
}

}  // namespace

XmlPart::XmlPart(std::unique_ptr<io::Stream> stream, std::string path, const Limits& limits)
    : stream_(std::move(stream)),
      path_(std::move(path)),
      reader_([source = stream_.get()](std::span<char> buffer) { return source->read(buffer); }, limits) {}

Result<const xml::Event*> XmlPart::next() {
  auto event = reader_.next();
  if (!event) {
    auto error = std::move(event).error();
    error.place.path = path_;
    return std::unexpected(std::move(error));
  }
  return *event;
}

std::string_view attribute(const xml::Event& event, std::string_view name) {
  const auto found = std::ranges::find(event.attributes, name, &xml::Attribute::name);
  return found == event.attributes.end() ? std::string_view{} : found->value;
}

void append_text(std::string_view text, std::string& out) {
  for (;;) {
    const auto mark = text.find("_x00");
    out.append(text.substr(0, mark));
    if (mark == std::string_view::npos) return;
    text.remove_prefix(mark);
    if (const auto character = escaped(text)) {
      out.push_back(*character);
      text.remove_prefix(7);
    } else {
      out.push_back('_');
      text.remove_prefix(1);
    }
  }
}

Status SharedStrings::read(XmlPart part, const Limits& limits) {
  bool in_text = false;
  bool in_phonetic = false;
  const auto most = std::min<std::uint64_t>(limits.document_bytes, 1ULL << 31U);
  for (;;) {
    MANARA_TRY(event, part.next());
    if (event == nullptr) return {};
    const bool is_start = event->kind == xml::EventKind::start;
    if (event->kind == xml::EventKind::text) {
      if (in_text && !in_phonetic) append_text(event->text, texts_);
    } else if (event->name == "t") {
      in_text = is_start;
    } else if (event->name == "rPh") {
      in_phonetic = is_start;  // how a Japanese text is read aloud
    } else if (event->name == "si" && !is_start) {
      ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
    if (texts_.size() > most || ends_.size() > max_shared_strings)
      return fail(Code{"xlsx_strings_too_large"}, {std::to_string(most)});
  }
}

std::optional<std::string_view> SharedStrings::at(std::uint64_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(texts_).substr(begin, ends_[index] - begin);
}

}  // namespace manara::formats::table
