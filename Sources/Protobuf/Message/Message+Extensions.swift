// SPDX-License-Identifier: Apache-2.0

extension Message {
    /// The value of an extension, or nothing if it is not set. Bytes that are no value of it read as
    /// nothing; `value(of:)` tells what is wrong with them.
    public subscript<Value>(field: ExtensionField<Self, Value>) -> Value? {
        get { try? field.value(in: unknownFields, limits: .partial) }
        set {
            if let newValue {
                field.set(newValue, in: &unknownFields)
            } else {
                field.remove(from: &unknownFields)
            }
        }
    }

    /// The elements of a repeated extension. Bytes that are no elements of it read as none;
    /// `value(of:)` tells what is wrong with them.
    public subscript<Element>(field: RepeatedExtensionField<Self, Element>) -> [Element] {
        get { (try? field.values(in: unknownFields, limits: .partial)) ?? [] }
        set { field.set(newValue, in: &unknownFields) }
    }

    /// The value of an extension, or an error if the bytes are no value of it.
    public func value<Value>(
        of field: ExtensionField<Self, Value>, limits: DecodingLimits = .default
    ) throws(DecodingError) -> Value? {
        try field.value(in: unknownFields, limits: limits)
    }

    /// The elements of a repeated extension, or an error if the bytes are no elements of it.
    public func value<Element>(
        of field: RepeatedExtensionField<Self, Element>, limits: DecodingLimits = .default
    ) throws(DecodingError) -> [Element] {
        try field.values(in: unknownFields, limits: limits)
    }

    /// Whether an extension is set.
    public func has(_ field: some AnyExtensionField) -> Bool {
        field.isSet(in: unknownFields)
    }

    /// Removes an extension's value.
    public mutating func clear<Value>(_ field: ExtensionField<Self, Value>) {
        field.remove(from: &unknownFields)
    }

    /// Removes the elements of a repeated extension.
    public mutating func clear<Element>(_ field: RepeatedExtensionField<Self, Element>) {
        field.remove(from: &unknownFields)
    }
}
