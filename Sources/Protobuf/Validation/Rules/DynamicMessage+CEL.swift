// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage: CELMessage {
    /// The message's full name.
    public var typeName: String { descriptor.fullName }

    /// The field of that name in the schema: its value, or what it has when it is not set.
    public func celField(_ name: String) -> CELValue? {
        guard let field = descriptor.schemaField(named: name) else { return nil }
        guard let content = contents[field.number] else { return Self.unset(field) }
        return content.cel
    }

    /// Whether the field is set; lists and maps: whether they have elements.
    public func celHas(_ name: String) -> Bool? {
        descriptor.schemaField(named: name).map { contents[$0.number] != nil }
    }

    /// Whether type, fields and unknown fields are the same. NaN is not equal to itself.
    public func celEquals(_ other: any CELMessage) -> Bool {
        guard let other = other as? DynamicMessage, other.descriptor.fullName == descriptor.fullName,
            other.contents.count == contents.count, other.unknownFields == unknownFields
        else { return false }
        return contents.allSatisfy { number, content in
            other.contents[number].map { content.cel.isEqual(to: $0.cel) } ?? false
        }
    }

    /// Counts fields, elements and bytes.
    public var celWeight: Int { contents.values.reduce(8) { $0 + $1.weight } }

    private static func unset(_ field: FieldDescriptor) -> CELValue {
        if field.isMap { return .map(CELMap()) }
        if field.isList { return .list([]) }
        if let type = field.message, type.isWrapper { return .null }
        return (field.declaredDefault ?? DynamicValue.zero(of: field)).cel
    }
}

extension DynamicMessage.Content {
    fileprivate var weight: Int {
        switch self {
        case .single(let value): value.weight
        case .list(let values): values.reduce(1) { $0 + $1.weight }
        case .map(let entries): entries.values.reduce(1) { $0 + $1.weight }
        }
    }

    /// The content as CEL sees it.
    var cel: CELValue {
        switch self {
        case .single(let value): return value.cel
        case .list(let values): return .list(values.map(\.cel))
        case .map(let entries):
            var map = CELMap()
            for key in entries.keys.sorted() { _ = try? map.insert(key.value.cel, entries[key]!.cel) }
            return .map(map)
        }
    }
}

extension DynamicValue {
    fileprivate var weight: Int {
        switch self {
        case .string(let value): 1 + value.utf8.count / 16
        case .bytes(let value): 1 + value.count / 16
        case .message(let message): message.celWeight
        default: 1
        }
    }

    /// The value as CEL sees it: enums are numbers, wrappers what they wrap.
    var cel: CELValue {
        switch self {
        case .bool(let value): .bool(value)
        case .int32(let value): .int(Int64(value))
        case .int64(let value): .int(value)
        case .uint32(let value): .uint(UInt64(value))
        case .uint64(let value): .uint(value)
        case .float(let value): .double(Double(value))
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .bytes(let value): .bytes(value)
        case .enumeration(let value): .int(Int64(value))
        case .message(let message): message.cel
        }
    }
}

extension DynamicMessage {
    /// The message as a value of CEL: well-known types are values of their own kinds.
    public var celValue: CELValue { cel }

    var cel: CELValue {
        guard descriptor.record.wellKnown != nil else { return .message(self) }
        switch descriptor.record.wellKnown {
        case .timestamp: return .timestamp(CELTimestamp(seconds: seconds, nanos: nanos))
        case .duration: return .duration(CELDuration(seconds: seconds, nanos: nanos))
        case .wrapper: return celField("value") ?? .null
        case .structure:
            guard case .map(let fields) = contents[1] else { return .map(CELMap()) }
            return DynamicMessage.Content.map(fields).cel
        case .listValue:
            guard case .list(let values) = contents[1] else { return .list([]) }
            return .list(values.map(\.cel))
        case .value: return jsonValue
        default: return .message(self)
        }
    }

    private var seconds: Int64 {
        if case .int64(let value) = self["seconds"] { value } else { 0 }
    }

    private var nanos: Int32 {
        if case .int32(let value) = self["nanos"] { value } else { 0 }
    }

    /// The one member of a `Value` that is set.
    private var jsonValue: CELValue {
        guard let content = contents.first, content.key != 1 else { return .null }
        return content.value.cel
    }
}

extension MessageDescriptor {
    /// Whether this is one of the wrappers of scalars.
    package var isWrapper: Bool {
        if case .wrapper = record.wellKnown { true } else { false }
    }

    /// The field of that name in the `.proto` file, never in JSON.
    package func schemaField(named name: String) -> FieldDescriptor? {
        if let field = field(named: name), field.name == name { return field }
        return fields.first { $0.name == name }
    }
}

extension FieldDescriptor {
    /// The default that a proto2 or editions schema declares.
    package var declaredDefault: DynamicValue? {
        guard let text = proto.defaultValue else { return nil }
        return switch kind {
        case .bool: .bool(text == "true")
        case .int32, .sint32, .sfixed32: Int32(text).map(DynamicValue.int32)
        case .int64, .sint64, .sfixed64: Int64(text).map(DynamicValue.int64)
        case .uint32, .fixed32: UInt32(text).map(DynamicValue.uint32)
        case .uint64, .fixed64: UInt64(text).map(DynamicValue.uint64)
        case .float: Float(text).map(DynamicValue.float)
        case .double: Double(text).map(DynamicValue.double)
        case .string: .string(text)
        case .bytes: [UInt8](cEscaped: text).map(DynamicValue.bytes)
        case .enumeration: enumeration?.number(named: text).map(DynamicValue.enumeration)
        case .message, .group: nil
        }
    }
}
