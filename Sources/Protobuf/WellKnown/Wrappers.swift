// SPDX-License-Identifier: Apache-2.0

// Wrappers: in JSON each is what its only field is.

/// A wrapper of `google.protobuf`: a message that makes the absence of a scalar visible.
public protocol WrapperMessage: JSONMessage {
    /// The type of the scalar.
    associatedtype Value: Sendable, Hashable
    /// The scalar.
    var value: Value { get set }
}

extension WrapperMessage {
    /// A wrapper of a value.
    public init(_ value: Value) {
        self.init()
        self.value = value
    }
}

extension Google_Protobuf_DoubleValue: WrapperMessage, OwnJSONForm, ExpressibleByFloatLiteral {
    /// A wrapper of a value.
    public init(floatLiteral value: Double) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.double()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.double(message.value.value)
    }
}

extension Google_Protobuf_FloatValue: WrapperMessage, OwnJSONForm, ExpressibleByFloatLiteral {
    /// A wrapper of a value.
    public init(floatLiteral value: Float) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.float()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.float(message.value.value)
    }
}

extension Google_Protobuf_Int64Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// A wrapper of a value.
    public init(integerLiteral value: Int64) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.int64()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.int64(message.value.value)
    }
}

extension Google_Protobuf_UInt64Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// A wrapper of a value.
    public init(integerLiteral value: UInt64) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.uint64()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.uint64(message.value.value)
    }
}

extension Google_Protobuf_Int32Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// A wrapper of a value.
    public init(integerLiteral value: Int32) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.int32()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.int32(message.value.value)
    }
}

extension Google_Protobuf_UInt32Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// A wrapper of a value.
    public init(integerLiteral value: UInt32) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.uint32()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.uint32(message.value.value)
    }
}

extension Google_Protobuf_BoolValue: WrapperMessage, OwnJSONForm, ExpressibleByBooleanLiteral {
    /// A wrapper of a value.
    public init(booleanLiteral value: Bool) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.bool()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.bool(message.value.value)
    }
}

extension Google_Protobuf_StringValue: WrapperMessage, OwnJSONForm, ExpressibleByStringLiteral {
    /// A wrapper of a value.
    public init(stringLiteral value: String) { self.init(value) }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.string()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.string(message.value.value)
    }
}

extension Google_Protobuf_BytesValue: WrapperMessage, OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        message.value = try reader.bytes()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        writer.bytes(message.value.value)
    }
}
