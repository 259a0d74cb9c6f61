// SPDX-License-Identifier: Apache-2.0

/// Patterns of `buf.validate`'s forms of strings, by their rules' field numbers.
enum TextForms {
    /// Those that say exactly what the rule says; the others accept a bit more.
    static let exact: Set<UInt64> = [12, 15, 22, 27, 33, 35, 37, 38]

    static let patterns: [(UInt64, Pattern)] = [
        (12, email), (15, ipv4), (22, uuid), (27, .sequence([ipv4, .text("/"), prefixLength])),
        (30, .sequence([ipv4, .text("/"), prefixLength])), (33, .times(hex, 32, 32)), (35, ulid), (37, name),
        (38, .sequence([.text("."), name])), (13, .times(.set("A-Za-z0-9.-"), 1, 254)),
    ]

    private static let hex = Pattern.set("0-9a-fA-F")
    private static let uuid = Pattern.sequence([
        .times(hex, 8, 8), .text("-"), .times(hex, 4, 4), .text("-"), .times(hex, 4, 4), .text("-"),
        .times(hex, 4, 4), .text("-"), .times(hex, 12, 12),
    ])
    private static let ulid = Pattern.sequence([.set("0-7"), .times(.set("0-9A-HJKMNP-TV-Za-hjkmnp-tv-z"), 25, 25)])
    private static let octet = Decimals.natural(0...255)
    private static let ipv4 = Pattern.sequence([
        octet, .times(.sequence([.text("."), octet]), 3, 3),
    ])
    private static let prefixLength = Decimals.natural(0...32)
    private static let word = Pattern.sequence([.set("A-Za-z_"), .times(.set("A-Za-z0-9_"), 0, nil)])
    private static let name = Pattern.sequence([word, .times(.sequence([.text("."), word]), 0, nil)])
    private static let letter = Pattern.set("A-Za-z0-9")
    private static let label = Pattern.sequence([
        letter, .optional(.sequence([.times(.set("A-Za-z0-9-"), 0, 61), letter])),
    ])
    /// The form of HTML's input fields.
    private static let email = Pattern.sequence([
        .times(.set("A-Za-z0-9.!#$%&'*+/=?^_`{|}~-"), 1, nil), .text("@"), label,
        .times(.sequence([.text("."), label]), 0, nil),
    ])

    /// Names (1) and values (2) of HTTP headers, or at least texts that do not end a header.
    static func header(_ form: UInt64, isStrict: Bool) -> Pattern? {
        switch (form, isStrict) {
        case (1, true):
            .sequence([.optional(.text(":")), .times(.set("0-9a-zA-Z!#$%&'*+.^_|~`-"), 1, nil)])
        case (2, true):
            .times(.set(CodePoints([0...8, 0xa...0x1f, 0x7f...0x7f]).inverted), 0, nil)
        case (1, false): .times(.set(CodePoints([0...0, 0xa...0xa, 0xd...0xd]).inverted), 1, nil)
        case (2, false): .times(.set(CodePoints([0...0, 0xa...0xa, 0xd...0xd]).inverted), 0, nil)
        default: nil
        }
    }
}

/// Bytes in JSON: base64 with padding.
enum BytesForm {
    private static let digit = Pattern.set("A-Za-z0-9+/")

    /// The texts of from `least` to `most` bytes.
    static func pattern(_ least: Int, _ most: Int?) -> Pattern {
        // The bits of the last digit that belong to no byte are zero in canonical JSON.
        let one = Pattern.sequence([digit, .set("AQgw"), .text("==")])
        let two = Pattern.sequence([.times(digit, 2, 2), .set("AEIMQUYcgkosw048"), .text("=")])
        let whole = Pattern.times(digit, 4, 4)
        var parts: [Pattern] = []
        for (rest, tail) in [(0, Pattern.empty), (1, one), (2, two)] {
            let low = max(0, (least - rest + 2) / 3)
            let high = most.map { ($0 - rest) / 3 }
            if let most, most < rest { continue }
            if let high, high < low { continue }
            let groups = Pattern.times(whole, low, high)
            let isNone = high == 0
            parts.append(tail == .empty ? (isNone ? .empty : groups) : isNone ? tail : .sequence([groups, tail]))
        }
        return Pattern.oneOf(parts)
    }
}
