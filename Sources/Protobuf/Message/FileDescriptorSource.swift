// SPDX-License-Identifier: Apache-2.0

/// A file of the schema as reflection serves it: its serialised `google.protobuf.FileDescriptorProto`
/// without comments, the files that it imports, and the Swift types of its messages.
public struct FileDescriptorSource: Sendable {
    /// The name by which other files import it: `strategos/v1/strategy.proto`.
    public let name: String
    /// The imported files that the runtime knows of.
    public let dependencies: [FileDescriptorSource]
    /// The types generated for its messages, those within others included.
    public let messages: [any Message.Type]
    private let base64: StaticString

    /// The bytes are given as base64, in lines.
    public init(
        name: String, dependencies: [FileDescriptorSource], messages: [any Message.Type] = [], base64: StaticString
    ) {
        self.name = name
        self.dependencies = dependencies
        self.messages = messages
        self.base64 = base64
    }

    /// The serialised `FileDescriptorProto`. Decoded at each call; keep it if you need it often.
    public var serialized: [UInt8] {
        base64.withUTF8Buffer { text in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count / 4 * 3)
            var bits: UInt32 = 0
            var count = 0
            for index in text.indices {
                guard let value = unsafe Self.value(of: text[index]) else { continue }
                bits = bits << 6 | value
                count += 6
                if count >= 8 {
                    count -= 8
                    bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
                }
            }
            return bytes
        }
    }

    /// The six bits of a base64 character; nothing for line ends and padding.
    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
