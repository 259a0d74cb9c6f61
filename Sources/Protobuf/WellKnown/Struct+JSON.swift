// SPDX-License-Identifier: Apache-2.0

extension Google_Protobuf_Struct: OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        try reader.enter()
        try reader.entries(&message.fields, .string, .message)
        reader.depth += 1
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.entries(message.value.fields, .string, .message)
    }
}

extension Google_Protobuf_ListValue: OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        try reader.enter()
        try reader.messages(&message.values)
        reader.depth += 1
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.messages(message.value.values)
    }
}

extension Google_Protobuf_Value: OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        try reader.enter()
        reader.skipSpace()
        switch reader.byte {
        case UInt8(ascii: "{"): message.kind = .structValue(try reader.message())
        case UInt8(ascii: "["): message.kind = .listValue(try reader.message())
        case UInt8(ascii: "\""): message.kind = .stringValue(try reader.string())
        case UInt8(ascii: "t"), UInt8(ascii: "f"): message.kind = .boolValue(try reader.bool())
        case UInt8(ascii: "n"):
            guard reader.take(word: "null") else { throw reader.expected("a value") }
            message.kind = .nullValue(.nullValue)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            message.kind = .numberValue(try reader.double())
        default: throw reader.expected("a value")
        }
        reader.depth += 1
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        switch message.value.kind {
        case .structValue(let value)?: writer.message(value)
        case .listValue(let value)?: writer.message(value)
        case .stringValue(let value)?: writer.string(value)
        case .boolValue(let value)?: writer.bool(value)
        case .numberValue(let value)?:
            if value.isFinite {
                writer.double(value)
            } else {
                writer.fail("\(fullName) cannot hold a number that is not finite")
            }
        case .nullValue?, nil: writer.null()
        }
    }
}
