// SPDX-License-Identifier: Apache-2.0

/// The type of an enum.
public struct EnumDescriptor: Sendable {
    /// The pool that the type is from.
    public let pool: DescriptorPool
    let index: Int

    private var record: EnumRecord { pool.enums[index] }

    /// Full name, without a leading dot.
    public var fullName: String { record.fullName }
    /// The file that defines it.
    public var file: FileDescriptor { pool.files[record.file] }
    /// Whether a value that is not declared counts as an unknown field, as in proto2.
    public var isClosed: Bool { record.isClosed }
    /// The first value declared: the default.
    public var defaultNumber: Int32 { record.defaultNumber }
    /// The descriptor as it was received.
    public var proto: Google_Protobuf_EnumDescriptorProto { record.proto }

    /// Number of a value.
    public func number(named name: String) -> Int32? { record.numbers[name] }

    /// Name of a value; of aliases, the one declared first.
    public func name(of number: Int32) -> String? { record.names[number] }
}

/// What the pool knows of an enum.
final class EnumRecord: Sendable {
    let fullName: String
    let file: Int
    let proto: Google_Protobuf_EnumDescriptorProto
    let isClosed: Bool
    let defaultNumber: Int32
    let numbers: [String: Int32]
    let names: [Int32: String]

    init(_ pending: PoolBuilder.PendingEnum, isClosed: Bool) {
        fullName = pending.fullName
        file = pending.file
        proto = pending.proto
        self.isClosed = isClosed
        let values = proto.value.map { ($0.name ?? "", $0.number ?? 0) }
        defaultNumber = values.first?.1 ?? 0
        numbers = Dictionary(values, uniquingKeysWith: { first, _ in first })
        names = Dictionary(values.map { ($0.1, $0.0) }, uniquingKeysWith: { first, _ in first })
    }
}
