// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage {
    /// Reads a message of a type from its JSON form.
    public init(
        _ descriptor: MessageDescriptor, json text: [UInt8], options: JSONDecodingOptions = JSONDecodingOptions()
    ) throws(JSONError) {
        var reader = DynamicJSONReader(text.span, options: options)
        do throws(JSONFault) {
            self = try reader.message(descriptor)
            try reader.reader.finish()
        } catch {
            throw JSONError(error, in: text.span, as: DynamicJSONPlace(type: descriptor))
        }
    }

    /// Reads a message of a type from its JSON form.
    public init(
        _ descriptor: MessageDescriptor, json text: String, options: JSONDecodingOptions = JSONDecodingOptions()
    ) throws(JSONError) {
        try self.init(descriptor, json: Array(text.utf8), options: options)
    }

    /// The message's JSON form. It fails where there is none: a `Timestamp` out of range, an `Any` of
    /// unknown type.
    public func json(options: JSONEncodingOptions = JSONEncodingOptions()) throws(JSONError) -> [UInt8] {
        var printer = DynamicJSONPrinter(options: options)
        printer.print(self)
        if let fault = printer.writer.takeFault() {
            throw JSONError(fault, writing: printer.writer.span, from: 0, as: DynamicJSONPlace(type: descriptor))
        }
        return printer.writer.bytes
    }

    /// The same as a string.
    public func jsonString(options: JSONEncodingOptions = JSONEncodingOptions()) throws(JSONError) -> String {
        String(decoding: try json(options: options), as: UTF8.self)
    }
}
