// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// What is wrong with a request of the browser game, and where.
struct BrowserGameError: Error {
    /// From the body inwards, such as `["agents", "red", "0", "type"]`; empty for the body as a whole.
    let path: [String]
    /// What is wrong.
    let message: String
    /// `missing`, or what was expected.
    let kind: String

    /// The answer that goes with status 422, in the shape that this game's first server had.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("detail")
        writer.beginArray()
        writer.element()
        writer.beginObject()
        writer.key("loc")
        writer.beginArray()
        for part in ["body"] + path {
            writer.element()
            writer.string(part)
        }
        writer.endArray()
        writer.key("msg")
        writer.string(message)
        writer.key("type")
        writer.string(kind)
        writer.endObject()
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}

/// An object of JSON with its place, read field by field.
struct BrowserGameFields {
    private let fields: [String: Google_Protobuf_Value]
    private let path: [String]

    /// A body.
    init(json: [UInt8]) throws(BrowserGameError) {
        do throws(JSONError) {
            fields = try Google_Protobuf_Struct(json: json).fields
        } catch {
            throw BrowserGameError(path: [], message: error.description, kind: "json_invalid")
        }
        path = []
    }

    private init(_ fields: [String: Google_Protobuf_Value], at path: [String]) {
        self.fields = fields
        self.path = path
    }

    /// The names that there are, in order.
    var names: [String] { fields.keys.sorted() }

    /// An error about one of the fields.
    func error(_ name: String, _ message: String, _ kind: String) -> BrowserGameError {
        BrowserGameError(path: path + [name], message: message, kind: kind)
    }

    /// A text that has to be there.
    func text(_ name: String) throws(BrowserGameError) -> String {
        guard let text = try optionalText(name) else { throw missing(name) }
        return text
    }

    /// A text; a number stands for its digits.
    func optionalText(_ name: String) throws(BrowserGameError) -> String? {
        switch fields[name]?.kind {
        case nil, .nullValue: return nil
        case .stringValue(let text): return text
        case .numberValue(let number) where number == number.rounded() && number.magnitude < 1e15:
            return String(Int64(number))
        default: throw error(name, "Input should be a valid string", "string_type")
        }
    }

    /// A number; nil if it is absent or null.
    func number(_ name: String) throws(BrowserGameError) -> Double? {
        switch fields[name]?.kind {
        case nil, .nullValue: return nil
        case .numberValue(let number): return number
        default: throw error(name, "Input should be a valid number", "float_type")
        }
    }

    /// An object that has to be there.
    func object(_ name: String) throws(BrowserGameError) -> BrowserGameFields {
        guard let object = try optionalObject(name) else { throw missing(name) }
        return object
    }

    /// An object; nil if it is absent or null.
    func optionalObject(_ name: String) throws(BrowserGameError) -> BrowserGameFields? {
        switch fields[name]?.kind {
        case nil, .nullValue: return nil
        case .structValue(let value): return BrowserGameFields(value.fields, at: path + [name])
        default: throw error(name, "Input should be a valid dictionary", "dict_type")
        }
    }

    /// A list of objects; empty if it is null.
    func objects(_ name: String) throws(BrowserGameError) -> [BrowserGameFields] {
        switch fields[name]?.kind {
        case nil: throw missing(name)
        case .nullValue: return []
        case .listValue(let list):
            var objects: [BrowserGameFields] = []
            for (index, value) in list.values.enumerated() {
                let place = path + [name, String(index)]
                guard case .structValue(let object) = value.kind else {
                    throw BrowserGameError(
                        path: place, message: "Input should be a valid dictionary", kind: "dict_type")
                }
                objects.append(BrowserGameFields(object.fields, at: place))
            }
            return objects
        default: throw error(name, "Input should be a valid list", "list_type")
        }
    }

    private func missing(_ name: String) -> BrowserGameError { error(name, "Field required", "missing") }
}
