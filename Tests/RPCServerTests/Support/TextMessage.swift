// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// A message with one text, written by hand: what the tests send around.
struct TextMessage: Message {
    static let fullName = "test.Text"
    static let fields: [FieldSchema] = []

    var text = ""
    var unknownFields = UnknownFields()

    init() {}

    init(_ text: String) {
        self.text = text
    }

    static func merge(into message: inout TextMessage, from reader: inout WireReader) throws(WireFault) {
        while let tag = try reader.nextTag() {
            if tag == 10 {
                message.text = try reader.string()
            } else {
                try reader.unknown(tag, into: &message.unknownFields)
            }
        }
    }

    static func write(_ message: Borrowed<TextMessage>, to writer: inout WireWriter) {
        if !message.value.text.isEmpty { writer.string(10, message.value.text) }
        writer.unknown(message.value.unknownFields)
    }
}

/// A message with its prefix, as it goes over the wire.
func framed(_ text: String) -> [UInt8] {
    let bytes = TextMessage(text).serialized()
    return prefix(bytes.count) + bytes
}

/// A prefix that announces so many bytes.
func prefix(_ length: Int, flags: UInt8 = 0) -> [UInt8] {
    [flags] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
}
