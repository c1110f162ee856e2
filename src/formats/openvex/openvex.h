/// OpenVEX documents (openvex.dev/ns v0.2.0, and v0.0.1 as tools still write it): statements by a team or a supplier.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_openvex(const Probe& probe);
/// Errors: those of JSON, openvex_not_a_document. A statement without a vulnerability, product or known status is
/// counted.
Status read_openvex(io::Stream& stream, std::string_view path, FeedSink& sink, const Limits& limits);

inline constexpr AdvisoryFormat openvex{"openvex", Code{"format_openvex"}, looks_like_openvex, read_openvex,
                                        FeedUnit::record};

}  // namespace manara::formats
