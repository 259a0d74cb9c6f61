// SPDX-License-Identifier: Apache-2.0

/// The search for required fields that are not set; generated code calls it for each field that holds
/// messages with such fields.
public enum RequiredFields {
    /// The path to one in a message that may be there.
    public static func missing<Value: Message>(_ name: String, in message: Value?) -> String? {
        message?.missingRequiredField().map { "\(name).\($0)" }
    }

    /// The path to one in a list.
    public static func missing<Value: Message>(_ name: String, in messages: [Value]) -> String? {
        for index in messages.indices {
            if let rest = messages[index].missingRequiredField() { return "\(name)[\(index)].\(rest)" }
        }
        return nil
    }

    /// The path to one in the values of a map.
    public static func missing<Key, Value: Message>(_ name: String, in map: [Key: Value]) -> String? {
        for (key, message) in map {
            guard let rest = message.missingRequiredField() else { continue }
            return "\(name)\(ErrorText.step(key)).\(rest)"
        }
        return nil
    }
}
