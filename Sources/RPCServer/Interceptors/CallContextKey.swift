// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The name of a value that interceptors leave at a call for others and for the handler.
///
/// ```swift
/// enum TenantKey: CallContextKey { typealias Value = String }
/// context[TenantKey.self] = "blue"
/// ```
public protocol CallContextKey {
    /// What stands behind it.
    associatedtype Value: Sendable
}

/// The values that were left at one call: few, so that a list is searched faster than anything else.
struct CallValues: Sendable {
    private var entries: [(key: ObjectIdentifier, value: any Sendable)] = []

    subscript<Key: CallContextKey>(key: Key.Type) -> Key.Value? {
        get {
            let id = ObjectIdentifier(key)
            for entry in entries where entry.key == id { return entry.value as? Key.Value }
            return nil
        }
        set {
            let id = ObjectIdentifier(key)
            entries.removeAll { $0.key == id }
            if let newValue { entries.append((id, newValue)) }
        }
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
    }
}
