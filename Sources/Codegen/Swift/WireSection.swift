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

    /// A few plain fields are read and written where their message is used: the call would cost a third
    /// of the work.
    private func writeInlining(to out: inout SourceWriter) {
        let isPlain = message.fields.allSatisfy { field in
            if case .implicit = field.shape { field.oneof == nil } else { false }
        }
        if isPlain && (1...6).contains(message.fields.count) { out.line("@inline(__always)") }
    }

    // MARK: - Reading

    private func writeMerge(to out: inout SourceWriter) {
        writeInlining(to: &out)
        let head =
            "\(access)static func merge(into message: inout Self, from reader: inout WireReader) throws(WireFault)"
        out.block(head) { out in
            // A message of very many fields mostly has few of them, and asking for each would cost more than
            // the switch.
            let expected = message.fields.count > 32 ? [] : message.wireFields.compactMap(expect)
            if expected.count > 1 {
                out.line("// Senders mostly write in this order. What comes otherwise is found by its tag.")
                for line in expected { out.line(line) }
            }
            out.block("while let tag = try reader.nextTag()") { writeSwitch(to: &$0) }
        }
    }

    private func writeSwitch(to out: inout SourceWriter) {
        if message.fields.isEmpty {
            out.line(keepUnknown)
            return
        }
        out.line("switch tag {")
        for field in message.wireFields {
            out.line("case \(field.tag):")
            out.indented { read(field, to: &$0) }
        }
        for field in message.wireFields { writeOtherEncoding(of: field, to: &out) }
        out.line("default:")
        out.indented { $0.line(keepUnknown) }
        out.line("}")
    }

    /// The line that reads a field if it comes next; nothing for a member of a oneof, or what only
    /// proto2 and editions have.
    private func expect(_ field: FieldModel) -> String? {
        if field.oneof != nil || field.isSpecial { return nil }
        let target = "message.\(field.swiftName)"
        let start = "\(field.tag), &\(target)"
        switch field.shape {
        case .implicit(let element): return "try reader.\(element.format)(\(start))"
        case .explicit(let element):
            return "if reader.advance(past: \(field.tag)) { \(target) = try reader.\(element.format)() }"
        case .message(_, isIndirect: true): return "try reader.message(\(field.tag), &message.\(field.storage))"
        case .message(_, isIndirect: false): return "try reader.message(\(start))"
        case .messages: return "try reader.messages(\(start))"
        case .repeated(let element, isPacked: true): return "try reader.packed(\(start), .\(element.format))"
        case .repeated(let element, isPacked: false) where element.wireType != 2:
            return "while reader.advance(past: \(field.tag)) { try reader.element(&\(target), .\(element.format)) }"
        case .repeated(let element, isPacked: false): return "try reader.elements(\(start), .\(element.format))"
        case .map(let key, let value): return "try reader.entries(\(start), .\(key.format), .\(value.format))"
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
        writeInlining(to: &out)
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
        case .implicit(let element) where element.isText:
            out.line("writer.string(\(field.tag), unlessEmpty: message.lent(\\.\(field.swiftName)))")
        case .implicit(let element):
            out.line("if \(element.isSet(value)) { writer.\(element.format)(\(field.tag), \(value)) }")
        case .explicit(let element) where element.isText:
            out.line("if let value = message.part(\\.\(field.swiftName)) { writer.string(\(field.tag), value) }")
        case .explicit(let element):
            out.line("if let value = \(value) { writer.\(element.format)(\(field.tag), value) }")
        case .message(_, isIndirect: false):
            out.line("if let value = message.part(\\.\(field.swiftName)) { writer.message(\(field.tag), value) }")
        case .message(_, isIndirect: true):
            out.line("if let value = message.value.\(field.storage) { writer.message(\(field.tag), value.value) }")
        case .messages:
            out.line("writer.messages(\(field.tag), message.list(\\.\(field.swiftName)))")
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
    /// Whether it is a group or of a closed enumeration.
    fileprivate var isSpecial: Bool {
        switch shape {
        case .message(let element, _), .messages(let element): element.isGroup
        case .implicit(let element), .explicit(let element), .repeated(let element, _), .map(_, let element):
            element.isClosed
        }
    }

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
