// SPDX-License-Identifier: Apache-2.0

/// How the keys of a map are read and written: as strings, whatever their type.
public struct JSONKeyFormat<Key: Hashable> {
    @usableFromInline let read: (inout JSONReader) throws(JSONFault) -> Key
    /// Writes a key without quotes.
    @usableFromInline let write: (Key, inout JSONWriter) -> Void
    /// Whether two keys that are equal to Swift are the same to JSON.
    let areSame: (Key, Key) -> Bool
    /// The order in which sorted keys are written.
    let areInOrder: (Key, Key) -> Bool

    @usableFromInline
    init(
        read: @escaping (inout JSONReader) throws(JSONFault) -> Key,
        write: @escaping (Key, inout JSONWriter) -> Void,
        areInOrder: @escaping (Key, Key) -> Bool,
        areSame: @escaping (Key, Key) -> Bool = { _, _ in true }
    ) {
        self.read = read
        self.write = write
        self.areInOrder = areInOrder
        self.areSame = areSame
    }
}

extension JSONKeyFormat<Int32> {
    /// `int32`, `sint32`, `sfixed32`
    public static var int32: Self {
        Self(
            read: { (reader) throws(JSONFault) in try reader.int32() },
            write: { $1.quoted($0) }, areInOrder: <)
    }
}

extension JSONKeyFormat<Int64> {
    /// `int64`, `sint64`, `sfixed64`
    public static var int64: Self {
        Self(
            read: { (reader) throws(JSONFault) in try reader.int64() },
            write: { $1.quoted($0) }, areInOrder: <)
    }
}

extension JSONKeyFormat<UInt32> {
    /// `uint32`, `fixed32`
    public static var uint32: Self {
        Self(
            read: { (reader) throws(JSONFault) in try reader.uint32() },
            write: { $1.quoted($0) }, areInOrder: <)
    }
}

extension JSONKeyFormat<UInt64> {
    /// `uint64`, `fixed64`
    public static var uint64: Self {
        Self(
            read: { (reader) throws(JSONFault) in try reader.uint64() },
            write: { $1.quoted($0) }, areInOrder: <)
    }
}

extension JSONKeyFormat<Bool> {
    /// `bool`
    public static var bool: Self {
        Self(
            read: { (reader) throws(JSONFault) in try reader.boolKey() },
            write: { $1.quoted($0) }, areInOrder: { !$0 && $1 })
    }
}

extension JSONKeyFormat<String> {
    /// `string`
    public static var string: Self {
        Self(
            read: { (reader) throws(JSONFault) in try reader.string() },
            write: { $1.string($0) },
            areInOrder: { $0.utf8.lexicographicallyPrecedes($1.utf8) },
            areSame: { $0.hasSameCodePoints(as: $1) })
    }
}

extension JSONReader {
    fileprivate mutating func boolKey() throws(JSONFault) -> Bool {
        if take(word: "\"true\"") { return true }
        if take(word: "\"false\"") { return false }
        let expected = fault("expected the key \"true\" or \"false\"")
        guard byte == UInt8(ascii: "\"") else { throw expected }
        // A key may be written with escapes, whatever its type.
        switch try string() {
        case "true": return true
        case "false": return false
        default: throw expected
        }
    }
}
