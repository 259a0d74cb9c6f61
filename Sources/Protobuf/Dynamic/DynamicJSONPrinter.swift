// SPDX-License-Identifier: Apache-2.0

/// Writes messages by descriptor as JSON, with the writer that generated messages use.
struct DynamicJSONPrinter: ~Copyable {
    var writer: JSONWriter
    private var depth = 100

    init(options: JSONEncodingOptions) {
        writer = JSONWriter(options: options)
    }

    private var options: JSONEncodingOptions { writer.options }

    mutating func print(_ message: DynamicMessage) {
        guard depth >= 0 else { return writer.fail("messages are nested too deeply") }
        depth -= 1
        defer { depth += 1 }
        if let wellKnown = message.descriptor.record.wellKnown {
            if wellKnown == .any { return printAny(message) }
            if let type = wellKnown.generated(message.descriptor) { return print(message, as: type) }
        }
        let start = writer.startObject()
        for field in message.descriptor.fields + extensions(in: message) {
            if let content = message.contents[field.number] {
                writer.key(name(of: field))
                print(content, of: field)
            } else {
                printDefault(of: field)
            }
        }
        writer.endObject(start)
    }

    /// Writes a well-known type by way of the generated type, whose bytes are the same.
    private mutating func print<Generated: JSONMessage>(_ message: DynamicMessage, as type: Generated.Type) {
        do throws(DecodingError) {
            writer.message(try Generated(serialized: message.serialized()))
        } catch {
            writer.fail(error.description)
        }
    }

    private func extensions(in message: DynamicMessage) -> [FieldDescriptor] {
        message.setFields.map(\.field).filter(\.isExtension)
    }

    private func name(of field: FieldDescriptor) -> String {
        options.originalNames && !field.isExtension ? field.name : field.jsonKey
    }

    // MARK: - Values

    private mutating func print(_ content: DynamicMessage.Content, of field: FieldDescriptor) {
        switch content {
        case .single(let value): print(value, of: field)
        case .list(let values): print(values, of: field)
        case .map(let entries): print(entries, of: field)
        }
    }

    private mutating func print(_ values: [DynamicValue], of field: FieldDescriptor) {
        let start = writer.startArray()
        for value in values {
            writer.element()
            print(value, of: field)
        }
        writer.endArray(start)
    }

    private mutating func print(_ entries: [DynamicMapKey: DynamicValue], of field: FieldDescriptor) {
        guard let valueField = field.mapValue else { return }
        let start = writer.startObject()
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            writer.key(key.text)
            print(value, of: valueField)
        }
        writer.endObject(start)
    }

    private mutating func print(_ value: DynamicValue, of field: FieldDescriptor) {
        switch value {
        case .bool(let value): writer.bool(value)
        case .int32(let value): writer.int32(value)
        case .uint32(let value): writer.uint32(value)
        case .int64(let value): writer.int64(value)
        case .uint64(let value): writer.uint64(value)
        case .float(let value): writer.float(value)
        case .double(let value): writer.double(value)
        case .string(let value): writer.string(value)
        case .bytes(let value): writer.bytes(value)
        case .enumeration(let number): printEnum(number, of: field)
        case .message(let message): print(message)
        }
    }

    private mutating func printEnum(_ number: Int32, of field: FieldDescriptor) {
        let type = field.enumeration
        if type?.fullName == "google.protobuf.NullValue" { return writer.null() }
        if !options.enumsAsNumbers, let name = type?.name(of: number) { return writer.string(name) }
        writer.int32(number)
    }

    // MARK: - Any

    private mutating func printAny(_ message: DynamicMessage) {
        guard let any = AnyContent(message) else { return writer.endObject(writer.startObject()) }
        guard let type = any.type else {
            return writer.unresolvedAny(url: any.url, typeName: any.typeName, bytes: any.bytes)
        }
        do throws(DecodingError) {
            let value = try any.decoded(type)
            let place = writer.startAny(url: any.url, isSpecial: type.record.wellKnown != nil)
            print(value)
            writer.endAny(place)
        } catch {
            writer.fail("the content of the Any: \(error)")
        }
    }

    // MARK: - Fields that are not set

    private mutating func printDefault(of field: FieldDescriptor) {
        guard options.defaults != .omitted else { return }
        if field.isMap {
            writer.key(name(of: field))
            writer.endObject(writer.startObject())
        } else if field.isList {
            writer.key(name(of: field))
            writer.endArray(writer.startArray())
        } else if !field.hasPresence {
            writer.key(name(of: field))
            print(DynamicValue.zero(of: field), of: field)
        } else if options.defaults == .all, field.oneofIndex == nil {
            writer.key(name(of: field))
            writer.null()
        }
    }
}
