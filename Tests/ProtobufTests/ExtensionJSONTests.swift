// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

private typealias Legacy = Strategos_Test_V1_Legacy

@Suite("JSON of proto2 and editions")
struct ExtensionJSONTests {
    private static let registry = TypeRegistry([.strategosTestProto2Proto2, .strategosTestEdition2023Edition])

    private static func read<Value: JSONMessage>(
        _ text: String, as _: Value.Type = Value.self
    ) throws(JSONError) -> Value {
        var options = JSONDecodingOptions()
        options.registry = registry
        return try Value(json: text, options: options)
    }

    private static func write(_ message: some JSONMessage) throws -> String {
        var options = JSONEncodingOptions()
        options.registry = registry
        return try message.json(options: options)
    }

    @Test("Extensions of every kind are members in brackets, in the order of their numbers")
    func everyKind() throws {
        let text =
            #"{"name":"n","[strategos.test.v1.remark]":"r","[strategos.test.proto2.level]":-4,"#
            + #""[strategos.test.proto2.digest]":"AP8=","[strategos.test.proto2.pace]":"MODE_FAST","#
            + #""[strategos.test.proto2.other]":{"name":"o"},"[strategos.test.proto2.offsets]":["-1","2"],"#
            + #""[strategos.test.proto2.paces]":["MODE_SLOW"],"[strategos.test.proto2.extra]":{"amount":5},"#
            + #""[strategos.test.proto2.extras]":[{"name":"e"}],"[strategos.test.proto2.Groups.weight]":1.5}"#
        let message: Legacy = try Self.read(text)
        #expect(message[Strategos_Test_Proto2_levelExtension] == -4)
        #expect(message[Strategos_Test_Proto2_digestExtension] == [0, 255])
        #expect(message[Strategos_Test_Proto2_offsetsExtension] == [-1, 2])
        #expect(message[Strategos_Test_Proto2_extraExtension]?.amount == 5)
        #expect(message[Strategos_Test_Proto2_Groups.weightExtension] == 1.5)
        #expect(try Self.write(message) == text)
    }

    @Test("Items of a message set are extensions too")
    func messageSet() throws {
        let text = #"{"[strategos.test.proto2.SetItem.item]":{"value":7}}"#
        let message: Strategos_Test_Proto2_MessageSet = try Self.read(text)
        #expect(message[Strategos_Test_Proto2_SetItem.itemExtension]?.value == 7)
        #expect(try Self.write(message) == text)
    }

    @Test(
        "What is no extension of the message, or given twice, is refused",
        arguments: [
            #"{"[strategos.test.proto2.nothing]":1}"#: "unknown field",
            #"{"[strategos.test.edition2023.edition_tone]":"CLOSED_TONE_LOW"}"#: "unknown field",
            #"{"[strategos.test.proto2.level]":1,"[strategos.test.proto2.level]":1}"#: "twice",
            #"{"[strategos.test.proto2.level]":"x"}"#: "number",
            #"{"strategos.test.proto2.level":1}"#: "unknown field",
        ])
    func refusals(text: String, reason: String) throws {
        let error = #expect(throws: JSONError.self) { try Self.read(text, as: Legacy.self) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test("Without a registry that knows them extensions are unknown, and null sets none")
    func unknown() throws {
        #expect(throws: JSONError.self) { try Legacy(json: #"{"[strategos.test.v1.remark]":"r"}"#) }
        let message: Legacy = try Self.read(#"{"[strategos.test.v1.remark]":null}"#)
        #expect(message.unknownFields.isEmpty)
        var options = JSONDecodingOptions()
        options.ignoreUnknownFields = true
        #expect(try Legacy(json: #"{"[strategos.test.v1.remark]":"r"}"#, options: options) == Legacy())
    }

    @Test("Bytes that are no value of an extension have no form in JSON")
    func malformed() throws {
        var message = Legacy()
        // `remark` with a byte that is no UTF-8.
        message.unknownFields = UnknownFields(bytes: [0xa2, 0x06, 1, 0xff])
        #expect(throws: JSONError.self) { try Self.write(message) }
    }

    @Test("Groups have the names of their fields; closed enumerations take their own numbers only")
    func groupsAndEnums() throws {
        let text = #"{"single":{"number":1},"many":[{"name":"a"}],"chosen":{"flag":true}}"#
        let groups: Strategos_Test_Proto2_Groups = try Self.read(text)
        #expect(groups.single?.number == 1)
        #expect(try Self.write(groups) == text)
        typealias Closed = Strategos_Test_Proto2_ClosedEnums
        let closed: Closed = try Self.read(#"{"single":70,"many":["LEVEL_TOP",-3],"byName":{"a":0}}"#)
        #expect(closed.many == [.high, .low])
        let names = #"{"single":"LEVEL_HIGH","many":["LEVEL_HIGH","LEVEL_LOW"],"byName":{"a":"LEVEL_NONE"}}"#
        #expect(try Self.write(closed) == names)
        for text in [#"{"single":5}"#, #"{"many":[5]}"#, #"{"byName":{"a":5}}"#, #"{"chosen":5}"#] {
            #expect(throws: JSONError.self) { try Self.read(text, as: Closed.self) }
        }
    }
}
