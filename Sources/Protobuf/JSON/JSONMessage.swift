// SPDX-License-Identifier: Apache-2.0

/// A message that can be written as JSON and read from it, by protobuf's JSON mapping.
///
/// The conformances are generated (`NAME.json.swift`); the static members are called by the runtime
/// and by each other, not by users of a message.
public protocol JSONMessage: Message {
    /// The names of its fields, in the order of their numbers.
    static var jsonNames: JSONNames { get }

    /// Reads the value that comes next.
    static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault)

    /// Writes the message as one value.
    static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter)
}

/// An enumeration that JSON writes by name.
public protocol JSONEnum: ProtobufEnum {
    /// The names of its values.
    static var jsonNames: JSONEnumNames { get }
}

extension JSONMessage {
    /// Reads a message from JSON text in UTF-8, which is copied once and not kept.
    public init(json text: Span<UInt8>, options: JSONDecodingOptions = JSONDecodingOptions()) throws(JSONError) {
        self.init()
        var reader = JSONReader(text, options: options)
        do throws(JSONFault) {
            try Self.mergeJSON(into: &self, from: &reader)
            try reader.finish()
        } catch {
            throw JSONError(error, in: text, as: MessagePlace(type: Self.self))
        }
    }

    /// Reads a message from JSON text in UTF-8.
    public init(json text: [UInt8], options: JSONDecodingOptions = JSONDecodingOptions()) throws(JSONError) {
        try self.init(json: text.span, options: options)
    }

    /// Reads a message from JSON text.
    public init(json text: String, options: JSONDecodingOptions = JSONDecodingOptions()) throws(JSONError) {
        try self.init(json: Array(text.utf8).span, options: options)
    }

    /// The message as JSON text in UTF-8. It fails where there is none: a `Timestamp` out of range, an
    /// `Any` of unknown type.
    public func jsonBytes(options: JSONEncodingOptions = JSONEncodingOptions()) throws(JSONError) -> [UInt8] {
        var writer = JSONWriter(options: options)
        try writeJSON(to: &writer)
        return writer.bytes
    }

    /// The message as JSON text.
    public func json(options: JSONEncodingOptions = JSONEncodingOptions()) throws(JSONError) -> String {
        var writer = JSONWriter(options: options)
        try writeJSON(to: &writer)
        return writer.text
    }

    /// Appends the message to what the writer holds. After an error the writer holds half a value.
    public func writeJSON(to writer: inout JSONWriter) throws(JSONError) {
        let start = writer.count
        unsafe withUnsafePointer(to: self) { pointer in
            unsafe Self.writeJSON(Borrowed(unsafe: pointer), to: &writer)
        }
        guard let fault = writer.takeFault() else { return }
        throw JSONError(fault, writing: writer.span, from: start, as: MessagePlace(type: Self.self))
    }
}
