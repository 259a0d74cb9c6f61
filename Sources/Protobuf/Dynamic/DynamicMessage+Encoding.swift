// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage {
    /// The message's bytes: fields by number, map entries by key, unknown fields last.
    public func serialized() -> [UInt8] {
        var writer = WireWriter(capacity: 256)
        serialize(into: &writer)
        return writer.bytes
    }

    /// Appends the message's bytes to what the writer holds.
    public func serialize(into writer: inout WireWriter) {
        for (field, content) in setFields {
            switch content {
            case .single(.message(let value)) where field.isExtension && descriptor.isMessageSet:
                value.writeMessageSetItem(field.number, to: &writer)
            case .single(let value): field.write(value, to: &writer)
            case .list(let values): field.write(values, to: &writer)
            case .map(let entries): field.write(entries, to: &writer)
            }
        }
        writer.unknown(unknownFields)
    }
}

extension FieldDescriptor {
    private func tag(_ type: WireType) -> UInt32 { UInt32(number) << 3 | type.rawValue }

    fileprivate func write(_ value: DynamicValue, to writer: inout WireWriter) {
        writer.tag(tag(wireType))
        writeBare(value, to: &writer)
    }

    fileprivate func write(_ values: [DynamicValue], to writer: inout WireWriter) {
        guard isPacked else {
            for value in values { write(value, to: &writer) }
            return
        }
        writer.tag(tag(.lengthDelimited))
        let start = writer.open()
        for value in values { writeBare(value, to: &writer) }
        writer.close(start)
    }

    fileprivate func write(_ entries: [DynamicMapKey: DynamicValue], to writer: inout WireWriter) {
        guard let mapKey, let mapValue else { return }
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            writer.tag(tag(.lengthDelimited))
            let start = writer.open()
            mapKey.write(key.value, to: &writer)
            mapValue.write(value, to: &writer)
            writer.close(start)
        }
    }

    /// A value without its tag.
    private func writeBare(_ value: DynamicValue, to writer: inout WireWriter) {
        switch value {
        case .bool(let value): writer.varint(value ? 1 : 0)
        case .float(let value): writer.fixed(value.bitPattern)
        case .double(let value): writer.fixed(value.bitPattern)
        case .string(let value): writer.put(value)
        case .bytes(let value): writer.put(value)
        case .enumeration(let value): writer.varint(UInt64(bitPattern: Int64(value)))
        case .int32(let value): write(integer: Int64(value), to: &writer)
        case .int64(let value): write(integer: value, to: &writer)
        case .uint32(let value):
            if kind == .fixed32 { writer.fixed(value) } else { writer.varint(UInt64(value)) }
        case .uint64(let value):
            if kind == .fixed64 { writer.fixed(value) } else { writer.varint(value) }
        case .message(let message): write(message, to: &writer)
        }
    }

    private func write(integer value: Int64, to writer: inout WireWriter) {
        switch kind {
        case .sfixed32: writer.fixed(Int32(truncatingIfNeeded: value))
        case .sfixed64: writer.fixed(value)
        // The zigzag of a 32-bit value has the same bits whether it is made in 32 bits or in 64.
        case .sint32, .sint64: writer.varint(UInt64(bitPattern: value << 1 ^ value >> 63))
        default: writer.varint(UInt64(bitPattern: value))
        }
    }

    private func write(_ message: DynamicMessage, to writer: inout WireWriter) {
        if kind == .group {
            message.serialize(into: &writer)
            writer.tag(tag(.endGroup))
        } else {
            let start = writer.open()
            message.serialize(into: &writer)
            writer.close(start)
        }
    }
}
