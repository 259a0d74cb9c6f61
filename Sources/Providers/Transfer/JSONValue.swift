// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// JSON of others, looked at member by member: nothing when it is not what was expected.
struct JSONValue: Sendable {
    private let value: Google_Protobuf_Value

    init(_ value: Google_Protobuf_Value) {
        self.value = value
    }

    /// Reads a text; nil if it is no JSON, UTF-8 included.
    init?(_ text: [UInt8]) {
        guard let value = try? Google_Protobuf_Value(json: text) else { return nil }
        self.init(value)
    }

    /// A member of an object; nil if it is absent, null, or this is no object.
    subscript(_ name: String) -> JSONValue? {
        guard case .structValue(let object)? = value.kind, let member = object.fields[name] else { return nil }
        if case .nullValue? = member.kind { return nil }
        return JSONValue(member)
    }

    var text: String? {
        guard case .stringValue(let text)? = value.kind else { return nil }
        return text
    }

    /// A whole number from zero on.
    var count: Int? {
        guard case .numberValue(let number)? = value.kind else { return nil }
        return Int(exactly: number).flatMap { $0 >= 0 ? $0 : nil }
    }

    var elements: [JSONValue]? {
        guard case .listValue(let list)? = value.kind else { return nil }
        return list.values.map(JSONValue.init)
    }

    var isObject: Bool {
        if case .structValue? = value.kind { true } else { false }
    }

    /// As compact JSON, members in the order of their names.
    var json: String {
        var options = JSONEncodingOptions()
        options.sortsMapKeys = true
        return (try? value.json(options: options)) ?? ""
    }
}
