// SPDX-License-Identifier: Apache-2.0

/// One value of a field whose type is known at run time only.
public enum DynamicValue: Sendable, Hashable {
    case bool(Bool)
    /// `int32`, `sint32`, `sfixed32`.
    case int32(Int32)
    /// `int64`, `sint64`, `sfixed64`.
    case int64(Int64)
    /// `uint32`, `fixed32`.
    case uint32(UInt32)
    /// `uint64`, `fixed64`.
    case uint64(UInt64)
    case float(Float)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// The number; it need not be declared.
    case enumeration(Int32)
    case message(DynamicMessage)

    /// Whether a field of the kind may hold this value; a message's type is not looked at.
    func fits(_ kind: FieldKind) -> Bool {
        switch (self, kind) {
        case (.bool, .bool), (.float, .float), (.double, .double), (.string, .string), (.bytes, .bytes),
            (.enumeration, .enumeration), (.message, .message), (.message, .group),
            (.int32, .int32), (.int32, .sint32), (.int32, .sfixed32),
            (.int64, .int64), (.int64, .sint64), (.int64, .sfixed64),
            (.uint32, .uint32), (.uint32, .fixed32), (.uint64, .uint64), (.uint64, .fixed64):
            true
        default: false
        }
    }

    /// Whether this is the value that a field without presence has when it is not written.
    var isZero: Bool {
        switch self {
        case .bool(let value): !value
        case .int32(let value): value == 0
        case .int64(let value): value == 0
        case .uint32(let value): value == 0
        case .uint64(let value): value == 0
        case .float(let value): value.bitPattern == 0  // -0 is written
        case .double(let value): value.bitPattern == 0
        case .string(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .enumeration(let value): value == 0
        case .message: false
        }
    }

    /// The value of a field that is not set; for messages one without fields.
    static func zero(of field: FieldDescriptor) -> DynamicValue {
        switch field.kind {
        case .bool: .bool(false)
        case .int32, .sint32, .sfixed32: .int32(0)
        case .int64, .sint64, .sfixed64: .int64(0)
        case .uint32, .fixed32: .uint32(0)
        case .uint64, .fixed64: .uint64(0)
        case .float: .float(0)
        case .double: .double(0)
        case .string: .string("")
        case .bytes: .bytes([])
        case .enumeration: .enumeration(field.enumeration?.defaultNumber ?? 0)
        case .message, .group:
            .message(DynamicMessage(MessageDescriptor(pool: field.pool, index: field.record.typeIndex)))
        }
    }
}

/// The key of a map's entry.
public enum DynamicMapKey: Sendable {
    case bool(Bool)
    case int32(Int32)
    case int64(Int64)
    case uint32(UInt32)
    case uint64(UInt64)
    case string(String)

    /// The key as a value of its field; nil if values of that sort are no keys.
    init?(_ value: DynamicValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int32(let value): self = .int32(value)
        case .int64(let value): self = .int64(value)
        case .uint32(let value): self = .uint32(value)
        case .uint64(let value): self = .uint64(value)
        case .string(let value): self = .string(value)
        default: return nil
        }
    }

    /// The same as a value of the key's field.
    var value: DynamicValue {
        switch self {
        case .bool(let value): .bool(value)
        case .int32(let value): .int32(value)
        case .int64(let value): .int64(value)
        case .uint32(let value): .uint32(value)
        case .uint64(let value): .uint64(value)
        case .string(let value): .string(value)
        }
    }

    /// As paths have it.
    var step: String {
        if case .string(let text) = self { ErrorText.step(text) } else { "[\(text)]" }
    }

    /// As JSON writes keys.
    var text: String {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .int32(let value): value.description
        case .int64(let value): value.description
        case .uint32(let value): value.description
        case .uint64(let value): value.description
        case .string(let value): value
        }
    }
}

// Strings are compared by their bytes: two keys that Unicode calls equivalent are two entries.
extension DynamicMapKey: Hashable {
    /// Whether the keys are of the same sort and have the same bytes.
    public static func == (left: DynamicMapKey, right: DynamicMapKey) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): left == right
        case (.int32(let left), .int32(let right)): left == right
        case (.int64(let left), .int64(let right)): left == right
        case (.uint32(let left), .uint32(let right)): left == right
        case (.uint64(let left), .uint64(let right)): left == right
        case (.string(let left), .string(let right)): ExactString(left) == ExactString(right)
        default: false
        }
    }

    /// By the key's bytes.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .bool(let value): hasher.combine(value)
        case .int32(let value): hasher.combine(value)
        case .int64(let value): hasher.combine(value)
        case .uint32(let value): hasher.combine(value)
        case .uint64(let value): hasher.combine(value)
        case .string(let value): hasher.combine(ExactString(value))
        }
    }
}

extension DynamicMapKey: Comparable {
    /// The order in which entries are written: numbers by value, strings by bytes.
    public static func < (left: DynamicMapKey, right: DynamicMapKey) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): !left && right
        case (.int32(let left), .int32(let right)): left < right
        case (.int64(let left), .int64(let right)): left < right
        case (.uint32(let left), .uint32(let right)): left < right
        case (.uint64(let left), .uint64(let right)): left < right
        case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        default: false
        }
    }
}
