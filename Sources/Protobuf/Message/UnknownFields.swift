// SPDX-License-Identifier: Apache-2.0

/// Fields that the schema does not know, as they were on the wire: tag and value, in their order.
public struct UnknownFields: Sendable, Hashable {
    /// The bytes, ready to be written again.
    @inlinable
    public var bytes: [UInt8] { fields ?? [] }

    /// Never empty: a message mostly has none, and nil costs less to make and to end than an empty array.
    @usableFromInline var fields: [UInt8]?

    /// No fields.
    @inlinable
    public init() {
        fields = nil
    }

    /// Fields given as bytes: tag and value one after the other.
    @inlinable
    public init(bytes: [UInt8]) {
        fields = bytes.isEmpty ? nil : bytes
    }

    /// Whether there are none.
    @inlinable
    public var isEmpty: Bool { fields == nil }

    /// Appends one field: its tag and the bytes of its value.
    mutating func append(tag: UInt32, _ value: Span<UInt8>) {
        // Taken out while it grows, so that it is not copied.
        var grown = fields ?? []
        fields = nil
        var rest = tag
        while rest >= 0x80 {
            grown.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        grown.append(UInt8(rest))
        grown.append(value)
        fields = grown
    }
}

extension [UInt8] {
    /// Appends bytes.
    mutating func append(_ bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { output in
            for index in bytes.indices { output.append(bytes[index]) }
        }
    }
}
