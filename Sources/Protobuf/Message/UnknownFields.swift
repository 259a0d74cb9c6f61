// SPDX-License-Identifier: Apache-2.0

/// Fields that the schema does not know, as they were on the wire: tag and value, in their order.
public struct UnknownFields: Sendable, Hashable {
    /// The bytes, ready to be written again.
    @inlinable
    public var bytes: [UInt8] { fields }

    @usableFromInline var fields: [UInt8]

    /// No fields.
    @inlinable
    public init() {
        self.init(bytes: [])
    }

    /// Fields given as bytes: tag and value one after the other.
    @inlinable
    public init(bytes: [UInt8]) {
        fields = bytes
    }

    /// Whether there are none.
    @inlinable
    public var isEmpty: Bool { fields.isEmpty }

    /// Appends one field: its tag and the bytes of its value.
    mutating func append(tag: UInt32, _ value: Span<UInt8>) {
        var rest = tag
        while rest >= 0x80 {
            fields.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        fields.append(UInt8(rest))
        fields.append(addingCapacity: value.count) { output in
            for index in value.indices { output.append(value[index]) }
        }
    }
}
