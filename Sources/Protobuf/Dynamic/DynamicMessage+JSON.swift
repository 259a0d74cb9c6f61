// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage {
    /// Reads a message of a type from its JSON form.
    public init(
        _ descriptor: MessageDescriptor, json text: [UInt8], options: JSONReadingOptions = JSONReadingOptions()
    ) throws(JSONError) {
        do throws(JSONError) {
            let node = try JSONParser.parse(text)
            self = try DynamicJSONReader(options: options).message(descriptor, from: node, depth: options.depth)
        } catch {
            throw error.located(in: text)
        }
    }

    /// Reads a message of a type from its JSON form.
    public init(
        _ descriptor: MessageDescriptor, json text: String, options: JSONReadingOptions = JSONReadingOptions()
    ) throws(JSONError) {
        try self.init(descriptor, json: Array(text.utf8), options: options)
    }

    /// The message's JSON form. It fails where there is none: a `Timestamp` out of range, an `Any` of
    /// unknown type.
    public func json(options: JSONPrintingOptions = JSONPrintingOptions()) throws(JSONError) -> [UInt8] {
        var printer = DynamicJSONPrinter(options: options)
        try printer.print(self, depth: 100)
        return printer.writer.bytes
    }

    /// The same as a string.
    public func jsonString(options: JSONPrintingOptions = JSONPrintingOptions()) throws(JSONError) -> String {
        String(decoding: try json(options: options), as: UTF8.self)
    }
}
