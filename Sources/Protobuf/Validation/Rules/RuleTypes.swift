// SPDX-License-Identifier: Apache-2.0

/// The types of the names in a rule.
struct RuleTypes: CELDeclarations {
    let pool: DescriptorPool
    let this: CELType
    var rules: CELType?
    var rule: CELType?

    func celType(ofVariable name: String) -> CELType? {
        switch name {
        case "this": this
        case "now": .timestamp
        case "rules": rules
        case "rule": rule
        default: nil
        }
    }

    func celType(ofConstant name: String) -> CELType? {
        switch pool.celConstant(name) {
        case nil: nil
        case .int: .int
        default: .type
        }
    }

    func celType(ofField field: String, in message: String) -> CELType? {
        pool.message(named: message)?.schemaField(named: field)?.celType(.field)
    }

    func celType(ofMessage name: String) -> CELType? {
        guard let message = pool.message(named: name) else { return nil }
        return message.isWrapper ? .dyn : message.celType
    }
}

extension FieldDescriptor {
    /// The type of the field's value, or of an element, key or value of it.
    func celType(_ role: RuleReader.Role) -> CELType {
        switch role {
        case .field where isMap: .map(celType(.key), celType(.mapValue))
        case .field where isList: .list(celType(.element))
        case .key: mapKey?.celType(.element) ?? .dyn
        case .mapValue: mapValue?.celType(.element) ?? .dyn
        case .field, .element: single
        }
    }

    private var single: CELType {
        switch kind {
        case .bool: .bool
        case .int32, .int64, .sint32, .sint64, .sfixed32, .sfixed64, .enumeration: .int
        case .uint32, .uint64, .fixed32, .fixed64: .uint
        case .float, .double: .double
        case .string: .string
        case .bytes: .bytes
        case .message, .group: message?.celType ?? .dyn
        }
    }
}

extension MessageDescriptor {
    /// The type of a message; wrappers may be null, so that nothing is known of them.
    var celType: CELType {
        switch record.wellKnown {
        case .timestamp: .timestamp
        case .duration: .duration
        case .wrapper, .value: .dyn
        case .structure: .map(.string, .dyn)
        case .listValue: .list(.dyn)
        default: .message(fullName)
        }
    }
}
