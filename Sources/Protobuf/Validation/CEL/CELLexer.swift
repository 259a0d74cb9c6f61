// SPDX-License-Identifier: Apache-2.0

/// Cuts the text of a CEL expression into tokens.
struct CELLexer {
    let source: [UInt8]
    var position = 0

    init(_ source: [UInt8]) {
        self.source = source
    }

    /// The next token; at the end of the text `.end`, again and again.
    mutating func next() throws(CELSyntaxError) -> CELToken {
        skipSpace()
        let start = position
        guard let byte = peek() else { return CELToken(kind: .end, offset: start) }
        let kind: CELToken.Kind
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            kind = try number()
        case UInt8(ascii: "."):
            if let digit = peek(1), digit.isASCIIDigit {
                kind = try number()
            } else {
                position += 1
                kind = .symbol(.dot)
            }
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            kind = try text(prefix: 0)
        case UInt8(ascii: "`"):
            kind = try quotedName()
        case _ where byte.isNameStart:
            if let prefix = literalPrefix() { kind = try text(prefix: prefix) } else { kind = .identifier(name()) }
        default:
            kind = .symbol(try symbol())
        }
        return CELToken(kind: kind, offset: start)
    }

    /// The byte so far ahead, or nothing behind the end.
    func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < source.count ? source[position + distance] : nil
    }

    func failure(_ message: String, at offset: Int) -> CELSyntaxError {
        CELSyntaxError(message, at: offset, in: source)
    }

    private mutating func skipSpace() {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C:
                position += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while let rest = peek(), rest != UInt8(ascii: "\n") { position += 1 }
            default:
                return
            }
        }
    }

    private mutating func name() -> String {
        let start = position
        while let byte = peek(), byte.isNameStart || byte.isASCIIDigit { position += 1 }
        return String(decoding: source[start..<position], as: UTF8.self)
    }

    /// How many of the letters `r` and `b` stand before a quote here; nothing if it is a name.
    private func literalPrefix() -> Int? {
        func isLetter(_ byte: UInt8?, _ letter: UInt8) -> Bool { byte.map { $0 | 0x20 == letter } ?? false }
        func isQuote(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
        let (r, b) = (UInt8(ascii: "r"), UInt8(ascii: "b"))
        if isLetter(peek(), r) || isLetter(peek(), b), isQuote(peek(1)) { return 1 }
        let isPair = isLetter(peek(), b) && isLetter(peek(1), r) || isLetter(peek(), r) && isLetter(peek(1), b)
        return isPair && isQuote(peek(2)) ? 2 : nil
    }

    private mutating func quotedName() throws(CELSyntaxError) -> CELToken.Kind {
        let start = position
        position += 1
        while let byte = peek(), byte != UInt8(ascii: "`") {
            let isAllowed = byte.isNameStart || byte.isASCIIDigit || [0x20, 0x2D, 0x2E, 0x2F].contains(byte)
            guard isAllowed else { throw failure("character not allowed in a quoted name", at: position) }
            position += 1
        }
        guard peek() != nil, position > start + 1 else { throw failure("quoted name without end", at: start) }
        position += 1
        return .quoted(String(decoding: source[start + 1..<position - 1], as: UTF8.self))
    }

    private mutating func symbol() throws(CELSyntaxError) -> CELToken.Symbol {
        for length in [2, 1] where position + length <= source.count {
            let text = String(decoding: source[position..<position + length], as: UTF8.self)
            if let symbol = CELToken.Symbol(rawValue: text) {
                position += length
                return symbol
            }
        }
        let rest = String(decoding: source[position..<min(position + 4, source.count)], as: UTF8.self)
        throw failure("unexpected character '\(rest.unicodeScalars.first.map(String.init) ?? "")'", at: position)
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isASCIILetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }

    /// A letter or an underscore.
    var isNameStart: Bool { isASCIILetter || self == UInt8(ascii: "_") }
}
