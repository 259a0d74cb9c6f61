// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage {
    /// Reads a message of a type from protobuf's text format. Extensions and what an `Any` holds are
    /// looked up in the type's pool.
    public init(
        _ descriptor: MessageDescriptor, textFormat text: [UInt8], options: TextParsingOptions = TextParsingOptions()
    ) throws(TextFormatError) {
        var parser = TextFormatParser(text, options: options)
        var message = DynamicMessage(descriptor)
        do throws(TextFormatError) {
            try parser.message(&message)
        } catch {
            throw error.located(in: text)
        }
        self = message
    }

    /// Reads a message of a type from protobuf's text format.
    public init(
        _ descriptor: MessageDescriptor, textFormat text: String, options: TextParsingOptions = TextParsingOptions()
    ) throws(TextFormatError) {
        try self.init(descriptor, textFormat: Array(text.utf8), options: options)
    }

    /// The message in protobuf's text format.
    public func textFormat(options: TextPrintingOptions = TextPrintingOptions()) -> String {
        var printer = TextFormatPrinter(options: options)
        printer.print(self)
        return String(decoding: printer.text, as: UTF8.self)
    }
}
