// SPDX-License-Identifier: Apache-2.0

extension JavaScriptField {
    /// The default that the schema gives a field, as an expression.
    var defaultValue: String? {
        guard let text = source.defaultValue, source.kind != .bytes else { return nil }
        switch source.kind {
        case .string:
            // `*/` would end the comment that repeats it.
            return JSONText.quoted(text, special: ["/", "\u{2028}", "\u{2029}"])
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
