// SPDX-License-Identifier: Apache-2.0

/// JSON that keeps the order of its members.
indirect enum JSONText {
    case text(String)
    /// A number or a word, as it is written.
    case plain(String)
    case array([JSONText])
    case object([(String, JSONText)])

    func written(_ indentation: String = "") -> String {
        let inner = indentation + "  "
        switch self {
        case .text(let text): return Self.quoted(text)
        case .plain(let text): return text
        case .array(let items):
            return "[" + items.map { $0.written(inner) }.joined(separator: ", ") + "]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.written(inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
        }
    }

    /// A text in quotation marks. `special` are characters that are given by their numbers, beside those
    /// for which JSON demands it.
    static func quoted(_ text: String, special: Set<Unicode.Scalar> = []) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default:
                if scalar.value < 0x20 || special.contains(scalar) {
                    result += "\\u" + String(hexadecimal: scalar.value, digits: 4)
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
