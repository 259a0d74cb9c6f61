// SPDX-License-Identifier: Apache-2.0

// A value of each numeric type of the schema, without its tag. Strings and bytes are in WireReader.swift.
extension WireReader {
    /// `uint64`
    @inlinable @inline(__always)
    public mutating func uint64() throws(WireFault) -> UInt64 {
        try varint()
    }

    /// `uint32`
    @inlinable @inline(__always)
    public mutating func uint32() throws(WireFault) -> UInt32 {
        UInt32(truncatingIfNeeded: try varint())
    }

    /// `int64`
    @inlinable @inline(__always)
    public mutating func int64() throws(WireFault) -> Int64 {
        Int64(bitPattern: try varint())
    }

    /// `int32`: negative numbers take ten bytes.
    @inlinable @inline(__always)
    public mutating func int32() throws(WireFault) -> Int32 {
        Int32(truncatingIfNeeded: try varint())
    }

    /// `sint64`: small numbers of either sign are short.
    @inlinable @inline(__always)
    public mutating func sint64() throws(WireFault) -> Int64 {
        Self.signed(try varint())
    }

    /// `sint32`: small numbers of either sign are short.
    @inlinable @inline(__always)
    public mutating func sint32() throws(WireFault) -> Int32 {
        Self.signed(UInt32(truncatingIfNeeded: try varint()))
    }

    /// The number that `sint64` writes as `bits`: the last bit is its sign.
    @inlinable @inline(__always)
    static func signed(_ bits: UInt64) -> Int64 {
        Int64(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
    }

    /// The number that `sint32` writes as `bits`.
    @inlinable @inline(__always)
    static func signed(_ bits: UInt32) -> Int32 {
        Int32(bitPattern: (bits &>> 1) ^ (0 &- (bits & 1)))
    }

    /// `bool`
    @inlinable @inline(__always)
    public mutating func bool() throws(WireFault) -> Bool {
        try varint() != 0
    }

    /// `fixed64`
    @inlinable @inline(__always)
    public mutating func fixed64() throws(WireFault) -> UInt64 {
        try fixed(UInt64.self)
    }

    /// `fixed32`
    @inlinable @inline(__always)
    public mutating func fixed32() throws(WireFault) -> UInt32 {
        try fixed(UInt32.self)
    }

    /// `sfixed64`
    @inlinable @inline(__always)
    public mutating func sfixed64() throws(WireFault) -> Int64 {
        try fixed(Int64.self)
    }

    /// `sfixed32`
    @inlinable @inline(__always)
    public mutating func sfixed32() throws(WireFault) -> Int32 {
        try fixed(Int32.self)
    }

    /// `double`
    @inlinable @inline(__always)
    public mutating func double() throws(WireFault) -> Double {
        Double(bitPattern: try fixed(UInt64.self))
    }

    /// `float`
    @inlinable @inline(__always)
    public mutating func float() throws(WireFault) -> Float {
        Float(bitPattern: try fixed(UInt32.self))
    }

    /// An enumeration's number, as a value of it.
    @inlinable @inline(__always)
    public mutating func enumeration<Value: ProtobufEnum>() throws(WireFault) -> Value {
        Value(rawValue: try int32())
    }
}
