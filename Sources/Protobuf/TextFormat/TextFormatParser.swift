// SPDX-License-Identifier: Apache-2.0

/// Reads messages from the text format, by their descriptors. Source: the Text Format Language
/// Specification of protobuf.dev; where it leaves a choice, C++'s parser decides.
struct TextFormatParser {
    var scanner: TextScanner
    let options: TextParsingOptions
    /// Messages that may still be opened.
    var depth: Int

    init(_ bytes: [UInt8], options: TextParsingOptions) {
        scanner = TextScanner(bytes)
        self.options = options
        depth = options.depth
    }

    /// The whole text as fields of a message.
    mutating func message(_ message: inout DynamicMessage) throws(TextFormatError) {
        while scanner.peek != nil { try field(of: &message) }
        if !options.partial, let path = message.missingRequiredField() {
            throw TextFormatError("the required field \(path) is missing", at: scanner.index)
        }
    }

    // MARK: - Fields

    private mutating func field(of message: inout DynamicMessage) throws(TextFormatError) {
        let start = scanner.index
        if scanner.peek == UInt8(ascii: "[") {
            let name = try scanner.bracketedName()
            if message.descriptor.record.wellKnown == .any {
                try expandedAny(name, into: &message, at: start)
            } else if let field = message.descriptor.extensionField(printedAs: name) {
                try value(of: field, in: &message, at: start)
            } else if options.ignoreUnknownFields {
                try skipValue()
            } else {
                let type = message.descriptor.fullName
                throw TextFormatError("\(PoolBuilder.printable(name)) is no extension of \(type)", at: start)
            }
        } else {
            guard let name = scanner.identifier() else {
                throw scanner.error("expected a field name, found \(scanner.found)")
            }
            if let field = message.descriptor.field(textName: name) {
                try value(of: field, in: &message, at: start)
            } else if options.ignoreUnknownFields || message.descriptor.proto.reservedName.contains(name) {
                try skipValue()
            } else {
                throw TextFormatError("\(message.descriptor.fullName) has no field \"\(name)\"", at: start)
            }
        }
        skipSeparator()
    }

    /// Fields may be followed by one comma or semicolon.
    mutating func skipSeparator() {
        if !scanner.take(UInt8(ascii: ";")) { _ = scanner.take(UInt8(ascii: ",")) }
    }

    private mutating func value(
        of field: FieldDescriptor, in message: inout DynamicMessage, at start: Int
    ) throws(TextFormatError) {
        do throws(TextFormatError) {
            try checkRepetition(of: field, in: message, at: start)
            let hasColon = scanner.take(UInt8(ascii: ":"))
            guard hasColon || field.kind.isMessage else {
                throw scanner.error("expected ':', found \(scanner.found)")
            }
            if field.cardinality == .repeated {
                try elements(of: field, in: &message)
            } else if field.kind.isMessage {
                try nested(field, in: &message)
            } else {
                message.set(try scalar(of: field), for: field)
            }
        } catch {
            throw error.within(field.textName)
        }
    }

    private func checkRepetition(
        of field: FieldDescriptor, in message: DynamicMessage, at start: Int
    ) throws(TextFormatError) {
        guard !options.allowRepetition, field.cardinality != .repeated else { return }
        if message.contents[field.number] != nil {
            throw TextFormatError("the field is given twice, but is no list", at: start)
        }
        guard let oneof = field.oneofIndex, !field.isExtension else { return }
        for other in message.descriptor.record.fields
        where other.oneofIndex == oneof && message.contents[other.number] != nil {
            throw TextFormatError("\"\(other.name)\" of the same oneof is set already", at: start)
        }
    }

    // MARK: - Lists, maps and messages

    /// One element, or several in brackets.
    private mutating func elements(
        of field: FieldDescriptor, in message: inout DynamicMessage
    ) throws(TextFormatError) {
        guard scanner.take(UInt8(ascii: "[")) else { return try element(of: field, in: &message) }
        if scanner.take(UInt8(ascii: "]")) { return }
        repeat { try element(of: field, in: &message) } while scanner.take(UInt8(ascii: ","))
        guard scanner.take(UInt8(ascii: "]")) else {
            throw scanner.error("expected ',' or ']', found \(scanner.found)")
        }
    }

    private mutating func element(
        of field: FieldDescriptor, in message: inout DynamicMessage
    ) throws(TextFormatError) {
        guard field.kind.isMessage, let type = field.message else {
            return message.append(try scalar(of: field), to: field)
        }
        var element = DynamicMessage(type)
        try body(of: &element)
        if field.isMap {
            message.insert(entry: element, into: field)
        } else {
            message.append(.message(element), to: field)
        }
    }

    private mutating func nested(
        _ field: FieldDescriptor, in message: inout DynamicMessage
    ) throws(TextFormatError) {
        guard let type = field.message else { return }
        var nested = DynamicMessage(type)
        if case .single(.message(let present)) = message.contents[field.number] { nested = present }
        try body(of: &nested)
        message.set(.message(nested), for: field)
    }

    /// Fields between braces or angle brackets.
    mutating func body(of message: inout DynamicMessage) throws(TextFormatError) {
        let close = try open()
        while scanner.peek != close, scanner.peek != nil { try field(of: &message) }
        try self.close(close)
    }

    /// Steps into a message; returns what will close it.
    mutating func open() throws(TextFormatError) -> UInt8 {
        let close: UInt8
        if scanner.take(UInt8(ascii: "{")) {
            close = UInt8(ascii: "}")
        } else if scanner.take(UInt8(ascii: "<")) {
            close = UInt8(ascii: ">")
        } else {
            throw scanner.error("expected '{' or '<', found \(scanner.found)")
        }
        guard depth > 0 else { throw scanner.error("messages are nested too deeply") }
        depth -= 1
        return close
    }

    mutating func close(_ byte: UInt8) throws(TextFormatError) {
        guard scanner.take(byte) else {
            throw scanner.error("expected '\(Character(UnicodeScalar(byte)))', found \(scanner.found)")
        }
        depth += 1
    }

    // MARK: - Any

    /// `[type.googleapis.com/pkg.Message] { ... }`: what an `Any` holds.
    private mutating func expandedAny(
        _ url: String, into any: inout DynamicMessage, at start: Int
    ) throws(TextFormatError) {
        guard let slash = url.lastIndex(of: "/") else {
            throw TextFormatError("expected a type as \"type.googleapis.com/package.Message\"", at: start)
        }
        let name = String(url[url.index(after: slash)...])
        guard let type = any.descriptor.pool.message(named: name) else {
            throw TextFormatError("the type \(PoolBuilder.printable(name)) is not known", at: start)
        }
        guard options.allowRepetition || any.contents.isEmpty else {
            throw TextFormatError("the Any is given twice", at: start)
        }
        _ = scanner.take(UInt8(ascii: ":"))
        var content = DynamicMessage(type)
        do throws(TextFormatError) {
            try body(of: &content)
        } catch {
            throw error.within("[\(url)]")
        }
        any.contents[1] = .single(.string(url))
        let bytes = content.serialized()
        any.contents[2] = bytes.isEmpty ? nil : .single(.bytes(bytes))
    }
}
