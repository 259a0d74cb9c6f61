// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

@Suite("Deterministic writing")
struct DeterministicTests {
    @Test("Maps are in the order of their keys: numbers by value, text by bytes")
    func order() throws {
        var maps = Strategos_Test_V1_Maps()
        maps.int32Keys = [3: 1, -1: 1, 0: 1]
        maps.boolKeys = [true: "", false: ""]
        // Swift orders "e\u{301}" (65 cc 81) and "é" (c3 a9) as equal, and before "f".
        maps.shades = ["é": .dark, "f": .dark, "": .dark, "e": .dark]
        let copy = try Strategos_Test_V1_Maps(serialized: maps.serialized())
        let bytes = maps.serialized(deterministic: true)
        #expect(bytes == copy.serialized(deterministic: true))
        #expect(try Strategos_Test_V1_Maps(serialized: bytes) == maps)
        #expect(try Self.keys(of: 1, in: bytes, .int32) == [-1, 0, 3])
        #expect(try Self.keys(of: 11, in: bytes, .bool) == [false, true])
        #expect(try Self.keys(of: 13, in: bytes, .string) == ["", "e", "f", "é"])
        let plain = maps.serialized()
        #expect(plain.count == bytes.count)
    }

    /// The keys of a map's field as they stand in the bytes.
    private static func keys<Key>(
        of number: UInt32, in bytes: [UInt8], _ format: @autoclosure @escaping @Sendable () -> WireFormat<Key>
    ) throws -> [Key?] {
        let entries = RepeatedExtensionField<Strategos_Test_V1_Maps, [UInt8]>(number, "entries") { .bytes }
        let key = ExtensionField<Strategos_Test_V1_Maps, Key>(1, "key", format: format)
        return try entries.values(in: UnknownFields(bytes: bytes)).map {
            try key.value(in: UnknownFields(bytes: $0))
        }
    }
}
