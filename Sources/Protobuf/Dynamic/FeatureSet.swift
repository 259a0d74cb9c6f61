// SPDX-License-Identifier: Apache-2.0

/// What a file's syntax, or the features of an edition, decide about its fields and enums. Features
/// are inherited: from the file by its messages and enums, from a message by what is in it.
struct FeatureSet {
    var hasExplicitPresence: Bool
    var isRequired = false
    var hasClosedEnums: Bool
    var isPacked: Bool
    /// Whether messages are written between two tags, as groups are.
    var isDelimited = false

    /// What holds in a file that says nothing else.
    init(_ file: FileDescriptor) {
        hasExplicitPresence = file.syntax != .proto3
        hasClosedEnums = file.syntax == .proto2
        isPacked = file.syntax != .proto2
        if file.syntax == .editions { override(file.proto.options?.unknownFields, number: 50) }
    }

    /// The features of a message in this scope.
    func of(_ message: Google_Protobuf_DescriptorProto) -> FeatureSet {
        overridden(message.options?.unknownFields, number: 12)
    }

    /// The features of an enum in this scope.
    func of(_ enumeration: Google_Protobuf_EnumDescriptorProto) -> FeatureSet {
        overridden(enumeration.options?.unknownFields, number: 7)
    }

    /// The features of a field in this scope.
    func of(_ field: Google_Protobuf_FieldDescriptorProto) -> FeatureSet {
        var features = overridden(field.options?.unknownFields, number: 21)
        if field.proto3Optional == true { features.hasExplicitPresence = true }
        if let packed = field.options?.packed { features.isPacked = packed }
        return features
    }

    private func overridden(_ options: UnknownFields?, number: UInt64) -> FeatureSet {
        var copy = self
        copy.override(options, number: number)
        return copy
    }

    /// Takes over what a `google.protobuf.FeatureSet` in options says.
    private mutating func override(_ options: UnknownFields?, number: UInt64) {
        guard let options else { return }
        for field in RawFields(options.bytes[...]) where field.number == number {
            for feature in RawFields(field.bytes) { set(feature.number, feature.value) }
        }
    }

    private mutating func set(_ feature: UInt64, _ value: UInt64) {
        switch feature {
        case 1:
            hasExplicitPresence = value != 2
            isRequired = value == 3
        case 2: hasClosedEnums = value == 2
        case 3: isPacked = value == 1
        case 5: isDelimited = value == 2
        default: break
        }
    }
}

/// The fields of a message whose type is not generated: numbers with varints or bytes.
private struct RawFields: Sequence, IteratorProtocol {
    struct Field {
        let number: UInt64
        var value: UInt64 = 0
        var bytes: ArraySlice<UInt8> = []
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// The next field; nothing at the end and at what is neither varint nor bytes nor fixed.
    mutating func next() -> Field? {
        guard let tag = varint(), tag >= 8 else { return nil }
        switch tag & 7 {
        case 0: return varint().map { Field(number: tag >> 3, value: $0) }
        case 1: return take(8).map { Field(number: tag >> 3, bytes: $0) }
        case 2: return varint().flatMap { take($0) }.map { Field(number: tag >> 3, bytes: $0) }
        case 5: return take(4).map { Field(number: tag >> 3, bytes: $0) }
        default: return nil
        }
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
        guard count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}
