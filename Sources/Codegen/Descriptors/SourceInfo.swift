// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Field 9 of a file descriptor: comments and places. They are most of its size, and no reader of a
/// running server needs them.
enum SourceInfo {
    /// A message that knows only that field; all others are kept as unknown ones, in their order.
    private struct File: Message {
        var unknownFields = UnknownFields()

        static let fullName = "google.protobuf.FileDescriptorProto"
        static let fields: [FieldSchema] = []

        static func merge(into message: inout Self, from reader: inout WireReader) throws(WireFault) {
            while let tag = try reader.nextTag() {
                if tag == 9 << 3 | 2 {
                    _ = try reader.bytes()
                } else {
                    try reader.unknown(tag, into: &message.unknownFields)
                }
            }
        }

        static func write(_ message: Borrowed<Self>, to writer: inout WireWriter) {
            writer.unknown(message.value.unknownFields)
        }
    }

    /// The file descriptor in `bytes` without it.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        (try? File(serialized: bytes))?.serialized() ?? bytes
    }
}
