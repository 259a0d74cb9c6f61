// SPDX-License-Identifier: Apache-2.0

/// Numbers, strings and bytes.
extension CELLexer {
    mutating func number() throws(CELSyntaxError) -> CELToken.Kind {
        let start = position
        if peek() == UInt8(ascii: "0"), peek(1).map({ $0 | 0x20 }) == UInt8(ascii: "x") {
            position += 2
            return try integer(radix: 16, from: start)
        }
        while let byte = peek(), byte.isASCIIDigit { position += 1 }
        var isDouble = false
        if peek() == UInt8(ascii: "."), let digit = peek(1), digit.isASCIIDigit {
            isDouble = true
            position += 1
            while let byte = peek(), byte.isASCIIDigit { position += 1 }
        }
        if skipExponent() { isDouble = true }
        guard isDouble else {
            position = start
            return try integer(radix: 10, from: start)
        }
        try requireBoundary(from: start)
        var text = String(decoding: source[start..<position], as: UTF8.self)
        if text.hasPrefix(".") { text = "0" + text }
        guard let value = Double(text) else { throw failure("not a number", at: start) }
        return .double(value)
    }

    private mutating func skipExponent() -> Bool {
        guard peek().map({ $0 | 0x20 }) == UInt8(ascii: "e") else { return false }
        let isSigned = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
        let digits = isSigned ? 2 : 1
        guard let digit = peek(digits), digit.isASCIIDigit else { return false }
        position += digits
        while let byte = peek(), byte.isASCIIDigit { position += 1 }
        return true
    }

    private mutating func integer(radix: UInt64, from start: Int) throws(CELSyntaxError) -> CELToken.Kind {
        var value: UInt64 = 0
        let first = position
        while let digit = peek()?.hexadecimalValue, UInt64(digit) < radix {
            let (product, overflowed) = value.multipliedReportingOverflow(by: radix)
            let (sum, carried) = product.addingReportingOverflow(UInt64(digit))
            guard !overflowed, !carried else { throw failure("number too large for 64 bits", at: start) }
            value = sum
            position += 1
        }
        guard position > first else { throw failure("hexadecimal digits expected", at: position) }
        if peek().map({ $0 | 0x20 }) == UInt8(ascii: "u") {
            position += 1
            try requireBoundary(from: start)
            return .unsigned(value)
        }
        try requireBoundary(from: start)
        return .integer(value)
    }

    /// A number must not run into a name.
    private func requireBoundary(from start: Int) throws(CELSyntaxError) {
        if let byte = peek(), byte.isNameStart { throw failure("not a number", at: start) }
    }

    /// A string or bytes, with so many letters of prefix.
    mutating func text(prefix: Int) throws(CELSyntaxError) -> CELToken.Kind {
        let start = position
        let letters = source[start..<start + prefix].map { $0 | 0x20 }
        let isRaw = letters.contains(UInt8(ascii: "r"))
        let isBytes = letters.contains(UInt8(ascii: "b"))
        position += prefix
        let quote = source[position]
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        var content: [UInt8] = []
        while true {
            guard let byte = peek() else { throw failure("string without end", at: start) }
            if byte == quote, !isTriple || peek(1) == quote && peek(2) == quote { break }
            if !isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                throw failure("string without end on its line", at: start)
            }
            if byte == UInt8(ascii: "\\"), !isRaw {
                try escape(into: &content, isBytes: isBytes)
            } else {
                content.append(byte)
                position += 1
            }
        }
        position += isTriple ? 3 : 1
        return isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    }

    private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(CELSyntaxError) {
        let start = position
        position += 1
        guard let letter = peek() else { throw failure("string without end", at: start) }
        position += 1
        if let byte = Self.simpleEscapes[letter] {
            content.append(byte)
            return
        }
        let value: UInt32
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): value = try digits(2, radix: 16, from: start)
        case UInt8(ascii: "u") where !isBytes: value = try digits(4, radix: 16, from: start)
        case UInt8(ascii: "U") where !isBytes: value = try digits(8, radix: 16, from: start)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            position -= 1
            value = try digits(3, radix: 8, from: start)
        default: throw failure("unknown escape", at: start)
        }
        if isBytes {
            content.append(UInt8(value))
        } else if let scalar = Unicode.Scalar(value) {
            content += Array(String(scalar).utf8)
        } else {
            throw failure("escape of something that is not a code point", at: start)
        }
    }

    private static let simpleEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5C,
        UInt8(ascii: "?"): 0x3F, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
    ]

    private mutating func digits(
        _ count: Int, radix: UInt32, from start: Int
    ) throws(CELSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = peek()?.hexadecimalValue, UInt32(digit) < radix else {
                throw failure("escape needs \(count) digits", at: start)
            }
            value = value << (radix == 16 ? 4 : 3) | UInt32(digit)
            position += 1
        }
        return value
    }
}
