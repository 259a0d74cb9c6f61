// SPDX-License-Identifier: Apache-2.0

/// Holds a message on the heap, with value semantics. Messages that contain themselves need it.
public struct Indirect<Value: Message>: Sendable, Hashable {
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

    /// Compares what is held.
    public static func == (left: Self, right: Self) -> Bool {
        left.storage === right.storage || left.value == right.value
    }

    /// Hashes what is held.
    public func hash(into hasher: inout Hasher) {
        value.hash(into: &hasher)
    }
}
