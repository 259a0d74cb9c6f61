// SPDX-License-Identifier: Apache-2.0

/// Messages written in CEL: `pkg.Type{field: value}`.
extension DescriptorPool {
    func celMessage(
        _ type: String, fields: [(name: String, value: CELValue)]
    ) throws(CELError) -> CELValue? {
        guard let descriptor = message(named: type) else { return nil }
        var message = DynamicMessage(descriptor)
        for (name, value) in fields {
            guard let field = descriptor.schemaField(named: name) else { throw .noField(name) }
            try message.set(value, of: field)
        }
        return message.cel
    }
}

extension DynamicMessage {
    fileprivate mutating func set(_ value: CELValue, of field: FieldDescriptor) throws(CELError) {
        switch value {
        case .map(let map) where field.isMap:
            var entries: [DynamicMapKey: DynamicValue] = [:]
            for entry in map.entries {
                guard let keyField = field.mapKey, let valueField = field.mapValue,
                    let key = DynamicMapKey(try keyField.value(entry.key))
                else { throw field.mismatch(entry.key) }
                entries[key] = try valueField.value(entry.value)
            }
            set(entries, for: field)
        case .list(let list) where field.isList:
            var values: [DynamicValue] = []
            for element in list { values.append(try field.value(element)) }
            set(values, for: field)
        case _ where field.isMap || field.isList: throw field.mismatch(value)
        case .null where field.kind.isMessage: break
        default: set(try field.value(value), for: field)
        }
    }
}

extension FieldDescriptor {
    fileprivate func mismatch(_ value: CELValue) -> CELError {
        CELError("field '\(name)' does not take \(value.typeName)")
    }

    /// The value as one of the field's.
    fileprivate func value(_ value: CELValue) throws(CELError) -> DynamicValue {
        switch (kind, value) {
        case (.bool, .bool(let flag)): return .bool(flag)
        case (.int32, .int(let number)), (.sint32, .int(let number)), (.sfixed32, .int(let number)):
            guard let narrow = Int32(exactly: number) else { throw CELError("int32 overflow") }
            return .int32(narrow)
        case (.enumeration, .int(let number)):
            guard let narrow = Int32(exactly: number) else { throw CELError("int32 overflow") }
            return .enumeration(narrow)
        case (.int64, .int(let number)), (.sint64, .int(let number)), (.sfixed64, .int(let number)):
            return .int64(number)
        case (.uint32, .uint(let number)), (.fixed32, .uint(let number)):
            guard let narrow = UInt32(exactly: number) else { throw CELError("uint32 overflow") }
            return .uint32(narrow)
        case (.uint64, .uint(let number)), (.fixed64, .uint(let number)): return .uint64(number)
        case (.float, .double(let number)): return .float(Float(number))
        case (.double, .double(let number)): return .double(number)
        case (.string, .string(let text)): return .string(text)
        case (.bytes, .bytes(let bytes)): return .bytes(bytes)
        case (.message, _), (.group, _):
            guard let message, let made = try message.made(from: value) else { throw mismatch(value) }
            return .message(made)
        default: throw mismatch(value)
        }
    }
}

extension MessageDescriptor {
    /// A message of this type with that value: itself, or one of the well-known types.
    fileprivate func made(from value: CELValue) throws(CELError) -> DynamicMessage? {
        switch (record.wellKnown, value) {
        case (_, .message(let message)):
            guard let message = message as? DynamicMessage, message.descriptor.fullName == fullName else { return nil }
            return message
        case (.timestamp, .timestamp(let moment)): return made(seconds: moment.seconds, nanos: moment.nanos)
        case (.duration, .duration(let length)): return made(seconds: length.seconds, nanos: length.nanos)
        case (.wrapper, _):
            guard let field = fields.first else { return nil }
            var result = DynamicMessage(self)
            result.set(try field.value(value), for: field)
            return result
        case (.structure, .map), (.listValue, .list), (.value, _): return try madeOfJSON(value)
        default: return nil
        }
    }

    /// A `Struct`, `ListValue` or `Value`; numbers are doubles there.
    private func madeOfJSON(_ value: CELValue) throws(CELError) -> DynamicMessage? {
        var result = DynamicMessage(self)
        let name: String
        switch (record.wellKnown, value) {
        case (.structure, _): name = "fields"
        case (.listValue, _): name = "values"
        case (_, .null): name = "null_value"
        case (_, .bool): name = "bool_value"
        case (_, .int), (_, .uint), (_, .double): name = "number_value"
        case (_, .string): name = "string_value"
        case (_, .map): name = "struct_value"
        case (_, .list): name = "list_value"
        default: return nil
        }
        guard let field = schemaField(named: name) else { return nil }
        let number = name == "number_value" ? CELValue.double(try value.asDouble()) : value
        try result.set(name == "null_value" ? .int(0) : number, of: field)
        return result
    }

    private func made(seconds: Int64, nanos: Int32) -> DynamicMessage? {
        guard let first = field(number: 1), let second = field(number: 2) else { return nil }
        var result = DynamicMessage(self)
        result.set(.int64(seconds), for: first)
        result.set(.int32(nanos), for: second)
        return result
    }
}
