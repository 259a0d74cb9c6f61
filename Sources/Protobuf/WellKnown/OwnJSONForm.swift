// SPDX-License-Identifier: Apache-2.0

/// A type of `google.protobuf` whose JSON form is not an object with its fields. In an `Any` the form
/// stands under the key `value`.
protocol OwnJSONForm: JSONMessage {}

extension OwnJSONForm {
    /// None: the form has no keys of the schema.
    public static var jsonNames: JSONNames { .none }
}

extension JSONNames {
    /// No names.
    static let none = JSONNames([])
}

extension JSONReader {
    /// What a string says by a grammar of its own; `parse` gives nothing if it is wrong.
    mutating func parsed<Value>(
        _ expected: String, _ parse: (String) -> Value?
    ) throws(JSONFault) -> Value {
        skipSpace()
        let start = offset
        guard byte == UInt8(ascii: "\"") else { throw self.expected(expected) }
        let text = try string()
        guard let value = parse(text) else {
            throw JSONFault(reason: "\(ErrorText.quoted(text)) is not \(expected)", offset: start)
        }
        return value
    }
}
