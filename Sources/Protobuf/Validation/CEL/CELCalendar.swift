// SPDX-License-Identifier: Apache-2.0

/// Dates of the Gregorian calendar, and RFC 3339.
struct CELCalendar {
    var year: Int
    /// 1 to 12.
    var month: Int
    /// 1 to 31.
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The local date and time, so many seconds from UTC.
    init(_ seconds: Int64, offset: Int = 0) {
        let local = Int(seconds) + offset
        let days = local.flooredDivision(by: 86400)
        let rest = local - days * 86400
        self.init(days: days)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// By the days since 1970, counted in eras of 400 years that begin in March.
    private init(days: Int) {
        let shifted = days + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Days since 1970.
    var days: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredDivision(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Seconds since 1970, if this is UTC.
    var seconds: Int { days * 86400 + hour * 3600 + minute * 60 + second }

    /// From 0 for the first of January.
    var dayOfYear: Int { days - CELCalendar(year: year, month: 1, day: 1).days }

    /// From 0 for Sunday.
    var dayOfWeek: Int { (days + 4) - (days + 4).flooredDivision(by: 7) * 7 }

    private var isValid: Bool {
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...9999).contains(year) && (1...12).contains(month) && day >= 1 && day <= lengths[month - 1]
            && hour < 24 && minute < 60 && second < 60
    }

    private var isLeapYear: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
}

extension CELTimestamp {
    /// Reads `2026-01-31T12:00:00.5+01:00`.
    static func parse(_ text: String) -> CELTimestamp? {
        var rest = Array(text.utf8)[...]
        guard let date = CELCalendar.parse(&rest), let nanos = fraction(&rest), let offset = zone(&rest),
            rest.isEmpty
        else { return nil }
        let moment = Int128(date.seconds - offset) * 1_000_000_000 + Int128(nanos)
        return try? CELTimestamp(checked: moment)
    }

    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int32? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix(while: \.isASCIIDigit)
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        var nanos: Int32 = 0
        for index in 0..<9 {
            let position = digits.startIndex + index
            nanos = nanos * 10 + (position < digits.endIndex ? Int32(digits[position] - UInt8(ascii: "0")) : 0)
        }
        return nanos
    }

    private static func zone(_ rest: inout ArraySlice<UInt8>) -> Int? {
        if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "z") {
            rest.removeFirst()
            return 0
        }
        guard rest.count >= 6 else { return nil }
        defer { rest = rest.dropFirst(6) }
        return CELTimeZone.fixed(String(decoding: rest.prefix(6), as: UTF8.self))
    }

    /// As RFC 3339 in UTC.
    public var text: String {
        let date = CELCalendar(seconds)
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return [padded(date.year, 4), padded(date.month, 2), padded(date.day, 2)].joined(separator: "-") + "T"
            + [date.hour, date.minute, date.second].map { padded($0, 2) }.joined(separator: ":")
            + fractionText(UInt32(bitPattern: nanos)) + "Z"
    }
}

extension CELCalendar {
    /// Reads `2026-01-31T12:00:00`.
    fileprivate static func parse(_ rest: inout ArraySlice<UInt8>) -> CELCalendar? {
        func number(_ count: Int) -> Int? {
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
            rest = rest.dropFirst(count)
            return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        func skip(_ character: UInt8) -> Bool {
            guard let first = rest.first, first == character || first | 0x20 == character else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = number(4), skip(UInt8(ascii: "-")), let month = number(2), skip(UInt8(ascii: "-")),
            let day = number(2), skip(UInt8(ascii: "t"))
        else { return nil }
        guard let hour = number(2), skip(UInt8(ascii: ":")), let minute = number(2), skip(UInt8(ascii: ":")),
            let second = number(2)
        else { return nil }
        var date = CELCalendar(year: year, month: month, day: day)
        (date.hour, date.minute, date.second) = (hour, minute, second)
        return date.isValid ? date : nil
    }
}

extension Int {
    /// The quotient rounded down.
    func flooredDivision(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : (self + 1) / divisor - 1
    }
}
