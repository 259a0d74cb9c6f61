// SPDX-License-Identifier: Apache-2.0

/// What is known of an extension without its type: how a registry holds it.
public protocol AnyExtensionField: Sendable {
    /// The name in the schema, with its package or the message that it is declared in.
    var fullName: String { get }
    /// The number on the wire.
    var number: UInt32 { get }
    /// The message type that it extends.
    var extendee: any Message.Type { get }
    /// The Swift type of a value, of an element if it is repeated.
    var valueType: any Any.Type { get }
    /// Whether it is a list.
    var isRepeated: Bool { get }
    /// Whether the fields hold a value of it.
    func isSet(in fields: UnknownFields) -> Bool
    /// Fails if what the fields hold of it cannot be read, or lacks a required field.
    func check(_ fields: UnknownFields, limits: DecodingLimits) throws(DecodingError)
}

/// A singular extension of the message `Extendee`. Generated code declares one constant for each.
///
/// Values stay in the message's `unknownFields` as they are on the wire, so that messages need no room
/// for extensions that nobody uses; reading one is a search there.
public struct ExtensionField<Extendee: Message, Value: Hashable & Sendable>: AnyExtensionField {
    /// The number on the wire.
    public let number: UInt32
    /// The name in the schema, with its package or the message that it is declared in.
    public let fullName: String
    /// What the schema gives where it is not set.
    public let defaultValue: Value
    let isMessageSet: Bool
    /// Functions are not `Sendable`, so the format is made where it is used.
    let format: @Sendable () -> WireFormat<Value>
    /// Whether a value that was read is one; not if the enumeration is closed and does not know it.
    let accepts: @Sendable (Value) -> Bool

    /// An extension by its number and name.
    public init(
        _ number: UInt32, _ fullName: String, default defaultValue: Value? = nil, isMessageSet: Bool = false,
        format: @escaping @Sendable () -> WireFormat<Value>
    ) {
        self.number = number
        self.fullName = fullName
        self.defaultValue = defaultValue ?? format().zero
        self.isMessageSet = isMessageSet
        self.format = format
        accepts = { _ in true }
    }

    /// An extension of a closed enumeration. Where nothing else is said, its first value is the default.
    public init(
        _ number: UInt32, _ fullName: String, default defaultValue: Value? = nil, isMessageSet: Bool = false,
        format: @escaping @Sendable () -> WireFormat<Value>
    ) where Value: ClosedEnum {
        self.number = number
        self.fullName = fullName
        self.defaultValue = defaultValue ?? Value(rawValue: Value.values.first?.number ?? 0)
        self.isMessageSet = isMessageSet
        self.format = format
        accepts = { Value.isKnown($0.rawValue) }
    }

    /// The message type that it extends.
    public var extendee: any Message.Type { Extendee.self }
    /// The Swift type of a value.
    public var valueType: any Any.Type { Value.self }
    /// Whether it is a list.
    public var isRepeated: Bool { false }

    /// The value, or nothing if there is none. Of several the last holds; messages are merged.
    public func value(
        in fields: UnknownFields, limits: DecodingLimits = .default
    ) throws(DecodingError) -> Value? {
        let format = format()
        var value: Value?
        let read = { (tag: UInt32, reader: inout WireReader) throws(WireFault) in
            guard tag & 7 == format.type.rawValue else { return false }
            var next = value ?? format.zero
            try format.merge(&next, &reader)
            if accepts(next) { value = next }
            return true
        }
        try fields.visit(number, isMessageSet: isMessageSet, limits, name: fullName, of: Extendee.self, read)
        if !limits.partial, let value { try requireFields(of: value, path: "[\(fullName)]", Extendee.self) }
        return value
    }

    /// Replaces all that the fields hold of it by a value.
    public func set(_ value: Value, in fields: inout UnknownFields) {
        remove(from: &fields)
        append(value, to: &fields)
    }

    /// Appends a value, with which messages are merged; other values it overrides.
    public func append(_ value: Value, to fields: inout UnknownFields) {
        let format = format()
        var writer = WireWriter(capacity: 64)
        if isMessageSet { writer.startMessageSetItem(number) }
        writer.tag((isMessageSet ? 3 : number) << 3 | format.type.rawValue)
        format.write(value, &writer)
        if isMessageSet { writer.endMessageSetItem() }
        fields.append(serialized: writer.span)
    }

    /// Removes all that the fields hold of it.
    public func remove(from fields: inout UnknownFields) {
        fields.remove(number, isMessageSet: isMessageSet)
    }

    /// Whether the fields hold a value of it.
    public func isSet(in fields: UnknownFields) -> Bool {
        (try? value(in: fields, limits: .partial)) != nil
    }

    /// Fails if what the fields hold of it cannot be read, or lacks a required field.
    public func check(_ fields: UnknownFields, limits: DecodingLimits) throws(DecodingError) {
        _ = try value(in: fields, limits: limits)
    }
}

/// A repeated extension of the message `Extendee`; otherwise as `ExtensionField`.
public struct RepeatedExtensionField<Extendee: Message, Element: Hashable & Sendable>: AnyExtensionField {
    /// The number on the wire.
    public let number: UInt32
    /// The name in the schema, with its package or the message that it is declared in.
    public let fullName: String
    let isPacked: Bool
    let format: @Sendable () -> WireFormat<Element>
    let accepts: @Sendable (Element) -> Bool

    /// An extension by its number and name.
    public init(
        _ number: UInt32, _ fullName: String, isPacked: Bool = false,
        format: @escaping @Sendable () -> WireFormat<Element>
    ) {
        self.number = number
        self.fullName = fullName
        self.isPacked = isPacked
        self.format = format
        accepts = { _ in true }
    }

    /// An extension of a closed enumeration.
    public init(
        _ number: UInt32, _ fullName: String, isPacked: Bool = false,
        format: @escaping @Sendable () -> WireFormat<Element>
    ) where Element: ClosedEnum {
        self.number = number
        self.fullName = fullName
        self.isPacked = isPacked
        self.format = format
        accepts = { Element.isKnown($0.rawValue) }
    }

    /// The message type that it extends.
    public var extendee: any Message.Type { Extendee.self }
    /// The Swift type of a value.
    public var valueType: any Any.Type { Element.self }
    /// Whether it is a list.
    public var isRepeated: Bool { true }

    /// All elements, packed or not, in their order.
    public func values(
        in fields: UnknownFields, limits: DecodingLimits = .default
    ) throws(DecodingError) -> [Element] {
        let format = format()
        var values: [Element] = []
        let read = { (tag: UInt32, reader: inout WireReader) throws(WireFault) in
            if tag & 7 == format.type.rawValue {
                try reader.element(&values, format)
            } else if tag & 7 == WireType.lengthDelimited.rawValue && format.type.isPackable {
                try reader.packed(&values, format)
            } else {
                return false
            }
            return true
        }
        try fields.visit(number, isMessageSet: false, limits, name: fullName, of: Extendee.self, read)
        if !limits.partial {
            for index in values.indices {
                try requireFields(of: values[index], path: "[\(fullName)][\(index)]", Extendee.self)
            }
        }
        return values.filter { accepts($0) }
    }

    /// Replaces all elements.
    public func set(_ values: [Element], in fields: inout UnknownFields) {
        remove(from: &fields)
        append(values, to: &fields)
    }

    /// Appends elements.
    public func append(_ values: [Element], to fields: inout UnknownFields) {
        let format = format()
        var writer = WireWriter(capacity: 64)
        if isPacked {
            writer.packed(number << 3 | WireType.lengthDelimited.rawValue, values, format)
        } else {
            writer.elements(number << 3 | format.type.rawValue, values, format)
        }
        fields.append(serialized: writer.span)
    }

    /// Removes all elements.
    public func remove(from fields: inout UnknownFields) {
        fields.remove(number, isMessageSet: false)
    }

    /// Whether the fields hold a value of it.
    public func isSet(in fields: UnknownFields) -> Bool {
        !((try? values(in: fields, limits: .partial)) ?? []).isEmpty
    }

    /// Fails if what the fields hold of it cannot be read, or lacks a required field.
    public func check(_ fields: UnknownFields, limits: DecodingLimits) throws(DecodingError) {
        _ = try values(in: fields, limits: limits)
    }
}

extension WireType {
    /// Whether values of this layout can be packed.
    var isPackable: Bool { self == .varint || self == .fixed32 || self == .fixed64 }
}

private func requireFields<Value>(
    of value: Value, path: String, _ type: any Message.Type
) throws(DecodingError) {
    guard let message = value as? any Message, let rest = message.missingRequiredField() else { return }
    throw DecodingError(
        .missingRequired, fieldPath: "\(path).\(rest)", byteOffset: 0, messageName: type.fullName)
}
