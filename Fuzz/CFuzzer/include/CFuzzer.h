// SPDX-License-Identifier: Apache-2.0
// libFuzzer's entry, which is there only where the program is linked with it (Fuzz/run does that).
#ifndef CFUZZER_H
#define CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer with a command line; `test` gets each input and returns 0. Returns -1 without libFuzzer.
int strategos_fuzz(int argc, char **argv, int (*test)(const uint8_t *, size_t));

#endif
