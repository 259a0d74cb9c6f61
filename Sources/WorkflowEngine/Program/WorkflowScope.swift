// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What expressions see: values by name, as JSON.
struct WorkflowScope: CELNames {
    /// Names that every expression knows.
    static let builtin: Set<String> = ["input", "outcome", "left_ms", "left_tokens"]

    private(set) var values: [String: Google_Protobuf_Value] = [:]
    private var outcomes: [String: String] = [:]
    var leftMilliseconds = 0.0
    var leftTokens = 0.0

    /// The question.
    let input: WorkflowInput

    init(input: WorkflowInput) {
        self.input = input
    }

    mutating func set(_ name: String, _ value: Google_Protobuf_Value) { values[name] = value }

    mutating func set(outcome: String, of name: String) { outcomes[name] = outcome }

    func celVariable(_ name: String) -> CELValue? {
        switch name {
        case "input": input.celValue
        case "outcome": Self.map(outcomes.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        case "left_ms": .double(leftMilliseconds)
        case "left_tokens": .double(leftTokens)
        // A step that was left out or has failed has no value: null, which comparisons know. Names with dots are
        // asked for too, since CEL's variables may have some; ours have none.
        default: values[name].map(Self.value) ?? (name.contains(".") ? nil : .null)
        }
    }

    /// JSON as CEL sees it; numbers are doubles.
    static func value(_ json: Google_Protobuf_Value) -> CELValue {
        switch json.kind {
        case .numberValue(let number)?: .double(number)
        case .stringValue(let text)?: .string(text)
        case .boolValue(let flag)?: .bool(flag)
        case .structValue(let object)?:
            map(object.fields.sorted { $0.key < $1.key }.map { ($0.key, value($0.value)) })
        case .listValue(let list)?: .list(list.values.map(value))
        case .nullValue?, nil: .null
        }
    }

    private static func map(_ entries: [(String, CELValue)]) -> CELValue { .map(CELMap(texts: entries)) }

    /// A value of CEL as JSON; nothing for one that has no form there.
    static func json(_ value: CELValue) -> Google_Protobuf_Value? {
        switch value {
        case .null: return .null
        case .bool(let flag): return Google_Protobuf_Value(flag)
        case .int(let number): return Google_Protobuf_Value(Double(number))
        case .uint(let number): return Google_Protobuf_Value(Double(number))
        case .double(let number): return number.isFinite ? Google_Protobuf_Value(number) : nil
        case .string(let text): return Google_Protobuf_Value(text)
        case .list(let elements):
            let values = elements.compactMap(json)
            guard values.count == elements.count else { return nil }
            return Google_Protobuf_Value(Google_Protobuf_ListValue(values: values))
        case .map(let map):
            var fields: [String: Google_Protobuf_Value] = [:]
            for entry in map.entries {
                guard case .string(let key) = entry.key, let value = json(entry.value) else { return nil }
                fields[key] = value
            }
            return Google_Protobuf_Value(Google_Protobuf_Struct(fields: fields))
        case .bytes, .timestamp, .duration, .message, .type: return nil
        }
    }
}
