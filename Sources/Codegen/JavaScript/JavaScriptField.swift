// SPDX-License-Identifier: Apache-2.0

/// A field as JavaScript has it, and the expressions that read and write one of its values.
struct JavaScriptField {
    enum Shape {
        case implicit, explicit, repeated, packed, map
    }

    let source: FieldDescriptor
    let scope: JavaScriptScope
    let shape: Shape
    /// The oneof's member of the message object.
    let oneof: String?
    let property: String
    /// Key and value of a map.
    let entry: [JavaScriptField]
    /// Between a tag of its own at the start and one at the end, instead of behind a length.
    let isGroup: Bool

    init(_ source: FieldDescriptor, in message: MessageDescriptor, features: Features, scope: JavaScriptScope) {
        self.source = source
        self.scope = scope
        let features = features.applying(source.features)
        property = JavaScriptNames.property(source.name)
        let position = source.isProto3Optional ? nil : source.oneofIndex
        oneof = position.map { JavaScriptNames.property(message.oneofs[$0].name) }
        // What maps hold is behind a length in every edition.
        isGroup =
            source.kind == .group
            || source.kind == .message && features.messageEncoding == .delimited && !message.isMapEntry
                && scope.index.message(source.typeName)?.isMapEntry != true
        let target = scope.index.message(source.typeName)
        if source.label == .repeated, let target, target.isMapEntry {
            shape = .map
            entry = target.fields.sorted { $0.number < $1.number }.map {
                JavaScriptField($0, in: target, features: features, scope: scope)
            }
        } else {
            entry = []
            if source.label == .repeated {
                let packs = source.isPacked ?? (features.repeatedEncoding == .packed)
                shape = packs && Self.isPackable(source.kind) ? .packed : .repeated
            } else {
                let hasPresence =
                    source.kind == .message || source.kind == .group || source.oneofIndex != nil
                    || features.presence != .implicit
                    || source.label == .required
                shape = hasPresence ? .explicit : .implicit
            }
        }
    }

    var isMessage: Bool { source.kind == .message || source.kind == .group }
    var isEnum: Bool { source.kind == .enum }
    /// Whether numbers that the schema does not name are no values, but unknown fields.
    var isClosedEnum: Bool {
        guard isEnum, let entry = scope.index.entries[source.typeName], case .enumeration(let source) = entry.content
        else { return false }
        return entry.features.applying(source.features).enumType == .closed
    }
    var typeName: String { scope.name(source.typeName) }
    var acceptsNull: Bool {
        source.typeName == ".google.protobuf.Value" || source.typeName == ".google.protobuf.NullValue"
    }

    /// The tags that may be read: the one of single values, and for lists the packed one.
    var tag: UInt32 { source.number << 3 | (isGroup ? 3 : Self.wireType(source.kind)) }
    var packedTag: UInt32 { source.number << 3 | 2 }
    var isPackable: Bool { source.label == .repeated && Self.isPackable(source.kind) }

    private static func isPackable(_ kind: FieldDescriptor.Kind) -> Bool {
        kind != .group && wireType(kind) != 2
    }

    static func wireType(_ kind: FieldDescriptor.Kind) -> UInt32 {
        switch kind {
        case .double, .fixed64, .sfixed64: 1
        case .float, .fixed32, .sfixed32: 5
        case .string, .bytes, .message: 2
        case .group: 3
        default: 0
        }
    }

    /// The name of the functions of reader and writer.
    var function: String {
        switch source.kind {
        case .enum: "int32"
        case .bytes: "bytesValue"
        default: "\(source.kind)"
        }
    }

    var zero: String {
        switch source.kind {
        case .string: "\"\""
        case .bytes: "new Uint8Array(0)"
        case .bool: "false"
        case .int64, .uint64, .sint64, .fixed64, .sfixed64: "0n"
        case .message, .group: "\(typeName).create()"
        case .enum: String(firstEnumValue)
        default: "0"
        }
    }

    private var firstEnumValue: Int32 {
        guard case .enumeration(let enumeration)? = scope.index.entries[source.typeName]?.content else { return 0 }
        return enumeration.values.first?.number ?? 0
    }

    /// The type in TypeScript of one value.
    var valueType: String {
        switch source.kind {
        case .string: "string"
        case .bytes: "Uint8Array"
        case .bool: "boolean"
        case .int64, .uint64, .sint64, .fixed64, .sfixed64: "bigint"
        case .message, .group, .enum: typeName
        default: "number"
        }
    }

    func isSet(_ value: String) -> String {
        switch source.kind {
        case .bytes: "\(value).length > 0"
        case .bool: value
        case .float, .double: "isSet(\(value))"
        default: "\(value) !== \(zero)"
        }
    }

    func read(existing: String = "") -> String {
        let rest = existing.isEmpty ? "" : ", \(existing)"
        if isGroup { return "r.group(\(typeName), \(source.number)\(rest))" }
        return isMessage ? "r.message(\(typeName)\(rest))" : "r.\(function)()"
    }

    func write(_ value: String) -> String {
        if isGroup { return ".group(\(typeName), \(value), \(source.number))" }
        return isMessage ? ".message(\(typeName), \(value))" : ".\(function)(\(value))"
    }

    func toJson(_ value: String) -> String {
        switch source.kind {
        case .message, .group: "\(typeName).writeJson(\(value), w)"
        case .enum: "w.enum(\(value), \(typeName)$)"
        case .int64, .uint64, .sint64, .fixed64, .sfixed64: "String(\(value))"
        case .bytes: "toBase64(\(value))"
        case .float: "w.float(\(value))"
        case .double: "w.double(\(value))"
        default: value
        }
    }

    func fromJson(_ value: String, existing: String = "") -> String {
        switch source.kind {
        case .message, .group: "r.message(\(typeName), \(value)\(existing.isEmpty ? "" : ", \(existing)"))"
        case .enum: "r.enum(\(value), \(typeName)$)"
        case .int64, .sint64, .sfixed64: "r.int64(\(value))"
        case .uint64, .fixed64: "r.uint64(\(value))"
        case .int32, .sint32, .sfixed32: "r.int32(\(value))"
        case .uint32, .fixed32: "r.uint32(\(value))"
        default: "r.\(source.kind)(\(value))"
        }
    }
}
