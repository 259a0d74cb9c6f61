// SPDX-License-Identifier: Apache-2.0

/// A type of `google.protobuf` that JSON has a form of its own for.
enum WellKnownType: Sendable {
    case any, timestamp, duration, fieldMask, structure, value, listValue, wrapper

    /// The type of that name, if its fields are as they should be: a server may call anything
    /// `google.protobuf.Timestamp`.
    init?(fullName: String, fields: [FieldRecord]) {
        guard fullName.hasPrefix("google.protobuf.") else { return nil }
        let name = fullName.dropFirst("google.protobuf.".count)
        guard let known = Self.shapes[String(name)] else { return nil }
        let shape = fields.map { Shape($0.number, $0.kind, list: $0.cardinality == .repeated) }
        guard shape.sorted(by: { $0.number < $1.number }) == known.fields else { return nil }
        self = known.type
    }

    private struct Shape: Equatable {
        let number: Int32
        let kind: FieldKind
        let list: Bool

        init(_ number: Int32, _ kind: FieldKind, list: Bool = false) {
            self.number = number
            self.kind = kind
            self.list = list
        }
    }

    private static let shapes: [String: (type: WellKnownType, fields: [Shape])] = [
        "Any": (.any, [Shape(1, .string), Shape(2, .bytes)]),
        "Timestamp": (.timestamp, [Shape(1, .int64), Shape(2, .int32)]),
        "Duration": (.duration, [Shape(1, .int64), Shape(2, .int32)]),
        "FieldMask": (.fieldMask, [Shape(1, .string, list: true)]),
        "Struct": (.structure, [Shape(1, .message, list: true)]),
        "ListValue": (.listValue, [Shape(1, .message, list: true)]),
        "Value": (
            .value,
            [
                Shape(1, .enumeration), Shape(2, .double), Shape(3, .string), Shape(4, .bool), Shape(5, .message),
                Shape(6, .message),
            ]
        ),
        "DoubleValue": (.wrapper, [Shape(1, .double)]),
        "FloatValue": (.wrapper, [Shape(1, .float)]),
        "Int64Value": (.wrapper, [Shape(1, .int64)]),
        "UInt64Value": (.wrapper, [Shape(1, .uint64)]),
        "Int32Value": (.wrapper, [Shape(1, .int32)]),
        "UInt32Value": (.wrapper, [Shape(1, .uint32)]),
        "BoolValue": (.wrapper, [Shape(1, .bool)]),
        "StringValue": (.wrapper, [Shape(1, .string)]),
        "BytesValue": (.wrapper, [Shape(1, .bytes)]),
    ]
}
