// SPDX-License-Identifier: Apache-2.0

/// Holds a value on the heap, with value semantics. Messages that contain themselves need it; and what is
/// copied often, but seldom changed, is copied as one reference.
public struct Indirect<Value: Sendable>: Sendable {
    /// Shared by copies until one of them is changed; `value` is written by a unique owner only.
    @usableFromInline
    final class Storage: @unchecked Sendable {
        @usableFromInline var value: Value

        @inlinable
        init(_ value: Value) {
            self.value = value
        }
    }

    @usableFromInline var storage: Storage

    /// Holds a value, which gets its own storage.
    @inlinable
    public init(_ value: Value) {
        storage = Storage(value)
    }

    /// What is held. Changing it first takes a copy, if another value shares the storage.
    public var value: Value {
        @inlinable get { storage.value }
        @inlinable _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }
}

extension Indirect: Equatable where Value: Equatable {
    /// Compares what is held.
    public static func == (left: Self, right: Self) -> Bool {
        left.storage === right.storage || left.value == right.value
    }
}

extension Indirect: Hashable where Value: Hashable {
    /// Hashes what is held.
    public func hash(into hasher: inout Hasher) {
        value.hash(into: &hasher)
    }
}
