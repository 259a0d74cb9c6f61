// SPDX-License-Identifier: Apache-2.0

extension TextFormat {
    /// A URI (RFC 3986, 3), zones of IPv6 addresses (RFC 6874) included.
    public static func isURI(_ text: Span<UInt8>) -> Bool {
        guard let colon = text.first(UInt8(ascii: ":")), isScheme(text.part(0, colon)) else { return false }
        return isHierarchy(text.rest(colon + 1), isRelative: false)
    }

    /// A URI or a relative reference (RFC 3986, 4.1).
    public static func isURIReference(_ text: Span<UInt8>) -> Bool {
        isURI(text) || isHierarchy(text, isRelative: true)
    }

    /// `ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )`
    private static func isScheme(_ text: Span<UInt8>) -> Bool {
        text.count > 0 && text[0].isASCIILetter && text.all { $0.isASCIIAlphanumeric || "+-.".utf8.contains($0) }
    }

    /// What stands behind the scheme: authority, path, query, fragment.
    private static func isHierarchy(_ text: Span<UInt8>, isRelative: Bool) -> Bool {
        var rest = text
        if let hash = rest.first(UInt8(ascii: "#")) {
            guard isQuery(rest.rest(hash + 1)) else { return false }
            rest = rest.part(0, hash)
        }
        if let question = rest.first(UInt8(ascii: "?")) {
            guard isQuery(rest.rest(question + 1)) else { return false }
            rest = rest.part(0, question)
        }
        guard rest.count >= 2, rest[0] == UInt8(ascii: "/"), rest[1] == UInt8(ascii: "/") else {
            return isPath(rest, isRelative: isRelative)
        }
        let slash = rest.first(UInt8(ascii: "/"), from: 2) ?? rest.count
        return isAuthority(rest.part(2, slash)) && isSegments(rest.rest(slash))
    }

    /// A path without authority before it. Its first segment must not look like a scheme.
    private static func isPath(_ text: Span<UInt8>, isRelative: Bool) -> Bool {
        let slash = text.first(UInt8(ascii: "/")) ?? text.count
        if isRelative, text.part(0, slash).first(UInt8(ascii: ":")) != nil { return false }
        return isSegments(text)
    }

    private static func isSegments(_ text: Span<UInt8>) -> Bool {
        isEncoded(text) { isSegmentCharacter($0) || $0 == UInt8(ascii: "/") }
    }

    private static func isQuery(_ text: Span<UInt8>) -> Bool {
        isEncoded(text) { isSegmentCharacter($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
    }

    /// `[ userinfo "@" ] host [ ":" port ]`
    private static func isAuthority(_ text: Span<UInt8>) -> Bool {
        var rest = text
        if let at = rest.first(UInt8(ascii: "@")) {
            let isUserValid = isEncoded(rest.part(0, at)) { isNameCharacter($0) || $0 == UInt8(ascii: ":") }
            guard isUserValid else { return false }
            rest = rest.rest(at + 1)
        }
        guard rest.count > 0, rest[0] == UInt8(ascii: "[") else {
            let colon = rest.first(UInt8(ascii: ":")) ?? rest.count
            return isRegisteredName(rest.part(0, colon)) && isPort(after: rest.rest(colon))
        }
        guard let close = rest.last(UInt8(ascii: "]")) else { return false }
        return isLiteral(rest.part(1, close)) && isPort(after: rest.rest(close + 1))
    }

    /// Nothing, or a colon and digits, of which there may be none.
    private static func isPort(after text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return true }
        return text[0] == UInt8(ascii: ":") && text.rest(1).all(\.isASCIIDigit)
    }

    private static func isRegisteredName(_ text: Span<UInt8>) -> Bool {
        isEncoded(text, isNameCharacter) && isDecodedUTF8(text)
    }

    /// What may stand in brackets: an address of version 6 or of the future.
    private static func isLiteral(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return false }
        if text[0] | 0x20 == UInt8(ascii: "v") { return isFutureAddress(text.rest(1)) }
        guard let percent = text.first(UInt8(ascii: "%")) else { return addressV6(text) != nil }
        guard percent + 3 < text.count, text[percent + 1] == UInt8(ascii: "2"), text[percent + 2] == UInt8(ascii: "5")
        else { return false }
        let zone = text.rest(percent + 3)
        return isEncoded(zone, isUnreserved) && isDecodedUTF8(zone) && addressV6(text.part(0, percent)) != nil
    }

    /// `1*HEXDIG "." 1*( unreserved / sub-delims / ":" )`
    private static func isFutureAddress(_ text: Span<UInt8>) -> Bool {
        guard let dot = text.first(UInt8(ascii: ".")), dot > 0, dot + 1 < text.count else { return false }
        return text.part(0, dot).all(\.isHexadecimal)
            && text.rest(dot + 1).all { isNameCharacter($0) || $0 == UInt8(ascii: ":") }
    }

    // MARK: - Characters

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "-._~".utf8.contains(byte)
    }

    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        isUnreserved(byte) || "!$&'()*+,;=".utf8.contains(byte)
    }

    private static func isSegmentCharacter(_ byte: UInt8) -> Bool {
        isNameCharacter(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@")
    }

    /// Whether each byte passes or belongs to a percent-encoded one.
    private static func isEncoded(_ text: Span<UInt8>, _ passes: (UInt8) -> Bool) -> Bool {
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "%") {
                guard position + 2 < text.count, text[position + 1].isHexadecimal, text[position + 2].isHexadecimal
                else { return false }
                position += 3
            } else {
                guard passes(text[position]) else { return false }
                position += 1
            }
        }
        return true
    }

    /// Whether percent-encoded bytes are UTF-8 once they are decoded.
    private static func isDecodedUTF8(_ text: Span<UInt8>) -> Bool {
        var decoded: [UInt8] = []
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "%"), let high = text[position + 1].hexadecimalValue,
                let low = text[position + 2].hexadecimalValue
            {
                decoded.append(high << 4 | low)
                position += 3
            } else {
                decoded.append(text[position])
                position += 1
            }
        }
        return String(validating: decoded, as: UTF8.self) != nil
    }
}
