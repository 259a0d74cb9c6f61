// SPDX-License-Identifier: Apache-2.0
#include "CFuzzer.h"

extern int LLVMFuzzerRunDriver(int *, char ***, int (*)(const uint8_t *, size_t)) __attribute__((weak));

int strategos_fuzz(int argc, char **argv, int (*test)(const uint8_t *, size_t)) {
  return LLVMFuzzerRunDriver ? LLVMFuzzerRunDriver(&argc, &argv, test) : -1;
}
