// SPDX-License-Identifier: Apache-2.0

/// One field of a message, as far as the runtime has to know it: for the path in an error.
public struct FieldSchema: Sendable {
    /// What a field holds.
    public enum Content: Sendable {
        case scalar
        case message(any Message.Type)
        /// A map whose keys are text (or, if false, numbers), and its values if they are messages.
        case map(textKey: Bool, value: (any Message.Type)?)
    }

    /// The number on the wire.
    public let number: UInt32
    /// The name in the schema: `game_state`.
    public let name: String
    /// Whether it is a list.
    public let isRepeated: Bool
    /// What it holds, in a list each element.
    public let content: Content

    /// A field by number and name.
    public init(_ number: UInt32, _ name: String, isRepeated: Bool = false, _ content: Content = .scalar) {
        self.number = number
        self.name = name
        self.isRepeated = isRepeated
        self.content = content
    }
}

/// One value of an enumeration.
public struct EnumValueSchema: Sendable {
    /// The number on the wire.
    public let number: Int32
    /// The name in the schema: `POSTURE_AGGRESSIVE`.
    public let name: String

    /// A value by number and name.
    public init(_ number: Int32, _ name: String) {
        self.number = number
        self.name = name
    }
}
