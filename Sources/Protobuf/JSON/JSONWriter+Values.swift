// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// The literal `null`.
    public mutating func null() { raw("null") }

    /// A boolean.
    @inlinable @inline(__always)
    public mutating func bool(_ value: Bool) {
        if value { raw("true") } else { raw("false") }
    }

    // MARK: - Integers

    /// A 32-bit integer.
    public mutating func int32(_ value: Int32) { digits(of: Int64(value)) }

    /// A 32-bit integer.
    public mutating func uint32(_ value: UInt32) { digits(of: UInt64(value)) }

    /// A 64-bit integer: a string, since readers in JavaScript would round it.
    public mutating func int64(_ value: Int64) { quoted(value) }

    /// A 64-bit integer: a string, since readers in JavaScript would round it.
    public mutating func uint64(_ value: UInt64) { quoted(value) }

    @usableFromInline
    mutating func quoted(_ value: some SignedInteger) {
        append(UInt8(ascii: "\""))
        digits(of: Int64(value))
        append(UInt8(ascii: "\""))
    }

    @usableFromInline
    mutating func quoted(_ value: some UnsignedInteger) {
        append(UInt8(ascii: "\""))
        digits(of: UInt64(value))
        append(UInt8(ascii: "\""))
    }

    @usableFromInline
    mutating func quoted(_ value: Bool) {
        if value { raw("\"true\"") } else { raw("\"false\"") }
    }

    @inline(__always)
    mutating func digits(of value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        digits(of: value.magnitude)
    }

    @inline(__always)
    mutating func digits(of value: UInt64) {
        if value < 10 { return append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)) }
        manyDigits(of: value)
    }

    @inline(never)
    private mutating func manyDigits(of value: UInt64) {
        let count = Self.digitCount(value)
        unsafe Self.store(value, digits: count, before: base + (written + count))
        written &+= count
        reserve(0)
    }

    /// How many decimal digits a number has.
    @inline(__always)
    static func digitCount(_ value: UInt64) -> Int {
        var count = 1
        var rest = value
        while rest >= 10_000 {
            rest /= 10_000
            count &+= 4
        }
        return count &+ (rest >= 1000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
    }

    /// Stores digits from the last one on, two at a time.
    @unsafe @inline(__always)
    static func store(_ value: UInt64, digits: Int, before end: UnsafeMutableRawPointer) {
        var place = unsafe end
        var rest = value
        var left = digits
        while left >= 2 {
            let pair = rest % 100
            rest /= 100
            unsafe place -= 2
            let tens = pair / 10
            let text = UInt16(truncatingIfNeeded: tens | (pair &- tens &* 10) << 8) &+ 0x3030
            unsafe place.storeBytes(of: text.littleEndian, as: UInt16.self)
            left &-= 2
        }
        if left > 0 {
            unsafe (place - 1).storeBytes(of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10), as: UInt8.self)
        }
    }

    // MARK: - Floating-point numbers

    /// A `float` in the fewest digits that read back the same; what JSON has no number for becomes
    /// `"NaN"`, `"Infinity"` or `"-Infinity"`.
    public mutating func float(_ value: Float) {
        guard let short = ShortDecimal(value) else { return unusual(value) }
        decimal(short, isNegative: value < 0)
    }

    /// A `double`, in the same way.
    public mutating func double(_ value: Double) {
        guard let short = ShortDecimal(value) else { return unusual(value) }
        decimal(short, isNegative: value < 0)
    }

    @inline(__always)
    private mutating func decimal(_ number: ShortDecimal, isNegative: Bool) {
        if isNegative { append(UInt8(ascii: "-")) }
        if number.decimals == 0 { return digits(of: number.digits) }
        let count = max(Self.digitCount(number.digits), number.decimals + 1)
        // The digits one place to the right, and then those before the point back to the left.
        let start = unsafe base + written
        unsafe Self.store(number.digits, digits: count, before: start + (count + 1))
        for index in 0..<count - number.decimals {
            unsafe start.storeBytes(
                of: start.load(fromByteOffset: index + 1, as: UInt8.self), toByteOffset: index, as: UInt8.self)
        }
        unsafe start.storeBytes(of: UInt8(ascii: "."), toByteOffset: count - number.decimals, as: UInt8.self)
        written &+= count + 1
        reserve(0)
    }

    @inline(never)
    private mutating func unusual<Value: BinaryFloatingPoint & LosslessStringConvertible>(_ value: Value) {
        if value.isNaN { return raw("\"NaN\"") }
        if value.isInfinite { return value < 0 ? raw("\"-Infinity\"") : raw("\"Infinity\"") }
        let text = value.description
        // "-0" would be read as an integer, which has no negative zero, by some.
        raw(text: text.hasSuffix(".0") && text != "-0.0" ? String(text.dropLast(2)) : text)
    }

    // MARK: - Enumerations

    /// A value of an enumeration by its name, or by its number where it has none.
    @inlinable @inline(__always)
    public mutating func enumeration<Value: JSONEnum>(_ value: Value) {
        enumeration(value.rawValue, Value.jsonNames)
    }

    @usableFromInline
    mutating func enumeration(_ number: Int32, _ names: JSONEnumNames) {
        if names.isNull { return null() }
        guard !options.enumsAsNumbers, let name = names.name(of: number) else { return int32(number) }
        append(UInt8(ascii: "\""))
        raw(text: name)
        append(UInt8(ascii: "\""))
    }

    // MARK: - Bytes

    /// Bytes, as a string in base64.
    public mutating func bytes(_ value: [UInt8]) {
        append(UInt8(ascii: "\""))
        raw(text: Base64.encode(value))
        append(UInt8(ascii: "\""))
    }
}

/// A number of few digits: `digits` divided by ten to the power of `decimals`, and nothing shorter
/// reads back as the same floating-point number.
struct ShortDecimal {
    let digits: UInt64
    let decimals: Int

    /// The fewest decimals are looked for one by one. Digits and power of ten are exact, so the one
    /// division rounds as reading the text would.
    @inline(__always)
    init?(_ value: Float) {
        let magnitude = value.magnitude
        guard magnitude >= 1e-3 && magnitude < 1e7 else {
            guard value.bitPattern == 0 else { return nil }
            self.init(digits: 0, decimals: 0)
            return
        }
        let exact = Double(magnitude)
        for decimals in 0..<10 {
            let power = PowersOfTen.double(decimals)
            let digits = (exact * power).rounded()
            let nearest = digits / power
            // A double in the middle between two floats would be rounded twice.
            if Float(nearest) == magnitude && nearest.bitPattern & 0x1FFF_FFFF != 0x1000_0000 {
                self.init(digits: UInt64(digits), decimals: decimals)
                return
            }
        }
        return nil
    }

    /// The same; a number that needs more than eight decimals mostly needs 17 digits.
    @inline(__always)
    init?(_ value: Double) {
        let magnitude = value.magnitude
        guard magnitude >= 1e-3 && magnitude < 1e6 else {
            guard value.bitPattern == 0 else { return nil }
            self.init(digits: 0, decimals: 0)
            return
        }
        for decimals in 0..<9 {
            let power = PowersOfTen.double(decimals)
            let digits = (magnitude * power).rounded()
            if digits / power == magnitude {
                self.init(digits: UInt64(digits), decimals: decimals)
                return
            }
        }
        return nil
    }

    @inline(__always)
    private init(digits: UInt64, decimals: Int) {
        self.digits = digits
        self.decimals = decimals
    }
}
