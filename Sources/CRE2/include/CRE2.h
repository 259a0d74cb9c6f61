/* SPDX-License-Identifier: Apache-2.0 */
/* RE2 for callers that do not speak C++. */
#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A compiled expression; may be used by many threads at once. */
typedef struct strategos_re2 strategos_re2;

/* Compiles a pattern, or returns NULL and writes why, with a NUL at the end, into `message`. */
strategos_re2 *strategos_re2_new(const uint8_t *pattern, size_t length, char *message, size_t capacity);

void strategos_re2_delete(strategos_re2 *expression);

/* Whether the expression is found anywhere in the text. */
bool strategos_re2_found(const strategos_re2 *expression, const uint8_t *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
