// SPDX-License-Identifier: Apache-2.0
// Brings libuv (event loop, sockets, timers, signals) into Swift.
#pragma once
#include <uv.h>
