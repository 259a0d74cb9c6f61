// SPDX-License-Identifier: Apache-2.0

/// How values of one scalar type of the schema are read and written, without their tag.
///
/// The types named so are never values; generated code passes them as arguments, and each use is
/// specialised by the compiler.
public protocol ScalarCodec: MapValueCodec {
    /// Bytes of every value, if all have the same number.
    static var fixedSize: Int? { get }
    /// What an absent key of a map entry means.
    static var `default`: Value { get }
    static func read(from reader: inout WireReader) throws(WireFault) -> Value
    static func write(_ value: Value, to writer: inout WireWriter)
}

/// How values of a map are read and written: scalars and messages.
public protocol MapValueCodec {
    associatedtype Value: Sendable, Hashable
    static var wireType: WireType { get }
    /// What an absent value of a map entry means.
    static var initial: Value { get }
    static func merge(into value: inout Value, from reader: inout WireReader) throws(WireFault)
    static func writeValue(_ value: Value, to writer: inout WireWriter)
}

extension ScalarCodec {
    @inlinable public static var fixedSize: Int? { nil }
    @inlinable public static var initial: Value { `default` }

    @inlinable @inline(__always)
    public static func merge(into value: inout Value, from reader: inout WireReader) throws(WireFault) {
        value = try read(from: &reader)
    }

    @inlinable @inline(__always)
    public static func writeValue(_ value: Value, to writer: inout WireWriter) {
        write(value, to: &writer)
    }
}

/// The scalar types, by their names in the schema.
public enum Wire {}
