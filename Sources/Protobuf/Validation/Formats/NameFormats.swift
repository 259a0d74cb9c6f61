// SPDX-License-Identifier: Apache-2.0

extension TextFormat {
    /// A UUID with its dashes.
    public static func isUUID(_ text: Span<UInt8>) -> Bool {
        guard text.count == 36 else { return false }
        for position in text.indices {
            let isDash = [8, 13, 18, 23].contains(position)
            guard isDash ? text[position] == UInt8(ascii: "-") : text[position].isHexadecimal else { return false }
        }
        return true
    }

    /// A UUID without dashes.
    public static func isTrimmedUUID(_ text: Span<UInt8>) -> Bool {
        text.count == 32 && text.all(\.isHexadecimal)
    }

    /// A ULID: 26 characters of Crockford's base 32, the first at most 7.
    public static func isULID(_ text: Span<UInt8>) -> Bool {
        guard text.count == 26, text[0] >= UInt8(ascii: "0"), text[0] <= UInt8(ascii: "7") else { return false }
        return text.all { byte in
            byte.isASCIIDigit || byte.isASCIILetter && !"ilou".utf8.contains(byte | 0x20)
        }
    }

    /// A fully qualified name of protobuf, with or without a leading dot.
    public static func isProtobufName(_ text: Span<UInt8>, leadingDot: Bool) -> Bool {
        guard !leadingDot || text.count > 0 && text[0] == UInt8(ascii: ".") else { return false }
        var start = leadingDot ? 1 : 0
        while true {
            let end = text.first(UInt8(ascii: "."), from: start) ?? text.count
            let part = text.part(start, end)
            guard part.count > 0, part[0].isNameStart, part.all({ $0.isNameStart || $0.isASCIIDigit }) else {
                return false
            }
            if end == text.count { return true }
            start = end + 1
        }
    }

    /// The name of an HTTP header (a leading colon is allowed), or, if not strict, anything on one line.
    public static func isHeaderName(_ text: Span<UInt8>, strict: Bool) -> Bool {
        guard strict else { return text.count > 0 && text.all { $0 != 0 && $0 != 10 && $0 != 13 } }
        let name = text.count > 0 && text[0] == UInt8(ascii: ":") ? text.rest(1) : text
        // protovalidate's class has the range from '+' to '.', which adds the comma to RFC 9110's tokens.
        return name.count > 0 && name.all { $0.isASCIIAlphanumeric || "!#$%&'*+,-.^_|~`".utf8.contains($0) }
    }

    /// The value of an HTTP header: without control characters but tab; if not strict, on one line.
    public static func isHeaderValue(_ text: Span<UInt8>, strict: Bool) -> Bool {
        text.all { strict ? $0 == 9 || $0 >= 0x20 && $0 != 0x7F : $0 != 0 && $0 != 10 && $0 != 13 }
    }
}
