// SPDX-License-Identifier: Apache-2.0

/// A `Timestamp` or `Duration`, and its JSON form. Only values in the range that the types document
/// have one.
struct WellKnownTime {
    var seconds: Int64
    var nanos: Int32

    init(seconds: Int64, nanos: Int32) {
        self.seconds = seconds
        self.nanos = nanos
    }

    // MARK: - Timestamp

    /// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
    static let timestampRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// A time by RFC 3339 with any offset: `2006-01-02T15:04:05.5+01:00`.
    init?(timestamp text: String) {
        var digits = DigitReader(text)
        guard let year = digits.number(4), digits.take("-"), let month = digits.number(2), digits.take("-"),
            let day = digits.number(2), digits.take("T"), let hour = digits.number(2), digits.take(":"),
            let minute = digits.number(2), digits.take(":"), let second = digits.number(2),
            let nanos = digits.fraction(), let offset = digits.offset(), digits.isAtEnd,
            (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, year), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        seconds = Int64(((days * 24 + hour) * 60 + minute) * 60 + second - offset)
        self.nanos = nanos
        guard year >= 1, Self.timestampRange.contains(seconds) else { return nil }
    }

    /// The time in UTC; nil if it is out of range.
    var timestampText: String? {
        guard Self.timestampRange.contains(seconds), (0..<1_000_000_000).contains(nanos) else { return nil }
        let days = Int((seconds - Self.remainder(seconds, 86_400)) / 86_400)
        let second = Int(Self.remainder(seconds, 86_400))
        let date = Self.date(daysSinceEpoch: days)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        let calendar = [Self.padded(date.year, 4), Self.padded(date.month, 2), Self.padded(date.day, 2)]
        return calendar.joined(separator: "-") + "T" + clock + Self.fraction(nanos) + "Z"
    }

    // MARK: - Duration

    /// 10,000 years.
    private static let durationRange: ClosedRange<Int64> = -315_576_000_000...315_576_000_000

    /// Seconds with at most nine digits after the point, and `s`.
    init?(duration text: String) {
        var digits = DigitReader(text)
        let negative = digits.take("-")
        guard let whole = digits.number(atMost: 12), let fraction = digits.fraction(), digits.take("s"), digits.isAtEnd
        else { return nil }
        seconds = negative ? -Int64(whole) : Int64(whole)
        nanos = negative ? -fraction : fraction
        guard Self.durationRange.contains(seconds) else { return nil }
    }

    /// The duration in seconds; nil if it is out of range or its parts differ in sign.
    var durationText: String? {
        guard isDuration else { return nil }
        let sign = seconds < 0 || nanos < 0 ? "-" : ""
        return sign + seconds.magnitude.description + Self.fraction(Int32(nanos.magnitude)) + "s"
    }

    /// Whether it is in the range of a duration, and its parts have one sign.
    var isDuration: Bool {
        Self.durationRange.contains(seconds) && abs(Int64(nanos)) < 1_000_000_000
            && (seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0))
    }

    // MARK: - Pieces

    /// None, three, six or nine digits, and the point.
    private static func fraction(_ nanos: Int32) -> String {
        if nanos == 0 { return "" }
        var digits = padded(Int(nanos), 9)
        while digits.hasSuffix("000") { digits.removeLast(3) }
        return "." + digits
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = number.description
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(inMonth month: Int, _ year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days of all years before one, in the Gregorian calendar reckoned backwards; year 1 has none.
    private static func daysBefore(year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400
    }

    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let months = (1..<month).reduce(0) { $0 + days(inMonth: $1, year) }
        return daysBefore(year: year) - daysBefore(year: 1970) + months + day - 1
    }

    private static func date(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
        var rest = days + daysBefore(year: 1970)
        var year = rest * 400 / 146_097 + 1  // exact or one off
        while daysBefore(year: year) > rest { year -= 1 }
        while daysBefore(year: year + 1) <= rest { year += 1 }
        rest -= daysBefore(year: year)
        var month = 1
        while rest >= Self.days(inMonth: month, year) {
            rest -= Self.days(inMonth: month, year)
            month += 1
        }
        return (year, month, rest + 1)
    }
}

/// Reads digits and signs of a fixed form.
private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of exactly so many digits.
    mutating func number(_ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, let number = Self.number(digits) else { return nil }
        rest.removeFirst(width)
        return number
    }

    /// A number of one digit up to so many.
    mutating func number(atMost width: Int) -> Int? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits.count <= width, let number = Self.number(digits) else { return nil }
        rest.removeFirst(digits.count)
        return number
    }

    /// Nanoseconds after a point; 0 if there is no point.
    mutating func fraction() -> Int32? {
        guard take(".") else { return 0 }
        let width = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        guard (1...9).contains(width), let number = number(width) else { return nil }
        return (width..<9).reduce(Int32(number)) { value, _ in value * 10 }
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if take("Z") { return 0 }
        let east = take("+")
        guard east || take("-"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
        else {
            return nil
        }
        return (hours * 60 + minutes) * (east ? 60 : -60)
    }

    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard !digits.isEmpty else { return nil }
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}

/// A path of a `FieldMask`: `snake_case` in the message, `lowerCamelCase` in JSON.
enum FieldMaskPath {
    /// The form of the message; nil if the text is not in JSON's form.
    static func original(_ path: String) -> String? {
        var result = ""
        for scalar in path.unicodeScalars {
            switch scalar {
            case "A"..."Z": result += "_" + String(scalar).lowercased()
            case "a"..."z", "0"..."9", ".": result.unicodeScalars.append(scalar)
            default: return nil
            }
        }
        return result
    }

    /// The form of JSON; nil if it would not read back the same.
    static func json(_ path: String) -> String? {
        var result = ""
        var upper = false
        for scalar in path.unicodeScalars {
            switch (scalar, upper) {
            case ("a"..."z", true): result += String(scalar).uppercased()
            case ("a"..."z", false), ("0"..."9", false), (".", false): result.unicodeScalars.append(scalar)
            case ("_", false): break
            default: return nil
            }
            upper = scalar == "_"
        }
        return upper ? nil : result
    }
}
