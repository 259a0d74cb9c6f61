// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// A CEL rule over the sum of fields: `this.a + this.b <= 3000u`.
struct SumRule {
    var id: String
    /// JSON names.
    var fields: [String]
    var limit: Int128
    /// Whether the sum must be the limit, and not just stay below.
    var isExact: Bool
}

extension SumRule {
    /// Recognises `this.a + this.b + … <= N`, `< N` and `== N` over fields that are never negative and
    /// have an upper bound.
    init?(id: String, expression: String, fields: [FieldDescriptor], shapes: [FieldShape]) {
        guard let tree = try? CELProgram(expression).expression,
            case .binary(let comparison, let left, let right) = tree.kind,
            let number = Self.number(right), let names = Self.names(left), names.count > 1,
            Set(names).count == names.count
        else { return nil }
        var jsonNames: [String] = []
        for name in names {
            guard let field = fields.first(where: { $0.name == name }), field.label != .repeated,
                field.defaultValue == nil
            else { return nil }
            // What is left out adds nothing.
            guard let shape = shapes.first(where: { $0.number == field.number }) else { continue }
            guard case .single(.integer(let values)) = shape.content, let range = values.ranges.first,
                values.ranges.count == 1, range.lowerBound == 0, range.upperBound < Int128(UInt32.max)
            else { return nil }
            jsonNames.append(field.jsonName)
        }
        self.init(id: id, fields: jsonNames, limit: number, isExact: comparison == .equal)
        switch comparison {
        case .equal, .lessOrEqual: break
        case .less: limit -= 1
        default: return nil
        }
        if limit < 0 { return nil }
    }

    private static func number(_ tree: CELExpression) -> Int128? {
        guard case .literal(let value) = tree.kind else { return nil }
        switch value {
        case .int(let number): return Int128(number)
        case .uint(let number): return Int128(number)
        default: return nil
        }
    }

    private static func names(_ tree: CELExpression) -> [String]? {
        switch tree.kind {
        case .binary(.add, let left, let right):
            guard let first = names(left), let rest = names(right) else { return nil }
            return first + rest
        case .select(let operand, let field, _):
            guard case .name("this", _) = operand.kind else { return nil }
            return [field]
        default: return nil
        }
    }
}
