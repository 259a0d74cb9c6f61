// SPDX-License-Identifier: Apache-2.0

/// Base64 (RFC 4648): written in the standard alphabet with padding, read in the standard and in the
/// URL-safe one, with padding or without.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// Bytes as text; gRPC's binary metadata is sent without padding.
    package static func encode(_ bytes: [UInt8], padded: Bool = true) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let chunk = bytes[index..<min(index + 3, bytes.count)]
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | UInt32(offset < chunk.count ? chunk[index + offset] : 0) }
            for digit in 0...chunk.count { text.append(alphabet[Int(group >> (18 - 6 * UInt32(digit))) & 63]) }
            if padded { text += [UInt8](repeating: padding, count: 3 - chunk.count) }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Text as bytes, or nil if it is not base64.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var digits = Array(text)
        if digits.count.isMultiple(of: 4), digits.last == padding {
            digits.removeLast(digits.dropLast().last == padding ? 2 : 1)
        }
        guard digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var group: UInt32 = 0
        var bits = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            group = group << 6 | value
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
