// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Time zones: `UTC`, an offset like `+01:00`, or a name of the system's time zone database.
enum CELTimeZone {
    /// How many seconds local time is ahead of UTC at that moment.
    static func offset(_ name: String, at seconds: Int64) throws(CELError) -> Int {
        if name.isEmpty || name == "UTC" || name == "Z" { return 0 }
        if let fixed = fixed(name) ?? fixed("+" + name) { return fixed }
        guard let offset = database(name, at: seconds) else { throw CELError("unknown timezone '\(name)'") }
        return offset
    }

    /// Reads `+01:00` or `-08:30`.
    static func fixed(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":")
        else { return nil }
        let digits = [1, 2, 4, 5].map { Int(bytes[$0]) - 0x30 }
        guard digits.allSatisfy((0...9).contains) else { return nil }
        let (hours, minutes) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hours < 24, minutes < 60 else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// Looks the name up in the system's database (RFC 8536), whose first table reaches to 2037.
    private static func database(_ name: String, at seconds: Int64) -> Int? {
        let isName = name.utf8.allSatisfy { byte in
            byte.isNameStart || byte.isASCIIDigit || [0x2B, 0x2D, 0x2F].contains(byte)
        }
        guard isName, name.utf8.count < 64, !name.hasPrefix("/"),
            let bytes = read("/usr/share/zoneinfo/" + name)
        else { return nil }
        return ZoneTable(bytes)?.offset(at: seconds)
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = unsafe fopen(path, "rb") else { return nil }
        defer { _ = unsafe fclose(file) }
        var content = [UInt8](repeating: 0, count: 65536)
        let count = unsafe content.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
        return Array(content.prefix(count))
    }
}

/// A compiled time zone: moments of change and what holds from there on.
private struct ZoneTable {
    private var transitions: [Int64] = []
    private var offsets: [Int] = []
    private var first = 0

    init?(_ bytes: [UInt8]) {
        func big(_ offset: Int, _ width: Int) -> Int64? {
            guard offset >= 0, offset + width <= bytes.count else { return nil }
            let value = bytes[offset..<offset + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
        }
        func counts(_ start: Int) -> [Int]? {
            let values = (0..<6).compactMap { big(start + 20 + 4 * $0, 4).map { Int($0) } }
            return values.count == 6 && values.allSatisfy { (0...100_000).contains($0) } ? values : nil
        }
        // The header is followed by a table of 32-bit times, and in newer files by one of 64-bit times.
        guard bytes.starts(with: "TZif".utf8), bytes.count > 44, let old = counts(0) else { return nil }
        var (start, width, count) = (44, 4, old)
        if bytes[4] >= UInt8(ascii: "2") {
            let skipped = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
            guard let new = counts(skipped) else { return nil }
            (start, width, count) = (skipped + 44, 8, new)
        }
        let (times, types) = (count[3], count[4])
        let indices = start + times * width
        func utcOffset(_ type: Int) -> Int? { type < types ? big(indices + times + type * 6, 4).map { Int($0) } : nil }
        for index in 0..<times {
            guard let time = big(start + index * width, width), indices + index < bytes.count,
                let offset = utcOffset(Int(bytes[indices + index]))
            else { return nil }
            transitions.append(time)
            offsets.append(offset)
        }
        guard let initial = utcOffset(0) else { return nil }
        first = initial
    }

    func offset(at seconds: Int64) -> Int {
        guard let index = transitions.lastIndex(where: { $0 <= seconds }) else { return first }
        return offsets[index]
    }
}
