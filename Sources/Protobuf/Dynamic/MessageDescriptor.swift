// SPDX-License-Identifier: Apache-2.0

/// The type of a message.
public struct MessageDescriptor: Sendable {
    /// The pool that the type is from.
    public let pool: DescriptorPool
    let index: Int

    var record: MessageRecord { pool.messages[index] }

    /// Full name, without a leading dot.
    public var fullName: String { record.fullName }
    /// Name within its scope.
    public var name: String { record.proto.name ?? "" }
    /// The file that defines it.
    public var file: FileDescriptor { pool.files[record.file] }
    /// The message that it is nested in.
    public var parent: MessageDescriptor? { record.parent.map { MessageDescriptor(pool: pool, index: $0) } }
    /// Fields in the order of the file, extensions not included.
    public var fields: [FieldDescriptor] { record.fields.map { FieldDescriptor(pool: pool, record: $0) } }
    /// Names of the oneofs, those included that stand for proto3's `optional`.
    public var oneofs: [String] { record.proto.oneofDecl.map { $0.name ?? "" } }
    /// Whether this is the entry type of a map field.
    public var isMapEntry: Bool { record.isMapEntry }
    /// Whether its extensions are written as items of a message set, proto1's way.
    public var isMessageSet: Bool { record.isMessageSet }
    /// The descriptor as it was received.
    public var proto: Google_Protobuf_DescriptorProto { record.proto }
    /// Messages nested in this one.
    public var nestedMessages: [MessageDescriptor] {
        record.nestedMessages.map { MessageDescriptor(pool: pool, index: $0) }
    }
    /// Enums nested in this one.
    public var nestedEnums: [EnumDescriptor] { record.nestedEnums.map { EnumDescriptor(pool: pool, index: $0) } }

    /// The field or extension with a number.
    public func field(number: Int32) -> FieldDescriptor? {
        if let position = record.byNumber[number] {
            return FieldDescriptor(pool: pool, record: record.fields[position])
        }
        return pool.extensions[index]?[number].map { FieldDescriptor(pool: pool, record: $0) }
    }

    /// The field with a name of the `.proto` file or of JSON.
    public func field(named name: String) -> FieldDescriptor? {
        record.byName[name].map { FieldDescriptor(pool: pool, record: record.fields[$0]) }
    }

    /// The fields of one oneof.
    public func fields(ofOneof oneof: Int) -> [FieldDescriptor] { fields.filter { $0.oneofIndex == oneof } }

    /// Whether a oneof only stands for proto3's `optional`.
    public func isSynthetic(oneof: Int) -> Bool {
        let members = record.fields.filter { $0.oneofIndex == oneof }
        return members.count == 1 && members[0].proto.proto3Optional == true
    }
}

extension MessageDescriptor: Hashable {
    /// Same type of the same pool.
    public static func == (left: MessageDescriptor, right: MessageDescriptor) -> Bool {
        left.pool === right.pool && left.index == right.index
    }

    /// By the type's place in its pool.
    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

/// What the pool knows of a message.
final class MessageRecord: Sendable {
    let fullName: String
    let file: Int
    let parent: Int?
    let proto: Google_Protobuf_DescriptorProto
    let fields: [FieldRecord]
    let nestedMessages: [Int]
    let nestedEnums: [Int]
    let byNumber: [Int32: Int]
    let byName: [String: Int]
    /// Positions by the name in the file only.
    let byOriginalName: [String: Int]
    let wellKnown: WellKnownType?
    var isMapEntry: Bool { proto.options?.mapEntry == true }
    var isMessageSet: Bool { proto.options?.messageSetWireFormat == true }

    init(_ pending: PoolBuilder.PendingMessage, fields: [FieldRecord]) {
        fullName = pending.fullName
        file = pending.file
        parent = pending.parent
        proto = pending.proto
        nestedMessages = pending.nestedMessages
        nestedEnums = pending.nestedEnums
        self.fields = fields
        let positions = fields.indices
        byNumber = Dictionary(positions.map { (fields[$0].number, $0) }, uniquingKeysWith: { first, _ in first })
        // A JSON name goes before another field's name in the file.
        let names = positions.map { (fields[$0].jsonName, $0) } + positions.map { (fields[$0].name, $0) }
        byOriginalName = Dictionary(
            positions.map { (fields[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
        byName = Dictionary(names, uniquingKeysWith: { first, _ in first })
        wellKnown = WellKnownType(fullName: fullName, fields: fields)
    }
}
