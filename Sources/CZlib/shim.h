// zlib as Debian's zlib1g-dev installs it.
#pragma once
#include <zlib.h>

// zlib offers its initialisers as macros, which Swift does not see. 16 asks for gzip's header and checksum, 15 for the
// largest window, which every gzip file may use.
static inline int colophon_inflate_gzip_begin(z_stream *stream) { return inflateInit2(stream, 16 + 15); }
