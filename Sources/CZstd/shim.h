// SPDX-License-Identifier: Apache-2.0
// Brings libzstd (Zstandard, RFC 8878) into Swift.
#pragma once
#include <zstd.h>
#include <zstd_errors.h>
