// SPDX-License-Identifier: Apache-2.0
import Protobuf

extension ModelBuilder {
    /// The field, or nothing if it cannot be generated, which is reported.
    mutating func field(
        _ source: FieldDescriptor, in message: MessageDescriptor, _ messageName: String, _ outer: Features
    ) -> FieldModel? {
        let features = outer.applying(source.features)
        check(source.features, source.origin)
        guard let element = element(source, features) else { return nil }
        let oneof = source.isProto3Optional ? nil : source.oneofIndex
        let name = Names.member(source.name)
        let isStoredIndirectly =
            element.isMessage && oneof == nil && source.extendee.isEmpty
            && recursion.closesCircle(source, in: messageName)
        var model = FieldModel(
            number: source.number, name: source.name, jsonName: source.jsonName, swiftName: name,
            shape: shape(source, element, features, isIndirect: isStoredIndirectly), oneof: oneof,
            origin: source.origin, isDeprecated: source.isDeprecated)
        model.isRequired = RequiredIndex.isRequired(source, in: message, outer)
        model.holdsRequired = source.isMessage && required.holdsRequired(source.typeName)
        model.defaultValue = source.defaultValue.flatMap { defaultValue($0, of: source, element) }
        return model
    }

    private mutating func shape(
        _ source: FieldDescriptor, _ element: Element, _ features: Features, isIndirect: Bool
    ) -> FieldModel.Shape {
        if source.label == .repeated {
            if let entry = index.message(source.typeName), entry.isMapEntry { return map(entry, element, features) }
            if element.isMessage { return .messages(element) }
            let packs = source.isPacked ?? (features.repeatedEncoding == .packed)
            return .repeated(element, isPacked: packs && element.wireType != 2)
        }
        if element.isMessage { return .message(element, isIndirect: isIndirect) }
        let isImplicit =
            features.presence == .implicit && source.oneofIndex == nil && source.label == .optional
        return isImplicit ? .implicit(element) : .explicit(element)
    }

    private mutating func map(
        _ entry: MessageDescriptor, _ element: Element, _ features: Features
    ) -> FieldModel.Shape {
        var inner = features
        inner.messageEncoding = .lengthPrefixed
        guard let key = entry.fields.first(where: { $0.number == 1 }),
            let value = entry.fields.first(where: { $0.number == 2 }),
            let keyElement = self.element(key, inner), let valueElement = self.element(value, inner)
        else { return .messages(element) }
        return .map(key: keyElement, value: valueElement)
    }

    // MARK: - Types

    private mutating func element(_ source: FieldDescriptor, _ features: Features) -> Element? {
        switch source.kind {
        case .message, .group:
            guard let entry = index.entries[source.typeName] else { return unknownType(source) }
            let isGroup = isGroup(source, features)
            return Element(
                swiftType: entry.swiftName, format: isGroup ? "group" : "message", wireType: isGroup ? 3 : 2,
                zero: "\(entry.swiftName)()", isMessage: true, isGroup: isGroup)
        case .enum:
            guard let entry = index.entries[source.typeName], case .enumeration(let enumeration) = entry.content,
                let first = enumeration.values.first
            else { return unknownType(source) }
            return Element(
                swiftType: entry.swiftName, format: "enumeration", wireType: 0,
                zero: "." + Names.enumValue(first.name, of: enumeration.name),
                isClosed: entry.features.applying(enumeration.features).enumType == .closed)
        default: return Self.scalar(source.kind)
        }
    }

    /// Whether the field's messages stand between tags. Maps never do, nor what is in their entries.
    private func isGroup(_ source: FieldDescriptor, _ features: Features) -> Bool {
        if source.kind == .group { return true }
        return features.messageEncoding == .delimited && index.message(source.typeName)?.isMapEntry == false
    }

    private mutating func unknownType(_ source: FieldDescriptor) -> Element? {
        report(source.origin, "field \(source.name): the type \(source.typeName) is not in the request")
        return nil
    }

    private static func scalar(_ kind: FieldDescriptor.Kind) -> Element? {
        switch kind {
        case .double: Element(swiftType: "Double", format: "double", wireType: 1, zero: "0")
        case .float: Element(swiftType: "Float", format: "float", wireType: 5, zero: "0")
        case .int64: Element(swiftType: "Int64", format: "int64", wireType: 0, zero: "0")
        case .uint64: Element(swiftType: "UInt64", format: "uint64", wireType: 0, zero: "0")
        case .int32: Element(swiftType: "Int32", format: "int32", wireType: 0, zero: "0")
        case .uint32: Element(swiftType: "UInt32", format: "uint32", wireType: 0, zero: "0")
        case .sint64: Element(swiftType: "Int64", format: "sint64", wireType: 0, zero: "0")
        case .sint32: Element(swiftType: "Int32", format: "sint32", wireType: 0, zero: "0")
        case .fixed64: Element(swiftType: "UInt64", format: "fixed64", wireType: 1, zero: "0")
        case .fixed32: Element(swiftType: "UInt32", format: "fixed32", wireType: 5, zero: "0")
        case .sfixed64: Element(swiftType: "Int64", format: "sfixed64", wireType: 1, zero: "0")
        case .sfixed32: Element(swiftType: "Int32", format: "sfixed32", wireType: 5, zero: "0")
        case .bool: Element(swiftType: "Bool", format: "bool", wireType: 0, zero: "false")
        case .string: Element(swiftType: "String", format: "string", wireType: 2, zero: "\"\"", isText: true)
        case .bytes: Element(swiftType: "[UInt8]", format: "bytes", wireType: 2, zero: "[]")
        case .group, .message, .enum: nil
        }
    }

    // MARK: - Defaults

    /// The default as a Swift expression. Only proto2 and editions have them.
    private mutating func defaultValue(_ text: String, of source: FieldDescriptor, _ element: Element) -> String? {
        switch source.kind {
        case .string: return SourceWriter.literal(text)
        case .bytes:
            guard let bytes = [UInt8](cEscaped: text) else {
                report(source.origin, "field \(source.name): the default is not escaped as a string in C")
                return nil
            }
            return "[" + bytes.map(String.init).joined(separator: ", ") + "]"
        case .enum:
            guard case .enumeration(let enumeration)? = index.entries[source.typeName]?.content else { return nil }
            return "." + Names.enumValue(text, of: enumeration.name)
        case .float, .double:
            switch text {
            case "inf": return ".infinity"
            case "-inf": return "-.infinity"
            case "nan": return ".nan"
            case "-0": return "-0.0"
            default: return text
            }
        default: return text
        }
    }
}
