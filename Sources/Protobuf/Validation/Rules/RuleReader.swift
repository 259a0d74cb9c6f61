// SPDX-License-Identifier: Apache-2.0

/// Reads the rules of one message type from the options in its descriptor.
///
/// The options are read by the descriptors of the pool itself, so that rules which extend
/// protovalidate's are seen like any other.
struct RuleReader {
    let pool: DescriptorPool

    /// The number of the extensions `buf.validate.message`, `.oneof` and `.field`.
    private static let extensionNumber: Int32 = 1159

    func rules(of message: MessageDescriptor) throws(ValidationError) -> MessageRules {
        var result = MessageRules(message)
        var grouped: Set<Int32> = []
        if let options = try options("MessageOptions", message.proto.options?.serialized(), message.fullName) {
            result.expressions = try expressions(
                of: options, at: nil, RuleTypes(pool: pool, this: .message(message.fullName)),
                scope: message.file.package, in: message.fullName)
            result.groups = try groups(options, of: message)
            grouped = Set(result.groups.flatMap(\.fields).map(\.number))
        }
        for (index, oneof) in message.proto.oneofDecl.enumerated() {
            let name = oneof.name ?? ""
            let options = try options("OneofOptions", oneof.options?.serialized(), "\(message.fullName).\(name)")
            guard options?.flag("required") == true else { continue }
            result.requiredOneofs.append(.init(name: name, fields: message.fields(ofOneof: index)))
        }
        for field in message.fields {
            if let rules = try rules(of: field, isGrouped: grouped.contains(field.number)) {
                result.fields.append(rules)
            }
        }
        return result
    }

    /// The rules that options of that type hold.
    func options(
        _ type: String, _ bytes: [UInt8]?, _ element: String, number: Int32 = extensionNumber
    ) throws(ValidationError) -> DynamicMessage? {
        guard let bytes, !bytes.isEmpty, let descriptor = pool.message(named: "google.protobuf." + type) else {
            return nil
        }
        do throws(DecodingError) {
            let options = try DynamicMessage(descriptor, serialized: bytes)
            guard case .single(.message(let rules)) = options.contents[number] else { return nil }
            return rules
        } catch {
            throw ValidationError(schema: element, error.description)
        }
    }

    private func groups(
        _ options: DynamicMessage, of message: MessageDescriptor
    ) throws(ValidationError) -> [MessageRules.FieldGroup] {
        var result: [MessageRules.FieldGroup] = []
        for group in options.messages("oneof") {
            var fields: [FieldDescriptor] = []
            for name in group.texts("fields") {
                guard let field = message.schemaField(named: name) else {
                    throw ValidationError(schema: message.fullName, "oneof rule names \(name), which is no field")
                }
                guard !fields.contains(where: { $0.number == field.number }) else {
                    throw ValidationError(schema: message.fullName, "oneof rule names \(name) twice")
                }
                fields.append(field)
            }
            guard !fields.isEmpty else { throw ValidationError(schema: message.fullName, "oneof rule without fields") }
            result.append(.init(fields: fields, isRequired: group.flag("required")))
        }
        return result
    }

    // MARK: - Fields

    private func rules(of field: FieldDescriptor, isGrouped: Bool) throws(ValidationError) -> FieldRules? {
        let rules = try options("FieldOptions", field.proto.options?.serialized(), field.fullName)
        let ignore = rules?.ignore ?? .unspecified
        if ignore == .always { return nil }
        var value = ValueRules()
        if let rules {
            value = try self.value(rules, of: field, as: .field, at: [])
        } else {
            value.descend(into: field, as: .field)
        }
        let isRequired = rules?.flag("required") ?? false
        if !isRequired, value.isEmpty { return nil }
        let isIgnoreSet = rules?["ignore"] != nil
        return FieldRules(
            field: field, isRequired: isRequired,
            isSkippedUnset: field.hasPresence || ignore == .ifZeroValue || isGrouped && !isIgnoreSet, value: value,
            requiredPath: rules.map { $0.path(to: "required") } ?? [])
    }

    /// Which part of a field a value is.
    enum Role { case field, element, key, mapValue }

    /// The type of `this`: wrappers that are set are what they wrap.
    func thisType(_ field: FieldDescriptor, _ role: Role) -> CELType {
        let message = role == .mapValue ? field.mapValue?.message : role == .key ? nil : field.message
        if let message, message.isWrapper, !(role == .field && field.cardinality == .repeated) {
            return message.fields.first?.celType(.element) ?? .dyn
        }
        return field.celType(role)
    }

    /// The rules of a value of the field, or of an element, key or value of it.
    func value(
        _ rules: DynamicMessage, of field: FieldDescriptor, as role: Role, at path: [FieldPathElement]
    ) throws(ValidationError) -> ValueRules {
        var result = ValueRules()
        result.isIgnored = rules.ignore == .always
        result.isSkippedWhenZero = role != .field && rules.ignore == .ifZeroValue
        result.expressions = try expressions(
            of: rules, at: path, RuleTypes(pool: pool, this: thisType(field, role)), scope: field.package,
            in: field.fullName)
        result.descend(into: field, as: role)
        guard let type = rules.setFields.first(where: { $0.field.oneofIndex != nil })?.field,
            case .single(.message(let typed)) = rules.contents[type.number]
        else { return result }
        let wanted = field.ruleType(role)
        guard type.name == wanted else {
            throw ValidationError(
                schema: field.fullName,
                "mismatched rule type and field type: \(type.name) rules, \(wanted ?? "none") wanted")
        }
        let here = path + [FieldPathElement(type)]
        switch type.name {
        case "repeated":
            if case .message(let items) = typed["items"] {
                result.elements = [try value(items, of: field, as: .element, at: here + typed.path(to: "items"))]
            }
        case "map":
            if case .message(let keys) = typed["keys"] {
                result.keys = [try value(keys, of: field, as: .key, at: here + typed.path(to: "keys"))]
            }
            if case .message(let values) = typed["values"] {
                result.elements = [try value(values, of: field, as: .mapValue, at: here + typed.path(to: "values"))]
            }
        default: break
        }
        try readChecks(typed, type: type.name, of: field, role, at: here, into: &result)
        return result
    }
}

extension ValueRules {
    /// Adds the rules that messages in the field have of their own.
    fileprivate mutating func descend(into field: FieldDescriptor, as role: RuleReader.Role) {
        switch role {
        case .field where field.isMap:
            guard let type = field.mapValue?.message, !type.isWrapper else { return }
            var value = ValueRules()
            value.message = type
            elements = [value]
        case .field where field.isList:
            guard let type = field.message, !type.isWrapper else { return }
            var value = ValueRules()
            value.message = type
            elements = [value]
        case .mapValue: message = field.mapValue?.message.flatMap { $0.isWrapper ? nil : $0 }
        case .key: break
        case .field, .element: message = field.message.flatMap { $0.isWrapper ? nil : $0 }
        }
    }
}

extension FieldDescriptor {
    /// Which member of `FieldRules.type` is for values like this; nil if none is.
    fileprivate func ruleType(_ role: RuleReader.Role) -> String? {
        switch role {
        case .field where isMap: "map"
        case .field where isList: "repeated"
        case .key: mapKey?.ruleType(.element)
        case .mapValue: mapValue?.ruleType(.element)
        case .field, .element:
            switch kind {
            case .message, .group: message.flatMap { Self.messageRuleTypes[$0.fullName] }
            case .enumeration: "enum"
            default: kind.keyword
            }
        }
    }

    /// The package in which the field's names are looked up: that of its message.
    var package: String {
        var scope = fullName[...]
        while let dot = scope.lastIndex(of: ".") {
            scope = scope[..<dot]
            if let message = pool.message(named: String(scope)) { return message.file.package }
        }
        return ""
    }

    private static let messageRuleTypes = [
        "google.protobuf.Any": "any", "google.protobuf.Duration": "duration", "google.protobuf.Timestamp": "timestamp",
        "google.protobuf.FieldMask": "field_mask", "google.protobuf.FloatValue": "float",
        "google.protobuf.DoubleValue": "double", "google.protobuf.Int32Value": "int32",
        "google.protobuf.Int64Value": "int64", "google.protobuf.UInt32Value": "uint32",
        "google.protobuf.UInt64Value": "uint64", "google.protobuf.BoolValue": "bool",
        "google.protobuf.StringValue": "string", "google.protobuf.BytesValue": "bytes",
    ]
}

// MARK: - Options as they are read

/// When a field's rules are skipped; raw values are those of `buf.validate.Ignore`.
enum IgnoreRule: Int32 {
    case unspecified = 0
    case ifZeroValue = 1
    case always = 3
}

extension DynamicMessage {
    var ignore: IgnoreRule {
        guard case .enumeration(let value) = self["ignore"] else { return .unspecified }
        return IgnoreRule(rawValue: value) ?? .unspecified
    }

    func flag(_ name: String) -> Bool {
        if case .bool(let value) = self[name] { value } else { false }
    }

    func text(_ name: String) -> String {
        if case .string(let value) = self[name] { value } else { "" }
    }

    func list(_ name: String) -> [DynamicValue] {
        guard let field = descriptor.schemaField(named: name), case .list(let values) = contents[field.number] else {
            return []
        }
        return values
    }

    func texts(_ name: String) -> [String] {
        list(name).compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func messages(_ name: String) -> [DynamicMessage] {
        list(name).compactMap { if case .message(let message) = $0 { message } else { nil } }
    }

    /// The step to a field of this message of rules.
    func path(to name: String) -> [FieldPathElement] {
        descriptor.schemaField(named: name).map { [FieldPathElement($0)] } ?? []
    }
}
