// SPDX-License-Identifier: Apache-2.0

/// A number as it was written, without its sign.
struct TextNumber {
    enum Kind { case decimal, octal, hexadecimal, floating }

    var kind: Kind
    /// The digits, without `0x` or a suffix.
    var text: String

    /// The value of a whole number; nil if it is none or too large.
    func integer(negative: Bool) -> Int64? {
        guard let magnitude else { return nil }
        if !negative { return Int64(exactly: magnitude) }
        return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }

    /// The value of a whole number; nil if it is none or too large.
    var magnitude: UInt64? {
        switch kind {
        case .decimal: UInt64(text, radix: 10)
        case .octal: UInt64(text, radix: 8)
        case .hexadecimal: UInt64(text, radix: 16)
        case .floating: nil
        }
    }

    /// The nearest value, infinite beyond the largest; nil for octal and hexadecimal numbers.
    func floating<Value: BinaryFloatingPoint & LosslessStringConvertible>(_: Value.Type) -> Value? {
        guard kind == .decimal || kind == .floating else { return nil }
        if let value = Value(text) { return value }
        // What is left are exponents beyond what the conversion takes.
        return isHuge ? .infinity : 0
    }

    /// Whether a number with an exponent that cannot be converted is large rather than small.
    private var isHuge: Bool {
        let parts = text.lowercased().split(separator: "e")
        return parts[0].contains { ("1"..."9").contains($0) } && !(parts.count > 1 && parts[1].hasPrefix("-"))
    }
}

extension TextScanner {
    /// Whether a number comes next.
    var isAtNumber: Bool {
        guard let byte = peek else { return false }
        return Self.isDigit(byte) || byte == UInt8(ascii: ".")
    }

    /// A number without sign.
    mutating func number() throws(TextFormatError) -> TextNumber {
        begin()
        let number = try digits()
        // `10f` is a float, but `10bar: 20` lacks a space.
        if let byte = peek, Self.isIdentifier(byte) || byte == UInt8(ascii: ".") {
            throw error("unexpected \(found) behind a number")
        }
        skipSpace()
        return number
    }

    private mutating func digits() throws(TextFormatError) -> TextNumber {
        if peek == UInt8(ascii: "0"), index + 1 < bytes.count {
            let next = bytes[index + 1]
            if next == UInt8(ascii: "x") || next == UInt8(ascii: "X") {
                advance(2)
                return TextNumber(kind: .hexadecimal, text: try run { $0.hexadecimalValue != nil })
            }
            if Self.isDigit(next) {
                advance()
                return TextNumber(kind: .octal, text: try run(Self.isOctal))
            }
        }
        while let byte = peek, Self.isDigit(byte) { advance() }
        var kind = TextNumber.Kind.decimal
        if peek == UInt8(ascii: ".") {
            kind = .floating
            advance()
            if index - start == 1 { _ = try run(Self.isDigit) }
            while let byte = peek, Self.isDigit(byte) { advance() }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            kind = .floating
            advance()
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { advance() }
            _ = try run(Self.isDigit)
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if peek == UInt8(ascii: "f") || peek == UInt8(ascii: "F") {
            kind = .floating
            advance()
        }
        return TextNumber(kind: kind, text: Self.completed(text))
    }

    /// One digit or more.
    private mutating func run(_ isDigit: (UInt8) -> Bool) throws(TextFormatError) -> String {
        let first = index
        while let byte = peek, isDigit(byte) { advance() }
        guard index > first else { throw error("expected a digit, found \(found)") }
        return String(decoding: bytes[first..<index], as: UTF8.self)
    }

    /// `.5` and `5.e3` with the digits that Swift's conversion wants to see.
    private static func completed(_ text: String) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
        let behind = text.index(after: point)
        let fraction = text[behind...]
        let needsDigit = fraction.first.map { $0 == "e" || $0 == "E" } ?? true
        return (point == text.startIndex ? "0" : "") + text[..<behind] + (needsDigit ? "0" : "") + fraction
    }
}
