// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Reads JSON, writes it, and reads that again: the text has to stay the same from then on.
enum JSONTarget {
    static func run(_ input: [UInt8]) {
        guard let (choice, text) = FuzzedTypes.split(input),
            let message = try? DynamicMessage(choice.dynamic, json: text)
        else { return }
        guard let written = try? message.json() else { return }
        guard let again = try? DynamicMessage(choice.dynamic, json: written) else {
            preconditionFailure("own JSON is refused: \(String(decoding: written, as: UTF8.self))")
        }
        guard let second = try? again.json() else { preconditionFailure("JSON cannot be written twice") }
        precondition(second == written, "the second JSON is another: \(String(decoding: second, as: UTF8.self))")
        guard (try? DynamicMessage(choice.dynamic, serialized: message.serialized())) != nil else {
            preconditionFailure("the bytes of a message from JSON are refused")
        }
    }
}
