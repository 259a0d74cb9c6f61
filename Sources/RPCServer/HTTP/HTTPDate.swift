// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The field Date of answers (RFC 9110, 6.6.1), written once a second. Confined to one thread.
final class HTTPDate {
    private var second: time_t = -1
    private var line = ""

    /// Writes the line of HTTP/1.1.
    func writeField(into buffer: inout ByteBuffer) {
        let now = time(nil)
        if now != second {
            second = now
            line = "date: \(Self.text(of: now))\r\n"
        }
        buffer.append(line)
    }

    /// A time in the one form that may be sent (RFC 9110, 5.6.7).
    static func text(of instant: time_t) -> String {
        var instant = instant
        var parts = unsafe tm()
        unsafe gmtime_r(&instant, &parts)
        func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = unsafe "\(days[Int(parts.tm_wday)]), \(digits(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
        let time = unsafe "\(digits(parts.tm_hour)):\(digits(parts.tm_min)):\(digits(parts.tm_sec))"
        return unsafe "\(day) \(parts.tm_year + 1900) \(time) GMT"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
