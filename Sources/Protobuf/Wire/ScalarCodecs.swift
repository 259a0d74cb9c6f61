// SPDX-License-Identifier: Apache-2.0

// One codec for each scalar type of the schema.

extension Wire {
    /// `uint64`
    public enum UInt64: ScalarCodec {
        public typealias Value = Swift.UInt64
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Swift.UInt64 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.UInt64 {
            try reader.varint()
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.UInt64, to writer: inout WireWriter) {
            writer.varint(value)
        }
    }

    /// `uint32`
    public enum UInt32: ScalarCodec {
        public typealias Value = Swift.UInt32
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Swift.UInt32 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.UInt32 {
            Swift.UInt32(truncatingIfNeeded: try reader.varint())
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.UInt32, to writer: inout WireWriter) {
            writer.varint(Swift.UInt64(value))
        }
    }

    /// `int64`
    public enum Int64: ScalarCodec {
        public typealias Value = Swift.Int64
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Swift.Int64 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Int64 {
            Swift.Int64(bitPattern: try reader.varint())
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Int64, to writer: inout WireWriter) {
            writer.varint(Swift.UInt64(bitPattern: value))
        }
    }

    /// `int32`: negative numbers take ten bytes.
    public enum Int32: ScalarCodec {
        public typealias Value = Swift.Int32
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Swift.Int32 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Int32 {
            Swift.Int32(truncatingIfNeeded: try reader.varint())
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Int32, to writer: inout WireWriter) {
            writer.varint(Swift.UInt64(bitPattern: Swift.Int64(value)))
        }
    }

    /// `sint64`: small numbers of either sign are short.
    public enum SInt64: ScalarCodec {
        public typealias Value = Swift.Int64
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Swift.Int64 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Int64 {
            let bits = try reader.varint()
            return Swift.Int64(bitPattern: bits &>> 1) ^ -Swift.Int64(bitPattern: bits & 1)
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Int64, to writer: inout WireWriter) {
            writer.varint(Swift.UInt64(bitPattern: (value &<< 1) ^ (value &>> 63)))
        }
    }

    /// `sint32`: small numbers of either sign are short.
    public enum SInt32: ScalarCodec {
        public typealias Value = Swift.Int32
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Swift.Int32 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Int32 {
            let bits = Swift.UInt32(truncatingIfNeeded: try reader.varint())
            return Swift.Int32(bitPattern: bits &>> 1) ^ -Swift.Int32(bitPattern: bits & 1)
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Int32, to writer: inout WireWriter) {
            writer.varint(Swift.UInt64(Swift.UInt32(bitPattern: (value &<< 1) ^ (value &>> 31))))
        }
    }

    /// `bool`
    public enum Bool: ScalarCodec {
        public typealias Value = Swift.Bool
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Swift.Bool { false }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Bool {
            try reader.varint() != 0
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Bool, to writer: inout WireWriter) {
            writer.varint(value ? 1 : 0)
        }
    }

    /// `fixed64`
    public enum Fixed64: ScalarCodec {
        public typealias Value = Swift.UInt64
        @inlinable public static var fixedSize: Int? { 8 }
        @inlinable public static var wireType: WireType { .fixed64 }
        @inlinable public static var `default`: Swift.UInt64 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.UInt64 {
            try reader.fixed(Swift.UInt64.self)
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.UInt64, to writer: inout WireWriter) {
            writer.fixed(value)
        }
    }

    /// `fixed32`
    public enum Fixed32: ScalarCodec {
        public typealias Value = Swift.UInt32
        @inlinable public static var fixedSize: Int? { 4 }
        @inlinable public static var wireType: WireType { .fixed32 }
        @inlinable public static var `default`: Swift.UInt32 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.UInt32 {
            try reader.fixed(Swift.UInt32.self)
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.UInt32, to writer: inout WireWriter) {
            writer.fixed(value)
        }
    }

    /// `sfixed64`
    public enum SFixed64: ScalarCodec {
        public typealias Value = Swift.Int64
        @inlinable public static var fixedSize: Int? { 8 }
        @inlinable public static var wireType: WireType { .fixed64 }
        @inlinable public static var `default`: Swift.Int64 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Int64 {
            try reader.fixed(Swift.Int64.self)
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Int64, to writer: inout WireWriter) {
            writer.fixed(value)
        }
    }

    /// `sfixed32`
    public enum SFixed32: ScalarCodec {
        public typealias Value = Swift.Int32
        @inlinable public static var fixedSize: Int? { 4 }
        @inlinable public static var wireType: WireType { .fixed32 }
        @inlinable public static var `default`: Swift.Int32 { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Int32 {
            try reader.fixed(Swift.Int32.self)
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Int32, to writer: inout WireWriter) {
            writer.fixed(value)
        }
    }

    /// `double`
    public enum Double: ScalarCodec {
        public typealias Value = Swift.Double
        @inlinable public static var fixedSize: Int? { 8 }
        @inlinable public static var wireType: WireType { .fixed64 }
        @inlinable public static var `default`: Swift.Double { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Double {
            Swift.Double(bitPattern: try reader.fixed(Swift.UInt64.self))
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Double, to writer: inout WireWriter) {
            writer.fixed(value.bitPattern)
        }
    }

    /// `float`
    public enum Float: ScalarCodec {
        public typealias Value = Swift.Float
        @inlinable public static var fixedSize: Int? { 4 }
        @inlinable public static var wireType: WireType { .fixed32 }
        @inlinable public static var `default`: Swift.Float { 0 }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.Float {
            Swift.Float(bitPattern: try reader.fixed(Swift.UInt32.self))
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.Float, to writer: inout WireWriter) {
            writer.fixed(value.bitPattern)
        }
    }

    /// `string`
    public enum String: ScalarCodec {
        public typealias Value = Swift.String
        @inlinable public static var wireType: WireType { .lengthDelimited }
        @inlinable public static var `default`: Swift.String { "" }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Swift.String {
            try reader.string()
        }

        @inlinable @inline(__always)
        public static func write(_ value: Swift.String, to writer: inout WireWriter) {
            writer.string(value)
        }
    }

    /// `bytes`
    public enum Bytes: ScalarCodec {
        public typealias Value = [Swift.UInt8]
        @inlinable public static var wireType: WireType { .lengthDelimited }
        @inlinable public static var `default`: [Swift.UInt8] { [] }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> [Swift.UInt8] {
            try reader.bytes()
        }

        @inlinable @inline(__always)
        public static func write(_ value: [Swift.UInt8], to writer: inout WireWriter) {
            writer.bytes(value)
        }
    }

    /// An enumeration.
    public enum Enum<Value: ProtobufEnum>: ScalarCodec {
        @inlinable public static var wireType: WireType { .varint }
        @inlinable public static var `default`: Value { Value(rawValue: 0) }

        @inlinable @inline(__always)
        public static func read(from reader: inout WireReader) throws(WireFault) -> Value {
            Value(rawValue: try Int32.read(from: &reader))
        }

        @inlinable @inline(__always)
        public static func write(_ value: Value, to writer: inout WireWriter) {
            Int32.write(value.rawValue, to: &writer)
        }
    }

    /// A message as the value of a map.
    public enum Message<Value: Protobuf.Message>: MapValueCodec {
        @inlinable public static var wireType: WireType { .lengthDelimited }
        @inlinable public static var initial: Value { Value() }

        @inlinable @inline(__always)
        public static func merge(into value: inout Value, from reader: inout WireReader) throws(WireFault) {
            try reader.merge(into: &value)
        }

        @inlinable @inline(__always)
        public static func writeValue(_ value: Value, to writer: inout WireWriter) {
            writer.message(value)
        }
    }
}
