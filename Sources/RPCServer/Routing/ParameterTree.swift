// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Parameters of a path or a query, gathered by the field that each is for, to be written as one object of
/// JSON.
struct ParameterTree {
    private indirect enum Node {
        case message([String: Node])
        /// JSON, ready to be written.
        case value(String)
        case list([String])
    }

    private var root: [String: Node] = [:]

    /// The field that names joined by dots lead to.
    static func field(at path: String, in message: MessageDescriptor) -> FieldDescriptor? {
        var message: MessageDescriptor? = message
        var field: FieldDescriptor?
        for name in path.split(separator: ".", omittingEmptySubsequences: false) {
            field = message?.field(named: String(name))
            guard let found = field else { return nil }
            message = found.isMap || found.isList ? nil : found.message
        }
        return field
    }

    /// Adds a value at the field of a path.
    ///
    /// - Throws: INVALID_ARGUMENT that names the parameter.
    mutating func add(_ text: String, at path: String, in message: MessageDescriptor) throws(RPCError) {
        guard let field = Self.field(at: path, in: message) else {
            throw RPCError(.invalidArgument, "parameter \(path): \(message.fullName) has no such field")
        }
        guard !field.isMap, let value = Self.json(text, as: field) else {
            throw RPCError(.invalidArgument, "parameter \(path): \(Self.quoted(text)) is no value for this field")
        }
        let names = path.split(separator: ".")
        guard Self.insert(value, isList: field.isList, at: names[...], of: message, into: &root) else {
            throw RPCError(.invalidArgument, "parameter \(path): given more than once")
        }
    }

    private static func insert(
        _ value: String, isList: Bool, at names: ArraySlice<Substring>, of message: MessageDescriptor,
        into nodes: inout [String: Node]
    ) -> Bool {
        guard let name = names.first, let field = message.field(named: String(name)) else { return false }
        let key = field.jsonName
        if names.count > 1, let inner = field.message {
            var members: [String: Node] = [:]
            if case .message(let existing) = nodes[key] { members = existing }
            guard insert(value, isList: isList, at: names.dropFirst(), of: inner, into: &members) else { return false }
            nodes[key] = .message(members)
            return true
        }
        if isList {
            var values: [String] = []
            if case .list(let existing) = nodes[key] { values = existing }
            nodes[key] = .list(values + [value])
            return true
        }
        guard nodes[key] == nil else { return false }
        nodes[key] = .value(value)
        return true
    }

    /// The JSON of a value that was written as text; nil if the field has no such form. Whether the text
    /// is a value of the field is found when the JSON is read.
    private static func json(_ text: String, as field: FieldDescriptor) -> String? {
        switch field.kind {
        case .bool:
            return text == "true" || text == "false" ? text : nil
        case .enumeration:
            return Int32(text) == nil ? quoted(text) : text
        case .message, .group:
            switch field.message?.fullName {
            case "google.protobuf.BoolValue":
                return text == "true" || text == "false" ? text : nil
            case "google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask",
                "google.protobuf.StringValue", "google.protobuf.BytesValue", "google.protobuf.Int32Value",
                "google.protobuf.Int64Value", "google.protobuf.UInt32Value", "google.protobuf.UInt64Value",
                "google.protobuf.FloatValue", "google.protobuf.DoubleValue":
                return quoted(text)
            default: return nil
            }
        default:
            return quoted(text)
        }
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Whether a field can be given as a parameter.
    static func takesText(_ field: FieldDescriptor) -> Bool { !field.isMap && json("true", as: field) != nil }

    /// The object.
    var json: [UInt8] { Array(Self.text(of: .message(root)).utf8) }

    private static func text(of node: Node) -> String {
        switch node {
        case .value(let value): value
        case .list(let values): "[" + values.joined(separator: ",") + "]"
        case .message(let members):
            "{" + members.map { quoted($0.key) + ":" + text(of: $0.value) }.sorted().joined(separator: ",") + "}"
        }
    }
}
