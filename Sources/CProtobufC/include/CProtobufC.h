// SPDX-License-Identifier: Apache-2.0
#pragma once
// Descriptors as protoc hands them to a plugin, read through libprotobuf-c. The two files are written
// by protoc-c from Sources/CProtobufC/schema (scripts/generate).
#include "../Generated/descriptor.pb-c.h"
#include "../Generated/plugin.pb-c.h"
