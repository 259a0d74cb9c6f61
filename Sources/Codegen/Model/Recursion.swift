// SPDX-License-Identifier: Apache-2.0

/// Finds the messages that contain themselves. A struct cannot, so the fields that close such a
/// circle are held on the heap.
struct Recursion {
    private let index: TypeIndex
    private var reachable: [String: Set<String>] = [:]

    init(_ index: TypeIndex) {
        self.index = index
    }

    /// Whether a value of `field`'s type may contain a `message`, directly or within others.
    mutating func closesCircle(_ field: FieldDescriptor, in message: String) -> Bool {
        field.typeName == message || messages(within: field.typeName).contains(message)
    }

    /// All messages that a value of the message holds in place; what arrays hold is on the heap anyway.
    private mutating func messages(within name: String) -> Set<String> {
        if let known = reachable[name] { return known }
        var found: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            for field in index.message(next)?.fields ?? []
            where field.isMessage && field.label != .repeated && found.insert(field.typeName).inserted {
                open.append(field.typeName)
            }
        }
        reachable[name] = found
        return found
    }
}

extension FieldDescriptor {
    /// Whether its values are messages, whatever their encoding.
    var isMessage: Bool { kind == .message || kind == .group }
}
