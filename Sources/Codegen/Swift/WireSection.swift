// SPDX-License-Identifier: Apache-2.0

/// Writes the half of a message that reads and writes bytes.
struct WireSection {
    let message: MessageModel
    let access: String

    func write(to out: inout SourceWriter) {
        out.block("extension \(message.swiftName)") { out in
            out.line("\(access)static var fullName: String { \"\(message.fullName)\" }", "")
            writeSchema(to: &out)
            out.line("")
            writeMerge(to: &out)
            out.line("")
            writeWrite(to: &out)
            writeRequired(to: &out)
        }
    }

    private func writeSchema(to out: inout SourceWriter) {
        if message.fields.isEmpty {
            out.line("\(access)static let fields: [FieldSchema] = []")
            return
        }
        out.line("\(access)static let fields: [FieldSchema] = [")
        out.indented { out in
            for field in message.fields { out.line("FieldSchema(\(field.schemaArguments)),") }
        }
        out.line("]")
    }

    // MARK: - Reading

    private func writeMerge(to out: inout SourceWriter) {
        let head =
            "\(access)static func merge(into message: inout Self, from reader: inout WireReader) throws(WireFault)"
        out.block(head) { out in
            out.block("while let tag = try reader.nextTag()") { out in
                if message.fields.isEmpty {
                    out.line(keepUnknown)
                    return
                }
                out.line("switch tag {")
                let fields = message.wireFields
                for (index, field) in fields.enumerated() {
                    out.line("case \(field.tag):")
                    out.indented { out in
                        read(field, to: &out)
                        // Senders write in this order, so the next field mostly comes next.
                        if index + 1 < fields.count {
                            out.line("if reader.advance(past: \(fields[index + 1].tag)) { fallthrough }")
                        }
                    }
                }
                for field in fields { writeOtherEncoding(of: field, to: &out) }
                out.line("default:")
                out.indented { $0.line(keepUnknown) }
                out.line("}")
            }
        }
    }

    /// What happens to a field that is none of the schema's.
    private var keepUnknown: String {
        let extending = message.isExtendable ? ", extending: fullName" : ""
        return "try reader.unknown(tag, into: &message.unknownFields\(extending))"
    }

    private func read(_ field: FieldModel, to out: inout SourceWriter) {
        let target = "message.\(field.swiftName)"
        if readSpecial(field, to: &out) { return }
        if let position = field.oneof {
            read(field, of: message.oneofs[position], to: &out)
            return
        }
        switch field.shape {
        case .implicit(let element), .explicit(let element):
            out.line("\(target) = try reader.\(element.format)()")
        case .message(_, let isIndirect):
            out.line("try reader.message(&\(isIndirect ? "message.\(field.storage)" : target))")
        case .messages:
            out.line("try reader.messages(&\(target), tag: \(field.tag))")
        case .repeated(let element, isPacked: true):
            out.line("try reader.packed(&\(target), .\(element.format))")
        case .repeated(let element, isPacked: false):
            if element.wireType == 2 {
                out.line("try reader.elements(&\(target), .\(element.format), tag: \(field.tag))")
            } else {
                out.line("try reader.element(&\(target), .\(element.format))")
            }
        case .map(let key, let value):
            out.line("try reader.entries(&\(target), .\(key.format), .\(value.format), tag: \(field.tag))")
        }
    }

    /// A member of a oneof. A message that is set already is merged with what comes.
    private func read(_ field: FieldModel, of oneof: OneofModel, to out: inout SourceWriter) {
        let target = "message.\(oneof.swiftName)"
        switch field.shape {
        case .message(let element, _):
            out.line(
                "var value = \(element.zero)",
                "if case .\(field.swiftName)(let current)? = \(target) { value = current }",
                "try reader.merge(into: &value)",
                "\(target) = .\(field.swiftName)(value)")
        case .implicit(let element), .explicit(let element):
            out.line("\(target) = .\(field.swiftName)(try reader.\(element.format)())")
        case .repeated, .messages, .map: break
        }
    }

    /// Numbers may be packed or not, whatever the schema says.
    private func writeOtherEncoding(of field: FieldModel, to out: inout SourceWriter) {
        guard case .repeated(let element, let isPacked) = field.shape, element.wireType != 2 else { return }
        out.line("case \(field.number << 3 | (isPacked ? element.wireType : 2)):")
        if element.isClosed {
            out.indented { readClosed(field, isPacked: !isPacked, to: &$0) }
            return
        }
        let function = isPacked ? "element" : "packed"
        out.indented { $0.line("try reader.\(function)(&message.\(field.swiftName), .\(element.format))") }
    }

    // MARK: - Writing

    private func writeWrite(to out: inout SourceWriter) {
        out.block("\(access)static func write(_ message: Borrowed<Self>, to writer: inout WireWriter)") { out in
            var written: Set<Int> = []
            for field in message.wireFields {
                if let position = field.oneof {
                    if written.insert(position).inserted { writeOneof(position, to: &out) }
                } else {
                    write(field, to: &out)
                }
            }
            out.line("writer.unknown(message.value.unknownFields)")
        }
    }

    private func write(_ field: FieldModel, to out: inout SourceWriter) {
        let value = "message.value.\(field.swiftName)"
        if writeGroup(field, to: &out) { return }
        switch field.shape {
        case .implicit(let element):
            out.line("if \(element.isSet(value)) { writer.\(element.format)(\(field.tag), \(value)) }")
        case .explicit(let element):
            out.line("if let value = \(value) { writer.\(element.format)(\(field.tag), value) }")
        case .message(_, isIndirect: false):
            out.line("if let value = message.part(\\.\(field.swiftName)) { writer.message(\(field.tag), value) }")
        case .message(_, isIndirect: true):
            out.line("if let value = message.value.\(field.storage) { writer.message(\(field.tag), value.value) }")
        case .messages:
            out.line("writer.messages(\(field.tag), \(value))")
        case .repeated(let element, let isPacked):
            out.line("writer.\(isPacked ? "packed" : "elements")(\(field.tag), \(value), .\(element.format))")
        case .map(let key, let element):
            out.line("writer.entries(\(field.tag), \(value), .\(key.format), .\(element.format))")
        }
    }

    private func writeOneof(_ position: Int, to out: inout SourceWriter) {
        out.line("switch message.value.\(message.oneofs[position].swiftName) {")
        for field in message.wireFields where field.oneof == position {
            let call =
                switch field.shape {
                case .message(let element, _): "writer.\(element.format)(\(field.tag), value)"
                case .implicit(let element), .explicit(let element):
                    "writer.\(element.format)(\(field.tag), value)"
                case .repeated, .messages, .map: ""
                }
            out.line("case .\(field.swiftName)(let value)?: \(call)")
        }
        out.line("case nil: break", "}")
    }
}

extension FieldModel {
    /// The arguments of its `FieldSchema`.
    var schemaArguments: String {
        let start = "\(number), \"\(name)\""
        switch shape {
        case .implicit, .explicit: return start
        case .message(let element, _): return "\(start), .message(\(element.swiftType).self)"
        case .repeated: return "\(start), isRepeated: true"
        case .messages(let element): return "\(start), isRepeated: true, .message(\(element.swiftType).self)"
        case .map(let key, let value):
            let type = value.isMessage ? "\(value.swiftType).self" : "nil"
            return "\(start), .map(textKey: \(key.isText), value: \(type))"
        }
    }
}
