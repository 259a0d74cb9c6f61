// SPDX-License-Identifier: Apache-2.0

extension JavaScriptField {
    /// The default that the schema gives a field, as an expression.
    var defaultValue: String? {
        guard let text = source.defaultValue, source.kind != .bytes else { return nil }
        switch source.kind {
        case .string: return JavaScriptNames.literal(text)
        case .int64, .uint64, .sint64, .fixed64, .sfixed64: return text + "n"
        case .enum:
            guard case .enumeration(let enumeration)? = scope.index.entries[source.typeName]?.content else {
                return nil
            }
            return enumeration.values.first { $0.name == text }.map { String($0.number) }
        case .float, .double:
            return switch text {
            case "inf": "Infinity"
            case "-inf": "-Infinity"
            case "nan": "NaN"
            default: text
            }
        default: return text
        }
    }
}

extension JavaScriptNames {
    /// A text in quotation marks.
    static func literal(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default:
                // `*/` would end the comment that repeats it.
                if scalar.value < 0x20 || scalar == "/" || scalar.value == 0x2028 || scalar.value == 0x2029 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
