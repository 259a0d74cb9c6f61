// SPDX-License-Identifier: Apache-2.0

// A field of each scalar type of the schema, with its tag.
extension WireWriter {
    /// `uint64`
    @inlinable @inline(__always)
    public mutating func uint64(_ tag: UInt32, _ value: UInt64) {
        varint(tag, value)
    }

    /// `uint32`
    @inlinable @inline(__always)
    public mutating func uint32(_ tag: UInt32, _ value: UInt32) {
        varint(tag, UInt64(value))
    }

    /// `int64`
    @inlinable @inline(__always)
    public mutating func int64(_ tag: UInt32, _ value: Int64) {
        varint(tag, UInt64(bitPattern: value))
    }

    /// `int32`: negative numbers take ten bytes.
    @inlinable @inline(__always)
    public mutating func int32(_ tag: UInt32, _ value: Int32) {
        varint(tag, UInt64(bitPattern: Int64(value)))
    }

    /// `sint64`: small numbers of either sign are short.
    @inlinable @inline(__always)
    public mutating func sint64(_ tag: UInt32, _ value: Int64) {
        varint(tag, UInt64(bitPattern: (value &<< 1) ^ (value &>> 63)))
    }

    /// `sint32`: small numbers of either sign are short.
    @inlinable @inline(__always)
    public mutating func sint32(_ tag: UInt32, _ value: Int32) {
        varint(tag, UInt64(UInt32(bitPattern: (value &<< 1) ^ (value &>> 31))))
    }

    /// `bool`
    @inlinable @inline(__always)
    public mutating func bool(_ tag: UInt32, _ value: Bool) {
        varint(tag, value ? 1 : 0)
    }

    /// `fixed64`
    @inlinable @inline(__always)
    public mutating func fixed64(_ tag: UInt32, _ value: UInt64) {
        fixed(tag, value)
    }

    /// `fixed32`
    @inlinable @inline(__always)
    public mutating func fixed32(_ tag: UInt32, _ value: UInt32) {
        fixed(tag, value)
    }

    /// `sfixed64`
    @inlinable @inline(__always)
    public mutating func sfixed64(_ tag: UInt32, _ value: Int64) {
        fixed(tag, value)
    }

    /// `sfixed32`
    @inlinable @inline(__always)
    public mutating func sfixed32(_ tag: UInt32, _ value: Int32) {
        fixed(tag, value)
    }

    /// `double`
    @inlinable @inline(__always)
    public mutating func double(_ tag: UInt32, _ value: Double) {
        fixed(tag, value.bitPattern)
    }

    /// `float`
    @inlinable @inline(__always)
    public mutating func float(_ tag: UInt32, _ value: Float) {
        fixed(tag, value.bitPattern)
    }

    /// `string`
    @inlinable @inline(__always)
    public mutating func string(_ tag: UInt32, _ value: some TextSource) {
        value.lendText { value in text(tag, value) }
    }

    /// `string` without presence: empty text is not written.
    @inlinable @inline(__always)
    public mutating func string(_ tag: UInt32, unlessEmpty value: some TextSource) {
        value.lendText { value in text(tag, unlessEmpty: value) }
    }

    /// `bytes`
    @inlinable @inline(__always)
    public mutating func bytes(_ tag: UInt32, _ value: [UInt8]) {
        self.tag(tag)
        put(value)
    }

    /// An enumeration's number.
    @inlinable @inline(__always)
    public mutating func enumeration<Value: ProtobufEnum>(_ tag: UInt32, _ value: Value) {
        int32(tag, value.rawValue)
    }
}
