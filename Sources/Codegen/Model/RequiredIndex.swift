// SPDX-License-Identifier: Apache-2.0

/// Finds the messages in which, at some depth, a field is required.
struct RequiredIndex {
    private let index: TypeIndex
    private var answers: [String: Bool] = [:]

    init(_ index: TypeIndex) {
        self.index = index
    }

    /// Whether a value of the message, or what is within it, can lack a required field.
    mutating func holdsRequired(_ name: String) -> Bool {
        if let answer = answers[name] { return answer }
        var seen: Set = [name]
        var open = [name]
        var answer = false
        while !answer, let next = open.popLast(), let message = index.message(next), let entry = index.entries[next] {
            let features = entry.features.applying(message.features)
            answer = message.fields.contains { Self.isRequired($0, in: message, features) }
            for field in message.fields where field.isMessage && seen.insert(field.typeName).inserted {
                open.append(field.typeName)
            }
        }
        answers[name] = answer
        return answer
    }

    /// Whether the field itself is required, in a message with these features.
    static func isRequired(_ field: FieldDescriptor, in message: MessageDescriptor, _ features: Features) -> Bool {
        if message.isMapEntry || field.oneofIndex != nil || !field.extendee.isEmpty { return false }
        let chosen = features.applying(field.features).presence
        return field.label == .required || field.label == .optional && chosen == .required
    }
}
