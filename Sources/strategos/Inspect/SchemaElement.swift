// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// Something in a schema that has a full name.
enum SchemaElement {
    case message(MessageDescriptor)
    case enumeration(EnumDescriptor)
    case service(ServiceDescriptor)
    case method(ServiceDescriptor.Method)
    case field(FieldDescriptor)
    case oneof(MessageDescriptor, Int)
    case enumValue(EnumDescriptor, String, Int32)

    /// As grpcurl calls it.
    var kind: String {
        switch self {
        case .message(let message): message.isMapEntry ? "the entry type for a map field" : "a message"
        case .enumeration: "an enum"
        case .service: "a service"
        case .method: "a method"
        case .field(let field): field.isExtension ? "an extension" : field.kind == .group ? "a group field" : "a field"
        case .oneof: "a one-of"
        case .enumValue: "an enum value"
        }
    }
}

extension DescriptorPool {
    /// What a full name stands for.
    func element(named name: String) -> SchemaElement? {
        if let message = message(named: name) { return .message(message) }
        if let enumeration = enumeration(named: name) { return .enumeration(enumeration) }
        if let service = service(named: name) { return .service(service) }
        if let method = method(named: name) { return .method(method) }
        if let field = extensionField(named: name) { return .field(field) }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let (parent, member) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
        if let message = message(named: parent) {
            if let field = message.fields.first(where: { $0.name == member }) { return .field(field) }
            if let index = message.oneofs.firstIndex(of: member) { return .oneof(message, index) }
        }
        if let enumeration = enumeration(named: parent), let number = enumeration.number(named: member) {
            return .enumValue(enumeration, member, number)
        }
        return nil
    }
}
