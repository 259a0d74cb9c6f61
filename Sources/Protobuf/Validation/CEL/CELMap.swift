// SPDX-License-Identifier: Apache-2.0

/// A map of CEL: entries in their order, found by key. Numbers that are equal are one key, whatever
/// their type.
public struct CELMap: Sendable {
    /// One entry.
    public struct Entry: Sendable {
        /// Its key.
        public let key: CELValue
        /// Its value.
        public let value: CELValue
    }

    /// The entries in the order in which they were put in.
    public private(set) var entries: [Entry] = []
    private var positions: [Key: Int] = [:]

    /// What keys are compared by.
    enum Key: Hashable {
        case bool(Bool)
        case int(Int64)
        /// Larger than any `int`.
        case large(UInt64)
        case text(ExactString)
    }

    /// An empty map.
    public init() {}

    /// A map from texts; of entries with the same key the first.
    package init(texts: [(String, CELValue)]) {
        for (key, value) in texts {
            guard positions[.text(ExactString(key))] == nil else { continue }
            positions[.text(ExactString(key))] = entries.count
            entries.append(Entry(key: .string(key), value: value))
        }
    }

    /// How many entries there are.
    public var count: Int { entries.count }

    /// The value under a key.
    public subscript(key: CELValue) -> CELValue? {
        Self.key(key).flatMap { positions[$0] }.map { entries[$0].value }
    }

    /// Puts an entry in; false if there is one under that key already.
    mutating func insert(_ key: CELValue, _ value: CELValue) throws(CELError) -> Bool {
        guard let index = Self.key(key) else {
            throw CELError("unsupported key type '\(key.typeName)'")
        }
        if case .double = key { throw CELError("unsupported key type 'double'") }
        guard positions.updateValue(entries.count, forKey: index) == nil else { return false }
        entries.append(Entry(key: key, value: value))
        return true
    }

    private static func key(_ value: CELValue) -> Key? {
        switch value {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .uint(let value): Int64(exactly: value).map(Key.int) ?? .large(value)
        case .double(let value): Int64(exactly: value).map(Key.int) ?? UInt64(exactly: value).map(Key.large)
        case .string(let value): .text(ExactString(value))
        default: nil
        }
    }
}
