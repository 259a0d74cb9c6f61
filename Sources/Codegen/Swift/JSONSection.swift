// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Writes the half of a message that reads and writes JSON.
struct JSONSection {
    let message: MessageModel
    let access: String

    /// Messages with a JSON form of their own, which the runtime has in `WellKnown`.
    static let isWrittenByHand: Set = Set(
        [
            "Any", "Duration", "FieldMask", "ListValue", "Struct", "Timestamp", "Value",
            "BoolValue", "BytesValue", "DoubleValue", "FloatValue", "Int32Value", "Int64Value", "StringValue",
            "UInt32Value", "UInt64Value",
        ].map { "google.protobuf." + $0 })

    func write(to out: inout SourceWriter) {
        out.block("extension \(message.swiftName): JSONMessage") { out in
            writeNames(to: &out)
            out.line("")
            writeMerge(to: &out)
            out.line("")
            writeWrite(to: &out)
        }
    }

    private var fields: [FieldModel] { message.wireFields }

    private func writeNames(to out: inout SourceWriter) {
        if fields.isEmpty {
            out.line("\(access)static let jsonNames = JSONNames([])")
            return
        }
        out.line("\(access)static let jsonNames = JSONNames([")
        out.indented { out in
            for field in fields {
                var arguments = SourceWriter.literal(field.jsonName)
                if field.jsonName != field.name { arguments += ", \"\(field.name)\"" }
                if field.takesNull { arguments += ", takesNull: true" }
                out.line(".init(\(arguments)),")
            }
        }
        out.line("])")
    }

    // MARK: - Reading

    private func writeMerge(to out: inout SourceWriter) {
        let head =
            "\(access)static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault)"
        out.block(head) { out in
            out.line("var object = try reader.beginObject()")
            let extensions = message.isExtendable ? ", extending: fullName, &message.unknownFields" : ""
            out.block("while let field = try reader.nextField(&object, jsonNames\(extensions))") { out in
                if fields.isEmpty {
                    out.line("preconditionFailure(\"the message has no field \\(field)\")")
                    return
                }
                out.line("switch field {")
                for (index, field) in fields.enumerated() {
                    out.line("case \(index):")
                    out.indented { out in
                        read(field, to: &out)
                        // Writers keep this order, so the next field mostly comes next.
                        if index + 1 < fields.count {
                            let next = fields[index + 1]
                            out.line("if reader.advance(past: \(next.jsonKey), \(index + 1), &object) { fallthrough }")
                        }
                    }
                }
                out.line("default: break", "}")
            }
        }
    }

    private func read(_ field: FieldModel, to out: inout SourceWriter) {
        let target = "message.\(field.swiftName)"
        if let position = field.oneof {
            read(field, of: position, to: &out)
            return
        }
        switch field.shape {
        case .implicit(let element), .explicit(let element):
            if element.isEnum {
                out.line("if let value: \(element.swiftType) = try reader.enumeration() { \(target) = value }")
            } else {
                out.line("\(target) = try reader.\(element.jsonFormat)()")
            }
        case .message(_, let isIndirect):
            out.line("try reader.message(&\(isIndirect ? "message.\(field.storage)" : target))")
        case .messages:
            out.line("try reader.messages(&\(target))")
        case .repeated(let element, _):
            out.line("try reader.list(&\(target), .\(element.jsonFormat))")
        case .map(let key, let value):
            out.line("try reader.entries(&\(target), .\(key.jsonFormat), .\(value.jsonFormat))")
        }
    }

    /// A member of a oneof, of which only one may be there.
    private func read(_ field: FieldModel, of position: Int, to out: inout SourceWriter) {
        let target = "message.\(message.oneofs[position].swiftName)"
        out.line("try reader.claim(oneof: \(fields.count + position), &object)")
        switch field.shape {
        case .implicit(let element), .explicit(let element), .message(let element, _):
            if element.isEnum {
                let assignment = "\(target) = .\(field.swiftName)(value)"
                out.line("if let value: \(element.swiftType) = try reader.enumeration() { \(assignment) }")
            } else {
                out.line("\(target) = .\(field.swiftName)(try reader.\(element.jsonFormat)())")
            }
        case .repeated, .messages, .map: break
        }
    }

    // MARK: - Writing

    private func writeWrite(to out: inout SourceWriter) {
        out.block("\(access)static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter)") { out in
            out.line("let start = writer.startObject()")
            var written: Set<Int> = []
            for field in fields {
                if let position = field.oneof {
                    if written.insert(position).inserted { writeOneof(position, to: &out) }
                } else {
                    write(field, to: &out)
                }
            }
            if message.isExtendable { out.line("writer.extensions(of: fullName, message.value.unknownFields)") }
            out.line("writer.endObject(start)")
        }
    }

    private func write(_ field: FieldModel, to out: inout SourceWriter) {
        let value = "message.value.\(field.swiftName)"
        func member(_ call: String) -> String { "{ writer.member(\(field.jsonKeys)); writer.\(call) }" }
        switch field.shape {
        case .implicit(let element):
            out.line("if writer.shows(\(element.isSet(value))) \(member("\(element.jsonFormat)(\(value))"))")
        case .explicit(let element):
            out.line("if let value = \(value) \(member("\(element.jsonFormat)(value)"))")
        case .message(_, isIndirect: false):
            out.line("if let value = message.part(\\.\(field.swiftName)) \(member("message(value)"))")
        case .message(_, isIndirect: true):
            out.line("if let value = message.value.\(field.storage) \(member("message(value.value)"))")
        case .messages:
            out.line("if writer.shows(!\(value).isEmpty) \(member("messages(\(value))"))")
        case .repeated(let element, _):
            out.line("if writer.shows(!\(value).isEmpty) \(member("list(\(value), .\(element.jsonFormat))"))")
        case .map(let key, let element):
            let call = "entries(\(value), .\(key.jsonFormat), .\(element.jsonFormat))"
            out.line("if writer.shows(!\(value).isEmpty) \(member(call))")
        }
    }

    private func writeOneof(_ position: Int, to out: inout SourceWriter) {
        out.line("switch message.value.\(message.oneofs[position].swiftName) {")
        for field in fields where field.oneof == position {
            switch field.shape {
            case .implicit(let element), .explicit(let element), .message(let element, _):
                out.line("case .\(field.swiftName)(let value)?:")
                out.indented { $0.line("writer.member(\(field.jsonKeys))", "writer.\(element.jsonFormat)(value)") }
            case .repeated, .messages, .map: break
            }
        }
        out.line("case nil: break", "}")
    }
}

extension FieldModel {
    /// The name as compact JSON text has it, comma and colon included, as a Swift literal.
    fileprivate var jsonKey: String {
        var writer = JSONWriter()
        writer.string(jsonName)
        let text = ",\(writer.text):"
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "\\")
        }
        return isPlain ? "#\"\(text)\"#" : SourceWriter.literal(text)
    }

    /// The arguments of `JSONWriter.member`.
    fileprivate var jsonKeys: String { jsonName == name ? jsonKey : "\(jsonKey), \"\(name)\"" }

    /// Whether `null` is a value of the field rather than its absence.
    fileprivate var takesNull: Bool {
        switch shape {
        case .explicit(let element), .implicit(let element), .message(let element, _):
            ["Google_Protobuf_Value", "Google_Protobuf_NullValue"].contains(element.swiftType)
        case .repeated, .messages, .map: false
        }
    }
}

extension Element {
    fileprivate var isEnum: Bool { jsonFormat == "enumeration" }

    /// The functions of JSON that read and write it: the form on the wire makes no difference there.
    fileprivate var jsonFormat: String {
        switch format {
        case "sint32", "sfixed32": "int32"
        case "sint64", "sfixed64": "int64"
        case "fixed32": "uint32"
        case "fixed64": "uint64"
        case "group": "message"
        default: format
        }
    }
}
