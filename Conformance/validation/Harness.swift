// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// The messages of protovalidate's harness, as far as an executor needs them. They are read and
/// written by descriptors that are made here: names and numbers are the protocol's.
enum Harness {
    typealias Field = Google_Protobuf_FieldDescriptorProto
    typealias Message = Google_Protobuf_DescriptorProto

    /// The types of the protocol, and of `buf.validate.Violations` in it.
    static func pool() throws(DescriptorError) -> DescriptorPool {
        var file = Google_Protobuf_FileDescriptorProto()
        file.name = "strategos/conformance/harness.proto"
        file.package = "harness"
        file.syntax = "proto2"
        file.dependency = ["google/protobuf/any.proto"]
        file.messageType = [request, response, result, violations, violation, path, element]
        return try DescriptorPool([file])
    }

    private static var request: Message {
        message(
            "Request", [field(2, "fdset", .bytes), field(3, "cases", .message, ".harness.Request.Case", isList: true)],
            nested: [entry("Case", ".google.protobuf.Any")])
    }

    private static var response: Message {
        message(
            "Response", [field(1, "results", .message, ".harness.Response.Entry", isList: true)],
            nested: [entry("Entry", ".harness.Result")])
    }

    private static var result: Message {
        message(
            "Result",
            [
                field(1, "success", .bool), field(2, "validation_error", .message, ".harness.Violations"),
                field(3, "compilation_error", .string), field(4, "runtime_error", .string),
                field(5, "unexpected_error", .string),
            ])
    }

    private static var violations: Message {
        message("Violations", [field(1, "violations", .message, ".harness.Violation", isList: true)])
    }

    private static var violation: Message {
        message(
            "Violation",
            [
                field(5, "field", .message, ".harness.Path"), field(6, "rule", .message, ".harness.Path"),
                field(2, "rule_id", .string), field(3, "message", .string), field(4, "for_key", .bool),
            ])
    }

    private static var path: Message {
        message("Path", [field(1, "elements", .message, ".harness.Element", isList: true)])
    }

    private static var element: Message {
        message(
            "Element",
            [
                field(1, "field_number", .int32), field(2, "field_name", .string), field(3, "field_type", .int32),
                field(4, "key_type", .int32), field(5, "value_type", .int32), field(6, "index", .uint64),
                field(7, "bool_key", .bool), field(8, "int_key", .int64), field(9, "uint_key", .uint64),
                field(10, "string_key", .string),
            ])
    }

    // MARK: - Descriptors

    private static func message(_ name: String, _ fields: [Field], nested: [Message] = []) -> Message {
        var message = Message()
        message.name = name
        message.field = fields
        message.nestedType = nested
        return message
    }

    private static func field(
        _ number: Int32, _ name: String, _ kind: FieldKind, _ type: String = "", isList: Bool = false
    ) -> Field {
        var field = Field()
        field.number = number
        field.name = name
        field.type = .init(rawValue: kind.rawValue)
        field.label = .init(rawValue: isList ? 3 : 1)
        if !type.isEmpty { field.typeName = type }
        return field
    }

    /// The entry of a map with texts as keys; read as a message, so that the order stays.
    private static func entry(_ name: String, _ value: String) -> Message {
        message(name, [field(1, "key", .string), field(2, "value", .message, value)])
    }
}
