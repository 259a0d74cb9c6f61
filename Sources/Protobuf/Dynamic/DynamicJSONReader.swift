// SPDX-License-Identifier: Apache-2.0

/// Makes messages from JSON values, by the JSON mapping of protobuf.
struct DynamicJSONReader {
    let options: JSONReadingOptions

    /// A message from its JSON form, the special forms of the well-known types included.
    func message(
        _ type: MessageDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> DynamicMessage {
        guard depth >= 0 else { throw JSONError("messages are nested too deeply", at: node.offset) }
        if let wellKnown = type.record.wellKnown, let special = try special(wellKnown, type, from: node, depth: depth) {
            return special
        }
        guard case .object(let members) = node.value else {
            throw JSONError("expected an object for \(type.fullName), found \(node.value.kind)", at: node.offset)
        }
        return try message(type, members: members, depth: depth)
    }

    /// A message from the members of an object.
    func message(
        _ type: MessageDescriptor, members: [JSONMember], depth: Int
    ) throws(JSONError) -> DynamicMessage {
        var message = DynamicMessage(type)
        var keys: [Int32: String] = [:]
        for member in members {
            guard let field = field(of: type, named: member.key) else {
                if options.ignoreUnknownFields { continue }
                throw JSONError("unknown field \(JSONParser.quoted(member.key)) of \(type.fullName)", at: member.offset)
            }
            if let other = keys.updateValue(member.key, forKey: field.number) {
                throw JSONError("the field is given twice, as \"\(other)\" and \"\(member.key)\"", at: member.offset)
                    .within(field.name)
            }
            if case .null = member.value.value, !field.takesNull { continue }
            try checkOneof(of: field, in: message, at: member.offset)
            do throws(JSONError) {
                try read(field, of: &message, from: member.value, depth: depth)
            } catch {
                throw error.within(field.name)
            }
        }
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

    private func checkOneof(
        of field: FieldDescriptor, in message: DynamicMessage, at offset: Int
    ) throws(JSONError) {
        guard let oneof = field.oneofIndex, !field.isExtension else { return }
        for other in message.descriptor.record.fields
        where other.oneofIndex == oneof && message.contents[other.number] != nil {
            throw JSONError(
                "the field cannot be set beside \"\(other.name)\": both are of oneof \(message.descriptor.oneofs[oneof])",
                at: offset
            ).within(field.name)
        }
    }

    // MARK: - Fields

    func read(
        _ field: FieldDescriptor, of message: inout DynamicMessage, from node: JSONNode, depth: Int
    ) throws(JSONError) {
        if field.isMap {
            message.set(try entries(of: field, from: node, depth: depth), for: field)
        } else if field.isList {
            message.set(try list(of: field, from: node, depth: depth), for: field)
        } else if let value = try value(of: field, from: node, depth: depth) {
            message.set(value, for: field)
        }
    }

    private func list(of field: FieldDescriptor, from node: JSONNode, depth: Int) throws(JSONError) -> [DynamicValue] {
        guard case .array(let elements) = node.value else {
            throw JSONError("expected an array, found \(node.value.kind)", at: node.offset)
        }
        var values: [DynamicValue] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(JSONError) {
                if let value = try value(of: field, from: element, depth: depth) { values.append(value) }
            } catch {
                throw error.within("[\(index)]")
            }
        }
        return values
    }

    private func entries(
        of field: FieldDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> [DynamicMapKey: DynamicValue] {
        guard case .object(let members) = node.value else {
            throw JSONError("expected an object, found \(node.value.kind)", at: node.offset)
        }
        guard let keyField = field.mapKey, let valueField = field.mapValue else { return [:] }
        var entries: [DynamicMapKey: DynamicValue] = [:]
        for member in members {
            do throws(JSONError) {
                let key = try key(of: keyField, from: member)
                let value = try value(of: valueField, from: member.value, depth: depth)
                if let value, entries.updateValue(value, forKey: key) != nil {
                    throw JSONError("the key is given twice, in different forms", at: member.offset)
                }
            } catch {
                throw error.within("[\(JSONParser.quoted(member.key))]")
            }
        }
        return entries
    }

    /// A value; nil if it is an enum name that is not declared and such are ignored.
    func value(of field: FieldDescriptor, from node: JSONNode, depth: Int) throws(JSONError) -> DynamicValue? {
        if case .null = node.value, !field.valueTakesNull {
            throw JSONError("null is not allowed within a list or map", at: node.offset)
        }
        if let type = field.message { return .message(try message(type, from: node, depth: depth - 1)) }
        if let enumeration = field.enumeration {
            return try enumNumber(enumeration, from: node).map { .enumeration($0) }
        }
        return try DynamicJSONScalar(node).value(of: field.kind)
    }

    private func key(of field: FieldDescriptor, from member: JSONMember) throws(JSONError) -> DynamicMapKey {
        let node = JSONNode(value: .string(member.key), offset: member.offset)
        if field.kind == .bool {
            switch member.key {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: throw JSONError("expected the key \"true\" or \"false\"", at: member.offset)
            }
        }
        guard let key = DynamicMapKey(try DynamicJSONScalar(node).value(of: field.kind)) else {
            throw JSONError("\(field.kind.keyword) is no type for keys", at: member.offset)
        }
        return key
    }

    private func enumNumber(_ type: EnumDescriptor, from node: JSONNode) throws(JSONError) -> Int32? {
        switch node.value {
        case .null: return 0  // only `NullValue` gets here
        case .string(let name):
            if let number = type.number(named: name) { return number }
            if options.ignoreUnknownFields { return nil }
            throw JSONError("\(JSONParser.quoted(name)) is no value of \(type.fullName)", at: node.offset)
        case .number(let number):
            guard let value = number.integer(as: Int32.self) else {
                throw JSONError("\(number.text) is no 32-bit integer", at: node.offset)
            }
            guard !type.isClosed || type.name(of: value) != nil else {
                throw JSONError("\(number.text) is no value of \(type.fullName)", at: node.offset)
            }
            return value
        default:
            throw JSONError("expected a name or number of \(type.fullName), found \(node.value.kind)", at: node.offset)
        }
    }
}

extension FieldDescriptor {
    /// Whether JSON's `null` is a value of the field rather than its absence.
    fileprivate var takesNull: Bool { cardinality != .repeated && valueTakesNull }

    /// Whether JSON's `null` is one of the values that the field may hold.
    fileprivate var valueTakesNull: Bool {
        enumeration.map { $0.fullName == "google.protobuf.NullValue" } ?? (message?.record.wellKnown == .value)
    }
}
