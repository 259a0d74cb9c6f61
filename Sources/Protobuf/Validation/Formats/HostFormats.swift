// SPDX-License-Identifier: Apache-2.0

extension TextFormat {
    /// An e-mail address as HTML defines it for forms: no quoted names, no comments.
    public static func isEmail(_ text: Span<UInt8>) -> Bool {
        guard let at = text.last(UInt8(ascii: "@")), at > 0 else { return false }
        let isNameValid = text.part(0, at).all { byte in
            byte.isASCIIAlphanumeric || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
        }
        guard isNameValid else { return false }
        return allLabels(text.rest(at + 1))
    }

    /// A host name (RFC 1034) of at most 253 bytes, whose last label is not a number.
    public static func isHostname(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return false }
        let name = text[text.count - 1] == UInt8(ascii: ".") ? text.part(0, text.count - 1) : text
        guard name.count <= 253, allLabels(name) else { return false }
        let lastLabel = name.rest(name.last(UInt8(ascii: ".")).map { $0 + 1 } ?? 0)
        return !lastLabel.all(\.isASCIIDigit)
    }

    /// Labels of 1 to 63 letters, digits and inner hyphens, with dots between.
    private static func allLabels(_ text: Span<UInt8>) -> Bool {
        var start = 0
        while true {
            let end = text.first(UInt8(ascii: "."), from: start) ?? text.count
            let label = text.part(start, end)
            guard (1...63).contains(label.count), label[0] != UInt8(ascii: "-"),
                label[label.count - 1] != UInt8(ascii: "-"),
                label.all({ $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") })
            else { return false }
            if end == text.count { return true }
            start = end + 1
        }
    }

    /// A host name or an IP address, in brackets if it is version 6, and a port.
    public static func isHostAndPort(_ text: Span<UInt8>, portRequired: Bool) -> Bool {
        guard text.count > 0 else { return false }
        let colon = text.last(UInt8(ascii: ":"))
        if text[0] == UInt8(ascii: "[") {
            guard let close = text.last(UInt8(ascii: "]")) else { return false }
            guard isIP(text.part(1, close), version: 6) else { return false }
            if close + 1 == text.count { return !portRequired }
            return close + 1 == colon && isPort(text.rest(close + 2))
        }
        guard let colon else { return !portRequired && isHostOrIPv4(text) }
        return isHostOrIPv4(text.part(0, colon)) && isPort(text.rest(colon + 1))
    }

    private static func isHostOrIPv4(_ text: Span<UInt8>) -> Bool {
        isHostname(text) || isIP(text, version: 4)
    }

    /// 0 to 65535 without leading zeros.
    private static func isPort(_ text: Span<UInt8>) -> Bool {
        decimal(text, limit: 65535) != nil
    }

    /// A number without leading zeros.
    static func decimal(_ text: Span<UInt8>, limit: Int) -> Int? {
        guard (1...5).contains(text.count), text.all(\.isASCIIDigit) else { return nil }
        if text.count > 1, text[0] == UInt8(ascii: "0") { return nil }
        var value = 0
        for position in text.indices { value = value * 10 + Int(text[position] - UInt8(ascii: "0")) }
        return value <= limit ? value : nil
    }
}
