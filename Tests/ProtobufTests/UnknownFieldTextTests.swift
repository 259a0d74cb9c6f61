// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

@Suite("Unknown fields as text")
struct UnknownFieldTextTests {
    private static func text(_ bytes: [UInt8]) throws -> String {
        let pool = try DescriptorPool([.strategosTestV1Everything])
        let type = try #require(pool.message(named: Strategos_Test_V1_Empty.fullName))
        var options = TextPrintingOptions()
        (options.unknownFields, options.singleLine) = (true, true)
        return try DynamicMessage(type, serialized: bytes).textFormat(options: options)
    }

    @Test(
        "Each kind has its form; what could be a message is shown as one",
        arguments: [
            ([0x08, 0x96, 0x01], "1: 150"),
            ([0x0d, 1, 0, 0, 0x80], "1: 0x80000001"),
            ([0x09, 2, 0, 0, 0, 0, 0, 0, 0xa0], "1: 0xa000000000000002"),
            ([0x0a, 2, 0x10, 5], "1 { 2: 5 }"),
            ([0x0a, 0], #"1: """#),
            // A number without its end, a tag of number 0, an end without a start.
            ([0x0a, 2, 0x10, 0x80], #"1: "\020\200""#),
            ([0x0a, 2, 0x00, 5], #"1: "\000\005""#),
            ([0x0a, 1, 0x14], #"1: "\024""#),
            ([0x13, 0x08, 1, 0x1b, 0x1c, 0x14, 0x08, 2], "2 { 1: 1 3 { } } 1: 2"),
        ] as [([UInt8], String)])
    func kinds(bytes: [UInt8], expected: String) throws {
        #expect(try Self.text(bytes) == expected)
    }

    @Test("Messages within each other are shown down to the tenth")
    func depth() throws {
        let bytes = (0..<11).reduce(into: [0x08, 1] as [UInt8]) { bytes, _ in
            bytes = [0x0a, UInt8(bytes.count)] + bytes
        }
        let text = try Self.text(bytes)
        #expect(text.split(separator: "{").count == 11)
        #expect(text.contains(#"1: "\010\001""#))
    }
}
