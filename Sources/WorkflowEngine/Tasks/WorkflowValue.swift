// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// What a workflow works on: the question, or what a step has come to. It is JSON, made when somebody first looks at
/// it, and only once: a game's state is large, and most values are only handed on. For any number of threads.
public final class WorkflowValue: Sendable {
    private enum Content {
        case deferred(@Sendable () -> Google_Protobuf_Value)
        case json(Google_Protobuf_Value)
    }

    /// An object's members, where they were given one by one.
    private let members: [String: WorkflowValue]?
    private let content: Mutex<Content>
    private let celForm = Mutex<CELValue?>(nil)

    /// A value that is made when it is needed.
    public init(_ make: @escaping @Sendable () -> Google_Protobuf_Value) {
        members = nil
        content = Mutex(.deferred(make))
    }

    /// A value that is there.
    public init(_ json: Google_Protobuf_Value) {
        members = nil
        content = Mutex(.json(json))
    }

    /// An object; looking at one member makes none of the others.
    public init(_ members: [String: WorkflowValue]) {
        self.members = members
        content = Mutex(
            .deferred { Google_Protobuf_Value(Google_Protobuf_Struct(fields: members.mapValues(\.json))) })
    }

    /// Nothing, as JSON has it.
    public static let null = WorkflowValue(Google_Protobuf_Value.null)

    /// The value as JSON.
    public var json: Google_Protobuf_Value {
        content.withLock { content in
            switch content {
            case .json(let json): return json
            case .deferred(let make):
                let json = make()
                content = .json(json)
                return json
            }
        }
    }

    /// A member of an object; nothing if this is none, or has no such member.
    public subscript(_ name: String) -> WorkflowValue? {
        if let members { return members[name] }
        guard case .structValue(let object)? = json.kind else { return nil }
        return object.fields[name].map { WorkflowValue($0) }
    }

    /// The text; nothing for anything else.
    public var text: String? {
        guard case .stringValue(let text)? = json.kind else { return nil }
        return text
    }

    /// The number; nothing for anything else.
    public var number: Double? {
        guard case .numberValue(let number)? = json.kind else { return nil }
        return number
    }

    /// Whether it is nothing.
    public var isNull: Bool { members == nil && json == .null }

    /// The value as expressions see it.
    var celValue: CELValue {
        celForm.withLock { form in
            if let value = form { return value }
            let value = Self.celValue(of: json)
            form = value
            return value
        }
    }
}

// MARK: - JSON and CEL

extension WorkflowValue {
    /// JSON as CEL sees it; numbers are doubles.
    private static func celValue(of json: Google_Protobuf_Value) -> CELValue {
        switch json.kind {
        case .numberValue(let number)?: .double(number)
        case .stringValue(let text)?: .string(text)
        case .boolValue(let flag)?: .bool(flag)
        case .structValue(let object)?:
            .map(CELMap(texts: object.fields.sorted { $0.key < $1.key }.map { ($0.key, celValue(of: $0.value)) }))
        case .listValue(let list)?: .list(list.values.map(celValue))
        case .nullValue?, nil: .null
        }
    }

    /// What an expression has come to; nothing for a value that has no form in JSON.
    convenience init?(_ value: CELValue) {
        guard let json = Self.json(of: value) else { return nil }
        self.init(json)
    }

    private static func json(of value: CELValue) -> Google_Protobuf_Value? {
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
                guard case .string(let key) = entry.key, let value = json(of: entry.value) else { return nil }
                fields[key] = value
            }
            return Google_Protobuf_Value(Google_Protobuf_Struct(fields: fields))
        case .bytes, .timestamp, .duration, .message, .type: return nil
        }
    }
}
