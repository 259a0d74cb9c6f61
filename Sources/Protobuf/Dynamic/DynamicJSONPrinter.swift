// SPDX-License-Identifier: Apache-2.0

/// Writes messages as JSON, by the JSON mapping of protobuf.
struct DynamicJSONPrinter {
    let options: JSONPrintingOptions
    var writer: JSONWriter

    init(options: JSONPrintingOptions) {
        self.options = options
        writer = JSONWriter(pretty: options.pretty)
    }

    mutating func print(_ message: DynamicMessage, depth: Int) throws(JSONError) {
        guard depth >= 0 else { throw JSONError("messages are nested too deeply", at: 0) }
        if let wellKnown = message.descriptor.record.wellKnown,
            try printSpecial(wellKnown, message, depth: depth)
        {
            return
        }
        writer.beginObject()
        try printFields(of: message, depth: depth)
        writer.endObject()
    }

    /// The members of an object that is open.
    mutating func printFields(of message: DynamicMessage, depth: Int) throws(JSONError) {
        for field in message.descriptor.fields + extensions(in: message) {
            do throws(JSONError) {
                if let content = message.contents[field.number] {
                    writer.key(name(of: field))
                    try print(content, of: field, depth: depth)
                } else {
                    printDefault(of: field)
                }
            } catch {
                throw error.within(field.name)
            }
        }
    }

    private func extensions(in message: DynamicMessage) -> [FieldDescriptor] {
        message.setFields.map(\.field).filter(\.isExtension)
    }

    private func name(of field: FieldDescriptor) -> String {
        options.originalNames && !field.isExtension ? field.name : field.jsonKey
    }

    // MARK: - Values

    mutating func print(
        _ content: DynamicMessage.Content, of field: FieldDescriptor, depth: Int
    ) throws(JSONError) {
        switch content {
        case .single(let value): try print(value, of: field, depth: depth)
        case .list(let values): try print(values, of: field, depth: depth)
        case .map(let entries): try print(entries, of: field, depth: depth)
        }
    }

    private mutating func print(
        _ values: [DynamicValue], of field: FieldDescriptor, depth: Int
    ) throws(JSONError) {
        writer.beginArray()
        for (index, value) in values.enumerated() {
            writer.element()
            do throws(JSONError) {
                try print(value, of: field, depth: depth)
            } catch {
                throw error.within("[\(index)]")
            }
        }
        writer.endArray()
    }

    private mutating func print(
        _ entries: [DynamicMapKey: DynamicValue], of field: FieldDescriptor, depth: Int
    ) throws(JSONError) {
        guard let valueField = field.mapValue else { return }
        writer.beginObject()
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            writer.key(key.text)
            do throws(JSONError) {
                try print(value, of: valueField, depth: depth)
            } catch {
                throw error.within("[\(JSONParser.quoted(key.text))]")
            }
        }
        writer.endObject()
    }

    mutating func print(_ value: DynamicValue, of field: FieldDescriptor, depth: Int) throws(JSONError) {
        switch value {
        case .bool(let value): writer.bool(value)
        case .int32(let value): writer.integer(value)
        case .uint32(let value): writer.integer(value)
        case .int64(let value): writer.quotedInteger(value)
        case .uint64(let value): writer.quotedInteger(value)
        case .float(let value): writer.floating(value)
        case .double(let value): writer.floating(value)
        case .string(let value): writer.string(value)
        case .bytes(let value): writer.base64(value)
        case .enumeration(let number): printEnum(number, of: field)
        case .message(let message): try print(message, depth: depth - 1)
        }
    }

    private mutating func printEnum(_ number: Int32, of field: FieldDescriptor) {
        let type = field.enumeration
        if type?.fullName == "google.protobuf.NullValue" { return writer.null() }
        if !options.enumsAsNumbers, let name = type?.name(of: number) { return writer.string(name) }
        writer.integer(number)
    }

    // MARK: - Fields that are not set

    private mutating func printDefault(of field: FieldDescriptor) {
        guard options.defaults != .omitted else { return }
        if field.isMap {
            writer.key(name(of: field))
            writer.beginObject()
            writer.endObject()
        } else if field.isList {
            writer.key(name(of: field))
            writer.beginArray()
            writer.endArray()
        } else if !field.hasPresence {
            writer.key(name(of: field))
            // Zero of a scalar has a form always.
            try? print(DynamicValue.zero(of: field), of: field, depth: 0)
        } else if options.defaults == .all, field.oneofIndex == nil {
            writer.key(name(of: field))
            writer.null()
        }
    }
}
