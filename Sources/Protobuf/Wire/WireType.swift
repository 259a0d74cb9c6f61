// SPDX-License-Identifier: Apache-2.0

/// How a value is laid out, the low three bits of its tag.
public enum WireType: UInt32, Sendable {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case startGroup = 3
    case endGroup = 4
    case fixed32 = 5
}
