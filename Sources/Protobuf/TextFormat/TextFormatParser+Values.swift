// SPDX-License-Identifier: Apache-2.0

extension TextFormatParser {
    /// A value that is no message.
    mutating func scalar(of field: FieldDescriptor) throws(TextFormatError) -> DynamicValue {
        switch field.kind {
        case .bool: return .bool(try bool())
        case .int32, .sint32, .sfixed32: return .int32(try signed(field.kind))
        case .int64, .sint64, .sfixed64: return .int64(try signed(field.kind))
        case .uint32, .fixed32: return .uint32(try unsigned(field.kind))
        case .uint64, .fixed64: return .uint64(try unsigned(field.kind))
        case .float: return .float(try floating(field.kind))
        case .double: return .double(try floating(field.kind))
        case .bytes: return .bytes(try scanner.string())
        case .string: return .string(try text())
        case .enumeration: return .enumeration(try enumNumber(of: field))
        case .message, .group: preconditionFailure("messages have a function of their own")
        }
    }

    private mutating func text() throws(TextFormatError) -> String {
        let start = scanner.index
        guard let text = String(validating: try scanner.string(), as: UTF8.self) else {
            throw TextFormatError("the string is not UTF-8", at: start)
        }
        return text
    }

    // MARK: - Numbers

    private mutating func takeMinus() -> Bool { scanner.take(UInt8(ascii: "-")) }

    private mutating func number(_ kind: FieldKind) throws(TextFormatError) -> TextNumber {
        guard scanner.isAtNumber else { throw scanner.error("expected a number, found \(scanner.found)") }
        return try scanner.number()
    }

    private mutating func signed<Value: SignedInteger & FixedWidthInteger>(
        _ kind: FieldKind
    ) throws(TextFormatError) -> Value {
        let start = scanner.index
        let negative = takeMinus()
        guard let value = try number(kind).integer(negative: negative).flatMap({ Value(exactly: $0) }) else {
            throw TextFormatError("not a whole number in the range of \(kind.keyword)", at: start)
        }
        return value
    }

    private mutating func unsigned<Value: UnsignedInteger & FixedWidthInteger>(
        _ kind: FieldKind
    ) throws(TextFormatError) -> Value {
        let start = scanner.index
        guard let value = try number(kind).magnitude.flatMap({ Value(exactly: $0) }) else {
            throw TextFormatError("not a whole number in the range of \(kind.keyword)", at: start)
        }
        return value
    }

    private mutating func floating<Value: BinaryFloatingPoint & LosslessStringConvertible>(
        _ kind: FieldKind
    ) throws(TextFormatError) -> Value {
        let start = scanner.index
        let negative = takeMinus()
        let magnitude: Value?
        if let word = scanner.identifier() {
            magnitude = Self.special(word)
        } else {
            magnitude = try number(kind).floating(Value.self)
        }
        guard let magnitude else { throw TextFormatError("not a number that \(kind.keyword) can hold", at: start) }
        return negative ? -magnitude : magnitude
    }

    /// Words for what has no digits, in any case.
    private static func special<Value: BinaryFloatingPoint>(_ word: String) -> Value? {
        switch word.lowercased() {
        case "inf", "infinity": .infinity
        case "nan": .nan
        default: nil
        }
    }

    // MARK: - Words

    private mutating func bool() throws(TextFormatError) -> Bool {
        let start = scanner.index
        if scanner.isAtNumber, let value = try scanner.number().magnitude, value < 2 { return value == 1 }
        switch scanner.identifier() {
        case "true", "True", "t": return true
        case "false", "False", "f": return false
        default: throw TextFormatError("expected true or false", at: start)
        }
    }

    private mutating func enumNumber(of field: FieldDescriptor) throws(TextFormatError) -> Int32 {
        guard let type = field.enumeration else { return 0 }
        let start = scanner.index
        if let name = scanner.identifier() {
            if let number = type.number(named: name) { return number }
            throw TextFormatError("\"\(name)\" is no value of \(type.fullName)", at: start)
        }
        let negative = takeMinus()
        guard scanner.isAtNumber else {
            throw scanner.error("expected a value of \(type.fullName), found \(scanner.found)")
        }
        guard let number = try scanner.number().integer(negative: negative).flatMap({ Int32(exactly: $0) }),
            !type.isClosed || type.name(of: number) != nil
        else { throw TextFormatError("the number is no value of \(type.fullName)", at: start) }
        return number
    }

    // MARK: - Skipping

    /// Steps over the value of a field that is not known, or whose name is reserved.
    mutating func skipValue() throws(TextFormatError) {
        let hasColon = scanner.take(UInt8(ascii: ":"))
        if scanner.take(UInt8(ascii: "[")) {
            if scanner.take(UInt8(ascii: "]")) { return }
            repeat { try skipElement(mayBeScalar: hasColon) } while scanner.take(UInt8(ascii: ","))
            guard scanner.take(UInt8(ascii: "]")) else {
                throw scanner.error("expected ',' or ']', found \(scanner.found)")
            }
        } else {
            try skipElement(mayBeScalar: hasColon)
        }
    }

    private mutating func skipElement(mayBeScalar: Bool) throws(TextFormatError) {
        if scanner.peek == UInt8(ascii: "{") || scanner.peek == UInt8(ascii: "<") { return try skipBody() }
        guard mayBeScalar else { throw scanner.error("expected ':' or '{', found \(scanner.found)") }
        if scanner.isAtString { return _ = try scanner.string() }
        let negative = takeMinus()
        if scanner.isAtNumber { return _ = try scanner.number() }
        let start = scanner.index
        guard let word = scanner.identifier() else {
            throw scanner.error("expected a value, found \(scanner.found)")
        }
        if negative, Self.special(word) == nil as Double? {
            throw TextFormatError("expected a number behind '-'", at: start)
        }
    }

    private mutating func skipBody() throws(TextFormatError) {
        let close = try open()
        while scanner.peek != close, scanner.peek != nil {
            if scanner.peek == UInt8(ascii: "[") {
                _ = try scanner.bracketedName()
            } else if scanner.identifier() == nil {
                throw scanner.error("expected a field name, found \(scanner.found)")
            }
            try skipValue()
            skipSeparator()
        }
        try self.close(close)
    }
}
