// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

private typealias Closed = Strategos_Test_Proto2_ClosedEnums

@Suite("Closed enumerations")
struct ClosedEnumTests {
    @Test(
        "Unknown numbers are no values, and are kept",
        arguments: [
            // A single one, before and behind a known one.
            ([0x08, 9], [0x08, 9]),
            ([0x08, 70, 0x08, 9], [0x08, 9]),
            // Repeated: one each, and packed; what is kept has a tag each.
            ([0x10, 70, 0x10, 9, 0x10, 0], [0x10, 9]),
            ([0x1a, 4, 70, 9, 0, 10], [0x18, 9, 0x18, 10]),
            ([0x12, 2, 9, 70], [0x10, 9]),
            ([0x18, 9], [0x18, 9]),
            // An entry as a whole.
            ([0x22, 5, 0x0a, 1, 0x61, 0x10, 9], [0x22, 5, 0x0a, 1, 0x61, 0x10, 9]),
            // A member of a oneof leaves the other one set.
            ([0x32, 1, 0x61, 0x28, 9], [0x28, 9]),
        ] as [([UInt8], [UInt8])])
    func unknown(bytes: [UInt8], kept: [UInt8]) throws {
        let message = try Closed(serialized: bytes)
        #expect(message.unknownFields.bytes == kept)
        #expect(try Closed(serialized: message.serialized()) == message)
    }

    @Test("Known numbers are values at every place")
    func known() throws {
        let low: [UInt8] = [0xfd] + [UInt8](repeating: 0xff, count: 8) + [1]
        let bytes: [UInt8] =
            [0x08] + low + [0x10, 70, 0x1a, 2, 70, 0, 0x22, 5, 0x0a, 1, 0x61, 0x10, 70, 0x28, 70]
        let message = try Closed(serialized: bytes)
        #expect(message.single == .low)
        #expect(message.many == [.high])
        #expect(message.packed == [.high, .none])
        #expect(message.byName == ["a": .high])
        #expect(message.choice == .chosen(.high))
        #expect(message.unknownFields.isEmpty)
        #expect(message.serialized() == bytes)
    }

    @Test("A oneof keeps its value, an unknown single value leaves the known one")
    func keeps() throws {
        let message = try Closed(serialized: [0x32, 1, 0x61, 0x28, 9, 0x08, 70, 0x08, 9])
        #expect(message.choice == .word("a"))
        #expect(message.single == .high)
    }

    @Test("Numbers of more than 32 bits are judged by their low half, and kept whole")
    func wide() throws {
        let wide: [UInt8] = [0x08, 0xc6, 0x80, 0x80, 0x80, 0x10]
        #expect(try Closed(serialized: wide).single == .high)
        let other: [UInt8] = [0x08, 0xc7, 0x80, 0x80, 0x80, 0x10]
        #expect(try Closed(serialized: other).unknownFields.bytes == other)
    }

    @Test("An entry without a value has the first value")
    func missingValue() throws {
        #expect(try Closed(serialized: [0x22, 3, 0x0a, 1, 0x61]).byName == ["a": .none])
    }

    @Test("An edition's enumerations are as they say")
    func editions() throws {
        typealias Edition = Strategos_Test_Edition2023_Edition
        let message = try Edition(serialized: [0x18, 1, 0x48, 9, 0x50, 9, 0x5a, 2, 5, 9, 0x60, 9, 0x60, 6])
        #expect(message.tone?.rawValue == 9)
        #expect(message.closed == nil)
        #expect(message.closedMany == [.low])
        #expect(message.closedExpanded == [.high])
        #expect(message.unknownFields.bytes == [0x50, 9, 0x58, 9, 0x60, 9])
    }
}
