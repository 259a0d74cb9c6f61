// SPDX-License-Identifier: Apache-2.0

import Protobuf
import Testing

@Suite("Features of editions")
struct ValidationEditionTests {
    @Test("Presence, packing, delimiting and closed enums come from the nearest element that says anything")
    func inheritance() throws {
        var file = Make.file("e.proto") { _ in }
        file.syntax = "editions"
        // The file: implicit presence, expanded lists, closed enums.
        file.options = Google_Protobuf_FileOptions()
        file.options?.unknownFields = UnknownFields(bytes: [0x92, 0x03, 6, 0x08, 2, 0x10, 2, 0x18, 2])
        var message = Make.message(
            "M",
            [
                Make.field("plain", 1, .int32), with(Make.field("own", 2, .int32), [0x08, 1]),
                with(Make.field("required", 3, .string), [0x08, 3]), Make.field("list", 4, .int32, repeated: true),
                with(Make.field("packed", 5, .int32, repeated: true), [0x18, 1]),
                Make.field("colour", 6, .enumeration, type: ".pkg.C"),
                with(Make.field("group", 7, .message, type: ".pkg.M"), [0x28, 2]),
                Make.field("nested", 8, .message, type: ".pkg.M"),
            ])
        // A message's own features go before the file's.
        var open = Make.message("Open", [Make.field("plain", 1, .int32)])
        open.options = Google_Protobuf_MessageOptions()
        open.options?.unknownFields = UnknownFields(bytes: [0x62, 2, 0x08, 1])
        message.nestedType = [open]
        file.messageType = [message]
        var colours = Google_Protobuf_EnumDescriptorProto()
        colours.name = "C"
        var zero = Google_Protobuf_EnumValueDescriptorProto()
        zero.name = "ZERO"
        zero.number = 0
        colours.value = [zero]
        file.enumType = [colours]

        let pool = try DescriptorPool([file])
        let type = try #require(pool.message(named: "pkg.M"))
        let presence = type.fields.filter(\.hasPresence).map(\.name)
        #expect(presence == ["own", "required", "group", "nested"])
        #expect(type.field(named: "required")?.cardinality == .required)
        #expect(type.fields.filter(\.isPacked).map(\.name) == ["packed"])
        #expect(type.field(named: "group")?.kind == .group && type.field(named: "nested")?.kind == .message)
        #expect(pool.enumeration(named: "pkg.C")?.isClosed == true)
        #expect(pool.message(named: "pkg.M.Open")?.field(named: "plain")?.hasPresence == true)
    }

    @Test("A delimited message is read and written between two tags")
    func delimited() throws {
        var file = Make.file("d.proto") { _ in }
        file.syntax = "editions"
        file.messageType = [
            Make.message(
                "M", [Make.field("n", 1, .int32), with(Make.field("inner", 2, .message, type: ".pkg.M"), [0x28, 2])])
        ]
        let type = try #require(try DescriptorPool([file]).message(named: "pkg.M"))
        let bytes: [UInt8] = [0x13, 0x08, 5, 0x14]
        let message = try DynamicMessage(type, serialized: bytes)
        #expect(try message.jsonString() == #"{"inner":{"n":5}}"#)
        #expect(message.serialized() == bytes)
    }

    /// The field with features of its own.
    private func with(
        _ field: Google_Protobuf_FieldDescriptorProto, _ features: [UInt8]
    ) -> Google_Protobuf_FieldDescriptorProto {
        var field = field
        field.options = Google_Protobuf_FieldOptions()
        field.options?.unknownFields = UnknownFields(bytes: [0xAA, 0x01, UInt8(features.count)] + features)
        return field
    }
}
