// SPDX-License-Identifier: Apache-2.0

// Fields where a sender that writes in the schema's order has them. Each function reads the field if its
// tag comes next, and does nothing if it does not: then the field is absent, or comes later and is found
// by its tag.
extension WireReader {
    // MARK: - Numbers

    /// `uint64`
    @inlinable @inline(__always)
    public mutating func uint64(_ tag: UInt32, _ field: inout UInt64) throws(WireFault) {
        if let bits = try varint(tag) { field = bits }
    }

    /// `uint32`
    @inlinable @inline(__always)
    public mutating func uint32(_ tag: UInt32, _ field: inout UInt32) throws(WireFault) {
        if let bits = try varint(tag) { field = UInt32(truncatingIfNeeded: bits) }
    }

    /// `int64`
    @inlinable @inline(__always)
    public mutating func int64(_ tag: UInt32, _ field: inout Int64) throws(WireFault) {
        if let bits = try varint(tag) { field = Int64(bitPattern: bits) }
    }

    /// `int32`
    @inlinable @inline(__always)
    public mutating func int32(_ tag: UInt32, _ field: inout Int32) throws(WireFault) {
        if let bits = try varint(tag) { field = Int32(truncatingIfNeeded: bits) }
    }

    /// `sint64`
    @inlinable @inline(__always)
    public mutating func sint64(_ tag: UInt32, _ field: inout Int64) throws(WireFault) {
        if let bits = try varint(tag) { field = Self.signed(bits) }
    }

    /// `sint32`
    @inlinable @inline(__always)
    public mutating func sint32(_ tag: UInt32, _ field: inout Int32) throws(WireFault) {
        if let bits = try varint(tag) { field = Self.signed(UInt32(truncatingIfNeeded: bits)) }
    }

    /// `bool`
    @inlinable @inline(__always)
    public mutating func bool(_ tag: UInt32, _ field: inout Bool) throws(WireFault) {
        if let bits = try varint(tag) { field = bits != 0 }
    }

    /// `fixed64`
    @inlinable @inline(__always)
    public mutating func fixed64(_ tag: UInt32, _ field: inout UInt64) throws(WireFault) {
        if let bits: UInt64 = try fixed(tag) { field = bits }
    }

    /// `fixed32`
    @inlinable @inline(__always)
    public mutating func fixed32(_ tag: UInt32, _ field: inout UInt32) throws(WireFault) {
        if let bits: UInt32 = try fixed(tag) { field = bits }
    }

    /// `sfixed64`
    @inlinable @inline(__always)
    public mutating func sfixed64(_ tag: UInt32, _ field: inout Int64) throws(WireFault) {
        if let bits: Int64 = try fixed(tag) { field = bits }
    }

    /// `sfixed32`
    @inlinable @inline(__always)
    public mutating func sfixed32(_ tag: UInt32, _ field: inout Int32) throws(WireFault) {
        if let bits: Int32 = try fixed(tag) { field = bits }
    }

    /// `double`
    @inlinable @inline(__always)
    public mutating func double(_ tag: UInt32, _ field: inout Double) throws(WireFault) {
        if let bits: UInt64 = try fixed(tag) { field = Double(bitPattern: bits) }
    }

    /// `float`
    @inlinable @inline(__always)
    public mutating func float(_ tag: UInt32, _ field: inout Float) throws(WireFault) {
        if let bits: UInt32 = try fixed(tag) { field = Float(bitPattern: bits) }
    }

    /// An enumeration's number, as a value of it.
    @inlinable @inline(__always)
    public mutating func enumeration<Value: ProtobufEnum>(_ tag: UInt32, _ field: inout Value) throws(WireFault) {
        if let bits = try varint(tag) { field = Value(rawValue: Int32(truncatingIfNeeded: bits)) }
    }

    // MARK: - Text and bytes

    /// `string`
    @inlinable @inline(__always)
    public mutating func string(_ tag: UInt32, _ field: inout String) throws(WireFault) {
        try text(tag, &field)
    }

    /// `bytes`
    @inlinable @inline(__always)
    public mutating func bytes(_ tag: UInt32, _ field: inout [UInt8]) throws(WireFault) {
        if advance(past: tag) { field = try bytes() }
    }

    // MARK: - Messages

    /// A singular message.
    @inlinable @inline(__always)
    public mutating func message<Value: Message>(_ tag: UInt32, _ field: inout Value?) throws(WireFault) {
        if advance(past: tag) { try message(&field) }
    }

    /// A message of a recursive type.
    @inlinable @inline(__always)
    public mutating func message<Value: Message>(_ tag: UInt32, _ field: inout Indirect<Value>?) throws(WireFault) {
        if advance(past: tag) { try message(&field) }
    }

    /// Messages that stand here one after the other.
    @inlinable @inline(__always)
    public mutating func messages<Value: Message>(_ tag: UInt32, _ field: inout [Value]) throws(WireFault) {
        if advance(past: tag) { try messages(&field, tag: tag) }
    }

    // MARK: - Lists and maps

    /// Strings or byte arrays that stand here one after the other.
    @inlinable @inline(__always)
    public mutating func elements<Value>(
        _ tag: UInt32, _ field: inout [Value], _ format: WireFormat<Value>
    ) throws(WireFault) {
        if advance(past: tag) { try elements(&field, format, tag: tag) }
    }

    /// Elements packed into one length-delimited value.
    @inlinable @inline(__always)
    public mutating func packed<Value>(
        _ tag: UInt32, _ field: inout [Value], _ format: WireFormat<Value>
    ) throws(WireFault) {
        if advance(past: tag) { try packed(&field, format) }
    }

    /// All entries of a map that stand here one after the other.
    @inlinable @inline(__always)
    public mutating func entries<Key: Hashable, Value>(
        _ tag: UInt32, _ field: inout [Key: Value], _ keyFormat: WireFormat<Key>, _ valueFormat: WireFormat<Value>
    ) throws(WireFault) {
        if advance(past: tag) { try entries(&field, keyFormat, valueFormat, tag: tag) }
    }
}
