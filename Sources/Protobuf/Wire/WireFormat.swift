// SPDX-License-Identifier: Apache-2.0

/// How the values of one type of the schema are read and written, without their tag: the elements of
/// lists, and the keys and values of maps.
///
/// Constants such as `.sint32` are inlined where they are used, and nothing is left of them.
public struct WireFormat<Value: Hashable & Sendable> {
    /// How a value is laid out.
    public let type: WireType
    /// Bytes of every value, if all have the same number.
    @usableFromInline let size: Int?
    /// What absence in a map's entry means.
    @usableFromInline let zero: Value
    /// Reads a value, into what is there for messages.
    @usableFromInline let merge: (inout Value, inout WireReader) throws(WireFault) -> Void
    @usableFromInline let write: (Value, inout WireWriter) -> Void

    @inlinable @inline(__always)
    init(
        _ type: WireType, size: Int? = nil, zero: Value,
        merge: @escaping (inout Value, inout WireReader) throws(WireFault) -> Void,
        write: @escaping (Value, inout WireWriter) -> Void
    ) {
        self.type = type
        self.size = size
        self.zero = zero
        self.merge = merge
        self.write = write
    }

    @inlinable @inline(__always)
    func read(_ reader: inout WireReader) throws(WireFault) -> Value {
        var value = zero
        try merge(&value, &reader)
        return value
    }
}

extension WireFormat<UInt64> {
    /// `uint64`
    @inlinable @inline(__always)
    public static var uint64: Self {
        Self(
            .varint, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.uint64() },
            write: { $1.varint($0) })
    }
}

extension WireFormat<UInt32> {
    /// `uint32`
    @inlinable @inline(__always)
    public static var uint32: Self {
        Self(
            .varint, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.uint32() },
            write: { $1.varint(UInt64($0)) })
    }
}

extension WireFormat<Int64> {
    /// `int64`
    @inlinable @inline(__always)
    public static var int64: Self {
        Self(
            .varint, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.int64() },
            write: { $1.varint(UInt64(bitPattern: $0)) })
    }
}

extension WireFormat<Int32> {
    /// `int32`: negative numbers take ten bytes.
    @inlinable @inline(__always)
    public static var int32: Self {
        Self(
            .varint, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.int32() },
            write: { $1.varint(UInt64(bitPattern: Int64($0))) })
    }
}

extension WireFormat<Int64> {
    /// `sint64`: small numbers of either sign are short.
    @inlinable @inline(__always)
    public static var sint64: Self {
        Self(
            .varint, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.sint64() },
            write: { $1.varint(UInt64(bitPattern: ($0 &<< 1) ^ ($0 &>> 63))) })
    }
}

extension WireFormat<Int32> {
    /// `sint32`: small numbers of either sign are short.
    @inlinable @inline(__always)
    public static var sint32: Self {
        Self(
            .varint, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.sint32() },
            write: { $1.varint(UInt64(UInt32(bitPattern: ($0 &<< 1) ^ ($0 &>> 31)))) })
    }
}

extension WireFormat<Bool> {
    /// `bool`
    @inlinable @inline(__always)
    public static var bool: Self {
        Self(
            .varint, zero: false, merge: { (value, reader) throws(WireFault) in value = try reader.bool() },
            write: { $1.varint($0 ? 1 : 0) })
    }
}

extension WireFormat<UInt64> {
    /// `fixed64`
    @inlinable @inline(__always)
    public static var fixed64: Self {
        Self(
            .fixed64, size: 8, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.fixed64() },
            write: { $1.fixed($0) })
    }
}

extension WireFormat<UInt32> {
    /// `fixed32`
    @inlinable @inline(__always)
    public static var fixed32: Self {
        Self(
            .fixed32, size: 4, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.fixed32() },
            write: { $1.fixed($0) })
    }
}

extension WireFormat<Int64> {
    /// `sfixed64`
    @inlinable @inline(__always)
    public static var sfixed64: Self {
        Self(
            .fixed64, size: 8, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.sfixed64() },
            write: { $1.fixed($0) })
    }
}

extension WireFormat<Int32> {
    /// `sfixed32`
    @inlinable @inline(__always)
    public static var sfixed32: Self {
        Self(
            .fixed32, size: 4, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.sfixed32() },
            write: { $1.fixed($0) })
    }
}

extension WireFormat<Double> {
    /// `double`
    @inlinable @inline(__always)
    public static var double: Self {
        Self(
            .fixed64, size: 8, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.double() },
            write: { $1.fixed($0.bitPattern) })
    }
}

extension WireFormat<Float> {
    /// `float`
    @inlinable @inline(__always)
    public static var float: Self {
        Self(
            .fixed32, size: 4, zero: 0, merge: { (value, reader) throws(WireFault) in value = try reader.float() },
            write: { $1.fixed($0.bitPattern) })
    }
}

extension WireFormat<String> {
    /// `string`
    @inlinable @inline(__always)
    public static var string: Self {
        Self(
            .lengthDelimited, zero: "", merge: { (value, reader) throws(WireFault) in value = try reader.string() },
            write: { $1.put($0) })
    }
}

extension WireFormat<[UInt8]> {
    /// `bytes`
    @inlinable @inline(__always)
    public static var bytes: Self {
        Self(
            .lengthDelimited, zero: [], merge: { (value, reader) throws(WireFault) in value = try reader.bytes() },
            write: { $1.put($0) })
    }
}

extension WireFormat where Value: ProtobufEnum {
    /// An enumeration.
    @inlinable @inline(__always)
    public static var enumeration: Self {
        Self(
            .varint, zero: Value(rawValue: 0),
            merge: { (value, reader) throws(WireFault) in value = try reader.enumeration() },
            write: { $1.varint(UInt64(bitPattern: Int64($0.rawValue))) })
    }
}

extension WireFormat where Value: Message {
    /// A message, with its length.
    @inlinable @inline(__always)
    public static var message: Self {
        Self(
            .lengthDelimited, zero: Value(),
            merge: { (value, reader) throws(WireFault) in try reader.merge(into: &value) },
            write: { $1.message($0) })
    }
}
