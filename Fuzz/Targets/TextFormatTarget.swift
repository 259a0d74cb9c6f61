// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Reads text format, writes it, and reads that again: the text has to stay the same from then on, in
/// lines and in one line, and the bytes of the message are a message.
enum TextFormatTarget {
    static func run(_ input: [UInt8]) {
        guard let (choice, text) = FuzzedTypes.split(input) else { return }
        var lenient = TextParsingOptions()
        lenient.ignoreUnknownFields = true
        lenient.allowRepetition = true
        lenient.partial = true
        let strict = try? DynamicMessage(choice.dynamic, textFormat: text)
        let message = try? DynamicMessage(choice.dynamic, textFormat: text, options: lenient)
        precondition(strict == nil || message != nil, "what is right is refused when more is allowed")
        guard let message else { return }
        var singleLine = TextPrintingOptions()
        singleLine.singleLine = true
        for options in [TextPrintingOptions(), singleLine] {
            let written = message.textFormat(options: options)
            guard let again = try? DynamicMessage(choice.dynamic, textFormat: written, options: lenient) else {
                preconditionFailure("own text is refused: \(written)")
            }
            let second = again.textFormat(options: options)
            precondition(second == written, "the second text is another: \(second)")
        }
        let limits = DecodingLimits(partial: true)
        guard (try? DynamicMessage(choice.dynamic, serialized: message.serialized(), limits: limits)) != nil else {
            preconditionFailure("the bytes of a message from text are refused")
        }
    }
}
