// SPDX-License-Identifier: Apache-2.0

/// A type of the keys of maps, with the order in which deterministic writing puts them.
public protocol MapKey: Hashable, Sendable {
    /// Whether `left` is written before `right`: numbers by value, text by its UTF-8 bytes.
    static func precedes(_ left: Self, _ right: Self) -> Bool
}

extension MapKey where Self: Comparable {
    /// By value.
    public static func precedes(_ left: Self, _ right: Self) -> Bool { left < right }
}

extension Int32: MapKey {}
extension Int64: MapKey {}
extension UInt32: MapKey {}
extension UInt64: MapKey {}

extension Bool: MapKey {
    /// `false` comes first.
    public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
}

extension String: MapKey {
    /// Swift's own order of strings is another one: it compares by normal form.
    public static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

extension WireWriter {
    /// The entries of a map in the order of their keys. Apart from `entries`, so that it costs nothing
    /// there.
    @inlinable @inline(never)
    mutating func sortedEntries<Key: MapKey, Value>(
        _ tag: UInt32, _ map: [Key: Value], _ keyFormat: WireFormat<Key>, _ valueFormat: WireFormat<Value>
    ) {
        for key in map.keys.sorted(by: { Key.precedes($0, $1) }) {
            guard let value = map[key] else { continue }
            entry(tag, key, value, keyFormat, valueFormat)
        }
    }
}
