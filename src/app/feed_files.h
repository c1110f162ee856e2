/// The normalised records of one feed on their way into the index and into a file of their own.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/lane.h"
#include "exposure/builder.h"
#include "formats/record/record.h"

namespace manara::app {

/// Compresses lines as they come (zstd); the text is never held whole.
class LinePacker {
 public:
  LinePacker();
  ~LinePacker();
  LinePacker(LinePacker&&) noexcept;
  LinePacker& operator=(LinePacker&&) noexcept;
  void add(std::string_view line);  ///< adds the end of line
  std::string finish();             ///< the packed bytes

 private:
  void compress(std::string_view bytes, int mode);
  struct Context;
  std::unique_ptr<Context> context_;
};

/// Takes the records of one feed: normalises and digests them here; packs them and hands them to the builder on the
/// lane. The builder belongs to the lane: whoever asks it drains the lane first.
class FeedIntake final : public formats::FeedSink {
 public:
  FeedIntake(exposure::IndexBuilder& builder, Lane& lane, std::string name, std::string format);

  void advisory(Advisory&& record) override;
  void kev(KevEntry&& entry) override;
  void epss(EpssScore&& score) override;
  void vex(VexStatement&& statement) override;
  void unusable(Message reason, Place place) override;
  void about(std::optional<Date> as_of, std::string_view model) override;
  /// What the head of a record file says of its feed, beside the name.
  void head(const formats::FeedHead& head);

  [[nodiscard]] std::uint64_t records() const { return records_; }
  /// How many records could not be used, by the reason's name.
  [[nodiscard]] std::map<std::string, std::uint64_t> reasons() const;
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& format() const { return format_; }
  /// Everything came: what could not be used is told to the builder, once.
  void finish();
  /// The packed file of the feed: a head line, then the records in the order in which they came.
  std::string pack();

 private:
  template <typename Record>
  void take(Record record);
  [[nodiscard]] formats::FeedHead own_head() const;
  void count_unusable(const std::string& reason, const std::string& argument, std::uint64_t count);

  exposure::IndexBuilder* builder_;
  Lane* lane_;
  std::uint32_t feed_ = 0;  // the builder's; the lane's
  std::string name_, format_, model_{};
  std::optional<Date> as_of_{};
  LinePacker lines_{};  // the lane's
  std::uint64_t records_ = 0;
  std::map<std::pair<std::string, std::string>, std::uint64_t> unusable_{};  // reason, its first argument
};

/// Adds a feed's packed file to a builder, as it was when it was imported.
Status add_feed_file(const std::string& path, exposure::IndexBuilder& builder);

}  // namespace manara::app
