// zlib as Debian's zlib1g-dev installs it.
#pragma once
#include <zlib.h>

// zlib offers its initialisers as macros, which Swift does not see. 16 asks for gzip's header and checksum, 15 for the
// largest window, which every gzip file may use.
static inline int colophon_inflate_gzip_begin(z_stream *stream) { return inflateInit2(stream, 16 + 15); }

// Data without a header, as zip archives have them, made as small as zlib can: -15 asks for the largest window and no header.
static inline int colophon_deflate_raw_begin(z_stream *stream) {
  return deflateInit2(stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
}
