// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Reads JSON by generated code and through descriptors.
///
/// - What one accepts, the other accepts, and both write the same.
/// - What was written is read again, and written the same from then on.
enum JSONTarget {
    static func run(_ input: [UInt8]) {
        guard let (choice, text) = FuzzedTypes.split(input) else { return }
        let dynamic = roundTrip(text, choice.dynamic)
        guard let type = choice.generated as? any JSONMessage.Type else {
            preconditionFailure("\(choice.dynamic.fullName) has no JSON")
        }
        let generated = roundTrip(text, type)
        precondition(
            generated == dynamic,
            "\(choice.dynamic.fullName) by generated code: \(described(generated)), by descriptors: \(described(dynamic))"
        )
    }

    /// What is written of what was read; nothing for what is refused.
    private static func roundTrip(_ text: [UInt8], _ type: MessageDescriptor) -> [UInt8]? {
        guard let message = try? DynamicMessage(type, json: text) else { return nil }
        // Whether required fields are there is asked of bytes, not of JSON.
        let limits = DecodingLimits(partial: true)
        guard (try? DynamicMessage(type, serialized: message.serialized(), limits: limits)) != nil else {
            preconditionFailure("the bytes of a message from JSON are refused")
        }
        return written(try? message.json(options: sorted)) { try DynamicMessage(type, json: $0).json(options: sorted) }
    }

    private static func roundTrip<Fuzzed: JSONMessage>(_ text: [UInt8], _: Fuzzed.Type) -> [UInt8]? {
        guard let message = try? Fuzzed(json: text) else { return nil }
        return written(try? message.jsonBytes(options: sorted)) { try Fuzzed(json: $0).jsonBytes(options: sorted) }
    }

    private static func written(_ text: [UInt8]?, _ again: ([UInt8]) throws -> [UInt8]) -> [UInt8]? {
        guard let text else { return nil }
        let second = try? again(text)
        precondition(second == text, "own JSON \(described(text)) becomes \(described(second))")
        return text
    }

    /// Entries of maps in one order.
    private static var sorted: JSONEncodingOptions {
        var options = JSONEncodingOptions()
        options.sortsMapKeys = true
        return options
    }

    private static func described(_ text: [UInt8]?) -> String {
        text.map { String(decoding: $0, as: UTF8.self) } ?? "refused"
    }
}
