// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

private typealias Groups = Strategos_Test_Proto2_Groups

@Suite("Groups")
struct GroupTests {
    /// `single { number: 7 inner { text: "in" } }`, `many { numbers: 1 numbers: 2 }` and the rest of a
    /// message behind them.
    private static let bytes: [UInt8] =
        [0x0b, 0x08, 7, 0x1b, 0x0a, 2] + Array("in".utf8) + [0x1c, 0x0c]
        + [0x23, 0x10, 1, 0x10, 2, 0x24, 0x2b, 0x08, 1, 0x2c]

    @Test("Groups at every place read and write")
    func roundTrip() throws {
        var expected = Groups()
        expected.single = Groups.Single()
        expected.single?.number = 7
        expected.single?.inner = Groups.Single.Inner()
        expected.single?.inner?.text = "in"
        expected.many = [Groups.Many()]
        expected.many[0].numbers = [1, 2]
        var chosen = Groups.Chosen()
        chosen.flag = true
        expected.choice = .chosen(chosen)
        #expect(try Groups(serialized: Self.bytes) == expected)
        #expect(expected.serialized() == Self.bytes)
    }

    @Test("A group that comes twice is merged")
    func merge() throws {
        let message = try Groups(serialized: [0x0b, 0x08, 1, 0x0c, 0x0b, 0x1b, 0x0a, 1, 0x61, 0x1c, 0x0c])
        #expect(message.single?.number == 1)
        #expect(message.single?.inner?.text == "a")
    }

    @Test("Unknown fields of a group stay within it, unknown groups stay whole")
    func unknown() throws {
        let bytes: [UInt8] = [0x0b, 0x78, 5, 0x7b, 0x08, 1, 0x7c, 0x0c, 0x7b, 0x7b, 0x7c, 0x7c]
        let message = try Groups(serialized: bytes)
        #expect(message.single?.unknownFields.bytes == [0x78, 5, 0x7b, 0x08, 1, 0x7c])
        #expect(message.unknownFields.bytes == [0x7b, 0x7b, 0x7c, 0x7c])
        #expect(message.serialized() == bytes)
    }

    @Test(
        "What is no group is refused where it is wrong",
        arguments: [
            // No end.
            ([0x0b, 0x08, 1], .unmatchedGroup, "single"),
            ([0x0b], .unmatchedGroup, "single"),
            // The end of another group, and an end without a start.
            ([0x0b, 0x14], .unmatchedGroup, "single"),
            ([0x0c], .unmatchedGroup, ""),
            // A message within the group that would end it.
            ([0x0b, 0x12, 1, 0x0c], .unmatchedGroup, "single.within"),
            ([0x0b, 0x12, 1, 0x0c, 0x0c], .unmatchedGroup, "single.within"),
            // The end in the length-delimited message that holds the group.
            ([0x3a, 1, 0x0b, 0x0c], .unmatchedGroup, "inner.single"),
            ([0x23, 0x24, 0x23, 0x0a, 9], .truncated, "many[1].name"),
            // An unknown one with the end of another.
            ([0x7b, 0x0c], .unmatchedGroup, "15"),
        ] as [([UInt8], DecodingError.Reason, String)])
    func refusals(bytes: [UInt8], reason: DecodingError.Reason, path: String) {
        let error = #expect(throws: DecodingError.self) { try Groups(serialized: bytes) }
        #expect(error?.reason == reason)
        #expect(error.map { $0.fieldPath.hasPrefix(path) } == true, "\(error?.fieldPath ?? "")")
    }

    @Test("Groups count as levels", arguments: [false, true])
    func depth(isKnown: Bool) throws {
        func nested(_ levels: Int) -> [UInt8] {
            // delimited: 15, or an unknown group.
            let start: [UInt8] = isKnown ? [0x7b] : [0xf3, 0x3e]
            let end: [UInt8] = isKnown ? [0x7c] : [0xf4, 0x3e]
            return (0..<levels).flatMap { _ in start } + (0..<levels).flatMap { _ in end }
        }
        let limits = DecodingLimits(partial: true)
        _ = try Strategos_Test_Edition2023_Edition(serialized: nested(100), limits: limits)
        let error = #expect(throws: DecodingError.self) {
            try Strategos_Test_Edition2023_Edition(serialized: nested(101), limits: limits)
        }
        #expect(error?.reason == .tooDeep)
    }

    @Test("DELIMITED fields of editions are groups, also recursive ones; maps never are")
    func editions() throws {
        var message = Strategos_Test_Edition2023_Delimited()
        message.inner = Strategos_Test_Edition2023_Delimited()
        message.inner?.number = 1
        message.many = [Strategos_Test_Edition2023_Delimited()]
        message.byName = ["a": Strategos_Test_Edition2023_Delimited()]
        message.choice = .chosen(Strategos_Test_Edition2023_Delimited())
        message.expanded = [1]
        message.packed = [1]
        let bytes: [UInt8] = [
            0x1b, 0x08, 1, 0x1c, 0x23, 0x24, 0x2a, 5, 0x0a, 1, 0x61, 0x12, 0, 0x30, 1, 0x3a, 1, 1, 0x43, 0x44,
        ]
        #expect(message.serialized() == bytes)
        #expect(try Strategos_Test_Edition2023_Delimited(serialized: bytes) == message)
    }
}
