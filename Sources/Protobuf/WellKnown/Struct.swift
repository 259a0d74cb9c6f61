// SPDX-License-Identifier: Apache-2.0

extension Google_Protobuf_Struct: ExpressibleByDictionaryLiteral {
    /// An object of these members.
    public init(fields: [String: Google_Protobuf_Value]) {
        self.init()
        self.fields = fields
    }

    /// An object of these members; of two with one key the last one counts.
    public init(dictionaryLiteral elements: (String, Google_Protobuf_Value)...) {
        self.init(fields: Dictionary(elements) { $1 })
    }

    /// The member of a key.
    public subscript(key: String) -> Google_Protobuf_Value? {
        get { fields[key] }
        set { fields[key] = newValue }
    }
}

extension Google_Protobuf_ListValue: ExpressibleByArrayLiteral {
    /// A list of these values.
    public init(values: [Google_Protobuf_Value]) {
        self.init()
        self.values = values
    }

    /// A list of these values.
    public init(arrayLiteral elements: Google_Protobuf_Value...) { self.init(values: elements) }

    /// The value at a place.
    public subscript(index: Int) -> Google_Protobuf_Value {
        get { values[index] }
        set { values[index] = newValue }
    }
}

extension Google_Protobuf_Value {
    /// A number. JSON has none for infinity and not-a-number.
    public init(_ value: Double) { self.init(kind: .numberValue(value)) }
    /// A string.
    public init(_ value: String) { self.init(kind: .stringValue(value)) }
    /// A boolean.
    public init(_ value: Bool) { self.init(kind: .boolValue(value)) }
    /// An object.
    public init(_ value: Google_Protobuf_Struct) { self.init(kind: .structValue(value)) }
    /// A list.
    public init(_ value: Google_Protobuf_ListValue) { self.init(kind: .listValue(value)) }
    /// JSON's `null`.
    public static let null = Self(kind: .nullValue(.nullValue))

    private init(kind: Kind) {
        self.init()
        self.kind = kind
    }

    /// Whether it is JSON's `null`.
    public var isNull: Bool { if case .nullValue? = kind { true } else { false } }
    /// The number, if it is one.
    public var number: Double? { if case .numberValue(let value)? = kind { value } else { nil } }
    /// The string, if it is one.
    public var string: String? { if case .stringValue(let value)? = kind { value } else { nil } }
    /// The boolean, if it is one.
    public var bool: Bool? { if case .boolValue(let value)? = kind { value } else { nil } }
    /// The members, if it is an object.
    public var object: [String: Google_Protobuf_Value]? {
        if case .structValue(let value)? = kind { value.fields } else { nil }
    }
    /// The elements, if it is a list.
    public var array: [Google_Protobuf_Value]? { if case .listValue(let value)? = kind { value.values } else { nil } }

    /// The member of a key; nothing if there is none, or this is no object.
    public subscript(key: String) -> Google_Protobuf_Value? { object?[key] }
}

extension Google_Protobuf_Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// JSON's `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A boolean.
    public init(booleanLiteral value: Bool) { self.init(value) }
    /// A number.
    public init(integerLiteral value: Int64) { self.init(Double(value)) }
    /// A number.
    public init(floatLiteral value: Double) { self.init(value) }
    /// A string.
    public init(stringLiteral value: String) { self.init(value) }
    /// A list.
    public init(arrayLiteral elements: Google_Protobuf_Value...) {
        self.init(Google_Protobuf_ListValue(values: elements))
    }
    /// An object; of two members with one key the last one counts.
    public init(dictionaryLiteral elements: (String, Google_Protobuf_Value)...) {
        self.init(Google_Protobuf_Struct(fields: Dictionary(elements) { $1 }))
    }
}
