#include <algorithm>
#include <cstring>

#include "base/strings.h"
#include "xml/xml.h"

namespace manara::xml {

std::string_view Document::Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  if (size_ - used_ < text.size()) {
    size_ = std::max<std::size_t>(text.size(), 64 << 10);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size_));
    used_ = 0;
  }
  char* place = blocks_.back().get() + used_;
  std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  return {place, text.size()};
}

void Document::forget() {
  nodes_.assign(1, {});
  attributes_.clear();
  names_.clear();
  name_buckets_.assign(1024, {});
  arena_ = {};
}

/// A document has few names and many elements: each name is kept once.
std::uint32_t Document::intern(const Event& event) {
  const auto hash = TextHash{}(event.name) ^ (TextHash{}(event.space) * 31);
  auto& bucket = name_buckets_[hash % name_buckets_.size()];
  for (const auto index : bucket) {
    if (names_[index].name == event.name && names_[index].space == event.space) return index;
  }
  const auto index = static_cast<std::uint32_t>(names_.size());
  // Hostile names fill one bucket after the other: past this length a name is simply kept again.
  if (bucket.size() < 64) bucket.push_back(index);
  names_.push_back({arena_.keep(event.space), arena_.keep(event.name)});
  return index;
}

void Document::open(const Event& event, std::uint32_t parent) {
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  Node node;
  node.name = intern(event);
  node.line = static_cast<std::uint32_t>(std::min<std::uint64_t>(event.line, UINT32_MAX));
  node.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  node.attribute_count = static_cast<std::uint32_t>(event.attributes.size());
  for (const auto& attribute : event.attributes) {
    const auto name = arena_.keep(attribute.name);
    attributes_.push_back({name, arena_.keep(attribute.value)});
  }
  nodes_.push_back(node);
  if (parent == 0) return;
  auto& last = nodes_[parent].last_child;
  (last == 0 ? nodes_[parent].first_child : nodes_[last].next) = index;
  last = index;
}

/// An element whose end has not come: its text is gathered here and kept once, so that text in many pieces is not
/// copied again with each.
struct Document::Open {
  std::uint32_t node = 0;
  std::string text{};
};

Result<Element> Document::parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.document_bytes) return fail(Code{"xml_too_large"}, {std::to_string(limits.document_bytes)});
  forget();
  auto rest = text;
  auto within = limits;
  within.record_bytes = limits.document_bytes;
  Reader reader(
      [&rest](std::span<char> buffer) -> Result<std::size_t> {
        const auto count = std::min(buffer.size(), rest.size());
        std::copy_n(rest.data(), count, buffer.data());
        rest.remove_prefix(count);
        return count;
      },
      within);
  std::vector<Open> stack;
  for (;;) {
    MANARA_TRY(event, reader.next());
    if (event == nullptr) break;
    switch (event->kind) {
      case EventKind::start:
        if (nodes_.size() > max_elements) {
          return fail(Code{"xml_too_many"}, {std::to_string(max_elements)}, {.line = event->line});
        }
        open(*event, stack.empty() ? 0 : stack.back().node);
        stack.push_back({static_cast<std::uint32_t>(nodes_.size() - 1), {}});
        break;
      case EventKind::text:
        if (!stack.empty()) stack.back().text += event->text;
        break;
      case EventKind::end: {
        auto& node = nodes_[stack.back().node];
        const auto& gathered = stack.back().text;
        if (node.first_child == 0 || !trim(gathered).empty()) node.text = arena_.keep(gathered);
        stack.pop_back();
        break;
      }
    }
  }
  return Element(this, 1);
}

std::string_view Element::space() const {
  return document_ == nullptr ? std::string_view{} : document_->names_[document_->nodes_[at_].name].space;
}

std::string_view Element::name() const {
  return document_ == nullptr ? std::string_view{} : document_->names_[document_->nodes_[at_].name].name;
}

std::string_view Element::text() const {
  return document_ == nullptr ? std::string_view{} : document_->nodes_[at_].text;
}

std::span<const Attribute> Element::attributes() const {
  if (document_ == nullptr) return {};
  const auto& node = document_->nodes_[at_];
  return std::span(document_->attributes_).subspan(node.first_attribute, node.attribute_count);
}

std::string_view Element::attribute(std::string_view name) const {
  const auto all = attributes();
  const auto found = std::ranges::find(all, name, &Attribute::name);
  return found == all.end() ? std::string_view{} : found->value;
}

bool Element::has_attribute(std::string_view name) const {
  const auto all = attributes();
  return std::ranges::find(all, name, &Attribute::name) != all.end();
}

Element Element::child(std::string_view name) const {
  const auto own = space();
  for (const auto element : children()) {
    if (element.name() == name && element.space() == own) return element;
  }
  return {};
}

Children Element::children() const {
  Children range;
  if (document_ == nullptr) return range;
  range.document_ = document_;
  range.first_ = document_->nodes_[at_].first_child;
  return range;
}

std::uint64_t Element::line() const {
  return document_ == nullptr ? 0 : document_->nodes_[at_].line;
}

Children::iterator& Children::iterator::operator++() {
  at_ = document_->nodes_[at_].next;
  return *this;
}

}  // namespace manara::xml
