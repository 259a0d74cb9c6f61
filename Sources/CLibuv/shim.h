// SPDX-License-Identifier: Apache-2.0
// Brings libuv (event loop, sockets, timers, signals) into Swift, and the few things beside it
// that Swift's own C library modules leave out.
#pragma once
#include <pthread.h>
#include <uv.h>

#if defined(__linux__)
// Declared by pthread.h only with _GNU_SOURCE, which the Swift importer does not set.
extern int pthread_setname_np(pthread_t thread, const char *name);
#endif

/// Names the calling thread, for debuggers and `top`.
static inline void strategos_name_current_thread(const char *name) {
#if defined(__linux__)
    pthread_setname_np(pthread_self(), name);
#elif defined(__APPLE__)
    pthread_setname_np(name);
#else
    (void)name;
#endif
}
