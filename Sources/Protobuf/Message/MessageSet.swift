// SPDX-License-Identifier: Apache-2.0

/// The message set format of `option message_set_wire_format`: each extension is an item, a group of
/// field number 1 with the extension's number as field 2 and its message as field 3, in either order.
enum MessageSet {
    static let start: UInt32 = 1 << 3 | 3
    static let end: UInt32 = 1 << 3 | 4
    static let typeID: UInt32 = 2 << 3
    static let content: UInt32 = 3 << 3 | 2

    /// The items of a number as plain fields, and the fields that have that number themselves.
    static func fields(of number: UInt32, in all: UnknownFields) -> UnknownFields {
        var found = UnknownFields()
        unsafe all.bytes.withUnsafeBytes { bytes in
            var reader = unsafe WireReader(bytes, limits: .unbounded)
            while let tag = (try? reader.nextTag()) ?? nil {
                let value = reader.offset
                guard let _ = try? reader.skipValue(of: tag) else { return }
                if tag >> 3 == number && tag != start {
                    found.append(tag: tag, reader.consumed(since: value))
                } else if let item = item(tag, reader.consumed(since: value)), item.number == number {
                    for content in item.contents { found.append(tag: number << 3 | 2, content.span) }
                }
            }
        }
        return found
    }

    /// Whether the field, with the bytes of its value, is an item of a number.
    static func isItem(_ tag: UInt32, _ value: Span<UInt8>, of number: UInt32) -> Bool {
        item(tag, value)?.number == number
    }

    /// An item's number and its messages, each with its length.
    private static func item(_ tag: UInt32, _ value: Span<UInt8>) -> (number: UInt32, contents: [[UInt8]])? {
        guard tag == start else { return nil }
        return unsafe value.withUnsafeBytes { bytes in
            var reader = unsafe WireReader(bytes, limits: .unbounded)
            var number: UInt32 = 0
            var contents: [[UInt8]] = []
            while let tag = (try? reader.nextTag()) ?? nil, tag != end {
                let value = reader.offset
                guard let _ = try? reader.skipValue(of: tag) else { return nil }
                let span = reader.consumed(since: value)
                if tag == content {
                    var message: [UInt8] = []
                    message.append(span)
                    contents.append(message)
                } else if tag == typeID && number == 0 {
                    number = unsafe span.withUnsafeBytes { bytes in
                        var reader = unsafe WireReader(bytes)
                        return (try? reader.uint32()) ?? 0
                    }
                }
            }
            return number == 0 ? nil : (number, contents)
        }
    }
}

extension WireWriter {
    /// An item up to its message, which has field number 3.
    mutating func startMessageSetItem(_ number: UInt32) {
        tag(MessageSet.start)
        uint32(MessageSet.typeID, number)
    }

    mutating func endMessageSetItem() {
        tag(MessageSet.end)
    }
}
