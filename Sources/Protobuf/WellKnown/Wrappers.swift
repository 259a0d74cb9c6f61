// SPDX-License-Identifier: Apache-2.0

// Wrappers: in JSON each is what its only field is.

/// A wrapper of `google.protobuf`: a message that makes the absence of a scalar visible.
public protocol WrapperMessage: JSONMessage {
    /// The type of the scalar.
    associatedtype Value: Sendable, Hashable
    /// The scalar.
    var value: Value { get set }
    /// How the scalar is read and written.
    static var valueFormat: JSONFormat<Value> { get }
}

extension WrapperMessage {
    /// A wrapper of a value.
    public init(_ value: Value) {
        self.init()
        self.value = value
    }

    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        reader.skipSpace()
        if let value = try valueFormat.read(&reader) { message.value = value }
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        valueFormat.write(message.value.value, &writer)
    }
}

extension Google_Protobuf_DoubleValue: WrapperMessage, OwnJSONForm, ExpressibleByFloatLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<Double> { .double }

    /// A wrapper of a value.
    public init(floatLiteral value: Double) { self.init(value) }
}

extension Google_Protobuf_FloatValue: WrapperMessage, OwnJSONForm, ExpressibleByFloatLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<Float> { .float }

    /// A wrapper of a value.
    public init(floatLiteral value: Float) { self.init(value) }
}

extension Google_Protobuf_Int64Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<Int64> { .int64 }

    /// A wrapper of a value.
    public init(integerLiteral value: Int64) { self.init(value) }
}

extension Google_Protobuf_UInt64Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<UInt64> { .uint64 }

    /// A wrapper of a value.
    public init(integerLiteral value: UInt64) { self.init(value) }
}

extension Google_Protobuf_Int32Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<Int32> { .int32 }

    /// A wrapper of a value.
    public init(integerLiteral value: Int32) { self.init(value) }
}

extension Google_Protobuf_UInt32Value: WrapperMessage, OwnJSONForm, ExpressibleByIntegerLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<UInt32> { .uint32 }

    /// A wrapper of a value.
    public init(integerLiteral value: UInt32) { self.init(value) }
}

extension Google_Protobuf_BoolValue: WrapperMessage, OwnJSONForm, ExpressibleByBooleanLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<Bool> { .bool }

    /// A wrapper of a value.
    public init(booleanLiteral value: Bool) { self.init(value) }
}

extension Google_Protobuf_StringValue: WrapperMessage, OwnJSONForm, ExpressibleByStringLiteral {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<String> { .string }

    /// A wrapper of a value.
    public init(stringLiteral value: String) { self.init(value) }
}

extension Google_Protobuf_BytesValue: WrapperMessage, OwnJSONForm {
    /// How the scalar is read and written.
    public static var valueFormat: JSONFormat<[UInt8]> { .bytes }
}
