// SPDX-License-Identifier: Apache-2.0

/// Reads messages by descriptor from JSON, with the reader that generated messages use.
struct DynamicJSONReader: ~Copyable {
    var reader: JSONReader

    init(_ text: Span<UInt8>, options: JSONDecodingOptions) {
        reader = JSONReader(text, options: options)
    }

    /// A message from its JSON form, the special forms of the well-known types included.
    mutating func message(_ type: MessageDescriptor) throws(JSONFault) -> DynamicMessage {
        if let wellKnown = type.record.wellKnown {
            if wellKnown == .any { return try any(type) }
            if let special = try special(wellKnown, type) { return special }
        }
        return try fields(of: type, isAny: false)
    }

    /// A message from an object; the content of an `Any` has a member `@type` besides.
    private mutating func fields(of type: MessageDescriptor, isAny: Bool) throws(JSONFault) -> DynamicMessage {
        try reader.enter()
        try reader.openObject()
        var message = DynamicMessage(type)
        var keys: [Int32: String] = [:]
        var isFirst = true
        var hasType = false
        while try reader.nextMember(&isFirst) {
            let start = reader.offset
            let key = try reader.string()
            try reader.colon()
            guard let field = field(of: type, named: key) else {
                if isAny, key == "@type", !hasType {
                    hasType = true
                } else if !reader.options.ignoreUnknownFields {
                    throw JSONFault(
                        reason: "unknown field \(ErrorText.quoted(key)) of \(type.fullName)", offset: start)
                }
                try reader.skipValue()
                continue
            }
            if let other = keys.updateValue(key, forKey: field.number) {
                throw JSONFault(
                    reason: "the field is given twice, as \"\(other)\" and \"\(key)\"", offset: start)
            }
            if !field.takesNull, reader.take(word: "null") { continue }
            try checkOneof(of: field, in: message)
            try read(field, of: &message)
        }
        reader.depth += 1
        return message
    }

    private func field(of type: MessageDescriptor, named name: String) -> FieldDescriptor? {
        if name.hasPrefix("["), name.hasSuffix("]") {
            guard let field = type.pool.extensionField(named: String(name.dropFirst().dropLast())),
                type.pool.extensions[type.index]?[field.number] === field.record
            else { return nil }
            return field
        }
        return type.field(named: name)
    }

    private func checkOneof(of field: FieldDescriptor, in message: DynamicMessage) throws(JSONFault) {
        guard let oneof = field.oneofIndex, !field.isExtension else { return }
        for other in message.descriptor.record.fields
        where other.oneofIndex == oneof && message.contents[other.number] != nil {
            let name = message.descriptor.oneofs[oneof]
            throw reader.fault("the field cannot be set beside \"\(other.name)\": both are of oneof \(name)")
        }
    }

    // MARK: - Fields

    private mutating func read(_ field: FieldDescriptor, of message: inout DynamicMessage) throws(JSONFault) {
        if field.isMap {
            message.set(try entries(of: field), for: field)
        } else if field.isList {
            message.set(try list(of: field), for: field)
        } else if let value = try value(of: field) {
            message.set(value, for: field)
        }
    }

    private mutating func list(of field: FieldDescriptor) throws(JSONFault) -> [DynamicValue] {
        try reader.openArray()
        var values: [DynamicValue] = []
        var isFirst = true
        while try reader.nextElement(&isFirst) {
            try reader.charge(MemoryLayout<DynamicValue>.stride * 2)
            if let value = try value(of: field) { values.append(value) }
        }
        return values
    }

    private mutating func entries(of field: FieldDescriptor) throws(JSONFault) -> [DynamicMapKey: DynamicValue] {
        guard let keyField = field.mapKey, let valueField = field.mapValue else { return [:] }
        try reader.openObject()
        var entries: [DynamicMapKey: DynamicValue] = [:]
        var isFirst = true
        while try reader.nextMember(&isFirst) {
            let start = reader.offset
            let key = try key(of: keyField)
            try reader.colon()
            try reader.charge((MemoryLayout<DynamicValue>.stride + MemoryLayout<DynamicMapKey>.stride) * 2)
            if let value = try value(of: valueField), entries.updateValue(value, forKey: key) != nil {
                throw JSONFault(reason: "the key is given twice", offset: start)
            }
        }
        return entries
    }

    private mutating func key(of field: FieldDescriptor) throws(JSONFault) -> DynamicMapKey {
        switch field.kind {
        case .bool: return .bool(try JSONKeyFormat.bool.read(&reader))
        default:
            guard let key = DynamicMapKey(try scalar(field.kind)) else {
                throw reader.fault("\(field.kind.keyword) is no type for keys")
            }
            return key
        }
    }

    /// A value; nil if it is an enum name that is not declared and such are ignored.
    private mutating func value(of field: FieldDescriptor) throws(JSONFault) -> DynamicValue? {
        if let type = field.message { return .message(try message(type)) }
        if let enumeration = field.enumeration { return try enumNumber(enumeration).map { .enumeration($0) } }
        return try scalar(field.kind)
    }

    private mutating func scalar(_ kind: FieldKind) throws(JSONFault) -> DynamicValue {
        switch kind {
        case .bool: .bool(try reader.bool())
        case .int32, .sint32, .sfixed32: .int32(try reader.int32())
        case .int64, .sint64, .sfixed64: .int64(try reader.int64())
        case .uint32, .fixed32: .uint32(try reader.uint32())
        case .uint64, .fixed64: .uint64(try reader.uint64())
        case .float: .float(try reader.float())
        case .double: .double(try reader.double())
        case .string: .string(try reader.string())
        case .bytes: .bytes(try reader.bytes())
        case .enumeration, .message, .group: preconditionFailure("not a scalar")
        }
    }

    private mutating func enumNumber(_ type: EnumDescriptor) throws(JSONFault) -> Int32? {
        let start = reader.offset
        if reader.byte == UInt8(ascii: "\"") {
            let name = try reader.string()
            if let number = type.number(named: name) { return number }
            if reader.options.ignoreUnknownFields { return nil }
            throw JSONFault(reason: "\(ErrorText.quoted(name)) is no value of \(type.fullName)", offset: start)
        }
        if type.fullName == "google.protobuf.NullValue", reader.take(word: "null") { return 0 }
        let number = try reader.int32()
        guard !type.isClosed || type.name(of: number) != nil else {
            throw JSONFault(reason: "\(number) is no value of \(type.fullName)", offset: start)
        }
        return number
    }

    // MARK: - Well-known types

    /// A well-known type by way of the generated type, whose bytes are the same; nil if it has the form
    /// of any message.
    private mutating func special(
        _ wellKnown: WellKnownType, _ type: MessageDescriptor
    ) throws(JSONFault) -> DynamicMessage? {
        guard let generated = wellKnown.generated(type) else { return nil }
        let start = reader.offset
        let bytes = try bytes(of: generated)
        do throws(DecodingError) {
            return try DynamicMessage(type, serialized: bytes)
        } catch {
            throw JSONFault(reason: error.description, offset: start)
        }
    }

    private mutating func bytes<Generated: JSONMessage>(of type: Generated.Type) throws(JSONFault) -> [UInt8] {
        try (reader.message() as Generated).serialized()
    }

    private mutating func any(_ type: MessageDescriptor) throws(JSONFault) -> DynamicMessage {
        var message = DynamicMessage(type)
        try reader.enter()
        if let url = try reader.anyType() {
            guard let content = type.pool.message(named: url.typeName) else { throw url.unknownType }
            message.set(.string(url.text), for: type.fields.first { $0.number == 1 }!)
            let value = try anyContent(content)
            message.set(.bytes(value.serialized()), for: type.fields.first { $0.number == 2 }!)
        }
        reader.depth += 1
        return message
    }

    private mutating func anyContent(_ type: MessageDescriptor) throws(JSONFault) -> DynamicMessage {
        let isEmpty = type.fullName == "google.protobuf.Empty"
        guard type.record.wellKnown != nil || isEmpty else { return try fields(of: type, isAny: true) }
        var place: Int?
        try reader.anyValue(of: type.fullName, isOptional: isEmpty) { (reader) throws(JSONFault) in
            place = reader.offset
            try reader.skipValue()
        }
        guard let place else { return DynamicMessage(type) }
        let end = reader.offset
        reader.move(to: place)
        let value = try message(type)
        reader.move(to: end)
        return value
    }
}

extension FieldDescriptor {
    /// Whether JSON's `null` is a value of the field rather than its absence.
    fileprivate var takesNull: Bool {
        cardinality != .repeated
            && (enumeration.map { $0.fullName == "google.protobuf.NullValue" } ?? (message?.record.wellKnown == .value))
    }
}

extension WellKnownType {
    /// The generated type of a well-known one, which has its JSON form; nothing for one that has none.
    func generated(_ type: MessageDescriptor) -> (any JSONMessage.Type)? {
        if self == .structure && !type.fields[0].isMap { return nil }
        return TypeRegistry.wellKnown.message(named: type.fullName)
    }
}
