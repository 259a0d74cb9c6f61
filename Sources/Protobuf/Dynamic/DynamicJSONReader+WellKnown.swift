// SPDX-License-Identifier: Apache-2.0

extension DynamicJSONReader {
    /// A well-known type from its own JSON form; nil if it has the form of any message.
    func special(
        _ wellKnown: WellKnownType, _ type: MessageDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> DynamicMessage? {
        switch wellKnown {
        case .any: try any(type, from: node, depth: depth)
        case .timestamp: try secondsAndNanos(type, from: node, "a time by RFC 3339") { WellKnownTime(timestamp: $0) }
        case .duration: try secondsAndNanos(type, from: node, "a duration in seconds") { WellKnownTime(duration: $0) }
        case .fieldMask: try fieldMask(type, from: node)
        case .wrapper: try wrapper(type, from: node, depth: depth)
        case .structure: try structure(type, from: node, depth: depth)
        case .listValue: try collection(type, from: node, depth: depth)
        case .value: try value(type, from: node, depth: depth)
        }
    }

    private func secondsAndNanos(
        _ type: MessageDescriptor, from node: JSONNode, _ expected: String, _ parse: (String) -> WellKnownTime?
    ) throws(JSONError) -> DynamicMessage {
        guard case .string(let text) = node.value else {
            throw JSONError("expected \(expected), found \(node.value.kind)", at: node.offset)
        }
        guard let time = parse(text) else {
            throw JSONError("\(JSONParser.quoted(text)) is not \(expected)", at: node.offset)
        }
        var message = DynamicMessage(type)
        message.set(.int64(time.seconds), for: type.fields.first { $0.number == 1 }!)
        message.set(.int32(time.nanos), for: type.fields.first { $0.number == 2 }!)
        return message
    }

    private func fieldMask(_ type: MessageDescriptor, from node: JSONNode) throws(JSONError) -> DynamicMessage {
        guard case .string(let text) = node.value else {
            throw JSONError("expected field paths in one string, found \(node.value.kind)", at: node.offset)
        }
        var paths: [DynamicValue] = []
        for path in text.split(separator: ",") {
            guard let name = FieldMaskPath.original(String(path)) else {
                throw JSONError("\(JSONParser.quoted(String(path))) is no field path", at: node.offset)
            }
            paths.append(.string(name))
        }
        var message = DynamicMessage(type)
        message.set(paths, for: type.fields[0])
        return message
    }

    private func wrapper(
        _ type: MessageDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> DynamicMessage {
        var message = DynamicMessage(type)
        if let value = try value(of: type.fields[0], from: node, depth: depth) {
            message.set(value, for: type.fields[0])
        }
        return message
    }

    // MARK: - Struct and its parts

    /// `Struct` is its map; written through the map's field as it would be under its name.
    private func structure(
        _ type: MessageDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> DynamicMessage? {
        type.fields[0].isMap ? try collection(type, from: node, depth: depth) : nil
    }

    private func collection(
        _ type: MessageDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> DynamicMessage {
        let field = type.fields[0]
        var message = DynamicMessage(type)
        try read(field, of: &message, from: node, depth: depth)
        return message
    }

    private func value(
        _ type: MessageDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> DynamicMessage {
        let number: Int32 =
            switch node.value {
            case .null: 1
            case .number: 2
            case .string: 3
            case .bool: 4
            case .object: 5
            case .array: 6
            }
        let field = type.fields.first { $0.number == number }!
        var message = DynamicMessage(type)
        if number == 1 {
            message.contents[1] = .single(.enumeration(0))
        } else if let value = try value(of: field, from: node, depth: depth) {
            message.set(value, for: field)
        }
        return message
    }

    // MARK: - Any

    private func any(
        _ type: MessageDescriptor, from node: JSONNode, depth: Int
    ) throws(JSONError) -> DynamicMessage {
        guard case .object(let members) = node.value else {
            throw JSONError("expected an object with \"@type\", found \(node.value.kind)", at: node.offset)
        }
        guard !members.isEmpty else { return DynamicMessage(type) }
        guard let typeMember = members.first(where: { $0.key == "@type" }) else {
            throw JSONError("an Any needs the member \"@type\"", at: node.offset)
        }
        guard case .string(let url) = typeMember.value.value, let slash = url.lastIndex(of: "/") else {
            throw JSONError(
                "\"@type\" must be like \"type.googleapis.com/package.Message\"", at: typeMember.value.offset)
        }
        let name = String(url[url.index(after: slash)...])
        guard let content = type.pool.message(named: name) else {
            throw JSONError("the type \(JSONParser.quoted(name)) is not known", at: typeMember.value.offset)
        }
        let rest = members.filter { $0.key != "@type" }
        let value = try anyContent(content, rest, at: node.offset, depth: depth - 1)
        var message = DynamicMessage(type)
        message.set(.string(url), for: type.fields.first { $0.number == 1 }!)
        message.set(.bytes(value.serialized()), for: type.fields.first { $0.number == 2 }!)
        return message
    }

    private func anyContent(
        _ type: MessageDescriptor, _ members: [JSONMember], at offset: Int, depth: Int
    ) throws(JSONError) -> DynamicMessage {
        guard depth >= 0 else { throw JSONError("messages are nested too deeply", at: offset) }
        guard type.record.wellKnown != nil else {
            // Some implementations write the content of Empty as if it had a form of its own.
            let isEmpty = type.fullName == "google.protobuf.Empty" && members.map(\.key) == ["value"]
            if isEmpty { return try message(type, from: members[0].value, depth: depth) }
            return try message(type, members: members, depth: depth)
        }
        for member in members where member.key != "value" && !options.ignoreUnknownFields {
            throw JSONError("\(type.fullName) in an Any has only the member \"value\"", at: member.offset)
        }
        guard let value = members.first(where: { $0.key == "value" }) else {
            throw JSONError("\(type.fullName) in an Any needs the member \"value\"", at: offset)
        }
        return try message(type, from: value.value, depth: depth)
    }
}
