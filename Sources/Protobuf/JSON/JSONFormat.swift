// SPDX-License-Identifier: Apache-2.0

/// How the values of one type of the schema are read and written: the elements of lists, and the
/// values of maps. Constants such as `.int64` are inlined where they are used.
public struct JSONFormat<Value> {
    /// Nothing for an enum name that is not declared, if such are ignored.
    @usableFromInline let read: (inout JSONReader) throws(JSONFault) -> Value?
    @usableFromInline let write: (borrowing Value, inout JSONWriter) -> Void

    @inlinable @inline(__always)
    init(
        read: @escaping (inout JSONReader) throws(JSONFault) -> Value?,
        write: @escaping (borrowing Value, inout JSONWriter) -> Void
    ) {
        self.read = read
        self.write = write
    }
}

extension JSONFormat<Int32> {
    /// `int32`, `sint32`, `sfixed32`
    @inlinable @inline(__always)
    public static var int32: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.int32() }, write: { $1.int32(copy $0) })
    }
}

extension JSONFormat<Int64> {
    /// `int64`, `sint64`, `sfixed64`
    @inlinable @inline(__always)
    public static var int64: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.int64() }, write: { $1.int64(copy $0) })
    }
}

extension JSONFormat<UInt32> {
    /// `uint32`, `fixed32`
    @inlinable @inline(__always)
    public static var uint32: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.uint32() }, write: { $1.uint32(copy $0) })
    }
}

extension JSONFormat<UInt64> {
    /// `uint64`, `fixed64`
    @inlinable @inline(__always)
    public static var uint64: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.uint64() }, write: { $1.uint64(copy $0) })
    }
}

extension JSONFormat<Bool> {
    /// `bool`
    @inlinable @inline(__always)
    public static var bool: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.bool() }, write: { $1.bool(copy $0) })
    }
}

extension JSONFormat<Float> {
    /// `float`
    @inlinable @inline(__always)
    public static var float: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.float() }, write: { $1.float(copy $0) })
    }
}

extension JSONFormat<Double> {
    /// `double`
    @inlinable @inline(__always)
    public static var double: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.double() }, write: { $1.double(copy $0) })
    }
}

extension JSONFormat<String> {
    /// `string`
    @inlinable @inline(__always)
    public static var string: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.string() }, write: { $1.string(copy $0) })
    }
}

extension JSONFormat<[UInt8]> {
    /// `bytes`
    @inlinable @inline(__always)
    public static var bytes: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.bytes() }, write: { $1.bytes(copy $0) })
    }
}

extension JSONFormat where Value: JSONEnum {
    /// An enumeration.
    @inlinable @inline(__always)
    public static var enumeration: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.enumeration() }, write: { $1.enumeration(copy $0) })
    }
}

extension JSONFormat where Value: JSONEnum & ClosedEnum {
    /// A closed enumeration.
    @inlinable @inline(__always)
    public static var enumeration: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.enumeration() }, write: { $1.enumeration(copy $0) })
    }
}

extension JSONFormat where Value: JSONMessage {
    /// A message, as the value of a map.
    @inlinable @inline(__always)
    public static var message: Self {
        Self(read: { (reader) throws(JSONFault) in try reader.message() }, write: { $1.message(copy $0) })
    }
}
