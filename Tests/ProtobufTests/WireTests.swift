// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

/// A message written by hand, so that the runtime is tested without the generator.
private struct Node: Message {
    var id: UInt64 = 0
    var label = ""
    var children: [Node] = []
    var weights: [String: Int64] = [:]
    var unknownFields = UnknownFields()

    static let fullName = "test.Node"
    static let fields = [
        FieldSchema(1, "id"), FieldSchema(2, "label"),
        FieldSchema(3, "children", isRepeated: true, .message(Node.self)),
        FieldSchema(4, "weights", .map(textKey: true, value: nil)),
    ]

    static func merge(into message: inout Node, from reader: inout WireReader) throws(WireFault) {
        while let tag = try reader.nextTag() {
            switch tag {
            case 8: message.id = try reader.uint64()
            case 18: message.label = try reader.string()
            case 26: try reader.messages(&message.children, tag: 26)
            case 34: try reader.entries(&message.weights, .string, .int64, tag: 34)
            default: try reader.unknown(tag, into: &message.unknownFields)
            }
        }
    }

    static func write(_ message: Borrowed<Node>, to writer: inout WireWriter) {
        if message.value.id != 0 { writer.uint64(8, message.value.id) }
        if !message.value.label.isEmpty { writer.string(18, message.value.label) }
        writer.messages(26, message.list(\.children))
        writer.entries(34, message.value.weights, .string, .int64)
        writer.unknown(message.value.unknownFields)
    }
}

@Suite("Wire format")
struct WireTests {
    @Test("A message comes back from its bytes")
    func roundTrip() throws {
        var node = Node()
        node.id = 300
        node.label = "Größe, zwölf Bäume und noch mehr"
        node.children = [Node(), Node()]
        node.children[1].label = String(repeating: "x", count: 200)
        node.children[1].weights = ["energy": -1, "": 7]
        #expect(try Node(serialized: node.serialized()) == node)
    }

    @Test("Lengths of two and three bytes move what was written", arguments: [127, 128, 16_383, 16_384, 100_000])
    func longLengths(count: Int) throws {
        var node = Node()
        node.children = [Node()]
        node.children[0].label = String(repeating: "a", count: count)
        #expect(try Node(serialized: node.serialized()) == node)
    }

    @Test("Unknown fields are kept in their order and written again")
    func unknownFields() throws {
        let bytes: [UInt8] = [0x7a, 1, 9, 0x08, 5, 0x60, 0x96, 1, 0x6d, 1, 2, 3, 4, 0x53, 0x08, 1, 0x54]
        let node = try Node(serialized: bytes)
        #expect(node.id == 5)
        #expect(node.serialized() == [0x08, 5, 0x7a, 1, 9, 0x60, 0x96, 1, 0x6d, 1, 2, 3, 4, 0x53, 0x08, 1, 0x54])
    }

    @Test("A message given twice is appended, a scalar given twice is the last one")
    func repetition() throws {
        let node = try Node(serialized: [0x08, 1, 0x1a, 0, 0x08, 2, 0x1a, 2, 0x08, 9])
        #expect(node.id == 2)
        #expect(node.children.map(\.id) == [0, 9])
    }

    @Test(
        "A fault names the field, by index and key",
        arguments: [
            ([0x0a], "id", DecodingError.Reason.truncated),
            ([0x08, 1, 0x80], "", .truncated),
            ([0x12, 2, 0x61], "label", .truncated),
            ([0x12, 2, 0xc3, 0x28], "label", .invalidUTF8),
            ([0x1a, 0, 0x1a, 3, 0x12, 1, 0xff], "children[1].label", .invalidUTF8),
            ([0x1a, 4, 0x1a, 2, 0x08, 0xff], "children[0].children[0].id", .truncated),
            ([0x22, 4, 0x0a, 1, 0x61, 0x10, 0x08, 1], "weights[\"a\"]", .truncated),
            ([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], "id", .malformedVarint),
            ([0x00, 1], "", .invalidTag),
            ([0x0f], "", .invalidTag),
            ([0x54], "", .unmatchedGroup),
            ([0x53, 0x08, 1], "10", .unmatchedGroup),
        ] as [([UInt8], String, DecodingError.Reason)])
    func faults(bytes: [UInt8], path: String, reason: DecodingError.Reason) {
        let error = #expect(throws: DecodingError.self) { try Node(serialized: bytes) }
        #expect(error?.reason == reason)
        #expect(error?.fieldPath == path)
    }

    @Test("A hundred levels are read, one more is refused")
    func depth() throws {
        func nested(_ levels: Int) -> [UInt8] {
            var node = Node()
            for _ in 0..<levels {
                var outer = Node()
                outer.children = [node]
                node = outer
            }
            return node.serialized()
        }
        _ = try Node(serialized: nested(100))
        let error = #expect(throws: DecodingError.self) { try Node(serialized: nested(101)) }
        #expect(error?.reason == .tooDeep)
        #expect(error?.fieldPath.hasPrefix("children[0].children[0]") == true)
    }

    @Test("Groups within groups count as levels")
    func groupDepth() {
        let bytes = [UInt8](repeating: 0x53, count: 200_000)
        let error = #expect(throws: DecodingError.self) { try Node(serialized: bytes) }
        #expect(error?.reason == .tooDeep)
    }

    @Test("Two bytes each cannot claim memory without bound")
    func budget() {
        let bytes = [[UInt8]](repeating: [0x1a, 0], count: 100_000).flatMap { $0 }
        let limits = DecodingLimits(decodedBytes: 1 << 20)
        let error = #expect(throws: DecodingError.self) { try Node(serialized: bytes, limits: limits) }
        #expect(error?.reason == .tooLarge)
        #expect(error?.fieldPath == "children[0]")
    }

    @Test("Every cut of a message is an error or a shorter message, never a crash")
    func truncation() {
        var node = Node()
        node.children = [Node(), Node()]
        node.children[0].weights = ["energy": 1]
        node.children[1].label = "a label beyond the short form"
        let bytes = node.serialized()
        for count in bytes.indices { _ = try? Node(serialized: Array(bytes.prefix(count))) }
    }

    @Test("The writer keeps what stands before a message, and a prefix can be filled in afterwards")
    func prefix() {
        var writer = WireWriter(capacity: 1)
        writer.append([0, 0, 0, 0, 0])
        Node().serialize(into: &writer)
        var node = Node()
        node.id = 1
        node.serialize(into: &writer)
        writer.overwrite(at: 1, bigEndian: UInt32(writer.count - 5))
        #expect(writer.bytes == [0, 0, 0, 0, 2, 0x08, 1])
    }
}
