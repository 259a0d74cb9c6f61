// SPDX-License-Identifier: Apache-2.0
// Brings zlib (gzip and zlib streams) into Swift, and as functions what it has as macros only.
#pragma once
#include <zlib.h>

/// Begins to compress; `window_bits` also say whether the result is gzip or zlib (deflateInit2).
static inline int strategos_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

/// Begins to decompress.
static inline int strategos_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}
