// SPDX-License-Identifier: Apache-2.0

/// The type of a field; raw values are those of `FieldDescriptorProto.Type`.
public enum FieldKind: Int32, Hashable, Sendable, CaseIterable {
    case double = 1
    case float, int64, uint64, int32, fixed64, fixed32, bool, string, group, message, bytes, uint32, enumeration
    case sfixed32, sfixed64, sint32, sint64

    /// Whether values have their length in front, so that several cannot share one packed record.
    var isLengthDelimited: Bool { self == .string || self == .bytes || self == .message || self == .group }

    /// Whether values are messages.
    public var isMessage: Bool { self == .message || self == .group }

    /// The word that a `.proto` file has for the type; empty for messages and enums, which have names.
    public var keyword: String {
        switch self {
        case .message, .enumeration: ""
        default: String(describing: self)
        }
    }
}

/// A field of a message, or an extension.
public struct FieldDescriptor: Sendable {
    /// How many values the field may have.
    public enum Cardinality: Sendable { case singular, required, repeated }

    let pool: DescriptorPool
    let record: FieldRecord

    /// Name as in the `.proto` file.
    public var name: String { record.name }
    /// Full name: that of the message (for extensions: of the scope) and the field's.
    public var fullName: String { record.fullName }
    /// Name in JSON.
    public var jsonName: String { record.jsonName }
    /// Field number.
    public var number: Int32 { record.number }
    /// Type of the values.
    public var kind: FieldKind { record.kind }
    /// How many values there may be.
    public var cardinality: Cardinality { record.cardinality }
    /// Whether the field is a list; maps are not.
    public var isList: Bool { record.cardinality == .repeated && !isMap }
    /// Whether the field is a map.
    public var isMap: Bool { record.mapEntry != nil }
    /// Whether "not set" differs from the default value.
    public var hasPresence: Bool { record.hasPresence }
    /// Whether a list is written as one record.
    public var isPacked: Bool { record.isPacked }
    /// Whether this is an extension.
    public var isExtension: Bool { record.isExtension }
    /// The message that an extension extends; nil for other fields.
    public var extendee: MessageDescriptor? { record.extendee.map { MessageDescriptor(pool: pool, index: $0) } }
    /// The file that declares the field.
    public var file: FileDescriptor { pool.files[record.file] }
    /// Index of the oneof in the message, synthetic ones included.
    public var oneofIndex: Int? { record.oneofIndex }
    /// The descriptor as it was received.
    public var proto: Google_Protobuf_FieldDescriptorProto { record.proto }

    /// The messages' type; nil if the field does not hold messages.
    public var message: MessageDescriptor? {
        kind.isMessage ? MessageDescriptor(pool: pool, index: record.typeIndex) : nil
    }
    /// The enum's type; nil if the field does not hold enums.
    public var enumeration: EnumDescriptor? {
        kind == .enumeration ? EnumDescriptor(pool: pool, index: record.typeIndex) : nil
    }
    /// The key's field of a map's entries; nil if the field is no map.
    public var mapKey: FieldDescriptor? { message?.entryField(1, of: record.mapEntry) }
    /// The value's field of a map's entries; nil if the field is no map.
    public var mapValue: FieldDescriptor? { message?.entryField(2, of: record.mapEntry) }

    /// How the field is called in JSON: `[pkg.ext]` for extensions.
    var jsonKey: String { isExtension ? "[\(fullName)]" : jsonName }
}

extension MessageDescriptor {
    fileprivate func entryField(_ number: Int32, of entry: Int?) -> FieldDescriptor? {
        entry == nil ? nil : field(number: number)
    }
}

/// What the pool knows of a field.
final class FieldRecord: Sendable {
    let name: String
    let fullName: String
    let jsonName: String
    let number: Int32
    let kind: FieldKind
    let cardinality: FieldDescriptor.Cardinality
    let hasPresence: Bool
    let isPacked: Bool
    let isExtension: Bool
    let oneofIndex: Int?
    /// Index of the message that an extension extends.
    let extendee: Int?
    /// Index of the file.
    let file: Int
    /// Index of the message or enum in the pool.
    let typeIndex: Int
    /// Index of the entry's message, for maps.
    let mapEntry: Int?
    let proto: Google_Protobuf_FieldDescriptorProto

    init(
        proto: Google_Protobuf_FieldDescriptorProto, scope: String, file: Int, extendee: Int?, kind: FieldKind,
        cardinality: FieldDescriptor.Cardinality, typeIndex: Int, mapEntry: Int?, features: FeatureSet
    ) {
        name = proto.name ?? ""
        fullName = scope.isEmpty ? name : scope + "." + name
        jsonName = proto.jsonName ?? FieldRecord.lowerCamelCase(name)
        number = proto.number ?? 0
        isExtension = proto.extendee != nil
        oneofIndex = proto.oneofIndex.map { Int($0) }
        self.file = file
        self.extendee = extendee
        self.kind = kind
        self.cardinality = cardinality
        self.typeIndex = typeIndex
        self.mapEntry = mapEntry
        self.proto = proto
        hasPresence =
            cardinality != .repeated
            && (kind.isMessage || isExtension || oneofIndex != nil || features.hasExplicitPresence)
        isPacked = cardinality == .repeated && !kind.isLengthDelimited && features.isPacked
    }

    /// `snake_case` as protoc makes it a JSON name.
    static func lowerCamelCase(_ name: String) -> String {
        var result = ""
        var upper = false
        for character in name {
            if character == "_" {
                upper = true
            } else {
                result += upper ? character.uppercased() : String(character)
                upper = false
            }
        }
        return result
    }
}
