// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

private typealias Legacy = Strategos_Test_V1_Legacy

@Suite("Extensions")
struct ExtensionTests {
    private static func legacy(_ bytes: [UInt8]) throws -> Legacy {
        try Legacy(serialized: [0x0a, 0] + bytes)
    }

    @Test("Values of every kind are written as fields, and read again")
    func kinds() throws {
        var message = try Self.legacy([])
        message[Strategos_Test_Proto2_noteExtension] = "text"
        message[Strategos_Test_Proto2_levelExtension] = -1
        message[Strategos_Test_Proto2_digestExtension] = [1, 2]
        message[Strategos_Test_Proto2_paceExtension] = .fast
        message[Strategos_Test_Proto2_otherExtension] = try Self.legacy([])
        message[Strategos_Test_Proto2_offsetsExtension] = [-1, 1]
        message[Strategos_Test_Proto2_marksExtension] = [5]
        message[Strategos_Test_Proto2_labelsExtension] = ["a", ""]
        message[Strategos_Test_Proto2_pacesExtension] = [.slow, .fast]
        message[Strategos_Test_Proto2_othersExtension] = [Strategos_Test_Proto2_Groups()]
        message[Strategos_Test_Proto2_extraExtension] = Strategos_Test_Proto2_Extra()
        message[Strategos_Test_Proto2_Groups.weightExtension] = 0.5
        let bytes: [UInt8] =
            [0x0a, 0, 0x82, 0x07, 4] + Array("text".utf8) + [0xa8, 0x06]
            + [UInt8](repeating: 0xff, count: 9) + [1, 0xb2, 0x06, 2, 1, 2, 0xb8, 0x06, 2]
            + [0xc2, 0x06, 2, 0x0a, 0, 0xc8, 0x06, 1, 0xc8, 0x06, 2, 0xd2, 0x06, 4, 5, 0, 0, 0]
            + [0xda, 0x06, 1, 0x61, 0xda, 0x06, 0, 0xe2, 0x06, 2, 1, 2, 0xea, 0x06, 0]
            + [0xf3, 0x06, 0xf4, 0x06, 0xc1, 0x07, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f]
        #expect(message.serialized() == bytes)
        let read = try Legacy(serialized: bytes)
        #expect(read == message)
        #expect(read[Strategos_Test_Proto2_noteExtension] == "text")
        #expect(read[Strategos_Test_Proto2_offsetsExtension] == [-1, 1])
        #expect(read[Strategos_Test_Proto2_pacesExtension] == [.slow, .fast])
        #expect(read[Strategos_Test_Proto2_extraExtension] == Strategos_Test_Proto2_Extra())
        #expect(read[Strategos_Test_Proto2_otherExtension]?.name == "")
        #expect(read[Strategos_Test_Proto2_Groups.weightExtension] == 0.5)
    }

    @Test("What is not set is nil, with the schema's default aside")
    func absent() throws {
        let message = try Self.legacy([])
        #expect(message[Strategos_Test_Proto2_levelExtension] == nil)
        #expect(!message.has(Strategos_Test_Proto2_levelExtension))
        #expect(Strategos_Test_Proto2_levelExtension.defaultValue == 3)
        #expect(Strategos_Test_Proto2_digestExtension.defaultValue == [0, 255, 34, 97, 10])
        #expect(Strategos_Test_Proto2_paceExtension.defaultValue == .slow)
        #expect(message[Strategos_Test_Proto2_labelsExtension] == [])
    }

    @Test("The last value holds, messages are merged, lists joined whatever their encoding")
    func merging() throws {
        let message = try Self.legacy(
            [0xa8, 0x06, 1, 0xc2, 0x06, 2, 0x10, 1, 0xa8, 0x06, 2, 0xc2, 0x06, 2, 0x0a, 0]
                + [0xc8, 0x06, 2, 0xca, 0x06, 2, 4, 6, 0xd5, 0x06, 1, 0, 0, 0, 0xe0, 0x06, 1])
        #expect(message[Strategos_Test_Proto2_levelExtension] == 2)
        let other = try message.value(of: Strategos_Test_Proto2_otherExtension)
        #expect(other?.count == 1 && other?.name == "")
        #expect(message[Strategos_Test_Proto2_offsetsExtension] == [1, 2, 3])
        #expect(message[Strategos_Test_Proto2_marksExtension] == [1])
        #expect(message[Strategos_Test_Proto2_pacesExtension] == [.slow])
    }

    @Test("Setting replaces every earlier value and leaves the other fields as they are")
    func replacing() throws {
        var message = try Self.legacy([0xa8, 0x06, 1, 0x90, 0x0c, 7, 0xa8, 0x06, 2, 0xdb, 0x0c, 0xdc, 0x0c])
        message[Strategos_Test_Proto2_levelExtension] = 4
        #expect(message.unknownFields.bytes == [0x90, 0x0c, 7, 0xdb, 0x0c, 0xdc, 0x0c, 0xa8, 0x06, 4])
        message.clear(Strategos_Test_Proto2_levelExtension)
        #expect(message.unknownFields.bytes == [0x90, 0x0c, 7, 0xdb, 0x0c, 0xdc, 0x0c])
    }

    @Test("Unknown numbers of a closed enumeration are no values")
    func closed() throws {
        let message = try Self.legacy([0xb8, 0x06, 2, 0xb8, 0x06, 9, 0xe2, 0x06, 3, 1, 9, 2])
        #expect(message[Strategos_Test_Proto2_paceExtension] == .fast)
        #expect(message[Strategos_Test_Proto2_pacesExtension] == [.slow, .fast])
        #expect(!(try Self.legacy([0xb8, 0x06, 9]).has(Strategos_Test_Proto2_paceExtension)))
    }

    @Test("Bytes that are no value are an error that names the extension")
    func malformed() throws {
        let text = try Self.legacy([0x82, 0x07, 1, 0xff])
        #expect(text[Strategos_Test_Proto2_noteExtension] == nil)
        let error = #expect(throws: DecodingError.self) { try text.value(of: Strategos_Test_Proto2_noteExtension) }
        #expect(error?.reason == .invalidUTF8)
        #expect(error?.fieldPath == "[strategos.test.proto2.note]")
        let partial = try Self.legacy([0xfb, 0x06, 0xfc, 0x06])
        let missing = #expect(throws: DecodingError.self) {
            try partial.value(of: Strategos_Test_Proto2_extrasExtension)
        }
        #expect(missing?.reason == .missingRequired)
        #expect(missing?.fieldPath == "[strategos.test.proto2.extras][0].name")
        #expect(partial[Strategos_Test_Proto2_extrasExtension].count == 1)
    }

    @Test("A registry finds extensions by number and by name, and checks them")
    func registry() throws {
        let registry = ExtensionRegistry([.strategosTestProto2Proto2, .strategosTestEdition2023Edition])
        let level = registry.field(of: "strategos.test.v1.Legacy", number: 101)
        #expect(level?.fullName == "strategos.test.proto2.level")
        #expect(registry.field(named: "strategos.test.proto2.Groups.weight")?.number == 120)
        // One comes from an imported file.
        #expect(registry.field(named: "strategos.test.v1.remark")?.number == 100)
        #expect(registry.field(of: "strategos.test.v1.Legacy", number: 199) == nil)
        #expect(registry.fields(of: "strategos.test.edition2023.Edition").count == 4)
        try registry.check(try Self.legacy([0xa8, 0x06, 1]))
        #expect(throws: DecodingError.self) { try registry.check(try Self.legacy([0x82, 0x07, 1, 0xff])) }
    }

    @Test("Items of a message set are read in either order, and written as items")
    func messageSet() throws {
        typealias Item = Strategos_Test_Proto2_SetItem
        var value = Item()
        value.value = 5
        let usual: [UInt8] = [0x0b, 0x10, 0xe8, 0x07, 0x1a, 2, 0x08, 5, 0x0c]
        let reversed: [UInt8] = [0x0b, 0x1a, 2, 0x08, 5, 0x10, 0xe8, 0x07, 0x0c]
        let unknown: [UInt8] = [0x0b, 0x10, 0xe9, 0x07, 0x1a, 0, 0x0c]
        let plain: [UInt8] = [0xc2, 0x3e, 2, 0x08, 5]
        for bytes in [usual, reversed, plain, unknown + usual + unknown] {
            let set = try Strategos_Test_Proto2_MessageSet(serialized: bytes)
            #expect(set[Item.itemExtension] == value)
            #expect(set.serialized() == bytes)
        }
        var set = try Strategos_Test_Proto2_MessageSet(serialized: unknown + reversed + plain)
        value.text = ""
        set[Item.itemExtension] = value
        #expect(set.serialized() == unknown + [0x0b, 0x10, 0xe8, 0x07, 0x1a, 4, 0x08, 5, 0x12, 0, 0x0c])
        // Two items of one number are merged.
        let two = try Strategos_Test_Proto2_MessageSet(
            serialized: usual + [0x0b, 0x10, 0xe8, 0x07, 0x1a, 2, 0x12, 0, 0x0c])
        #expect(two[Item.itemExtension] == value)
    }

    @Test("DELIMITED, expanded and closed extensions of editions")
    func editions() throws {
        var message = try Strategos_Test_Edition2023_Edition(serialized: [0x18, 1])
        var inner = Strategos_Test_Edition2023_Edition()
        inner.required = 2
        message[Strategos_Test_Edition2023_editionDelimitedExtension] = inner
        message[Strategos_Test_Edition2023_editionNumbersExtension] = [1, 2]
        #expect(message.unknownFields.bytes == [0xab, 0x06, 0x18, 2, 0xac, 0x06, 0xa2, 0x06, 2, 1, 2])
        #expect(message[Strategos_Test_Edition2023_editionDelimitedExtension] == inner)
        #expect(message[Strategos_Test_Edition2023_editionNumbersExtension] == [1, 2])
        #expect(message[Strategos_Test_Edition2023_editionToneExtension] == nil)
    }

    @Test("With a registry the bytes of extensions are judged with the message, at every depth")
    func registryAtEveryDepth() throws {
        let registry = ExtensionRegistry([.strategosTestProto2Proto2])
        // `level` is a number, `other` a message that is cut off.
        let wrong: [[UInt8]] = [[0xa8, 0x06, 0x80], [0xc2, 0x06, 2, 0x0a, 5]]
        let whole: [UInt8] = [0x0a, 0, 0xa8, 0x06, 1, 0xc2, 0x06, 2, 0x0a, 0]
        #expect(try Legacy(serialized: whole, extensions: registry) == Legacy(serialized: whole))
        #expect(throws: DecodingError.self) { try Legacy(serialized: [0x0a, 0] + wrong[0], extensions: registry) }
        let inner: [UInt8] = [0x0a, 0, 0x4a, 7, 0x0a, 0] + wrong[1]
        _ = try Legacy(serialized: inner)
        let error = #expect(throws: DecodingError.self) { try Legacy(serialized: inner, extensions: registry) }
        #expect(error?.reason == .truncated)
        #expect(error?.fieldPath == "inner.104")
        // What is required within an extension.
        let extras: [UInt8] = [0x0a, 0, 0xfb, 0x06, 0xfc, 0x06]
        _ = try Legacy(serialized: extras)
        let missing = #expect(throws: DecodingError.self) { try Legacy(serialized: extras, extensions: registry) }
        #expect(missing?.fieldPath == "[strategos.test.proto2.extras][0].name")
    }

    @Test("Items of a message set are judged by their numbers")
    func registryOfSets() throws {
        let registry = ExtensionRegistry([.strategosTestProto2Proto2])
        let good: [UInt8] = [0x0b, 0x10, 0xe8, 0x07, 0x1a, 2, 0x08, 1, 0x0c]
        let bad: [UInt8] = [0x0b, 0x10, 0xe8, 0x07, 0x1a, 2, 0x08, 0x80, 0x0c]
        _ = try Strategos_Test_Proto2_MessageSet(serialized: good, extensions: registry)
        _ = try Strategos_Test_Proto2_MessageSet(serialized: bad)
        #expect(throws: DecodingError.self) {
            try Strategos_Test_Proto2_MessageSet(serialized: bad, extensions: registry)
        }
    }
}
