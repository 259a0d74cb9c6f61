// SPDX-License-Identifier: Apache-2.0

// Groups, closed enumerations and required fields: what only proto2 and editions have.
extension WireSection {
    // MARK: - Reading

    /// Writes the reading of a group or of a closed enumeration; false if the field is neither.
    func readSpecial(_ field: FieldModel, to out: inout SourceWriter) -> Bool {
        switch field.shape {
        case .message(let element, _) where element.isGroup && field.oneof != nil:
            readGroup(field, element, inOneof: message.oneofs[field.oneof!].swiftName, to: &out)
        case .message(let element, let isIndirect) where element.isGroup:
            let target = isIndirect ? field.storage : field.swiftName
            out.line("try reader.group(&message.\(target), \(field.number))")
        case .messages(let element) where element.isGroup:
            out.line("try reader.element(&message.\(field.swiftName), .group(\(field.number)))")
        case .implicit(let element) where element.isClosed, .explicit(let element) where element.isClosed:
            readClosed(field, element, to: &out)
        case .repeated(let element, let isPacked) where element.isClosed:
            readClosed(field, isPacked: isPacked, to: &out)
        case .map(let key, let value) where value.isClosed:
            let target = "&message.\(field.swiftName)"
            out.line(
                "try reader.closedEntry(\(target), .\(key.format), \(field.tag), unknown: &message.unknownFields)")
        default:
            return false
        }
        return true
    }

    /// A group in a oneof. One that is set already is merged with what comes.
    private func readGroup(
        _ field: FieldModel, _ element: Element, inOneof oneof: String, to out: inout SourceWriter
    ) {
        out.line(
            "var value = \(element.zero)",
            "if case .\(field.swiftName)(let current)? = message.\(oneof) { value = current }",
            "try reader.mergeGroup(\(field.number), into: &value)",
            "message.\(oneof) = .\(field.swiftName)(value)")
    }

    private func readClosed(_ field: FieldModel, _ element: Element, to out: inout SourceWriter) {
        let call = "try reader.closed(\(field.tag), unknown: &message.unknownFields)"
        out.block("if let value: \(element.swiftType) = \(call)") { out in
            if let position = field.oneof {
                out.line("message.\(message.oneofs[position].swiftName) = .\(field.swiftName)(value)")
            } else {
                out.line("message.\(field.swiftName) = value")
            }
        }
    }

    /// The elements of a list, in one encoding or the other.
    func readClosed(_ field: FieldModel, isPacked: Bool, to out: inout SourceWriter) {
        let function = isPacked ? "closedPacked" : "closedElement"
        let tag = field.number << 3 | (isPacked ? 2 : 0)
        out.line("try reader.\(function)(&message.\(field.swiftName), \(tag), unknown: &message.unknownFields)")
    }

    // MARK: - Writing

    /// Writes the writing of a group; false if the field is none.
    func writeGroup(_ field: FieldModel, to out: inout SourceWriter) -> Bool {
        let tag = field.tag
        switch field.shape {
        case .message(let element, isIndirect: false) where element.isGroup:
            out.line("if let value = message.part(\\.\(field.swiftName)) { writer.group(\(tag), value) }")
        case .message(let element, isIndirect: true) where element.isGroup:
            out.line("if let value = message.value.\(field.storage) { writer.group(\(tag), value.value) }")
        case .messages(let element) where element.isGroup:
            out.line("writer.elements(\(tag), message.value.\(field.swiftName), .group(\(field.number)))")
        default:
            return false
        }
        return true
    }

    // MARK: - Required fields

    /// The search for a required field that is not set, if there can be one.
    func writeRequired(to out: inout SourceWriter) {
        let fields = message.fields.filter { $0.isRequired || $0.holdsRequired }
        if fields.isEmpty { return }
        out.line("")
        out.block("\(access)func missingRequiredField() -> String?") { out in
            for field in fields where field.isRequired {
                out.line("if self.\(field.swiftName) == nil { return \"\(field.name)\" }")
            }
            for field in fields where field.holdsRequired { searchWithin(field, to: &out) }
            out.line("return nil")
        }
    }

    private func searchWithin(_ field: FieldModel, to out: inout SourceWriter) {
        let search = "let path = RequiredFields.missing(\"\(field.name)\", in:"
        if let position = field.oneof {
            let value = "case .\(field.swiftName)(let value)? = self.\(message.oneofs[position].swiftName)"
            out.line("if \(value), \(search) value) { return path }")
        } else {
            out.line("if \(search) self.\(field.swiftName)) { return path }")
        }
    }
}
