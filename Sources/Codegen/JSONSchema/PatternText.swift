// SPDX-License-Identifier: Apache-2.0

extension Pattern {
    /// The pattern in JSON Schema's dialect, with few constructs, since servers know few.
    var text: String {
        if case .either = self { return "^(\(body))$" }
        return "^\(body)$"
    }

    private var body: String {
        switch self {
        case .set(let points): points.classText
        case .text(let text): text.unicodeScalars.map(Self.escaped).joined()
        case .sequence(let parts):
            parts.map { part in if case .either = part { "(\(part.body))" } else { part.body } }.joined()
        case .either(let parts): parts.map(\.body).joined(separator: "|")
        case .times(let part, let least, let most): most == 0 ? "" : part.atom + Self.count(least, most)
        }
    }

    private var atom: String {
        switch self {
        case .set: body
        case .text(let text) where text.unicodeScalars.count == 1: body
        default: "(\(body))"
        }
    }

    private static func count(_ least: Int, _ most: Int?) -> String {
        switch (least, most) {
        case (0, nil): "*"
        case (1, nil): "+"
        case (0, 1): "?"
        case (_, nil): "{\(least),}"
        case (_, let most?) where most == least: least == 1 ? "" : "{\(least)}"
        case (_, let most?): "{\(least),\(most)}"
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\^$.|?*+()[]{}".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
        }
    }
}

extension CodePoints {
    /// A class, by what it lacks where it goes on to the last character there is.
    fileprivate var classText: String {
        if self == .all { return "[\\s\\S]" }
        let isOpen = ranges.last?.upperBound == 0x10ffff
        return (isOpen ? "[^" : "[") + (isOpen ? inverted : self).ranges.map(Self.range).joined() + "]"
    }

    private static func range(_ range: ClosedRange<UInt32>) -> String {
        let (low, high) = (member(range.lowerBound), member(range.upperBound))
        switch range.count {
        case 1: return low
        case 2: return low + high
        default: return "\(low)-\(high)"
        }
    }

    private static func member(_ value: UInt32) -> String {
        switch value {
        case 0xa: return "\\n"
        case 0xd: return "\\r"
        case 0x9: return "\\t"
        case 0...0x1f, 0x7f:
            return "\\x" + String(hexadecimal: value, digits: 2)
        default:
            guard let scalar = Unicode.Scalar(value) else { return "" }
            return "\\^]-[".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
        }
    }
}
