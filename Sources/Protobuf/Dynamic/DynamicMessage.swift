// SPDX-License-Identifier: Apache-2.0

/// A message whose type is known at run time only, by its descriptor.
public struct DynamicMessage: Sendable, Hashable {
    /// What a field holds when it is set.
    public enum Content: Sendable, Hashable {
        case single(DynamicValue)
        case list([DynamicValue])
        case map([DynamicMapKey: DynamicValue])
    }

    /// The message's type.
    public let descriptor: MessageDescriptor
    /// Fields that are set, by number. Fields without presence are never set to zero, lists and maps
    /// never to empty ones.
    public internal(set) var contents: [Int32: Content] = [:]
    /// What the sender's schema has and this one does not.
    public var unknownFields = UnknownFields()

    /// A message in which no field is set.
    public init(_ descriptor: MessageDescriptor) { self.descriptor = descriptor }

    /// The fields that are set, by number.
    public var setFields: [(field: FieldDescriptor, content: Content)] {
        contents.keys.sorted().compactMap { number in
            descriptor.field(number: number).map { ($0, contents[number]!) }
        }
    }

    /// The value of a field that is neither list nor map: nil if it is not set.
    public subscript(name: String) -> DynamicValue? {
        guard let field = descriptor.field(named: name), case .single(let value) = contents[field.number] else {
            return nil
        }
        return value
    }

    /// Sets a field that is neither list nor map.
    public mutating func set(_ value: DynamicValue, for field: FieldDescriptor) {
        precondition(field.cardinality != .repeated && value.fits(field.kind), "the value does not fit the field")
        clearOneof(of: field)
        contents[field.number] = !field.hasPresence && value.isZero ? nil : .single(value)
    }

    /// Sets a list.
    public mutating func set(_ values: [DynamicValue], for field: FieldDescriptor) {
        precondition(field.isList && values.allSatisfy { $0.fits(field.kind) }, "the values do not fit the field")
        contents[field.number] = values.isEmpty ? nil : .list(values)
    }

    /// Sets a map.
    public mutating func set(_ entries: [DynamicMapKey: DynamicValue], for field: FieldDescriptor) {
        precondition(field.isMap, "the field is no map")
        contents[field.number] = entries.isEmpty ? nil : .map(entries)
    }

    /// Unsets the fields that share a oneof with one that is about to be set.
    mutating func clearOneof(of field: FieldDescriptor) {
        guard let oneof = field.oneofIndex, !field.isExtension else { return }
        for other in descriptor.record.fields where other.oneofIndex == oneof && other.number != field.number {
            contents[other.number] = nil
        }
    }
}
