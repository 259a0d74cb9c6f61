// SPDX-License-Identifier: Apache-2.0

/// What people read, worded as protovalidate words it.
extension StandardRule {
    var message: String {
        get throws(CELError) {
            switch check {
            case .const(.string(let text)): return "must equal `\(text)`"
            case .const(.bytes(let bytes)): return "must be \(Self.hexadecimal(bytes))"
            case .const(let value): return "must equal \(try CELFormat.text(value))"
            case .in(let list): return "must be in list \(try CELFormat.text(.list(list)))"
            case .notIn(let list): return "must not be in list \(try CELFormat.text(.list(list)))"
            case .finite: return "must be finite"
            case .definedOnly: return "value must be one of the defined enum values"
            case .pattern(let pattern):
                return (type == "bytes" ? "must" : "does not") + " match regex pattern `\(pattern.text)`"
            case .affix(let affix, let part): return affixMessage(affix, part)
            case .unique: return "repeated value must contain unique items"
            case .typeIn: return "type URL must be in the allow list"
            case .typeNotIn: return "type URL must not be in the block list"
            case .maskConst(let paths): return "must equal paths \(Self.list(paths))"
            case .maskIn(let paths): return "must only contain paths in \(Self.list(paths))"
            case .maskNotIn(let paths): return "must not contain any paths in \(Self.list(paths))"
            case .beforeNow: return "must be less than now"
            case .afterNow: return "must be greater than now"
            case .withinNow(let distance): return "must be within \(distance.text) of now"
            case .range, .form, .length: return ""
            }
        }
    }

    func lengthMessage(_ measure: Measure, _ comparison: Comparison, _ bound: UInt64) -> String {
        switch (measure, comparison) {
        case (.items, .atLeast): "must contain at least \(bound) item(s)"
        case (.items, _): "must contain no more than \(bound) item(s)"
        case (.pairs, .atLeast): "map must be at least \(bound) entries"
        case (.pairs, _): "map must be at most \(bound) entries"
        case (_, .exactly): "must be \(bound) \(measure.rawValue)"
        case (_, .atLeast): "must be at least \(bound) \(measure.rawValue)"
        case (_, .atMost): "must be at most \(bound) \(measure.rawValue)"
        }
    }

    private func affixMessage(_ affix: Affix, _ part: CELValue) -> String {
        let text: String
        switch part {
        case .string(let value): text = "`\(value)`"
        case .bytes(let bytes): text = Self.hexadecimal(bytes)
        default: text = ""
        }
        let noun = type == "string" ? "substring " : ""
        return switch affix {
        case .prefix: "does not have prefix \(text)"
        case .suffix: "does not have suffix \(text)"
        case .contains: "does not contain \(noun)\(text)"
        case .notContains: "contains \(noun)\(text)"
        }
    }

    private static func list(_ texts: [String]) -> String { "[" + texts.joined(separator: ", ") + "]" }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
