// SPDX-License-Identifier: Apache-2.0

extension TextFormat {
    /// An IP address. Version 4, 6, or 0 for either; no other version exists.
    public static func isIP(_ text: Span<UInt8>, version: Int64 = 0) -> Bool {
        switch version {
        case 0: addressV4(text) != nil || isAddressV6(text)
        case 4: addressV4(text) != nil
        case 6: isAddressV6(text)
        default: false
        }
    }

    /// An IP address and the length of a prefix. With `strict` nothing may be set behind the prefix.
    public static func isIPPrefix(_ text: Span<UInt8>, version: Int64 = 0, strict: Bool = false) -> Bool {
        switch version {
        case 0: isPrefix(text, strict, bits: 32) || isPrefix(text, strict, bits: 128)
        case 4: isPrefix(text, strict, bits: 32)
        case 6: isPrefix(text, strict, bits: 128)
        default: false
        }
    }

    private static func isPrefix(_ text: Span<UInt8>, _ strict: Bool, bits: Int) -> Bool {
        guard let slash = text.last(UInt8(ascii: "/")),
            let length = decimal(text.rest(slash + 1), limit: bits)
        else { return false }
        let address = text.part(0, slash)
        guard let value = bits == 32 ? addressV4(address).map({ UInt128($0) }) : addressV6(address) else {
            return false
        }
        return !strict || length == bits || value & ((1 << UInt128(bits - length)) &- 1) == 0
    }

    /// Four numbers of at most 255.
    static func addressV4(_ text: Span<UInt8>) -> UInt32? {
        guard text.count <= 15 else { return nil }
        var value: UInt32 = 0
        var start = 0
        for part in 0..<4 {
            let dot = text.first(UInt8(ascii: "."), from: start)
            guard (dot == nil) == (part == 3) else { return nil }
            let end = dot ?? text.count
            guard let octet = decimal(text.part(start, end), limit: 255) else { return nil }
            value = value << 8 | UInt32(octet)
            start = end + 1
        }
        return value
    }

    /// An address of version 6, perhaps with a zone (RFC 4007): anything but NUL behind a percent sign.
    static func isAddressV6(_ text: Span<UInt8>) -> Bool {
        guard let percent = text.first(UInt8(ascii: "%")) else { return addressV6(text) != nil }
        let zone = text.rest(percent + 1)
        return zone.count > 0 && zone.all { $0 != 0 } && addressV6(text.part(0, percent)) != nil
    }

    /// Eight groups of up to four hexadecimal digits, of which `::` may leave some out and an address
    /// of version 4 may be the last two (RFC 4291, 2.2).
    static func addressV6(_ text: Span<UInt8>) -> UInt128? {
        var groups = GroupsV6()
        var position = 0
        if text.count >= 2, text[0] == UInt8(ascii: ":"), text[1] == UInt8(ascii: ":") {
            groups.gap = 0
            position = 2
        }
        while position < text.count {
            if text.first(UInt8(ascii: ":"), from: position) == nil,
                text.first(UInt8(ascii: "."), from: position) != nil
            {
                guard let last = addressV4(text.rest(position)) else { return nil }
                groups.values += [UInt16(last >> 16), UInt16(truncatingIfNeeded: last)]
                return groups.address
            }
            var end = position
            var value: UInt16 = 0
            while end < text.count, let digit = text[end].hexadecimalValue {
                guard end - position < 4 else { return nil }
                value = value << 4 | UInt16(digit)
                end += 1
            }
            guard end > position, groups.values.count < 8 else { return nil }
            groups.values.append(value)
            if end == text.count { return groups.address }
            guard text[end] == UInt8(ascii: ":"), end + 1 < text.count else { return nil }
            position = end + 1
            if text[position] == UInt8(ascii: ":") {
                guard groups.gap == nil else { return nil }
                groups.gap = groups.values.count
                position += 1
            }
        }
        return groups.address
    }

    private struct GroupsV6 {
        var values: [UInt16] = []
        /// Before which group `::` stands.
        var gap: Int?

        var address: UInt128? {
            guard gap == nil ? values.count == 8 : values.count < 8 else { return nil }
            var all = values
            if let gap { all.insert(contentsOf: [UInt16](repeating: 0, count: 8 - values.count), at: gap) }
            return all.reduce(0) { $0 << 16 | UInt128($1) }
        }
    }
}
