// SPDX-License-Identifier: Apache-2.0
// Brings libnghttp2 (HTTP/2 framing and HPACK) into Swift.
#pragma once
#include <sys/types.h>
#include <nghttp2/nghttp2.h>
