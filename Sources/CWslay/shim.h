// SPDX-License-Identifier: Apache-2.0
// Brings libwslay (the frames of WebSocket) into Swift.
#pragma once
#include <wslay/wslay.h>
