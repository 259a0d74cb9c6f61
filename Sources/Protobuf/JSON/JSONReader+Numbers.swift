// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    // MARK: - Integers

    /// An `int32`, `sint32` or `sfixed32`.
    public mutating func int32() throws(JSONFault) -> Int32 { try integer("int32") }

    /// An `int64`, `sint64` or `sfixed64`: a string by the mapping, but a number is taken as well.
    public mutating func int64() throws(JSONFault) -> Int64 { try integer("int64") }

    /// A `uint32` or `fixed32`.
    public mutating func uint32() throws(JSONFault) -> UInt32 { try integer("uint32") }

    /// A `uint64` or `fixed64`: a string by the mapping, but a number is taken as well.
    public mutating func uint64() throws(JSONFault) -> UInt64 { try integer("uint64") }

    /// A whole number, as a number or in a string.
    @inline(__always)
    private mutating func integer<Value: FixedWidthInteger>(_ type: StaticString) throws(JSONFault) -> Value {
        let start = unsafe cursor
        let isQuoted = take(UInt8(ascii: "\""))
        let isNegative = take(UInt8(ascii: "-"))
        let digits = unsafe cursor
        var magnitude: UInt64 = 0
        while true {
            let digit = byte &- UInt8(ascii: "0")
            if digit > 9 { break }
            magnitude = magnitude &* 10 &+ UInt64(digit)
            step()
        }
        let count = unsafe cursor - digits
        let next = byte
        // Up to 18 digits cannot overflow. All else is judged with care, or is wrong.
        let first = unsafe digits.load(as: UInt8.self)
        if count > 0, count <= 18, first != UInt8(ascii: "0") || count == 1,
            next != UInt8(ascii: "."), next | 0x20 != UInt8(ascii: "e"),
            let value = Value(exactly: isNegative ? 0 &- Int64(magnitude) : Int64(magnitude)),
            !isQuoted || take(UInt8(ascii: "\""))
        {
            return value
        }
        unsafe cursor = start
        return try unusualInteger(type)
    }

    @inline(never)
    private mutating func unusualInteger<Value: FixedWidthInteger>(
        _ type: StaticString
    ) throws(JSONFault) -> Value {
        let start = offset
        let number = try quotableNumber()
        guard let value = number.integer(as: Value.self) else {
            throw JSONFault(reason: "\(literal(number)) is not a whole number in the range of \(type)", offset: start)
        }
        return value
    }

    /// A number as it was written, for an error.
    private func literal(_ number: JSONNumber) -> String {
        let count = number.end - number.start
        let text = span(from: number.start, count: min(count, 40))
        return String(copying: unsafe UTF8Span(unchecked: text, isKnownASCII: true)) + (count > 40 ? "..." : "")
    }

    // MARK: - Floating-point numbers

    /// A `double`.
    public mutating func double() throws(JSONFault) -> Double {
        if let value: Double = try special() { return value }
        let start = offset
        let number = try quotableNumber()
        if let value = number.shortDouble { return value }
        let text = number.text(span(from: number.start, count: number.end - number.start))
        guard let value = Double(text), value.isFinite else {
            throw JSONFault(reason: "\(literal(number)) is out of the range of double", offset: start)
        }
        return value
    }

    /// A `float`.
    public mutating func float() throws(JSONFault) -> Float {
        if let value: Float = try special() { return value }
        let start = offset
        let number = try quotableNumber()
        if let value = number.shortFloat { return value }
        let text = number.text(span(from: number.start, count: number.end - number.start))
        guard let value = Float(text), value.isFinite else {
            throw JSONFault(reason: "\(literal(number)) is out of the range of float", offset: start)
        }
        return value
    }

    /// What has no number in JSON, and so is a string.
    @inline(__always)
    private mutating func special<Value: BinaryFloatingPoint>() throws(JSONFault) -> Value? {
        guard byte == UInt8(ascii: "\"") else { return nil }
        return specialText()
    }

    @inline(never)
    private mutating func specialText<Value: BinaryFloatingPoint>() -> Value? {
        if take(word: "\"NaN\"") { return .nan }
        if take(word: "\"Infinity\"") { return .infinity }
        if take(word: "\"-Infinity\"") { return -.infinity }
        return nil
    }

    // MARK: - Numbers as written

    /// A number, or one that a string consists of.
    @inline(__always)
    private mutating func quotableNumber() throws(JSONFault) -> JSONNumber {
        byte == UInt8(ascii: "\"") ? try quotedNumber() : try number()
    }

    @inline(never)
    private mutating func quotedNumber() throws(JSONFault) -> JSONNumber {
        let start = offset
        guard plainLength() >= 0 else {
            // Escapes may spell digits.
            let digits = Array(try string().utf8)
            var inner = JSONReader(digits.span, options: options)
            guard let number = try? inner.number(), inner.isAtEnd else {
                throw JSONFault(reason: "the string is no number", offset: start)
            }
            guard !number.isCut else { throw JSONFault(reason: "the number has too many digits", offset: start) }
            return number
        }
        step()
        if byte == UInt8(ascii: "-") || byte &- UInt8(ascii: "0") < 10 {
            let number = try number()
            if take(UInt8(ascii: "\"")) { return number }
        }
        move(to: start)
        throw JSONFault(reason: "\(ErrorText.quoted(try string())) is no number", offset: start)
    }

    /// A number by the grammar of RFC 8259.
    @inline(__always)
    mutating func number() throws(JSONFault) -> JSONNumber {
        var number = JSONNumber()
        number.start = offset
        number.isNegative = take(UInt8(ascii: "-"))
        let first = byte
        guard first &- UInt8(ascii: "0") < 10 else { throw expected("a number") }
        let digits = unsafe cursor
        readDigits(&number.mantissa)
        var count = unsafe cursor - digits
        if first == UInt8(ascii: "0") && count > 1 { throw fault("a number may not start with 0") }
        if take(UInt8(ascii: ".")) {
            let fraction = unsafe cursor
            readDigits(&number.mantissa)
            let length = unsafe cursor - fraction
            guard length > 0 else { throw expected("a digit") }
            number.exponent = -length
            count += length
        }
        // More than 19 digits may not fit: they are read again with care.
        if count > 19 { readLongMantissa(&number) }
        if byte | 0x20 == UInt8(ascii: "e") { number.exponent += try exponent() }
        number.end = offset
        return number
    }

    @inline(__always)
    private mutating func readDigits(_ mantissa: inout UInt64) {
        while true {
            let digit = byte &- UInt8(ascii: "0")
            if digit > 9 { return }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            step()
        }
    }

    /// Reads the digits up to the cursor again, and counts those that do not fit.
    @inline(never)
    private func readLongMantissa(_ number: inout JSONNumber) {
        number.mantissa = 0
        number.exponent = 0
        var isFraction = false
        var isFull = false
        for place in number.start + (number.isNegative ? 1 : 0)..<offset {
            let byte = unsafe start.load(fromByteOffset: place, as: UInt8.self)
            if byte == UInt8(ascii: ".") {
                isFraction = true
                continue
            }
            let digit = UInt64(byte - UInt8(ascii: "0"))
            if !isFull {
                let (scaled, overflow) = number.mantissa.multipliedReportingOverflow(by: 10)
                let (sum, overflowSum) = scaled.addingReportingOverflow(digit)
                if !overflow && !overflowSum {
                    number.mantissa = sum
                    if isFraction { number.exponent -= 1 }
                    continue
                }
                isFull = true
            }
            if digit != 0 { number.isCut = true }
            if !isFraction { number.exponent += 1 }
        }
    }

    /// What stands behind the letter e, cut to `farExponent`.
    private mutating func exponent() throws(JSONFault) -> Int {
        step()
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative || byte == UInt8(ascii: "+") { step() }
        guard byte &- UInt8(ascii: "0") < 10 else { throw expected("a digit") }
        var value = 0
        while byte &- UInt8(ascii: "0") < 10 {
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), JSONNumber.farExponent)
            step()
        }
        return isNegative ? -value : value
    }

    // MARK: - Booleans and null

    /// `true` or `false`.
    public mutating func bool() throws(JSONFault) -> Bool {
        if take(word: "true") { return true }
        if take(word: "false") { return false }
        throw expected("true or false")
    }
}
