// SPDX-License-Identifier: Apache-2.0

import Protobuf
import Testing

@Suite("Descriptor pool")
struct DynamicPoolTests {
    @Test("Files may come in any order, and well-known files need not come at all")
    func order() throws {
        let user = Make.file("user.proto", imports: ["base.proto", "google/protobuf/timestamp.proto"]) {
            $0.messageType = [
                Make.message(
                    "User",
                    [
                        Make.field("base", 1, .message, type: ".pkg.Base"),
                        Make.field("at", 2, .message, type: ".google.protobuf.Timestamp"),
                    ])
            ]
        }
        let base = Make.file("base.proto") { $0.messageType = [Make.message("Base", [Make.field("id", 1, .int32)])] }
        for files in [[user, base], [base, user]] {
            let pool = try DescriptorPool(files)
            #expect(pool.files.map(\.name).last == "user.proto")
            let type = try #require(pool.message(named: "pkg.User"))
            #expect(type.field(named: "base")?.message?.fullName == "pkg.Base")
            #expect(type.field(number: 2)?.message?.fullName == "google.protobuf.Timestamp")
        }
    }

    @Test("Relative type names are looked up from the innermost scope outwards")
    func relativeNames() throws {
        let file = Make.file("a.proto") {
            var outer = Make.message(
                "Outer", [Make.field("a", 1, .message, type: "Inner"), Make.field("b", 2, .message, type: "Other")])
            outer.nestedType = [Make.message("Inner", [])]
            $0.messageType = [outer, Make.message("Inner", []), Make.message("Other", [])]
        }
        let type = try #require(try DescriptorPool([file]).message(named: "pkg.Outer"))
        #expect(type.field(named: "a")?.message?.fullName == "pkg.Outer.Inner")
        #expect(type.field(named: "b")?.message?.fullName == "pkg.Other")
    }

    @Test("A descriptor that does not hold together is an error that names file and element", arguments: Broken.all)
    func broken(_ example: Broken) {
        let error = #expect(throws: DescriptorError.self) { try DescriptorPool(example.files) }
        #expect(error?.description == example.error)
    }

    @Test("Types that are missing can be tolerated: what needs them is left out")
    func tolerated() throws {
        let file = Make.file("a.proto", imports: ["gone.proto"]) {
            $0.messageType = [
                Make.message("M", [Make.field("x", 1, .message, type: ".gone.T"), Make.field("y", 2, .int32)])
            ]
            var service = Google_Protobuf_ServiceDescriptorProto()
            service.name = "S"
            service.method = [Make.method("Kept", ".pkg.M", ".pkg.M"), Make.method("Dropped", ".gone.T", ".pkg.M")]
            $0.service = [service]
        }
        let pool = try DescriptorPool([file], missingFiles: .tolerated)
        let type = try #require(pool.message(named: "pkg.M"))
        #expect(type.fields.map(\.name) == ["y"])
        #expect(pool.service(named: "pkg.S")?.methods.map(\.name) == ["Kept"])
        // The field that could not be understood survives as an unknown one.
        let message = try DynamicMessage(type, serialized: [0x0A, 1, 0x61, 0x10, 5])
        #expect(message["y"] == .int32(5))
        #expect(message.serialized() == [0x10, 5, 0x0A, 1, 0x61])
    }

    @Test("A type that only claims to be well-known has no special form")
    func impostor() throws {
        let file = Make.file("t.proto", package: "google.protobuf") {
            $0.messageType = [Make.message("Timestamp", [Make.field("seconds", 1, .string)])]
        }
        let type = try #require(try DescriptorPool([file]).message(named: "google.protobuf.Timestamp"))
        #expect(try DynamicMessage(type, json: #"{"seconds": "x"}"#).jsonString() == #"{"seconds":"x"}"#)
    }

    @Test("Garbage instead of descriptors is an error")
    func garbage() {
        #expect(throws: DescriptorError.self) { try DescriptorPool(serializedFiles: [[0xFF, 0xFF, 0xFF]]) }
        #expect(throws: DescriptorError.self) { try DescriptorPool(serializedSet: [0x0A, 0x05, 0x0A]) }
    }

    @Test("Messages nested into one another without end are an error, not a crash")
    func hostileNesting() {
        var message = Make.message("M0", [])
        for level in 1..<90 {
            var outer = Make.message("M\(level)", [])
            outer.nestedType = [message]
            message = outer
        }
        let innermost = message
        let file = Make.file("deep.proto") { $0.messageType = [innermost] }
        let error = #expect(throws: DescriptorError.self) { try DescriptorPool([file]) }
        #expect(error?.reason == "nested too deeply")
    }

    @Test("Damaged descriptors never trap: every byte of a real one is changed in turn")
    func mutations() throws {
        let source = FileDescriptorSource.googleProtobufDescriptor.serialized
        for index in stride(from: 0, to: source.count, by: 23) {
            for value in [0x00, 0xFF, source[index] &+ 1, source[index] ^ 0x80] as [UInt8] {
                var bytes = source
                bytes[index] = value
                guard let pool = try? DescriptorPool(serializedFiles: [bytes], missingFiles: .tolerated),
                    let type = pool.message(named: "google.protobuf.FileDescriptorProto"),
                    let message = try? DynamicMessage(type, serialized: source)
                else { continue }
                _ = message.serialized()
                _ = try? message.json()
            }
        }
    }
}

/// A set of files that must be refused, and what is said of it.
struct Broken: CustomTestStringConvertible, Sendable {
    let files: [Google_Protobuf_FileDescriptorProto]
    let error: String
    var testDescription: String { error }

    init(_ error: String, imports: [String] = [], change: (inout Google_Protobuf_FileDescriptorProto) -> Void) {
        files = [Make.file("a.proto", imports: imports, change: change)]
        self.error = error
    }

    init(_ error: String, files: [Google_Protobuf_FileDescriptorProto]) {
        self.files = files
        self.error = error
    }

    static func message(_ error: String, _ fields: [Google_Protobuf_FieldDescriptorProto]) -> Broken {
        Broken(error) { $0.messageType = [Make.message("M", fields)] }
    }

    static let all: [Broken] = [
        Broken("a.proto: imports b.proto, which is missing", imports: ["b.proto"]) { _ in },
        Broken(
            "a.proto: import cycle among a.proto, b.proto",
            files: [
                Make.file("a.proto", imports: ["b.proto"]) { _ in },
                Make.file("b.proto", imports: ["a.proto"]) { _ in },
            ]),
        Broken(
            "a.proto: given twice, with different content",
            files: [Make.file("a.proto") { _ in }, Make.file("a.proto") { $0.messageType = [Make.message("M", [])] }]),
        Broken("a.proto: unknown syntax \"proto9\"") { $0.syntax = "proto9" },
        Broken("a.proto: pkg.M: declared twice") { $0.messageType = [Make.message("M", []), Make.message("M", [])] },
        Broken("a.proto: \"pkg.\\u001b[2J\": \"\\u001b[2J\" is not an identifier") {
            $0.messageType = [Make.message("\u{1B}[2J", [])]
        },
        Broken("a.proto: pkg.E: an enum needs at least one value") {
            var empty = Google_Protobuf_EnumDescriptorProto()
            empty.name = "E"
            $0.enumType = [empty]
        },
        message("a.proto: pkg.M.x: type .pkg.Gone is not defined", [Make.field("x", 1, .message, type: ".pkg.Gone")]),
        message("a.proto: pkg.M.x: number 0 is not allowed", [Make.field("x", 0, .int32)]),
        message("a.proto: pkg.M.x: number 19500 is not allowed", [Make.field("x", 19_500, .int32)]),
        message("a.proto: pkg.M.x: number -1 is not allowed", [Make.field("x", -1, .int32)]),
        message(
            "a.proto: pkg.M.y: number 1 is used twice", [Make.field("x", 1, .int32), Make.field("y", 1, .int32)]),
        message("a.proto: pkg.M.x: declared twice", [Make.field("x", 1, .int32), Make.field("x", 2, .int32)]),
        message(
            "a.proto: pkg.M.x: type .pkg.M is of another kind than declared",
            [Make.field("x", 1, .enumeration, type: ".pkg.M")]),
        message("a.proto: pkg.M.x: belongs to oneof 3, which does not exist", [Make.field("x", 1, .int32, oneof: 3)]),
        message("a.proto: pkg.M.x: belongs to oneof -1, which does not exist", [Make.field("x", 1, .int32, oneof: -1)]),
        Broken("a.proto: pkg.M.E: is not a map entry, though it says so") {
            var entry = Make.message("E", [Make.field("key", 1, .double), Make.field("value", 2, .int32)])
            entry.options = Google_Protobuf_MessageOptions()
            entry.options?.mapEntry = true
            var message = Make.message("M", [Make.field("x", 1, .message, type: ".pkg.M.E", repeated: true)])
            message.nestedType = [entry]
            $0.messageType = [message]
        },
        Broken("a.proto: pkg.x: pkg.M has no extension number 5") {
            $0.messageType = [Make.message("M", [])]
            var field = Make.field("x", 5, .int32)
            field.extendee = ".pkg.M"
            $0.extension = [field]
        },
        Broken("a.proto: pkg.S.Get: type .pkg.Gone is not defined") {
            var service = Google_Protobuf_ServiceDescriptorProto()
            service.name = "S"
            service.method = [Make.method("Get", ".pkg.Gone", ".pkg.Gone")]
            $0.service = [service]
        },
    ]
}

/// Descriptors in few words.
enum Make {
    static func file(
        _ name: String, package: String = "pkg", imports: [String] = [],
        change: (inout Google_Protobuf_FileDescriptorProto) -> Void
    ) -> Google_Protobuf_FileDescriptorProto {
        var file = Google_Protobuf_FileDescriptorProto()
        file.name = name
        file.package = package
        file.syntax = "proto3"
        file.dependency = imports
        change(&file)
        return file
    }

    static func message(_ name: String, _ fields: [Google_Protobuf_FieldDescriptorProto])
        -> Google_Protobuf_DescriptorProto
    {
        var message = Google_Protobuf_DescriptorProto()
        message.name = name
        message.field = fields
        return message
    }

    static func field(
        _ name: String, _ number: Int32, _ kind: FieldKind, type: String? = nil, repeated: Bool = false,
        oneof: Int32? = nil
    ) -> Google_Protobuf_FieldDescriptorProto {
        var field = Google_Protobuf_FieldDescriptorProto()
        field.name = name
        field.number = number
        field.type = .init(rawValue: kind.rawValue)
        field.label = .init(rawValue: repeated ? 3 : 1)
        field.typeName = type
        field.oneofIndex = oneof
        return field
    }

    static func method(_ name: String, _ input: String, _ output: String) -> Google_Protobuf_MethodDescriptorProto {
        var method = Google_Protobuf_MethodDescriptorProto()
        method.name = name
        method.inputType = input
        method.outputType = output
        return method
    }
}
